"""The contrast of the palette, computed from site.css anew: 4.5 for text, 3 for lines."""

from __future__ import annotations

import re

import pytest

from network.core.assets import STATIC

TEXT, LINE = 4.5, 3.0
PAIRS = [
    *(
        (ink, ground, TEXT)
        for ink in ("text", "muted", "action", "hover", "visited", "ok", "warn", "error")
        for ground in ("bg", "paper")
    ),
    ("warn", "warn-bg", TEXT),
    ("text", "warn-bg", TEXT),
    ("muted", "warn-bg", TEXT),
    ("action", "warn-bg", TEXT),
    ("on-action", "action", TEXT),
    ("on-action", "hover", TEXT),
    ("ink", "focus", TEXT),
    ("line", "bg", LINE),
    ("line", "paper", LINE),
]


def _palettes() -> dict[str, dict[str, str]]:
    sheet = (STATIC / "site.css").read_text("utf-8")
    blocks = [
        dict(re.findall(r"--([\w-]+):\s*(#\w+)", block)) for block in re.findall(r":root\s*{([^}]*)}", sheet)
    ]
    light, dark = blocks
    return {"light": light, "dark": light | dark}


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    full = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(full[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_wcag_says() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_every_pair_of_the_palette_can_be_read(ink: str, ground: str, least: float, scheme: str) -> None:
    palette = _palettes()[scheme]
    assert contrast(palette[ink], palette[ground]) >= least


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_ring_is_seen_on_each_scheme(scheme: str) -> None:
    palette = _palettes()[scheme]
    rings = (palette["focus"], palette["ink"])
    assert max(contrast(ring, palette["bg"]) for ring in rings) >= LINE, "one of its two colours stands out"
