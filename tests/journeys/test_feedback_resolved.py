"""Two families find a door closed, the page warns others, a coordinator answers, and the family reads the answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Page

from tests import databases
from tests.browser import DESKTOP, OpenPage, serving
from tests.people import SignIn

DOUBT = "Люди повідомляють про проблему, перевіряємо"
ANSWER_UK, ANSWER_EN = "Центр переїхав, адресу виправили.", "The centre has moved, the address is corrected."


@pytest.fixture(scope="module")
def live_url(loaded_copy: Callable[[str], str]) -> str:
    """A copy of the starting data that this story may change."""
    return loaded_copy("sqlite")


@pytest.fixture(scope="module")
def live_server(live_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The server over that copy."""
    with serving(live_url, tmp_path_factory.mktemp("server") / "log") as address:
        yield address


@pytest.fixture(scope="module")
def live_app(live_url: str) -> Iterator[Flask]:
    """An application over that copy, to begin a session in it."""
    app = databases.make_application(live_url)
    yield app
    databases.close(app)


def report_closed(page: Page, service: str, words: str) -> str:
    """From the service's page to the code of a new report."""
    page.goto(service)
    page.get_by_role("link", name="Повідомити про помилку").click()
    page.get_by_label("Не працює", exact=True).check()
    page.locator("#text").fill(words)
    page.get_by_role("button", name="Надіслати").click()
    found = re.search(r"/reports/(\w{10})", page.url)
    assert found is not None
    return found[1]


def settle_first(desk: Page, state: str) -> None:
    """From the list of reports to the answer of the first one."""
    desk.goto("/coordination/reports")
    desk.locator(".report a").first.click()
    desk.get_by_label(state, exact=True).check()
    desk.get_by_label("Відповідь українською").fill(ANSWER_UK)
    desk.get_by_label("Відповідь англійською").fill(ANSWER_EN)
    desk.get_by_role("button", name="Відповісти людині").click()
    assert ANSWER_UK in desk.locator("main").inner_text()


def test_from_two_reports_to_an_answer_that_the_family_reads(
    open_page: OpenPage, sign_in: SignIn, axe: Callable[[Page], list[str]]
) -> None:
    family = open_page("/topics/psychologist", java_script_enabled=False)
    family.locator(".card a").first.click()
    service, name = family.url, family.get_by_role("heading", level=1).inner_text()
    code = report_closed(family, service, "На дверях замок")
    assert DOUBT not in open_page(service).content()
    report_closed(open_page(java_script_enabled=False), service, "І ми стояли під замком")
    assert DOUBT in open_page(service).content()

    desk = open_page(**DESKTOP)
    sign_in(desk, "coordinator")
    desk.goto("/coordination")
    assert axe(desk) == []
    desk.get_by_role("link", name="2 повідомлення людей чекають відповіді").click()
    words = desk.locator("main").inner_text()
    assert name in words and "На дверях замок" in words and "І ми стояли під замком" in words
    assert "Повідомили двоє або більше" in words
    assert axe(desk) == []

    settle_first(desk, "Перевірили й виправили. Дякуємо.")
    assert axe(desk) == []
    assert DOUBT not in open_page(service).content()
    settle_first(desk, "Перевірили: на сторінці все правильно.")
    desk.goto("/coordination")
    assert desk.get_by_role("link", name="0 повідомлень людей чекають відповіді").is_visible()

    family.goto(f"/reports/{code}")
    assert "Перевірили й виправили. Дякуємо." in family.content() and ANSWER_UK in family.content()
    family.goto(f"/en/reports/{code}")
    assert ANSWER_EN in family.content()
    assert family.context.cookies() == []


@pytest.mark.parametrize(
    "address",
    ["", "/review", "/review/1", "/review/1/correct", "/applications", "/calls", "/freshness", "/reports"],
)
def test_the_coordinators_pages_fit_a_phone_and_are_accessible(
    open_page: OpenPage, sign_in: SignIn, axe: Callable[[Page], list[str]], address: str
) -> None:
    page = open_page()
    sign_in(page, "coordinator")
    for language in ("", "/en"):
        page.goto(f"{language}/coordination{address}")
        assert page.locator(".mine").is_visible()
        assert axe(page) == [], language
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
