"""An organization confirms its records from the reminder: one click in the mail, one tap on the page."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from network.core.database import db
from network.mail.models import Mail
from tests import databases
from tests.browser import DESKTOP, PHONE, Watch, serving


@pytest.fixture(scope="module")
def database(loaded_copy: Callable[[str], str]) -> str:
    """The address of the database behind the server."""
    return loaded_copy("sqlite")


@pytest.fixture(scope="module")
def mailed(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[int]]]:
    """A server over the demo whose organizations were just reminded: its address, and the numbers of the mails."""
    url = database
    app = databases.make_application(url)
    databases.load(app)
    with serving(url, tmp_path_factory.mktemp("server") / "log") as address:
        app.config["PUBLIC_URL"] = address
        result = app.test_cli_runner().invoke(args=["remind"])
        assert result.exit_code == 0, result.output
        with app.app_context():
            numbers = db.session.scalars(select(Mail.id).where(Mail.cause == "reminder").order_by(Mail.id))
            found = list(numbers)
        databases.close(app)
        yield address, found


@pytest.fixture
def phone(browser: Browser, mailed: tuple[str, list[int]]) -> Iterator[Page]:
    """A phone without JavaScript: the page needs none."""
    address = mailed[0]
    watch = Watch(urlsplit(address).netloc)
    context = browser.new_context(base_url=address, java_script_enabled=False, **PHONE)
    context.set_default_timeout(10_000)
    context.on("page", watch.follow)
    yield context.new_page()
    context.close()
    watch.check()


def rows_of(database: str) -> list[str]:
    """All that the database holds."""
    with closing(sqlite3.connect(database.removeprefix("sqlite:///"))) as connection:
        return list(connection.iterdump())


def test_a_mail_scanner_that_opens_every_link_confirms_nothing(
    browser: Browser, mailed: tuple[str, list[int]], database: str
) -> None:
    before = rows_of(database)
    context = browser.new_context(base_url=mailed[0], **DESKTOP)
    scanner = context.new_page()
    scanner.goto(f"/dev/mail/{mailed[1][0]}")
    links = scanner.locator("main a").evaluate_all("links => links.map(link => link.href)")
    confirming = [link for link in links if "/confirm/" in link]
    assert len(confirming) == 2, "in Ukrainian and in English"
    for link in links:
        for ask in (scanner.request.head, scanner.request.get, scanner.goto):
            answer = ask(link)
            assert answer is not None and answer.ok, link
        scanner.mouse.move(180, 300)
        scanner.wait_for_load_state("networkidle")
    assert not context.cookies()
    context.close()
    assert rows_of(database) == before


def test_one_click_and_one_tap_confirm(phone: Page, mailed: tuple[str, list[int]]) -> None:
    phone.goto(f"/dev/mail/{mailed[1][0]}")
    phone.get_by_role("link", name="Переглянути й підтвердити").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Чи все ще правильно?")
    button = phone.get_by_role("button", name="Так, усе актуально").first
    box = button.bounding_box()
    assert box is not None and box["y"] + box["height"] <= 740, "the button is on the first screen"
    address = phone.url
    button.tap()
    expect(phone.get_by_text("Дата перевірки оновлена")).to_be_visible()
    assert not phone.context.cookies()
    phone.goto(address)
    expect(phone.get_by_role("heading", level=1)).to_have_text("За цим посиланням уже відповіли")
    phone.get_by_role("button", name="Надіслати нове посилання").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Перевірте пошту")


def test_wish_to_change_is_written_on_the_same_page(phone: Page, mailed: tuple[str, list[int]]) -> None:
    phone.goto(f"/dev/mail/{mailed[1][1]}")
    phone.get_by_role("link", name="Review and confirm").click()
    phone.get_by_text("No, needs a change").tap()
    phone.get_by_label("What is to be changed?").fill("We open at ten now.")
    phone.get_by_role("button", name="Send to the coordinators").tap()
    expect(phone.get_by_text("The coordinators will read it and call you.")).to_be_visible()
    phone.goto("/dev/mail")
    phone.get_by_text("Треба змінити").first.click()
    expect(phone.get_by_text("We open at ten now.").first).to_be_visible()
