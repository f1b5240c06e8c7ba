"""The next stop: the database and Python agree about every rule."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from network.core.clock import KYIV
from network.mobile_teams.models import MobileTeam, MobileTeamStop
from network.mobile_teams.operations import cancel_day
from network.mobile_teams.queries import TeamFilter, find_coming, get_published, next_day, visits_of
from network.services.models import Mode
from tests.world import World


def at(world: World, hour: int = 12, days: int = 0) -> datetime:
    return datetime.combine(world.day + timedelta(days=days), time(hour), KYIV)


def first_day_by_both(session: Session, world: World, team: MobileTeam, moment: datetime) -> int | None:
    """The next day by the database, after checking that Python says the same."""
    session.commit()
    session.expire_all()
    loaded = get_published(session, team.slug)
    day = session.scalar(select(next_day(moment)).where(MobileTeamStop.team_id == team.id))
    coming = [visit.day.toordinal() for visit in visits_of(loaded.stops, moment) if not visit.is_cancelled]
    assert day == (coming[0] if coming else None)
    return None if day is None else day - world.day.toordinal()


@pytest.mark.parametrize(
    ("starts", "every", "hour", "expected"),
    [
        (0, 0, 12, 0), (0, 0, 15, None), (-1, 0, 12, None), (3, 0, 12, 3), (-7, 1, 12, 0), (-7, 1, 15, 7), (-1, 1, 12, 6),
        (-13, 2, 12, 1), (-14, 2, 15, 14), (5, 4, 12, 5), (-27, 4, 12, 1),
    ],
)  # fmt: skip
def test_next_day_of_each_rule(
    session: Session, world: World, starts: int, every: int, hour: int, expected: int | None
) -> None:
    service = world.add_service("Виїзд", mode=Mode.MOBILE)
    team = world.add_team(
        "Бригада", [service], world.host, world.day + timedelta(days=starts), every_weeks=every
    )
    assert first_day_by_both(session, world, team, at(world, hour)) == expected


def test_cancelled_days_are_passed_over(session: Session, world: World) -> None:
    service = world.add_service("Виїзд", mode=Mode.MOBILE)
    team = world.add_team("Бригада", [service], world.host, world.day)
    session.commit()
    (stop,) = get_published(session, team.slug).stops
    for weeks in range(2):
        cancel_day(session=session, stop=stop, on_day=world.day + timedelta(weeks=weeks))
    assert first_day_by_both(session, world, team, at(world)) == 14
    (cancelled, *_rest) = visits_of(get_published(session, team.slug).stops, at(world))
    assert cancelled.is_cancelled


def test_nothing_after_the_last_day(session: Session, world: World) -> None:
    service = world.add_service("Виїзд", mode=Mode.MOBILE)
    last = world.day + timedelta(days=8)
    team = world.add_team("Бригада", [service], world.host, world.day, ends_on=last)
    assert first_day_by_both(session, world, team, at(world, days=1)) == 7
    assert first_day_by_both(session, world, team, at(world, days=8)) is None


def test_the_soonest_team_stands_first(session: Session, world: World) -> None:
    for name, days in (("Пізніше", 5), ("Скоро", 1), ("Сьогодні", 0)):
        service = world.add_service(f"Виїзд {name}", mode=Mode.MOBILE)
        world.add_team(name, [service], world.host, world.day + timedelta(days=days))
    world.finish()
    page = find_coming(session, TeamFilter(), at(world))
    assert [item.team.name_uk for item in page.items] == ["Сьогодні", "Скоро", "Пізніше"]
    here = find_coming(session, TeamFilter(community_id=world.other_host.id), at(world))
    assert here.total == 0
