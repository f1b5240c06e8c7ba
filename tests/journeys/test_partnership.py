"""One organization proposes a partnership, a coordinator publishes it, the other agrees, and families see it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.browser import DESKTOP, OpenPage
from tests.documents import make_pdf
from tests.people import SignIn

NAME = "Разом зустрічаємо родини на вокзалі"
WORDS = "Одні чергують на вокзалі, інші дають кімнату на першу ніч."
ONE, TWO = "ГО «Степова криниця»", "БО «Терикон добра»"
PARTNERSHIPS = "/partnerships"


def tap(page: Page, role: str, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]  # a role of ARIA


def propose(page: Page, document: Path) -> None:
    """An editor fills in the form, with the signed agreement, and sends it to the coordinators."""
    page.goto("/member/partnerships")
    with page.expect_navigation():
        page.locator("a[href*='/member/partnerships/new/']").first.click()
    page.locator("#f-name_uk").fill(NAME)
    page.locator("#f-description_uk").fill(WORDS)
    page.locator("#f-own_role").select_option("implementer")
    page.locator("#f-parties-0").fill(TWO)
    page.locator("select[name=parties-code]").first.select_option("host")
    page.locator("#f-valid_until").fill("2030-12-31")
    page.locator("#f-document-file").set_input_files(document)
    page.locator("input[name=document_shared_with][value=public]").check()
    tap(page, "button", "Надіслати координаторам")
    assert page.locator(".error").count() == 0, page.locator("main").inner_text()


def publish(page: Page) -> None:
    """A coordinator finds the change last in the queue and publishes it."""
    page.goto("/coordination/review")
    with page.expect_navigation():
        page.locator(".changes a").last.click()
    assert NAME in page.locator("main").inner_text()
    tap(page, "button", "Опублікувати")


def test_a_partner_confirms_a_partnership(
    open_page: OpenPage,
    sign_in: SignIn,
    axe: Callable[[Page], list[str]],
    tmp_path: Path,
) -> None:
    document = tmp_path / "договір підписаний.pdf"
    document.write_bytes(make_pdf(NAME))
    one = open_page("/", java_script_enabled=False)
    sign_in(one, "editor")
    propose(one, document)

    desk = open_page("/", java_script_enabled=False, **DESKTOP)
    sign_in(desk, "coordinator")
    publish(desk)
    early = open_page(f"{PARTNERSHIPS}?organization=stepova-krynytsia")
    assert NAME not in early.content(), "nobody is named as a partner before he agreed"
    desk.goto("/coordination/partnerships")
    assert NAME in desk.locator(".asked").inner_text()

    two = open_page("/", java_script_enabled=False)
    sign_in(two, "foreign_editor")
    two.goto("/member")
    with two.expect_navigation():
        two.locator(".tasks a", has_text=NAME).first.click()
    assert WORDS in two.locator("main").inner_text()
    tap(two, "button", "Так, погоджуємося")
    assert "✓" in two.locator("main").inner_text()

    visitor = open_page(f"{PARTNERSHIPS}?organization=stepova-krynytsia")
    with visitor.expect_navigation():
        visitor.get_by_role("link", name=NAME).click()
    page = visitor.locator("main").inner_text()
    assert WORDS in page and ONE in page and TWO in page and "діє до 31 грудня 2030" in page
    with visitor.expect_download() as started:
        visitor.get_by_role("link", name="Завантажити угоду").click()
    assert re.fullmatch(r"razom-[a-z0-9-]+\.pdf", started.value.suggested_filename)
    assert Path(started.value.path()).read_bytes() == make_pdf(NAME)
    assert axe(visitor) == []
    for address in ("/organizations/terykon-dobra", f"{PARTNERSHIPS}/network?organization=terykon-dobra"):
        visitor.goto(address)
        assert visitor.get_by_role("link", name=NAME).count() == 1, address
        assert axe(visitor) == [], address
        assert visitor.evaluate("document.documentElement.scrollWidth") <= 360, address
    desk.goto("/coordination/partnerships")
    assert NAME not in desk.locator("main").inner_text()
