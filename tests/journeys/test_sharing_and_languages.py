"""Sending a service to a relative, and changing the language on the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.browser import OpenPage
from tests.journeys.conftest import Journey

Start = Callable[..., Journey]
SHARED = (
    """() => { window.shared = []; navigator.share = async what => { window.shared.push(what.text); }; }"""
)


def _service(family: Journey) -> tuple[str, str]:
    """Open a psychologist's page in Tsarychanka; gives its name and its number as it is read."""
    family.page.goto("/services?q=психолог Царичанка")
    with family.page.expect_navigation():
        family.page.locator(".card a").first.tap()
    return family.page.locator("h1").inner_text(), family.page.locator("a.call .number").first.inner_text()


def test_a_message_carries_name_place_and_number(start: Start) -> None:
    family = start("/")
    name, number = _service(family)
    family.page.locator(".share summary").tap()
    message = family.page.locator(".share-text").inner_text()
    for part in (name, "Царичанка", number, "/s/"):
        assert part in message
    for app in ("Telegram", "Viber", "SMS"):
        address = unquote(family.page.locator(".share a", has_text=app).get_attribute("href") or "")
        assert name in address and number in address and "/s/" in address


def test_the_short_address_of_a_message_opens_the_service(start: Start) -> None:
    family = start("/")
    name, _number = _service(family)
    family.page.locator(".share summary").tap()
    found = re.search(r"/s/\w+", family.page.locator(".share-text").inner_text())
    assert found
    family.page.goto(found.group())
    assert family.page.locator("h1").inner_text() == name


def test_the_phone_s_own_menu_opens_where_there_is_one(open_page: OpenPage) -> None:
    page = open_page()
    page.add_init_script(f"({SHARED})()")
    name, number = _service(Journey(page))
    page.locator(".share summary").tap()
    assert page.evaluate("window.shared.length") == 1
    message = page.evaluate("window.shared[0]")
    assert name in message and "Царичанка" in message and number in message
    assert not page.locator(".share-text").is_visible()


@pytest.mark.parametrize(
    "address",
    [
        "/services?q=психолог Царичанка",
        "/topics/psychologist?place=tsarychanska&page=1",
        "/communities/tsarychanska",
        "/map?topic=children",
        "/about",
    ],
)
def test_the_language_changes_and_the_page_stays(address: str, start: Start) -> None:
    family = start(address)
    before = urlsplit(family.page.url)
    family.tap("English")
    there = urlsplit(family.page.url)
    assert family.page.locator("html").get_attribute("lang") == "en"
    assert there.path == f"/en{before.path}"
    assert parse_qs(there.query) == parse_qs(before.query)
    family.tap("Українська")
    back = urlsplit(family.page.url)
    assert (back.path, parse_qs(back.query)) == (before.path, parse_qs(before.query))
