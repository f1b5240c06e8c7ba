"""The picture in a browser: names stay inside their boxes, nothing is wider than the page, the table needs no sight of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser import DESKTOP, PHONE, OpenPage

ADDRESS = "/partnerships/network"
OUTSIDE = """name => [...document.querySelectorAll(`.ties.${name} .box`)].flatMap(box => {
  const frame = box.querySelector("rect").getBBox();
  return [...box.querySelectorAll("text")].filter(text => {
    const words = text.getBBox();
    return words.x < frame.x || words.x + words.width > frame.x + frame.width
      || words.y < frame.y - 1 || words.y + words.height > frame.y + frame.height + 1;
  }).map(text => text.textContent);
})"""


def drawn(page: Page, name: str) -> bool:
    return page.locator(f".ties.{name}").is_visible()


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    ("screen", "name", "other"), [(PHONE, "narrow", "wide"), (DESKTOP, "wide", "narrow")]
)
def test_names_stay_in_their_boxes(
    open_page: OpenPage, language: str, screen: dict[str, object], name: str, other: str
) -> None:
    page = open_page(f"{language}{ADDRESS}", **screen)
    assert drawn(page, name) and not drawn(page, other)
    assert page.locator(f".ties.{name} .box").count() >= 30
    assert page.evaluate(OUTSIDE, name) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
    size = page.locator(f".ties.{name} text").first.evaluate("each => each.getBoundingClientRect().height")
    assert size >= 13, "letters that can be read"


def test_colours_and_dashes_tell_the_kinds_apart(open_page: OpenPage) -> None:
    page = open_page(ADDRESS, **DESKTOP)
    styles = page.locator(".legend .tie:has(path:not(.arrow))").evaluate_all(
        "all => all.map(each => { const s = getComputedStyle(each); return [s.color, s.strokeDasharray]; })"
    )
    assert len(styles) >= 4
    assert (
        len({colour for colour, _dashes in styles})
        == len(styles)
        == len({dashes for _colour, dashes in styles})
    )
