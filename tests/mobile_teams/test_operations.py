"""Mobile teams: where they are based, and stops that can be kept."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import select

from network.core.errors import BadInput
from network.mobile_teams.models import MobileTeam, StopCancellation, TeamStatus
from network.mobile_teams.operations import add_stop, add_team, cancel_day, happens_on
from tests.records import DAY, make_organization, make_place

MONDAY = date(2026, 11, 23)


@pytest.fixture
def team(session) -> MobileTeam:
    organization = make_organization(session)
    return add_team(session=session, organization=organization, name_uk="Бригада", entered_on=DAY)


def test_a_team_is_active_and_has_a_base_and_an_origin(session):
    base, origin = make_place(session), make_place(session, "UA14160150000038750")
    team = add_team(
        session=session, organization=make_organization(session), name_uk="Бригада", entered_on=DAY,
        base=base, origin=origin, phone="+380 00 000 00 01",
    )  # fmt: skip
    assert (team.base_id, team.origin_id, team.phone) == (base.id, origin.id, "+380000000001")
    assert team.status == TeamStatus.ACTIVE


def test_a_team_is_based_in_a_community(session):
    oblast = make_place(session, "UA12000000000090473", "oblast")
    with pytest.raises(BadInput):
        add_team(
            session=session, organization=make_organization(session), name_uk="Б", entered_on=DAY, base=oblast
        )


def test_a_repeating_stop_comes_on_its_days_until_it_ends(session, team):
    stop = add_stop(
        session=session, team=team, starts_on=MONDAY, every_weeks=2,
        ends_on=date(2026, 12, 31), community=make_place(session),
    )  # fmt: skip
    assert happens_on(stop, MONDAY)
    assert happens_on(stop, date(2026, 12, 7))
    assert not happens_on(stop, date(2026, 11, 30))
    assert not happens_on(stop, date(2026, 11, 9))
    assert not happens_on(stop, date(2027, 1, 4))


def test_only_a_day_of_the_stop_can_be_cancelled(session, team):
    stop = add_stop(
        session=session, team=team, starts_on=MONDAY, every_weeks=1, spot_uk="біля школи",
        cancelled_days=[date(2026, 11, 30)],
    )  # fmt: skip
    assert session.scalars(select(StopCancellation.on_day)).all() == [date(2026, 11, 30)]
    with pytest.raises(BadInput):
        cancel_day(session=session, stop=stop, on_day=date(2026, 12, 1))


@pytest.mark.parametrize(
    "wrong",
    [
        {"spot_uk": ""},
        {"every_weeks": 13},
        {"every_weeks": -1},
        {"ends_on": date(2026, 11, 22)},
        {"opens_at": time(12), "closes_at": time(10)},
        {"opens_at": time(12)},
        {"latitude": 35.0, "longitude": 48.9},
    ],
    ids=str,
)
def test_a_stop_that_cannot_be_is_refused(session, team, wrong):
    with pytest.raises(BadInput):
        add_stop(**{"session": session, "team": team, "starts_on": MONDAY, "spot_uk": "біля школи"} | wrong)
