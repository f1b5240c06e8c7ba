"""From the home page to a number that can be called, with few taps, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.conftest import Journey

Start = Callable[..., Journey]
WHAT_AND_WHERE = "Що вам потрібно і де?"


def test_one_text_entry_and_two_taps_lead_to_a_call(start: Start) -> None:
    family = start("/")
    family.type(WHAT_AND_WHERE, "психолог Царичанка")
    family.tap("Знайти")
    assert "психолог, Царичанка" in family.page.locator("h1").inner_text()
    family.call()
    assert (family.entries, family.taps) == (1, 2)


def test_three_taps_lead_to_a_call_without_typing(start: Start) -> None:
    family = start("/")
    family.tap("Психолог")
    family.tap("Царичанка", within=family.page.get_by_role("navigation", name="Де ви зараз?"))
    assert "Царичанка" in family.read()
    family.call()
    assert (family.entries, family.taps) == (0, 3)


def test_every_topic_offers_a_call_above_the_fold(start: Start) -> None:
    family = start("/")
    tiles = family.page.locator(".tiles a")
    addresses = [tiles.nth(number).get_attribute("href") or "" for number in range(tiles.count())]
    assert len(addresses) == 12
    for address in addresses:
        family.page.goto(address)
        family.call()


def test_a_service_page_begins_with_its_number(start: Start) -> None:
    family = start("/services?q=психолог Царичанка")
    title = family.page.locator(".card a").first.inner_text()
    family.tap(title)
    assert family.page.locator("h1").inner_text() == title
    family.call()


def test_all_services_begin_with_a_number(start: Start) -> None:
    start("/services").call()


def test_urgent_help_is_one_tap_away_from_every_page(start: Start) -> None:
    family = start("/services?q=психолог Царичанка")
    family.tap("Термінова допомога")
    link = family.page.locator("main a.call").first
    assert link.get_attribute("href") == "tel:112"
    family.assert_above_the_fold(link)


def test_what_is_not_there_leads_on(start: Start) -> None:
    family = start("/")
    family.type(WHAT_AND_WHERE, "трактористка")
    family.tap("Знайти")
    assert "Нічого не знайшли" in family.page.locator("h1").inner_text()
    family.tap("Психолог")
    family.call()
    assert (family.entries, family.taps) == (1, 3)


@pytest.mark.parametrize(
    ("typed", "shown", "said"),
    [
        ("Димитров", "Мирноград", "Димитров тепер – Мирноград"),
        ("Dymytrov", "Мирноград", "«Dymytrov» – це Мирноград"),
        ("Красноармейск", "Покровськ", "«Красноармейск» – це Покровськ"),
        ("Новомосковськ", "Самар", "Новомосковськ тепер – Самар"),
        ("Новомосковск", "Самар", "«Новомосковск» – це Самар"),
        ("Novomoskovsk", "Самар", "«Novomoskovsk» – це Самар"),
        ("Samar", "Самар", "Самар"),
    ],
)
def test_old_russian_and_latin_names_find_the_place(typed: str, shown: str, said: str, start: Start) -> None:
    family = start("/")
    family.type(WHAT_AND_WHERE, typed)
    family.tap("Знайти")
    assert shown in family.page.locator("h1").inner_text()
    assert said in family.read()
    family.call()
