"""Without a mouse: everything is reached by Tab, and the place where one is can be seen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser import DESKTOP, OpenPage

FOCUS = """() => { const box = document.activeElement, style = getComputedStyle(box);
  const r = box.getBoundingClientRect();
  return {text: (box.innerText || box.getAttribute('aria-label') || box.name || '').trim(), tag: box.tagName,
    name: box.name || '', outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
    ring: style.boxShadow !== 'none', inside: r.bottom > 0 && r.top < innerHeight && r.width > 1,
    isMark: box.matches('.leaflet-marker-icon')}; }"""
Stop = dict[str, object]


def walk(page: Page, stops: int) -> list[Stop]:
    """Press Tab and note where the focus is, so many times."""
    found = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUS))
    return found


def assert_seen(stops: list[Stop]) -> None:
    """Each stop of the focus is in the window and wears a ring."""
    for stop in stops:
        assert stop["inside"], f"out of sight: {stop}"
        assert stop["isMark"] or (stop["outline"] >= 3 or stop["ring"]), f"no ring: {stop}"  # type: ignore[operator]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_skip_link_comes_first_and_leads_to_the_words(scheme: str, open_page: OpenPage) -> None:
    page = open_page("/", color_scheme=scheme, **DESKTOP)
    first = walk(page, 1)
    assert first[0]["text"] == "Перейти до змісту"
    assert_seen(first)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    [box] = walk(page, 1)
    assert box["name"] == "q"


def test_a_search_and_its_filters_by_keys_alone(open_page: OpenPage) -> None:
    page = open_page("/", **DESKTOP)
    walk(page, 1)
    page.keyboard.press("Enter")
    walk(page, 1)
    page.keyboard.type("психолог Царичанка")
    page.keyboard.press("Enter")
    page.wait_for_url("**/services?**")
    stops = walk(page, 30)
    assert_seen(stops)
    names = [stop["name"] for stop in stops]
    for name in ("q", "place", "from", "age", "open", "mode", "language", "within", "topic"):
        assert name in names, f"{name} is not reached"
    page.locator("[name=open]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**open=1**")
    assert page.locator(".applied").is_visible()


def test_folded_filters_open_by_keys_on_a_phone(page: Page) -> None:
    page.goto("/services")
    summary = page.locator(".filters summary")
    assert not page.locator("[name=age]").is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("[name=age]").is_visible()


def test_marks_of_the_map_by_keys(open_page: OpenPage) -> None:
    page = open_page("/map", **DESKTOP)
    page.locator(".leaflet-marker-icon").first.wait_for()
    page.locator(".map input").first.focus()
    stops = walk(page, 12)
    assert_seen(stops)
    assert any(stop["isMark"] for stop in stops)
