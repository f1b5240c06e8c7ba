"""What does not work any more: since when and why is seen at once; for security concerns nothing is, after one question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient

from network.moderation.queries import history
from network.organizations.models import Organization
from network.services.models import Service, ServiceStatus
from tests.member.conftest import ADMINISTRATOR, Desk, Office


def public(office: Office) -> str:
    return f"/services/{office.session.get_one(Service, office.own_ids['services']).slug}"


def test_the_page_stays_and_says_since_when(office: Office, desk: Desk, client: FlaskClient) -> None:
    path, address = f"/member/services/{office.own_ids['services']}/remove", public(office)
    since = office.world.day - timedelta(days=3)
    assert desk.send(path, reason="ended", since=since.isoformat()).status_code == 303
    page = client.get(address)
    assert page.status_code == 200
    service = office.session.get_one(Service, office.own_ids["services"])
    assert (service.status, service.status_from) == (ServiceStatus.CLOSED, since)
    assert "проєкт" in page.get_data(as_text=True)
    assert "Закінчився проєкт" in desk.read(f"/member/services/{service.id}/history")


def test_security_is_asked_once_more_and_the_page_is_gone(
    office: Office, desk: Desk, client: FlaskClient
) -> None:
    path, address = f"/member/services/{office.own_ids['services']}/remove", public(office)
    asked = desk.send(path, reason="security", since=office.world.day.isoformat())
    assert asked.status_code == 422
    assert 'name="sure" value="1"' in asked.get_data(as_text=True)
    assert client.get(address).status_code == 200
    done = desk.send(path, reason="security", since=office.world.day.isoformat(), sure="1")
    assert done.status_code == 303
    assert client.get(address).status_code == 404
    assert f'href="{address}"' not in client.get("/services?place=tsarychanska").get_data(as_text=True)


def test_what_is_wrong_is_said(office: Office, desk: Desk) -> None:
    record_id = office.own_ids["services"]
    path, day = f"/member/services/{record_id}/remove", office.world.day
    tomorrow = (day + timedelta(days=1)).isoformat()
    for reason, since in (
        ("", ""), ("because", day.isoformat()), ("ended", tomorrow), ("ended", "31.31.2026"), ("ended", "0001-01-01"),
    ):  # fmt: skip
        answer = desk.send(path, reason=reason, since=since)
        assert answer.status_code == 422, (reason, since)
        assert 'role="alert"' in answer.get_data(as_text=True)
    assert office.session.get_one(Service, record_id).status == ServiceStatus.ACTIVE
    assert history(office.session, "service", record_id) == []


def test_an_organization_in_danger_goes_with_all_it_has(
    office: Office, desk_of: Callable[[str], Desk], client: FlaskClient
) -> None:
    address = public(office)
    path = f"/member/profile/{office.organization.id}/remove"
    desk = desk_of(ADMINISTRATOR)
    desk.send(path, reason="security", sure="1")
    assert office.session.get_one(Organization, office.organization.id).is_published is False
    assert client.get(address).status_code == 404
    assert client.get(f"/organizations/{office.organization.slug}").status_code == 404
    assert client.get(f"/organizations/{office.foreign.slug}").status_code == 200
    assert "Родини цього не бачать" in desk.read("/member")


def test_hours_are_gone_and_stay_in_the_record(office: Office, desk: Desk) -> None:
    record_id = office.own_ids["hours"]
    desk.send(f"/member/hours/{record_id}/remove", reason="mistake")
    desk.read(f"/member/hours/{record_id}/edit", 404)
    [revision] = history(office.session, "schedule", record_id)
    assert revision.reason == "mistake"
    assert revision.before["opens_at"] == "07:35"
