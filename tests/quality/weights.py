"""What a first visit to a page weighs, measured in Chromium with a cold cache and gzip; also a command that prints it.

`python -m tests.quality.weights` loads the starting data into a database of its own and prints the table of the README.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Response

from tests import databases
from tests.browser import PHONE, browsing, serving
from tests.quality.addresses import LISTS, PAGES, Site, role_for

FOLDERS = ("document", "stylesheet", "script")
LIST_LIMIT = 14_600
"""Bytes of HTML, CSS and JS of a list or service page: what fits into the first round trip."""
MAP = "/map"
MAP_LIMIT = 180_000
"""Bytes of everything that the map page brings, its data and basemap too."""
PICTURE = "/partnerships/network"
PICTURE_LIMIT = 60_000
"""Bytes of the page with the picture of who works with whom, drawn for a phone and for a desk, and with its table."""
SMALLEST_PACKED = 500
PACKED = {"text/html", "text/css", "text/javascript", "application/javascript", "application/geo+json"}


@dataclass
class Visit:
    """One first visit: the encoded bytes of each kind, and what no page may do."""

    address: str
    bytes_of: dict[str, int] = field(default_factory=dict)
    requests: int = 0
    foreign: list[str] = field(default_factory=list)
    unpacked: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    cookies: list[Any] = field(default_factory=list)

    @property
    def folder(self) -> int:
        """HTML, CSS and JS."""
        return sum(self.bytes_of.get(kind, 0) for kind in FOLDERS)

    @property
    def total(self) -> int:
        return sum(self.bytes_of.values())

    def note(self, response: Response, base: str) -> None:
        """Count an answer."""
        kind = response.request.resource_type
        size = response.request.sizes()["responseBodySize"]
        self.bytes_of[kind] = self.bytes_of.get(kind, 0) + size
        self.requests += 1
        address = urlsplit(response.url)
        if address.scheme in {"http", "https"} and not response.url.startswith(f"{base}/"):
            self.foreign.append(response.url)
        headers = response.all_headers()
        if "set-cookie" in headers:
            self.cookies.append(headers["set-cookie"])
        is_text = headers.get("content-type", "").partition(";")[0] in PACKED and size > SMALLEST_PACKED
        if is_text and response.ok and headers.get("content-encoding") != "gzip":
            self.unpacked.append(response.url)


def visit(browser: Browser, site: Site, address: str) -> Visit:
    """Open an address for the first time, on a phone, and wait until nothing more comes."""
    seen = Visit(site.resolve(address))
    context = browser.new_context(base_url=site.base, extra_http_headers={"Accept-Encoding": "gzip"}, **PHONE)
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.on("requestfailed", lambda request: seen.foreign.append(request.url))
    page.on("console", _console(seen))
    page.on("pageerror", lambda error: seen.console.append(str(error)))
    page.goto(seen.address, wait_until="networkidle" if address.startswith(MAP) else "load")
    for answer in answers:
        seen.note(answer, site.base)
    seen.cookies += context.cookies()
    context.close()
    return seen


def _console(seen: Visit) -> Callable[[ConsoleMessage], None]:
    """Keep errors and warnings; the browser's own line about an answer of 404 is no error of the page."""

    def keep(message: ConsoleMessage) -> None:
        is_answer = message.text.startswith("Failed to load resource") and message.location["url"].endswith(
            seen.address
        )
        if message.type in {"error", "warning"} and not is_answer:
            seen.console.append(message.text)

    return keep


def table(visits: Iterable[Visit]) -> str:
    """The figures as a table of Markdown, in kB of 1,000 bytes."""
    lines = [
        "| page | HTML | CSS | JS | together | with the rest | requests |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for seen in visits:
        kinds = [seen.bytes_of.get(kind, 0) for kind in FOLDERS]
        figures = " | ".join(f"{size / 1000:.1f}" for size in (*kinds, seen.folder, seen.total))
        lines.append(f"| `{unquote(seen.address)}` | {figures} | {seen.requests} |")
    return "\n".join(lines)


def measured_addresses() -> tuple[str, ...]:
    """Every list and service page, then one address of each other template that families see."""
    open_to_all = (address for address in PAGES.values() if role_for(address) is None)
    return tuple(dict.fromkeys((*LISTS, *open_to_all)))


def main() -> None:
    """Measure the pages over the starting data and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'network.sqlite3'}"
        app = databases.make_application(url)
        databases.load(app)
        databases.close(app)
        with serving(url, Path(folder) / "log") as base, browsing() as browser:
            site = Site(base)
            print(table(visit(browser, site, address) for address in (*LISTS, MAP)))


if __name__ == "__main__":
    main()
