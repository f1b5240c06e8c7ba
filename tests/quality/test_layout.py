"""Pages fit narrow screens and large letters, targets are big enough for a thumb, paper gets what paper needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import PHONE
from tests.quality.addresses import name_of

NARROW: dict[str, Any] = PHONE | {"viewport": {"width": 320, "height": 640}}
LEAST_TARGET = 44
OUTSIDE = """() => {
  const width = document.documentElement.clientWidth, found = [];
  const scrolls = element => { for (let up = element; up; up = up.parentElement)
    if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(up).overflowX) && up !== document.documentElement
        && up !== document.body) return true; return false; };
  for (const element of document.body.querySelectorAll('*')) {
    const box = element.getBoundingClientRect();
    if (box.width && box.right > width + 1 && !scrolls(element)) found.push(element.outerHTML.slice(0, 90));
  }
  if (document.documentElement.scrollWidth > width) found.push('the page scrolls sideways by '
    + (document.documentElement.scrollWidth - width) + ' px');
  return found;
}"""
CLIPPED = """() => [...document.body.querySelectorAll('*')].filter(element => {
  const style = getComputedStyle(element);
  if (element.closest('.hidden, .skip, .map__skip, .leaflet-container, svg') || element.matches('input, textarea')) return false;
  const cuts = axis => ['hidden', 'clip', 'auto', 'scroll'].includes(style['overflow' + axis]);
  return (cuts('X') && element.scrollWidth > element.clientWidth + 1)
    || (cuts('Y') && element.scrollHeight > element.clientHeight + 1);
}).map(element => element.outerHTML.slice(0, 120))"""
SMALL = """least => {
  // Running text: the nearest block has words of its own beside the link's, and the link flows with them.
  const block = element => { let up = element.parentElement;
    while (getComputedStyle(up).display.startsWith('inline')) up = up.parentElement; return up; };
  const own = box => { const copy = box.cloneNode(true);
    copy.querySelectorAll('a, button').forEach(part => part.remove());
    return copy.textContent.replace(/[^\\p{L}]/gu, ''); };
  return [...document.querySelectorAll('a, button, summary, input, label.choice')].filter(element => {
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    if (!box.width || !box.height) return false;
    if (element.closest('.hidden, .skip, .map__skip, .leaflet-marker-pane, .map__credit')) return false;
    if (element.matches('label input')) return false;
    if (element.matches('a') && style.display === 'inline' && own(block(element)).length > 1) return false;
    return box.height < least - 0.5;
  }).map(element => Math.round(element.getBoundingClientRect().height) + ' px: ' + element.outerHTML.slice(0, 140));
}"""


def check_narrow_screens_large_letters_and_thumbs(page: Page) -> None:
    """Leaves the page at the width of a phone, with letters twice as large."""
    page.set_viewport_size(NARROW["viewport"])
    assert page.evaluate(OUTSIDE) == [], "at 320 px nothing scrolls sideways"
    assert page.evaluate(SMALL, LEAST_TARGET) == [], "targets that are too low for a thumb"
    page.set_viewport_size(PHONE["viewport"])
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "36px"
    assert page.evaluate(OUTSIDE) == [], "with letters twice as large nothing scrolls sideways"
    assert page.evaluate(CLIPPED) == [], "with letters twice as large nothing is cut"


@pytest.mark.parametrize(
    "address", ["/services/*", "/services?q=психолог Царичанка", "/communities/*"], ids=name_of
)
def test_paper_gets_the_words_and_not_the_chrome(address: str, show: Callable[..., Page]) -> None:
    page = show(address)
    page.emulate_media(media="print")
    for selector in (
        ".language",
        ".top-nav",
        ".urgent",
        ".bottom",
        ".search",
        ".filters",
        ".actions",
        ".pager",
    ):
        hidden = page.locator(selector)
        assert not any(hidden.nth(number).is_visible() for number in range(hidden.count())), selector
    assert page.locator("h1").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_a_service_on_paper_has_its_number_short_address_and_date(show: Callable[..., Page]) -> None:
    page = show("/services/*")
    page.emulate_media(media="print")
    assert page.locator(".call .number").first.is_visible()
    words = page.locator(".short-address").inner_text()
    assert "/s/" in words and "станом на" in words


def test_the_checks_see_what_is_wrong(show: Callable[..., Page]) -> None:
    page = show("/", **NARROW)
    page.evaluate(
        "document.querySelector('.brand').style.cssText = 'white-space: nowrap; letter-spacing: 30px'"
    )
    assert page.evaluate(OUTSIDE)
    page.evaluate("document.querySelector('main').style.cssText = 'height: 40px; overflow: hidden'")
    assert page.evaluate(CLIPPED)
    page.evaluate("document.querySelector('.language').style.padding = '0'")
    assert page.evaluate(SMALL, LEAST_TARGET)
