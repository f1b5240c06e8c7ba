"""Teams: late or not coming in two taps, seen by families at once, undone by a tap; the next stop of a trip."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from network.audit.models import AuditEntry
from network.mobile_teams.models import MobileTeam, MobileTeamStop, StopCancellation, StopDelay
from tests.member.conftest import Desk, Office

LATE = "запізнюються приблизно на 30 хвилин"


@pytest.fixture
def stop(office: Office) -> MobileTeamStop:
    """A stop of today that lasts till midnight."""
    found = office.session.get_one(MobileTeamStop, office.own_ids["stops"])
    found.starts_on, found.opens_at, found.closes_at = office.world.day, None, None
    office.world.session.commit()
    return found


def pages(office: Office, client: FlaskClient, stop: MobileTeamStop) -> dict[str, str]:
    """Where families read of the team."""
    slug = office.session.get_one(MobileTeam, office.session.get_one(MobileTeamStop, stop.id).team_id).slug
    addresses = {
        "team": f"/mobile-teams/{slug}",
        "list": "/mobile-teams",
        "community": "/communities/tsarychanska",
        "organization": f"/organizations/{office.organization.slug}",
        "services": "/services?place=tsarychanska&mode=mobile",
    }
    found = {}
    for name, address in addresses.items():
        answer = client.get(address)
        assert answer.status_code == 200
        found[name] = answer.get_data(as_text=True)
    return found


def test_late_in_two_taps_and_families_see_it_at_once(
    office: Office, desk: Desk, client: FlaskClient, stop: MobileTeamStop
) -> None:
    path = f"/member/stops/{stop.id}/days"
    assert f'href="{path}"' in desk.read("/member")
    page = desk.read(path)
    assert 'name="say" value="30"' in page
    today = office.world.day.isoformat()
    assert desk.send(path, day=today, say="30").status_code == 303
    for name, seen in pages(office, client, stop).items():
        assert LATE in seen, name
    assert desk.send(path, day=today, say="as_planned").status_code == 303
    for name, seen in pages(office, client, stop).items():
        assert LATE not in seen, name
    said = office.session.scalars(
        select(AuditEntry.details).where(AuditEntry.action == "stop.day_changed")
    ).all()
    assert [json.loads(each)["said"] for each in said] == ["30", "as_planned"]


def test_not_coming_today_and_back(
    office: Office, desk: Desk, client: FlaskClient, stop: MobileTeamStop
) -> None:
    path, today = f"/member/stops/{stop.id}/days", office.world.day.isoformat()
    desk.send(path, day=today, say="30")
    assert desk.send(path, day=today, say="not_coming").status_code == 303
    assert desk.send(path, day=today, say="not_coming").status_code == 303
    assert len(office.session.scalars(select(StopCancellation)).all()) == 1
    assert office.session.scalars(select(StopDelay)).all() == []
    seen = pages(office, client, stop)
    assert "скасовано" in seen["team"]
    assert "сьогодні" not in seen["community"].split("Бригада")[1][:400]
    desk.send(path, day=today, say="as_planned")
    assert office.session.scalars(select(StopCancellation)).all() == []


def test_only_coming_days_of_the_stop_and_real_delays(
    office: Office, desk: Desk, stop: MobileTeamStop
) -> None:
    path, day = f"/member/stops/{stop.id}/days", office.world.day
    for wrong, say in (
        (day + timedelta(days=1), "30"), (day - timedelta(days=7), "not_coming"), (day, "4"), (day, "301"),
        (day, "999"), (day, "-5"), (day, "³0"), (day, ""), (day, "later"),
    ):  # fmt: skip
        answer = desk.send(path, day=wrong.isoformat(), say=say)
        assert answer.status_code == 422, (wrong, say)
        assert 'role="alert"' in answer.get_data(as_text=True)
    for text in ("", "today", "2026-02-30", "9999-99-99"):
        assert desk.send(path, day=text, say="30").status_code == 422
    assert office.session.scalars(select(StopDelay)).all() == []


def test_a_series_and_the_next_stop_of_the_same_trip(office: Office, desk: Desk) -> None:
    day = office.world.day
    first = desk.edit(
        f"/member/stops/new/{office.organization.id}",
        team=str(office.own_ids["mobile-teams"]),
        community="Царичанка",
        starts_on=day.isoformat(),
        every_weeks="2",
        ends_on=(day + timedelta(days=90)).isoformat(),
        opens_at="10:00",
        closes_at="12:00",
    )
    assert first.status_code == 303, first.get_data(as_text=True)
    [change] = office.changes()
    assert change.values["every_weeks"] == 2
    link = f"/member/stops/new/{office.organization.id}?like={change.id}"
    assert f'href="{link}"' in desk.read(f"/member/changes/{change.id}")
    form = desk.read(link)
    assert f'value="{day.isoformat()}"' in form and 'value="12:00"' in form
    assert 'value="10:00"' not in form
