"""Moves under way are asked about; what is planned, over or a secret is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from network.core.i18n import in_language
from network.locations.models import Visibility
from network.relocations.freshness import due_owners, find_records
from network.relocations.models import RelocationState
from network.relocations.operations import confirm_current
from tests.relocations.moves import add_move
from tests.world import World


def asked(world: World, days: int) -> list[int]:
    """Who is asked so many days later, by a rule of 90 days."""
    before = world.day + timedelta(days=days - 90)
    return list(world.session.scalars(due_owners(before)))


@pytest.mark.parametrize("state", RelocationState)
def test_only_what_is_under_way_is_asked_about(world: World, state: RelocationState) -> None:
    add_move(world, state)
    owner = world.organization.id
    due = [owner] if state == RelocationState.UNDER_WAY else []
    assert asked(world, 91) == due and asked(world, 89) == []
    assert list(find_records(world.session, [owner], world.day)) == due


def test_a_confirmation_puts_the_question_off(world: World) -> None:
    relocation = add_move(world, RelocationState.UNDER_WAY, started_on=world.day - timedelta(days=400))
    confirm_current(session=world.session, ids=[relocation.id], on=world.day + timedelta(days=60))
    world.session.expire_all()
    assert asked(world, 91) == [] and asked(world, 151) == [world.organization.id]


def test_what_may_not_be_known_is_not_asked_about_by_mail(world: World) -> None:
    hidden = world.add_location(world.host, Visibility.CONFIDENTIAL)
    add_move(world, RelocationState.UNDER_WAY, host_location=hidden)
    add_move(world, RelocationState.UNDER_WAY, is_published=False)
    assert asked(world, 400) == []
    assert find_records(world.session, [world.organization.id], world.day) == {}


def test_its_page_is_named_in_both_languages(world: World) -> None:
    relocation = add_move(world, RelocationState.UNDER_WAY)
    [record] = find_records(world.session, [world.organization.id], world.day)[world.organization.id]
    assert (record.endpoint, record.slug) == ("relocations.show", relocation.slug)
    assert (record.name_uk, record.name_en) == ("Мирноград → Царичанка", "Myrnohrad → Tsarychanka")
    assert record.facts == ("Обладнання й припаси", "Переїзд триває, день не вказано")
    with in_language("en"):
        [record] = find_records(world.session, [world.organization.id], world.day)[world.organization.id]
    assert record.facts == ("Equipment and supplies", "Move under way, the day is not known")
