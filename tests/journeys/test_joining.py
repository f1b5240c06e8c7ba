"""An organization applies, is accepted and invited, and its first service is published and found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import select

from network.accounts.codes import code_now
from network.core.database import db
from network.demo.accounts import ACCOUNTS
from network.mail.models import Mail
from tests import databases
from tests.browser import DESKTOP, PHONE, Watch, serving

MAILBOX, PASSWORD = "office@svitlo.example.org", "теплий хліб о сьомій ранку"
SERVICE = "Малювання пісочними казками"
COORDINATOR = next(
    each for each in ACCOUNTS if each.role == "coordinator" and each.oblast == "dnipropetrovsk"
)
NewPage = Callable[..., Page]
ReadMail = Callable[[str], str]


@pytest.fixture(scope="module")
def directory(
    loaded_copy: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Flask]]:
    """A server over a database of its own, and an application that reads it."""
    url = loaded_copy("sqlite")
    app = databases.make_application(url)
    with serving(url, tmp_path_factory.mktemp("server") / "log") as address:
        yield address, app
    databases.close(app)


@pytest.fixture
def new_page(browser: Browser, directory: tuple[str, Flask]) -> Iterator[NewPage]:
    """A function: a page in a browser of its own, without scripts: no step needs them."""
    watch = Watch(urlsplit(directory[0]).netloc)
    contexts = []

    def open_one(**look: object) -> Page:
        context = browser.new_context(base_url=directory[0], java_script_enabled=False, **look)  # type: ignore[arg-type]  # a screen
        context.set_default_timeout(10_000)
        context.on("page", watch.follow)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
    watch.check()


@pytest.fixture
def read_link(directory: tuple[str, Flask]) -> ReadMail:
    """A function: the path behind the newest link to the applicant that begins so, out of the mails that were sent."""

    def find(beginning: str) -> str:
        with directory[1].app_context():
            texts = db.session.scalars(
                select(Mail.text).where(Mail.recipient == MAILBOX).order_by(Mail.id.desc())
            ).all()
        links = [
            found for text in texts for found in re.findall(rf"https?://[^/\s]+({beginning}[\w-]+)", text)
        ]
        assert links, f"no link to {beginning} in {len(texts)} mails"
        return str(links[0])

    return find


def test_from_the_application_to_the_first_service(new_page: NewPage, read_link: ReadMail) -> None:
    applicant, coordinator = new_page(**PHONE), new_page(**DESKTOP)
    apply(applicant)
    assert not applicant.context.cookies()
    sign_in(coordinator)
    ask(coordinator)
    applicant.goto(read_link("/join/"))
    applicant.get_by_label("Ваша відповідь").fill("Двадцять дітей щосуботи.")
    applicant.get_by_role("button", name="Надіслати відповідь").tap()
    expect(applicant.get_by_text("Двадцять дітей щосуботи.")).to_be_visible()
    accept(coordinator)
    applicant.goto(read_link("/join/"))
    expect(applicant.get_by_text("Ваша організація тепер у мережі.")).to_be_visible()
    begin(applicant, read_link("/invitation/"))
    add_service(applicant)
    assert find_by(new_page(**PHONE)).count() == 0, "nobody has looked at it yet"
    publish(coordinator)
    family = new_page(**PHONE)
    find_by(family).tap()
    expect(family.get_by_role("heading", level=1)).to_have_text(SERVICE)
    expect(family.get_by_text("ГО «Світло вікон»").first).to_be_visible()
    assert family.locator("main a.call").first.get_attribute("href") == "tel:+380000000005"


def find_by(page: Page) -> Locator:
    """What a family finds by the service's words, on a phone that has not looked before."""
    page.goto(f"/services?q={SERVICE}")
    return page.locator("main").get_by_role("link", name=SERVICE)


def apply(page: Page) -> None:
    """From the page of the network to the private page of the application."""
    page.goto("/network")
    page.get_by_role("link", name="Подати заявку").tap()
    page.get_by_label("Назва українською").fill("ГО «Світло вікон»")
    page.get_by_label("Громадська організація", exact=True).check()
    page.get_by_label("Що ви робите і для кого?").fill("Гуртки для дітей щосуботи.")
    page.get_by_label("Рідна громада").fill("Мирноград")
    page.get_by_label("Громада, у якій ви працюєте зараз").fill("Царичанка")
    page.get_by_label("Пошта організації").fill(MAILBOX)
    page.get_by_label("Телефон організації").fill("+380 00 000 00 05")
    page.get_by_role("button", name="Надіслати заявку").tap()
    expect(page.get_by_text("Ми отримали вашу заявку.")).to_be_visible()


def sign_in(page: Page) -> None:
    """A coordinator of the oblast, with the code of a phone."""
    page.goto("/sign-in")
    page.locator("#email").fill(COORDINATOR.email)
    page.locator("#password").fill(COORDINATOR.password)
    page.locator("main form:has(#password) button").first.click()
    page.locator("#code").fill(code_now(COORDINATOR.totp_secret))
    page.locator("main form:has(#code) button").first.click()
    expect(page).to_have_url(re.compile("/coordination$"))


def open_application(page: Page) -> None:
    page.goto("/coordination/applications")
    page.get_by_role("link", name="ГО «Світло вікон»").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ГО «Світло вікон»")


def ask(page: Page) -> None:
    """A question before the decision."""
    open_application(page)
    form = page.locator("form[action$='/ask']")
    form.locator("textarea").fill("Скільки дітей приходить?")
    form.locator("button").click()
    expect(page.get_by_text("Скільки дітей приходить?")).to_be_visible()


def accept(page: Page) -> None:
    """The answer is read, the organization accepted."""
    open_application(page)
    expect(page.get_by_text("Двадцять дітей щосуботи.")).to_be_visible()
    page.locator("form[action$='/accept'] button").click()
    expect(page.get_by_role("link", name="Організація в довіднику")).to_be_visible()


def begin(page: Page, invitation: str) -> None:
    """The invited administrator chooses a password and stands on the members' page."""
    page.goto(invitation)
    page.locator("#password").fill(PASSWORD)
    page.locator("main form:has(#password) button").tap()
    expect(page).to_have_url(re.compile("/member$"))
    expect(page.locator("main")).to_contain_text("ГО «Світло вікон»")


def add_service(page: Page) -> None:
    """The first service goes to the coordinators."""
    page.locator("main a[href*='/member/services/new/']").first.tap()
    page.locator("#f-name_uk").fill(SERVICE)
    page.locator("#f-category").select_option("children-clubs")
    page.locator("input[name=mode][value=phone]").check()
    page.locator("input[name=area][value=ukraine]").check()
    page.locator("#f-phones").fill("+380 00 000 00 05")
    page.locator("button[name=action][value=propose]").tap()
    expect(page.get_by_text("Надіслано.", exact=False).first).to_be_visible()


def publish(page: Page) -> None:
    """The coordinator looks at the change and publishes it."""
    page.goto("/coordination/review")
    page.get_by_role("link", name="ГО «Світло вікон»").first.click()
    expect(page.locator("main")).to_contain_text(SERVICE)
    page.locator("form[action$='/publish'] button").click()
    expect(page).to_have_url(re.compile("done=published"))
