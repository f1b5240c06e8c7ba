"""The map in a real browser under the strict policy: marks, popups, keys, layers, data that fails."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from tests.maps.map_site import STATIC, create_site, point
from tests.missing import give_up

pytestmark = pytest.mark.browser

COMMUNITIES = [
    point("Павлоградська громада", 48.535, 35.87, 12, lines=["Психолог: 3"], url="/c/pavlohrad"),
    point("Царичанська громада", 48.94, 34.49, 2, note="Приблизно: центр громади"),
    point("Полтавська громада", 49.59, 34.55, 7),
    point("Київ", 50.45, 30.52, 1, url="javascript:alert(1)"),
    point("Львівська громада", 49.84, 24.03, 4, url="//elsewhere.example.org/"),
    point("<b>Одеська</b> громада ${x}", 46.48, 30.72, 3),
]
STOPS = [point("Зупинка в Царичанці", 48.94, 34.49, 1), point("Зупинка в Полтаві", 49.59, 34.55, 1)]
SITES = [point("Місце в Києві", 50.43, 30.6, 1)]


@dataclass
class Watched:
    """A page with everything that it complained about and everything that it asked for."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self) -> Page:
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(self.base)
        return self.page

    def foreign(self) -> list[str]:
        return [url for url in self.requests if not url.startswith((self.base, "data:"))]


def serve(data: dict[str, Any]) -> Iterator[str]:
    if not (STATIC / "vendor" / "leaflet.js").exists():
        give_up("front-end packages are missing: run `make assets`")
    server = make_server("127.0.0.1", 0, create_site(data), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    yield from serve({"communities": COMMUNITIES, "stops": STOPS, "sites": SITES})


@pytest.fixture(scope="module")
def broken_site() -> Iterator[str]:
    yield from serve({"communities": COMMUNITIES})


@pytest.fixture(params=[(360, 740), (1280, 800)], ids=["phone", "desktop"])
def watched(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Watched]:
    width, height = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    watched = Watched(context.new_page(), site)
    yield watched
    context.close()
    assert watched.complaints == []


def ready(page: Page) -> Page:
    page.wait_for_selector("html[data-map-ready]")
    return page


def zoomed_to(page: Page, name: str) -> None:
    """Open merged marks until the named one stands alone."""
    for _ in range(6):
        if page.get_by_role("button", name=name).count():
            return
        page.locator(".map__canvas").press("+")
    raise AssertionError(f"no mark {name}")


def test_marks_appear_without_a_complaint_or_a_foreign_request(watched: Watched):
    page = ready(watched.open())
    shown = len(COMMUNITIES) + len(STOPS)
    assert page.get_attribute("html", "data-map-ready") == str(shown)
    expect(page.get_by_role("region", name="Карта громад")).to_be_visible()
    expect(page.locator(".map-mark--count").first).to_be_visible()
    expect(page.locator("path.map-land--tinted")).to_have_count(1)
    expect(page.get_by_role("link", name="OpenStreetMap contributors")).to_be_visible()
    expect(page.locator(".map__failed")).to_be_hidden()
    assert watched.complaints == []
    assert watched.foreign() == []
    assert not [url for url in watched.requests if url.endswith("/data/sites")]


def test_numbers_of_all_marks_add_up_to_the_data(watched: Watched):
    page = ready(watched.open())
    texts = page.locator(".map-mark--count .map-mark__shape").all_inner_texts()
    assert sum(map(int, texts)) == sum(feature["properties"]["count"] for feature in COMMUNITIES)


def test_targets_are_large_and_nothing_scrolls_sideways(watched: Watched):
    page = ready(watched.open())
    for mark in page.locator(".map-mark").all():
        box = mark.bounding_box()
        least = 44 if "map-mark--count" in str(mark.get_attribute("class")) else 36
        assert box and box["width"] >= least and box["height"] >= least
    sideways = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not sideways


def test_a_click_opens_the_popup_and_closing_it_gives_the_focus_back(watched: Watched):
    page = ready(watched.open())
    mark = page.get_by_role("button", name="Львівська громада, 4 послуги")
    mark.click()
    popup = page.get_by_role("dialog", name="Львівська громада, 4 послуги")
    expect(popup).to_be_visible()
    popup.get_by_role("button", name="Закрити").click()
    expect(popup).to_have_count(0)
    expect(mark).to_be_focused()


def test_the_keyboard_opens_reads_and_closes_a_popup(watched: Watched):
    page = ready(watched.open())
    name = "Павлоградська громада, 12 послуг"
    zoomed_to(page, name)
    mark = page.get_by_role("button", name=name)
    mark.press("Enter")
    popup = page.get_by_role("dialog", name=name)
    expect(popup).to_contain_text("Психолог: 3")
    expect(popup.locator(".map-popup__name")).to_be_focused()
    page.keyboard.press("Tab")
    link = popup.get_by_role("link", name="Усі послуги")
    expect(link).to_be_focused()
    assert link.get_attribute("href") == "/c/pavlohrad"
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    expect(mark).to_be_focused()


def test_a_popup_lies_whole_inside_the_map(watched: Watched):
    page = ready(watched.open())
    page.get_by_role("button", name="Львівська громада, 4 послуги").click()
    canvas, popup = page.locator(".map__canvas").bounding_box(), page.get_by_role("dialog").bounding_box()
    assert canvas and popup
    assert popup["x"] >= canvas["x"] and popup["y"] >= canvas["y"]
    assert popup["x"] + popup["width"] <= canvas["x"] + canvas["width"]


def test_texts_stay_text_and_only_safe_addresses_become_links(watched: Watched):
    page = ready(watched.open())
    page.get_by_role("button", name="<b>Одеська</b> громада ${x}, 3 послуги").click()
    popup = page.get_by_role("dialog")
    expect(popup.locator(".map-popup__name")).to_have_text("<b>Одеська</b> громада ${x}")
    assert popup.locator("b").count() == 0
    page.keyboard.press("Escape")
    for name in ("Київ, 1 послуга", "Львівська громада, 4 послуги"):
        page.get_by_role("button", name=name).press("Enter")
        expect(page.get_by_role("dialog", name=name)).to_be_visible()
        assert page.get_by_role("dialog").get_by_role("link").count() == 0
        page.keyboard.press("Escape")


def test_no_mark_lies_under_an_open_popup(watched: Watched):
    page = ready(watched.open())
    page.get_by_role("button", name="Львівська громада, 4 послуги").click()
    lid = page.get_by_role("dialog").bounding_box()
    assert lid
    for mark in page.locator(".map-mark:visible").all():
        box = mark.bounding_box()
        assert box
        beside = box["x"] + box["width"] <= lid["x"] or lid["x"] + lid["width"] <= box["x"]
        apart = box["y"] + box["height"] <= lid["y"] or lid["y"] + lid["height"] <= box["y"]
        assert beside or apart or "Львівська" in str(mark.get_attribute("title"))


def test_merged_marks_come_apart_when_chosen(watched: Watched):
    page = ready(watched.open())
    for _ in range(3):
        page.locator(".map__canvas").press("-")
    merged = page.locator('.map-mark--count[aria-label*="і ще"]').first
    before = page.locator(".map-mark--count").count()
    merged.press("Enter")
    assert page.locator(".map-mark--count").count() > before
    assert page.get_by_role("dialog").count() == 0


def test_a_layer_is_fetched_when_it_is_chosen(watched: Watched):
    page = ready(watched.open())
    page.get_by_label("Місця послуг").check()
    expect(page.locator(".map-mark--dot")).to_have_count(len(SITES))
    page.get_by_label("Зупинки мобільних команд").uncheck()
    expect(page.locator(".map-mark--triangle")).to_have_count(0)
    assert page.get_attribute("html", "data-map-ready") == str(len(COMMUNITIES) + len(SITES))


def test_buttons_do_what_a_finger_or_a_wheel_does(watched: Watched):
    page = ready(watched.open())
    position = "document.querySelector('.map-mark').getBoundingClientRect().x"
    before = page.evaluate(position)
    page.get_by_role("button", name="Праворуч").click()
    assert page.evaluate(position) < before
    page.get_by_role("button", name="Уся карта").click()
    assert page.evaluate(position) == pytest.approx(before, abs=2)
    page.get_by_role("button", name="Наблизити").click()


def test_the_first_view_holds_every_mark(watched: Watched):
    page = ready(watched.open())
    canvas = page.locator(".map__canvas").bounding_box()
    assert canvas
    for mark in page.locator(".map-mark__shape").all():
        box = mark.bounding_box()
        assert box
        assert canvas["x"] <= box["x"] and box["x"] + box["width"] <= canvas["x"] + canvas["width"]
        assert canvas["y"] <= box["y"] and box["y"] + box["height"] <= canvas["y"] + canvas["height"]


def test_the_map_can_be_skipped(watched: Watched):
    page = ready(watched.open())
    skip = page.get_by_role("link", name="Пропустити карту")
    skip.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("main > ul a")).to_be_focused()


def test_data_that_does_not_come_is_said_and_the_rest_is_drawn(browser: Browser, broken_site: str):
    context = browser.new_context()
    page = context.new_page()
    page.goto(broken_site)
    expect(page.get_by_text("Карта не завантажилась. Список нижче.")).to_be_visible()
    expect(page.locator(".map-mark--count").first).to_be_visible()
    assert page.get_attribute("html", "data-map-ready") is None
    context.close()


def test_without_scripts_there_is_no_empty_frame(browser: Browser, site: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    expect(page.locator(".map")).to_be_hidden()
    expect(page.locator("main > ul a")).to_be_visible()
    context.close()
