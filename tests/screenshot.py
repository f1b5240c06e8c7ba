"""Make the picture of the README: a search on a phone beside the map, over the starting data; `python -m tests.screenshot`."""

from __future__ import annotations

import base64
import struct
import sys
import tempfile
import zlib
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests import databases
from tests.browser import DESKTOP, PHONE, ROOT, browsing, serving

PICTURE = ROOT / "docs" / "screenshot.png"
LARGEST = 150_000
SEARCH = "/services?q=психолог Царичанка"
MAP = "/map"
SHEET = """<body style="margin:0;display:flex;gap:32px;padding:32px;background:#e9e5db;align-items:flex-start">
<img src="data:image/png;base64,{phone}" style="border:1px solid #767d84;border-radius:12px">
<img src="data:image/png;base64,{desktop}" style="border:1px solid #767d84;border-radius:4px"></body>"""
FEWER_COLOURS = """async picture => {
  const image = new Image(); image.src = 'data:image/png;base64,' + picture; await image.decode();
  const {width, height} = image, brush = new OffscreenCanvas(width, height).getContext('2d');
  brush.drawImage(image, 0, 0);
  const pixels = new Uint32Array(brush.getImageData(0, 0, width, height).data.buffer), counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) || 0) + 1);
  const palette = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 64).map(entry => entry[0]);
  const part = (colour, shift) => colour >> shift & 255;
  const far = (a, b) => [0, 8, 16].reduce((sum, shift) => sum + (part(a, shift) - part(b, shift)) ** 2, 0);
  const nearest = new Map(palette.map((colour, place) => [colour, place]));
  for (const colour of counts.keys()) if (!nearest.has(colour)) nearest.set(colour, palette.reduce(
    (best, one, place) => far(colour, one) < far(colour, palette[best]) ? place : best, 0));
  const colours = palette.flatMap(colour => [0, 8, 16].map(shift => part(colour, shift)));
  return {width, height, colours, rows: Array.from({length: height}, (_, y) =>
    Array.from(pixels.subarray(y * width, (y + 1) * width), colour => nearest.get(colour)))};
}"""


def _shoot(browser: Browser, base: str, address: str, options: dict[str, Any]) -> str:
    """The first screen of an address, as the text of a data address."""
    context = browser.new_context(base_url=base, color_scheme="light", **options)
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    picture = page.screenshot()
    context.close()
    return base64.b64encode(picture).decode()


def _compose(page: Page, phone: str, desktop: str) -> bytes:
    """Both side by side, as a PNG of few colours."""
    page.set_content(SHEET.format(phone=phone, desktop=desktop))
    picture = base64.b64encode(page.locator("body").screenshot()).decode()
    found = page.evaluate(FEWER_COLOURS, picture)
    header = struct.pack(">IIBBBBB", found["width"], found["height"], 8, 3, 0, 0, 0)
    rows = b"".join(b"\0" + bytes(row) for row in found["rows"])
    chunks = (
        (b"IHDR", header),
        (b"PLTE", bytes(found["colours"])),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    """One piece of a PNG file."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def make(folder: Path) -> int:
    """Write the picture; gives its size in bytes."""
    url = f"sqlite:///{folder / 'network.sqlite3'}"
    app = databases.make_application(url)
    databases.load(app)
    databases.close(app)
    with serving(url, folder / "log") as base, browsing() as browser:
        phone = _shoot(browser, base, SEARCH, PHONE | {"device_scale_factor": 1})
        desktop = _shoot(browser, base, MAP, DESKTOP | {"viewport": {"width": 900, "height": 740}})
        page = browser.new_page(viewport={"width": 1364, "height": 806})
        PICTURE.parent.mkdir(exist_ok=True)
        return PICTURE.write_bytes(_compose(page, phone, desktop))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        size = make(Path(scratch))
    print(f"{PICTURE.relative_to(ROOT)}: {size / 1000:.0f} kB")
    sys.exit(size > LARGEST)
