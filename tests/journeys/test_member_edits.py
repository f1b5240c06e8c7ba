"""An editor on a phone: edits a service, looks at it, sends it; it comes back with a reason, is put right, is published."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from network.demo.accounts import ACCOUNTS
from tests.browser import DESKTOP, OpenPage
from tests.people import SignIn

EDITOR = next(account for account in ACCOUNTS if account.role == "editor")
ADMINISTRATOR = next(account for account in ACCOUNTS if account.role == "organization_admin")
FIRST, SECOND = "Вишиваємо разом щосуботи", "Вишиваємо разом щосуботи о 10:00"
REASON = "Скажіть, о котрій годині."


def enter(page: Page, email: str, password: str) -> None:
    page.goto("/sign-in")
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=password]").fill(password)
    with page.expect_navigation():
        page.locator("form:has(input[name=password]) button").first.click()


def decide(page: Page, words: str, reason: str = "") -> None:
    """A coordinator finds the change last in the queue, and sends it back with a reason, or publishes it without one."""
    page.goto("/coordination/review")
    with page.expect_navigation():
        page.locator(".changes a").last.click()
    assert words in page.locator(".differences").inner_text()
    if reason:
        page.get_by_label("Що треба виправити?").fill(reason)
    tap(page, "button", "Повернути" if reason else "Опублікувати")


def tap(page: Page, role: str, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]  # a role of ARIA


def write(page: Page, words: str) -> None:
    """The opening words of the service, in Ukrainian."""
    page.locator("#f-summary_uk").fill(words)


def test_edited_sent_back_put_right_and_published(open_page: OpenPage, sign_in: SignIn) -> None:
    desk = open_page("/", java_script_enabled=False, **DESKTOP)
    sign_in(desk, "coordinator")
    page = open_page("/sign-in", java_script_enabled=False)
    enter(page, EDITOR.email, EDITOR.password)
    assert page.url.endswith("/member")
    page.locator("summary", has_text="Послуги").click()
    page.locator("a[href^='/member/services/'][href$='/edit']").first.click()
    form = page.url
    service = form.removesuffix("/edit").rsplit("/", 1)[1]

    write(page, FIRST)
    tap(page, "button", "Зберегти чернетку й переглянути")
    tap(page, "link", "Переглянути сторінку до публікації")
    assert "родини цього ще не бачать" in page.content() and FIRST in page.content()
    tap(page, "link", "Назад до зміни")
    tap(page, "button", "Надіслати координаторам")
    assert "У координаторів" in page.content()

    page.goto("/member")
    public = page.locator(f"li:has(a[href='/member/services/{service}/edit']) .more a").first
    address = public.get_attribute("href") or ""
    assert address.startswith("/services/")
    assert FIRST not in open_page(address).content()

    decide(desk, FIRST, REASON)
    page.goto("/member")
    assert REASON in page.locator(".tasks").inner_text()
    assert FIRST not in open_page(address).content()
    page.goto(form)
    assert REASON in page.content()
    write(page, SECOND)
    tap(page, "button", "Надіслати координаторам")
    assert "Надіслано" in page.locator("[role=status]").inner_text()
    assert SECOND not in open_page(address).content()

    decide(desk, SECOND)
    assert SECOND in open_page(address).content()
    page.goto("/member")
    assert page.locator(".tasks li").count() == 0 or REASON not in page.content()
    page.goto(form.removesuffix("/edit") + "/history")
    assert SECOND in page.content()


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_pages_are_accessible_and_narrow(
    open_page: OpenPage, axe: Callable[[Page], list[str]], language: str
) -> None:
    page = open_page("/sign-in")
    enter(page, ADMINISTRATOR.email, ADMINISTRATOR.password)
    page.goto(f"{language}/member")
    own = page.locator(f"a[href^='{language}/member/']")
    links = own.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    kinds: dict[str, str] = {}
    for link in links:
        kinds.setdefault("/".join(part for part in link.split("/") if not part.isdigit()), link)
    assert len(kinds) >= 20, "forms, histories, removals, days, people: one of each"
    for address in (f"{language}/member", *kinds.values()):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
