"""Relocations: what is refused, what they are called, and addresses that last."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from network.core.errors import BadInput
from network.core.i18n import in_language
from network.places.models import PlaceLevel
from network.places.queries import get_place
from network.relocations.models import Moved, Relocation, RelocationState
from network.relocations.operations import confirm_current
from network.relocations.words import day_or_unknown, key_day, what_words
from network.services.models import Mode
from tests.relocations.moves import add_move
from tests.world import World

DAY = date(2025, 3, 1)


def test_a_relocation_is_called_by_its_two_places(world: World) -> None:
    first, second = add_move(world), add_move(world)
    assert (first.slug, second.slug) == ("myrnohrad-tsarychanka", "myrnohrad-tsarychanka-2")
    assert first.name == "Мирноград → Царичанка"
    with in_language("en"):
        assert first.name == "Myrnohrad → Tsarychanka"
    plan = add_move(world, RelocationState.PLANNED, host=None)
    assert plan.name == "Мирноград → ще не відомо куди"
    oblast = get_place(world.session, PlaceLevel.OBLAST, "donetsk")
    assert add_move(world, origin=oblast).name == "Донецька область → Царичанка"


def test_what_moved_is_said_in_one_line(world: World) -> None:
    assert what_words(["resources", "mobile_team"]) == "Мобільна бригада, обладнання й припаси"
    assert day_or_unknown(None) == "день не вказано"
    with in_language("en"):
        assert what_words([Moved.SERVICE]) == "A service"


@pytest.mark.parametrize(
    ("state", "day"),
    [
        (RelocationState.PLANNED, date(2025, 1, 1)),
        (RelocationState.UNDER_WAY, date(2025, 2, 1)),
        (RelocationState.MOVED, date(2025, 3, 1)),
        (RelocationState.MOVED_AGAIN, date(2025, 3, 1)),
        (RelocationState.RETURNED, date(2025, 4, 1)),
        (RelocationState.ENDED, date(2025, 4, 1)),
    ],
)
def test_a_list_shows_the_day_of_the_state(world: World, state: RelocationState, day: date) -> None:
    days: dict[str, Any] = {
        "planned_for": date(2025, 1, 1),
        "started_on": date(2025, 2, 1),
        "moved_on": date(2025, 3, 1),
    }
    if state in {RelocationState.RETURNED, RelocationState.ENDED}:
        days["ended_on"] = date(2025, 4, 1)
    assert key_day(add_move(world, state, **days)) == day


def refused(world: World) -> dict[str, dict[str, Any]]:
    other = world.add_organization("ГО «Чужа»")
    own, world.organization = world.organization, other
    foreign = world.add_service("Чужа послуга")
    place = world.add_location(world.home)
    world.organization = own
    return {
        "nothing moved": {"what": []},
        "an unknown thing": {"what": ["people"]},
        "no host": {"host": None},
        "the origin again": {"host": world.home},
        "an oblast as host": {"host": world.oblast},
        "which service": {"what": [Moved.SERVICE]},
        "which team": {"what": [Moved.MOBILE_TEAM]},
        "what it continues": {"successor": world.add_service("Послуга")},
        "there before it left": {"started_on": DAY, "moved_on": date(2025, 2, 28)},
        "over, and not over": {"ended_on": DAY},
        "over before it began": {
            "state": RelocationState.ENDED,
            "started_on": DAY,
            "ended_on": date(2025, 2, 28),
        },
        "less than nobody": {"families": -1},
        "a foreign service": {"service": foreign},
        "a foreign successor": {"service": world.add_service("Послуга"), "successor": foreign},
        "a foreign place": {"origin_location": place},
        "a long list": {"resources_uk": "і" * 401},
    }


def test_what_cannot_be_is_refused(world: World) -> None:
    for name, details in refused(world).items():
        with pytest.raises(BadInput):
            add_move(world, **details)
            pytest.fail(name)
    assert world.session.query(Relocation).count() == 0


def test_the_database_itself_wants_a_host(world: World) -> None:
    relocation = add_move(world)
    relocation.host = None
    with pytest.raises(IntegrityError), world.session.begin_nested():
        world.session.flush()


def test_a_plan_may_leave_the_host_open_and_days_may_be_unknown(world: World) -> None:
    plan = add_move(world, RelocationState.PLANNED, host=None)
    assert plan.host_id is None and key_day(plan) is None
    team = world.add_team("Бригада", [world.add_service("Виїзна", mode=Mode.MOBILE)], world.host, world.day)
    moved = add_move(world, what=[Moved.MOBILE_TEAM, Moved.RESOURCES], team=team)
    assert (moved.moved_on, moved.team_id, moved.what) == (None, team.id, ["mobile_team", "resources"])


def test_a_confirmation_is_kept(world: World) -> None:
    relocation, other = add_move(world), add_move(world)
    confirm_current(session=world.session, ids=[relocation.id], on=DAY)
    world.session.expire_all()
    assert (relocation.confirmed_on, other.confirmed_on) == (DAY, None)
