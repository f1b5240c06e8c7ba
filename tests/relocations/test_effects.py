"""What a move means for services, places, teams and the organization, as its state changes over time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from network.locations.models import LocationStatus
from network.relocations.models import Moved, Relocation, RelocationState
from network.services.models import Area, Mode, Schedule, ServiceStatus
from network.services.operations import NewSchedule, add_schedule
from tests.relocations.moves import add_move
from tests.relocations.stage import DAY, Stage
from tests.world import World

MOVED, AGAIN, RETURNED, ENDED = (
    RelocationState.MOVED,
    RelocationState.MOVED_AGAIN,
    RelocationState.RETURNED,
    RelocationState.ENDED,
)
PLANNED, UNDER_WAY = RelocationState.PLANNED, RelocationState.UNDER_WAY
ALL = [Moved.ORGANIZATION, Moved.LOCATION, Moved.SERVICE, Moved.MOBILE_TEAM]
AT_HOME = {
    "old": "active",
    "old at": ["Мирноград"],
    "old for": [],
    "home place": "active",
    "new for": [],
    "team": "Мирноград",
    "team from": "",
    "organization": "Мирноград",
}
IN_HOST = {
    "old": "moved",
    "old at": ["Мирноград"],
    "old for": [],
    "home place": "evacuated",
    "new for": ["Мирноград"],
    "team": "Царичанка",
    "team from": "Мирноград",
    "organization": "Царичанка",
}
SAME = {"old": "active", "old at": ["Царичанка"], "old for": ["Мирноград"], "new for": []}


@pytest.fixture
def stage(world: World) -> Stage:
    return Stage(world)


def everything(stage: Stage, **details: Any) -> dict[str, Any]:
    known: dict[str, Any] = {
        "what": ALL,
        "origin_location": stage.home_place,
        "host_location": stage.host_place,
        "service": stage.old,
        "successor": stage.new,
        "team": stage.team,
        "moved_on": DAY,
    }
    return known | details


@pytest.mark.parametrize(
    ("states", "facts"),
    [
        ([PLANNED], AT_HOME),
        ([UNDER_WAY], AT_HOME),
        ([MOVED], IN_HOST),
        ([PLANNED, UNDER_WAY, MOVED], IN_HOST),
        ([MOVED, AGAIN], IN_HOST),
        ([MOVED, ENDED], IN_HOST),
        ([MOVED, RETURNED], AT_HOME),
        ([MOVED, UNDER_WAY], AT_HOME),
        ([MOVED, RETURNED, MOVED], IN_HOST),
        ([MOVED, AGAIN, ENDED, RETURNED], AT_HOME),
        ([RETURNED], AT_HOME),
        ([ENDED], AT_HOME),
        (
            [AGAIN],
            IN_HOST | {"team": "Мирноград", "organization": "Мирноград"},
        ),
    ],
)
def test_records_are_true_in_each_state(
    stage: Stage, states: list[RelocationState], facts: dict[str, Any]
) -> None:
    before = stage.values()
    relocation = add_move(stage.world, states[0], **everything(stage))
    for state in states[1:]:
        stage.settle(relocation, state=state)
    assert stage.facts() == facts
    kept, settled = relocation.overwritten, stage.values()
    stage.settle(relocation)
    assert (relocation.overwritten, stage.values()) == (kept, settled)
    if facts is AT_HOME:
        assert stage.values() == before and relocation.overwritten == ""


def test_a_service_goes_on_under_its_own_name_with_its_hours(stage: Stage) -> None:
    add_schedule(
        session=stage.session, service=stage.old, schedule=NewSchedule(days=["SA"], at=stage.home_place)
    )
    relocation = add_move(stage.world, **everything(stage, successor=stage.old))
    assert stage.facts() == IN_HOST | SAME
    hours = stage.session.scalars(select(Schedule).where(Schedule.days == ["SA"])).one()
    assert hours.service_at_location_id is not None
    stage.settle(relocation, state=RETURNED)
    assert stage.facts() == AT_HOME
    assert stage.session.scalars(select(Schedule).where(Schedule.days == ["SA"])).one() is hours


def test_without_a_place_there_the_service_is_found_by_its_area(stage: Stage) -> None:
    before = stage.values()
    relocation = add_move(stage.world, **everything(stage, successor=stage.old, host_location=None))
    [old] = [value for key, value in stage.values().items() if key == ("service", stage.old.id)]
    assert old["areas"] == sorted([stage.world.home.katottg, stage.world.host.katottg])
    assert stage.facts()["old at"] == ["Мирноград"] and stage.facts()["home place"] == "evacuated"
    stage.settle(relocation, state=RETURNED)
    assert stage.values() == before
    stage.old.area, stage.old.areas = Area.UKRAINE, []
    stage.session.flush()
    add_move(stage.world, **everything(stage, successor=stage.old, host_location=None))
    assert stage.values()["service", stage.old.id]["areas"] == []


def test_a_service_without_a_place_at_home_gets_one_there(stage: Stage) -> None:
    service = stage.world.add_service("Онлайн", mode=Mode.ONLINE)
    before = stage.values()
    relocation = add_move(
        stage.world, service=service, successor=service, host_location=stage.host_place, what=[Moved.SERVICE]
    )
    assert stage.values()["service", service.id]["places"] == [str(stage.host_place.id)]
    stage.settle(relocation, host_location_id=stage.far_place.id, host_id=stage.world.other_host.id)
    assert stage.values()["service", service.id]["places"] == [str(stage.far_place.id)]
    stage.settle(relocation, is_published=False, state=RETURNED)
    assert stage.values() == before


def test_the_only_place_at_home_moves_when_none_is_named(stage: Stage) -> None:
    move = everything(stage, successor=stage.old, origin_location=None)
    relocation = add_move(stage.world, **move)
    assert stage.facts()["old at"] == ["Царичанка"] and stage.facts()["home place"] == "active"
    second = stage.world.add_location(stage.world.home, name="Другий")
    stage.settle(relocation, origin_location_id=second.id)
    assert stage.facts()["old at"] == ["Мирноград", "Царичанка"], "put back, and given there too"


def test_moving_again_is_a_second_move(stage: Stage) -> None:
    world = stage.world
    before = stage.values()
    first = add_move(world, **everything(stage))
    second = add_move(
        world,
        what=ALL,
        origin=world.host,
        host=world.other_host,
        origin_location=stage.host_place,
        service=stage.new,
        successor=stage.last,
        team=stage.team,
        previous=first,
        moved_on=DAY + timedelta(days=90),
    )
    assert first.state == AGAIN
    homes = stage.values()["service", stage.last.id]["origins"]
    assert homes == [world.home.katottg], "from home, not from the stop on the way"
    there = IN_HOST | {"team": "Павлоград", "organization": "Павлоград"}
    assert stage.facts() == there
    stage.settle(first, note_uk="Перша зупинка.")
    assert stage.facts() == there
    assert stage.values()["location", stage.host_place.id]["status"] == LocationStatus.EVACUATED
    stage.settle(second, state=RETURNED)
    assert first.state == MOVED and stage.facts() == IN_HOST
    stage.settle(first, state=RETURNED)
    assert stage.values() == before


def test_the_same_service_moves_twice_and_comes_back_in_any_order(stage: Stage) -> None:
    world, before = stage.world, stage.values()
    for is_first_back in (True, False):
        first = add_move(world, **everything(stage, successor=stage.old))
        second = add_move(
            world,
            what=[Moved.SERVICE],
            origin=world.host,
            host=world.other_host,
            origin_location=stage.host_place,
            host_location=stage.far_place,
            service=stage.old,
            successor=stage.old,
            previous=first,
        )
        assert stage.facts()["old at"] == ["Павлоград"]
        assert stage.facts()["old for"] == ["Мирноград"], "a stop on the way is no home"
        back = [first, second] if is_first_back else [second, first]
        stage.settle(back[0], state=RETURNED)
        assert stage.facts()["old at"] == [["Павлоград"], ["Царичанка"]][not is_first_back]
        stage.settle(back[1], state=RETURNED)
        assert stage.values() == before


def test_an_earlier_move_that_is_entered_later_does_not_win(stage: Stage) -> None:
    world, before = stage.world, stage.values()
    second = add_move(world, what=[Moved.MOBILE_TEAM], host=world.other_host, team=stage.team)
    first = add_move(world, what=[Moved.MOBILE_TEAM], team=stage.team)
    stage.settle(second, previous_id=first.id)
    assert (first.state, stage.facts()["team"]) == (AGAIN, "Павлоград")
    stage.settle(second, state=RETURNED)
    assert stage.facts()["team"] == "Царичанка"
    stage.settle(first, state=RETURNED)
    assert stage.values() == before


def test_two_moves_of_one_place_share_it_until_both_are_back(stage: Stage) -> None:
    before = stage.values()
    days = (DAY, date(2025, 4, 1))
    first, second = (add_move(stage.world, origin_location=stage.home_place, moved_on=day) for day in days)
    stage.settle(first, state=RETURNED)
    place = stage.values()["location", stage.home_place.id]
    assert (place["status"], place["status_from"]) == ("evacuated", "2025-04-01")
    stage.settle(second, state=RETURNED)
    assert stage.values() == before


def test_what_people_wrote_since_is_theirs(stage: Stage) -> None:
    relocation = add_move(stage.world, **everything(stage))
    stage.old.status, stage.old.status_note_uk = ServiceStatus.CLOSED, "Зачинено назавжди."
    stage.team.base = stage.world.other_host
    stage.session.flush()
    stage.settle(relocation, note_uk="Уточнено.")
    assert stage.facts()["old"] == "closed" and stage.facts()["team"] == "Павлоград"
    stage.settle(relocation, state=RETURNED)
    assert stage.facts() == AT_HOME | {"old": "closed", "team": "Павлоград"}
    assert stage.old.status_note_uk == "Зачинено назавжди."


def test_another_service_takes_the_first_ones_part(stage: Stage) -> None:
    relocation = add_move(stage.world, **everything(stage))
    stage.settle(relocation, service_id=stage.last.id, successor_id=None)
    values = stage.values()
    assert stage.facts()["old"] == "active" and stage.facts()["new for"] == []
    assert values["service", stage.last.id]["status"] == "moved"
    assert values["service", stage.last.id]["status_from"] == DAY.isoformat()


def test_a_known_day_comes_later(stage: Stage) -> None:
    stage.old.status_from, stage.old.status_until = date(2020, 1, 1), date(2024, 1, 1)
    stage.session.flush()
    relocation = add_move(stage.world, **everything(stage, moved_on=None))
    assert (stage.old.status_from, stage.old.status_until) == (None, None)
    stage.settle(relocation, moved_on=DAY)
    assert stage.old.status_from == stage.home_place.status_from == DAY
    stage.settle(relocation, state=RETURNED)
    assert (stage.old.status_from, stage.old.status_until) == (date(2020, 1, 1), date(2024, 1, 1))


def test_a_move_nobody_may_know_of_writes_nothing_and_one_hidden_later_reopens_nothing(stage: Stage) -> None:
    secret = add_move(stage.world, **everything(stage, is_published=False))
    assert stage.facts() == AT_HOME
    stage.settle(secret, is_published=True)
    assert stage.facts() == IN_HOST
    stage.settle(secret, is_published=False)
    assert stage.facts() == IN_HOST


def test_a_day_to_come_changes_nothing_yet(stage: Stage) -> None:
    tomorrow = stage.world.day + timedelta(days=1)
    add_move(stage.world, **everything(stage, moved_on=tomorrow))
    assert stage.facts() == AT_HOME


def test_home_communities_that_are_known_stay(stage: Stage) -> None:
    stage.team.origin = stage.world.organization.origin = stage.world.other_host
    stage.session.flush()
    add_move(stage.world, **everything(stage))
    assert stage.facts()["team from"] == "Павлоград"
    assert stage.world.organization.origin == stage.world.other_host


def test_an_oblast_is_no_home_community(stage: Stage) -> None:
    add_move(stage.world, **everything(stage, origin=stage.world.oblast_of("donetsk"), origin_location=None))
    assert stage.facts() == IN_HOST | {"new for": [], "team from": "", "home place": "active"}


def test_records_that_are_gone_are_passed_over(stage: Stage) -> None:
    relocation = add_move(stage.world, **everything(stage, successor=stage.old))
    service = stage.old
    stage.session.refresh(service, ["places"])
    service.places.clear()
    stage.session.flush()
    stage.settle(relocation, state=RETURNED)
    assert stage.facts() == AT_HOME | {"old at": []}
    again = stage.session.get_one(Relocation, relocation.id)
    assert again.overwritten == ""
