"""People from Myrnohrad find the team that moved with them to Tsarychanska community, whichever name they know."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.conftest import Journey

Start = Callable[..., Journey]
TEAM = "Мобільна бригада з Мирнограда"
ORGANIZATION = "ГО «Відповідальні громадяни»"


def _assert_team_page(family: Journey) -> None:
    words = family.read()
    assert family.page.locator("h1").inner_text() == TEAM
    assert "Царичанська громада" in words and ORGANIZATION in words and "Мирноградська громада" in words


@pytest.mark.parametrize("typed", ["Мирноград", "Димитров", "Мирноград Царичанка"])
def test_by_typing_the_name(typed: str, start: Start) -> None:
    family = start("/")
    family.type("Що вам потрібно і де?", typed)
    family.tap("Знайти")
    cards = family.page.locator(".card").filter(has_text=ORGANIZATION)
    assert "Царичан" in cards.first.inner_text(), "the list names the service and its place"
    family.tap("Бригади й організації з громади: Мирноград")
    family.tap(TEAM)
    _assert_team_page(family)
    assert (family.entries, family.taps) == (1, 3)


@pytest.mark.parametrize("address", ["/from/myrnohrad", "/from/myrnohradska", "/from/dymytrov"])
def test_by_the_address_of_their_community(address: str, start: Start) -> None:
    family = start(address)
    assert "Для людей із громади: Мирноград" in family.page.locator("h1").inner_text()
    card = family.page.locator(".card").filter(has_text=TEAM).first
    assert "Царичанка" in card.inner_text()
    family.tap(TEAM)
    _assert_team_page(family)


def test_by_the_link_on_the_home_page(start: Start) -> None:
    family = start("/")
    family.tap("Мирноград")
    family.tap(TEAM)
    _assert_team_page(family)
    assert (family.entries, family.taps) == (0, 2)


def test_the_way_back_from_the_team_to_its_community(start: Start) -> None:
    family = start("/from/myrnohrad")
    family.tap(TEAM)
    family.tap("Царичанська громада")
    assert family.page.locator("h1").inner_text() == "Царичанська громада"
    assert TEAM in family.read() or "бригад" in family.read()
