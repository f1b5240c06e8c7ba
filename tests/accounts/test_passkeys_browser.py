"""A passkey in a real browser with a virtual key: made, used, removed; without JavaScript the rest of the page works."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from network.accounts.codes import code_now
from network.demo.accounts import ACCOUNTS, DemoAccount
from tests.browser import DESKTOP, PHONE, Watch, serving

VIRTUAL = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def own_server(loaded_copy: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a copy of the starting data, under a name: keys do not belong to numbers."""
    with serving(loaded_copy("sqlite"), tmp_path_factory.mktemp("passkeys") / "log") as address:
        yield address.replace("127.0.0.1", "localhost")


@pytest.fixture
def page(screen: dict[str, Any], browser: Browser, own_server: str) -> Iterator[Page]:
    """A page whose browser has a key that knows its person."""
    watch = Watch(own_server.removeprefix("http://"))
    context = browser.new_context(base_url=own_server, **screen)
    context.set_default_timeout(10_000)
    context.on("page", watch.follow)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": VIRTUAL})
    yield page
    context.close()
    watch.check()


def account(role: str) -> DemoAccount:
    return next(each for each in ACCOUNTS if each.role == role)


def sign_in(page: Page, who: DemoAccount) -> None:
    page.goto("/sign-in?next=/account")
    page.get_by_label("Електронна пошта").fill(who.email)
    page.get_by_label("Пароль", exact=True).fill(who.password)
    page.get_by_role("button", name="Увійти", exact=True).click()
    if who.totp_secret:
        page.get_by_label("Код").fill(code_now(who.totp_secret))
        page.get_by_role("button", name="Увійти", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Мій обліковий запис")


@pytest.mark.parametrize(("screen", "role"), [(PHONE, "editor"), (DESKTOP, "system_admin")])
def test_a_passkey_from_first_to_last(page: Page, role: str) -> None:
    who = account(role)
    sign_in(page, who)
    page.get_by_role("link", name="Додати ключ доступу").click()
    page.get_by_label("Назва ключа").fill("мій телефон")
    page.get_by_label("Ваш теперішній пароль").fill(who.password)
    page.get_by_role("button", name="Далі").click()
    page.get_by_role("button", name="Створити ключ доступу").click()
    expect(page.get_by_role("status")).to_contain_text("Ключ доступу додано")
    page.get_by_role("button", name="Вийти").first.click()
    page.goto("/sign-in?next=/account")
    page.get_by_role("button", name="Увійти без пароля (ключ доступу)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Мій обліковий запис")
    expect(page.get_by_text("мій телефон")).to_be_visible()
    page.get_by_role("link", name="Вилучити").click()
    page.get_by_label("Ваш теперішній пароль").fill(who.password)
    page.get_by_role("button", name="Вилучити").click()
    expect(page.get_by_text("мій телефон")).to_have_count(0)
    page.get_by_role("button", name="Вийти").first.click()
    page.goto("/sign-in")
    page.get_by_role("button", name="Увійти без пароля (ключ доступу)").click()
    expect(page.get_by_role("alert")).to_be_visible()


def test_without_javascript_there_is_no_such_button(browser: Browser, own_server: str) -> None:
    context = browser.new_context(base_url=own_server, java_script_enabled=False, **PHONE)
    page = context.new_page()
    page.goto("/sign-in")
    assert not page.get_by_text("Увійти без пароля (ключ доступу)").is_visible()
    expect(page.get_by_role("button", name="Увійти", exact=True)).to_be_visible()
    context.close()
