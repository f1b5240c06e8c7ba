"""Curves on the map in a real browser: drawn when chosen, wider for more, reached and read by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.maps.map_site import flow
from tests.maps.test_map_browser import COMMUNITIES, SITES, STOPS, Watched, ready, serve

pytestmark = pytest.mark.browser

MYRNOHRAD, BAKHMUT = (37.26, 48.3), (38.0, 48.6)
TSARYCHANKA, LVIV, PAVLOHRAD = (34.48, 48.94), (24.03, 49.84), (35.87, 48.53)
FLOWS = [
    flow("Мирноград → Царичанка", MYRNOHRAD, TSARYCHANKA, 3, lines=["Родин: 40"], url="/relocations?x=1"),
    flow("Бахмут → Львів", BAKHMUT, LVIV, 12),
    flow("<b>Мирноград</b> → Павлоград", MYRNOHRAD, PAVLOHRAD, 1, url="javascript:alert(1)"),
]
ORDER = [each["properties"]["name"] for each in FLOWS]


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    yield from serve({"communities": COMMUNITIES, "stops": STOPS, "sites": SITES, "flows": FLOWS})


@pytest.fixture(params=[(360, 740, "light"), (1280, 800, "dark")], ids=["phone", "desktop"])
def page(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Page]:
    width, height, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", color_scheme=scheme
    )
    watched = Watched(context.new_page(), site)
    page = ready(watched.open())
    assert not [url for url in watched.requests if url.endswith("/data/flows")], "fetched when chosen"
    page.get_by_label("Хто куди переїхав").check()
    page.wait_for_selector(".map-flow")
    yield page
    context.close()
    assert (watched.complaints, watched.foreign()) == ([], [])


def alone(page: Page) -> Page:
    """Only the curves, so far apart that each has its own mark."""
    for layer in ("Громади", "Зупинки мобільних команд"):
        page.get_by_label(layer).uncheck()
    for _ in range(8):
        if page.locator(".map-mark--flow").count() == len(FLOWS):
            return page
        page.get_by_role("button", name="Наблизити").click()
    raise AssertionError("marks of curves do not come apart")


def test_each_way_is_one_curve_with_an_arrow_and_all_numbers_add_up(page: Page) -> None:
    expect(page.locator(".map-flow")).to_have_count(len(FLOWS))
    expect(page.locator(".map-flow__head")).to_have_count(len(FLOWS))
    numbers = page.locator(".map-mark--flow .map-mark__shape").all_inner_texts()
    assert sum(map(int, numbers)) == 16
    assert page.get_attribute("html", "data-map-ready") == str(len(COMMUNITIES) + len(STOPS) + len(FLOWS))


def test_more_makes_a_wider_curve_of_the_same_hue(page: Page) -> None:
    style = "all => all.map(each => [getComputedStyle(each).strokeWidth, getComputedStyle(each).stroke])"
    widths, hues = zip(*page.locator(".map-flow").evaluate_all(style), strict=True)
    assert dict(zip(ORDER, map(lambda width: float(width.removesuffix("px")), widths), strict=True)) == {
        ORDER[0]: 3.5,
        ORDER[1]: 7,
        ORDER[2]: 2,
    }
    assert len(set(hues)) == 1


def test_the_arrow_stands_at_the_end_and_short_of_the_mark_there(page: Page) -> None:
    """On the phone too, where the whole country is as wide as a hand."""
    tips = page.locator(".map-flow__head").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().x)"
    )
    starts = page.locator(".map-flow__start").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().x)"
    )
    assert all(tip < start for tip, start in zip(tips, starts, strict=True)), "all of them lead west"


def test_a_curve_is_opened_read_and_closed_by_keyboard(page: Page) -> None:
    name = "Мирноград → Царичанка, 3 переїзди"
    mark = alone(page).get_by_role("button", name=name)
    mark.press("Enter")
    popup = page.get_by_role("dialog", name=name)
    expect(popup).to_contain_text("Родин: 40")
    page.keyboard.press("Tab")
    expect(popup.get_by_role("link", name="Усі послуги")).to_be_focused()
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    expect(mark).to_be_focused()


def test_texts_stay_text_and_unsafe_addresses_are_no_links(page: Page) -> None:
    alone(page).get_by_role("button", name="<b>Мирноград</b> → Павлоград, 1 переїзд").press("Enter")
    popup = page.get_by_role("dialog")
    expect(popup.locator(".map-popup__name")).to_have_text("<b>Мирноград</b> → Павлоград")
    assert popup.get_by_role("link").count() == 0


def test_switched_off_nothing_of_it_stays(page: Page) -> None:
    page.get_by_label("Хто куди переїхав").uncheck()
    expect(page.locator(".map-flow, .map-flow__head, .map-flow__start, .map-mark--flow")).to_have_count(0)
    assert page.get_attribute("html", "data-map-ready") == str(len(COMMUNITIES) + len(STOPS))


def test_the_curves_are_drawn_anew_at_each_zoom_and_never_twice(page: Page) -> None:
    page.get_by_role("button", name="Наблизити").click()
    page.get_by_role("button", name="Уся карта").click()
    expect(page.locator(".map-flow")).to_have_count(len(FLOWS))
    assert page.locator(".leaflet-flows-pane").get_attribute("aria-hidden") == "true"


def test_the_mark_of_a_curve_stands_on_it_and_apart_from_other_marks(page: Page) -> None:
    page.get_by_role("button", name="Уся карта").click()
    boxes = [mark.bounding_box() for mark in page.locator(".map-mark:visible").all()]
    middles = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes if box]
    apart = min(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a in middles for b in middles if a != b)
    assert len(middles) == len(boxes) and apart >= 30
