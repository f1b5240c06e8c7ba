"""A participant finds a training and enrols by what its page says; a member adds an event that ends in a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from icalendar import Calendar
from playwright.sync_api import Page

from network.core.clock import KYIV, today
from tests.browser import DESKTOP, OpenPage
from tests.journeys.conftest import Journey
from tests.people import SignIn

Start = Callable[..., Journey]
OPEN, CLOSED = "Перша психологічна допомога для сусідів", "Резюме за один ранок"
NAME, DAY, BEGIN, END = "Вчимося робити ялинку з газет", today() + timedelta(days=9), time(15), time(17, 30)


def test_a_participant_enrols_by_what_the_page_says(start: Start) -> None:
    person = start("/")
    person.tap("Події", within=person.page.locator("footer"))
    person.page.locator("summary", has_text="Уточнити").tap()
    person.page.get_by_label("Запис відкрито").check()
    person.type("Громада або область", "Царичанка")
    person.tap("Показати")
    assert "Запис відкрито" in person.page.locator(".applied").inner_text()
    person.tap(OPEN)
    assert "✓ Запис відкрито до" in person.read() and "Царичанка, будинок культури" in person.read()
    person.call()
    mail = person.page.locator("main a[href^='mailto:']")
    assert mail.is_visible() and "Записатися поштою" in mail.inner_text()


def test_where_enrolment_is_closed_nothing_invites_to(start: Start) -> None:
    person = start("/events")
    person.tap(CLOSED)
    assert "! Запис закрито" in person.read()
    assert person.page.locator("main a.call, main a[href^='mailto:'], main a[href^='tel:']").count() == 0


def tap(page: Page, role: Any, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role(role, name=name).first.click()


def write_event(page: Page) -> None:
    """All that an event needs, as it is typed."""
    page.get_by_label("Тренінг", exact=True).check()
    for field, text in (
        ("name_uk", NAME), ("starts_on", f"{DAY:%Y-%m-%d}"), ("starts_at", f"{BEGIN:%H:%M}"),
        ("ends_at", f"{END:%H:%M}"), ("community", "Царичанка"), ("spot_uk", "бібліотека"),
        ("enrolment_phone", "+380 00 000 00 77"),
    ):  # fmt: skip
        page.locator(f"#f-{field}").fill(text)
    page.get_by_label("Запис відкрито", exact=True).check()


def downloaded(page: Page, into: Path) -> Calendar:
    """The file behind the link, as a calendar reads it."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Додати в календар").click()
    assert download.value.suggested_filename.endswith(".ics")
    path = into / "event.ics"
    download.value.save_as(path)
    return Calendar.from_ical(path.read_bytes())


def test_a_member_adds_an_event_and_a_family_puts_it_into_a_calendar(
    open_page: OpenPage, sign_in: SignIn, tmp_path: Path
) -> None:
    page = open_page("/", java_script_enabled=False)
    sign_in(page, "editor")
    page.goto("/member/events")
    tap(page, "link", "+ Додати: Подія")
    write_event(page)
    page.locator("#f-ends_at").fill("14:00")
    tap(page, "button", "Надіслати координаторам")
    problem = page.locator("#e-ends_at").inner_text()
    assert "Закінчується раніше, ніж починається" in problem
    assert page.locator("#f-name_uk").input_value() == NAME, "what was typed stays"
    page.locator("#f-ends_at").fill(f"{END:%H:%M}")
    tap(page, "button", "Надіслати координаторам")
    assert "Надіслано" in page.locator("[role=status]").inner_text()

    month = f"/events?month={DAY:%Y-%m}"
    family = open_page(month, java_script_enabled=False)
    assert NAME not in family.content()
    publish(open_page("/", java_script_enabled=False, **DESKTOP), sign_in)

    family.reload()
    family.locator(".days").get_by_role("link", name=NAME).click()
    assert "15:00–17:30" in family.locator("main").inner_text()
    assert family.locator("main a.call").first.get_attribute("href") == "tel:+380000000077"
    entry: Any = downloaded(family, tmp_path).events[0]
    assert (entry["summary"], entry["location"]) == (NAME, "Царичанка, бібліотека")
    assert entry["dtstart"].dt == datetime.combine(DAY, BEGIN, KYIV)
    assert entry["dtend"].dt.astimezone(UTC) == datetime.combine(DAY, END, KYIV).astimezone(UTC)
    assert_stands_in_table(open_page(month, java_script_enabled=False, **DESKTOP), DAY)


def publish(desk: Page, sign_in: SignIn) -> None:
    """A coordinator finds the event last in the queue and publishes it."""
    sign_in(desk, "coordinator")
    desk.goto("/coordination/review")
    with desk.expect_navigation():
        desk.locator(".changes a").last.click()
    assert NAME in desk.locator("main").inner_text()
    tap(desk, "button", "Опублікувати")


def assert_stands_in_table(desk: Page, day: date) -> None:
    """On a wide screen the event is in the cell of its day."""
    cell = desk.locator("table.month td:not(.outside)").nth(day.day - 1)
    assert cell.inner_text().split()[0] == str(day.day)
    assert cell.get_by_role("link", name=NAME).is_visible()
    assert not desk.locator(".days").is_visible()
