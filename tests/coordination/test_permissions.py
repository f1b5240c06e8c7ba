"""Who may see and decide: nobody but coordinators, and each only in the own oblasts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from network.core.permissions import Permission, permission_of
from network.moderation.models import Change, ChangeState
from tests.coordination.conftest import SAME_ORIGIN, Desk, read, send
from tests.people import SignedInClient

ADMINISTRATORS_ONLY = {"coordination.audit"}


def addresses(app: Flask, method: str) -> list[tuple[str, str]]:
    """Endpoint and an address of each view that answers a method."""
    return [
        (rule.endpoint, re.sub(r"<int:\w+>", "1", rule.rule).replace("<kind>", "service"))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("coordination.") and method in (rule.methods or ())
    ]


def test_every_view_is_for_coordinators_or_system_administrators(app: Flask) -> None:
    views = {key: view for key, view in app.view_functions.items() if key.startswith("coordination.")}
    assert len(views) > 20
    for endpoint, view in views.items():
        wanted = (
            Permission.SYSTEM_ADMINISTRATOR if endpoint in ADMINISTRATORS_ONLY else Permission.COORDINATOR
        )
        assert permission_of(view) is wanted, endpoint


@pytest.mark.parametrize("role", ["editor", "organization_admin", None])
def test_others_are_refused_everywhere(
    app: Flask, client: FlaskClient, signed_in_client: SignedInClient, desk: Desk, role: str | None
) -> None:
    desk.finish()
    other = signed_in_client(role) if role else client
    for endpoint, address in addresses(app, "GET"):
        response = other.get(address)
        assert response.status_code == (403 if role else 303), endpoint
        assert role or "/sign-in" in response.headers["Location"]
    for endpoint, address in addresses(app, "POST"):
        assert other.post(address, headers=SAME_ORIGIN).status_code == 403, endpoint


def test_system_administrators_read_the_audit_record_and_coordinators_do_not(
    signed_in_client: SignedInClient, coordinator: FlaskClient, desk: Desk
) -> None:
    desk.finish()
    assert coordinator.get("/coordination/audit").status_code == 403
    administrator = signed_in_client("system_admin")
    assert administrator.get("/coordination").status_code == 403
    assert "Хто що робив" in read(administrator, "/coordination/audit")


def test_a_forged_form_is_refused(coordinator: FlaskClient, desk: Desk, session: Session) -> None:
    change = desk.propose({"summary_uk": "Інші слова"})
    desk.finish()
    answer = coordinator.post(
        f"/coordination/review/{change.id}/publish", data={"version": change.version}, headers=SAME_ORIGIN
    )
    assert answer.status_code == 400
    session.expire_all()
    assert session.get_one(Change, change.id).state == ChangeState.WAITING


def decisions(desk: Desk) -> list[tuple[str, dict[str, object]]]:
    """Each decision on something of the organization of the host community."""
    change = desk.propose({"summary_uk": "Інші слова"})
    application, report = desk.apply(), desk.report()
    owner_id = desk.call()
    desk.finish()
    review, applied = f"/coordination/review/{change.id}", f"/coordination/applications/{application.id}"
    return [
        (f"{review}/publish", {"version": change.version}),
        (f"{review}/send-back", {"version": change.version, "reason": "Чому?"}),
        (f"{review}/correct", {"version": change.version, "summary_uk": "Ще інші"}),
        (f"{review}/show", {}),
        (f"{applied}/accept", {"version": 1}),
        (f"{applied}/ask", {"version": 1, "question": "Чому?"}),
        (f"{applied}/refuse", {"version": 1, "reason": "Ні"}),
        (f"/coordination/calls/{owner_id}", {"answer": "missed"}),
        (f"/coordination/reports/{report.id}", {"seen": "open", "state": "corrected"}),
        (f"/coordination/organizations/{owner_id}/trust", {"trusted": "1"}),
        (f"/coordination/organizations/{owner_id}/return", {}),
        (f"/coordination/records/service/{desk.service.id}/remove", {"reason": "ended"}),
    ]


def test_who_coordinates_elsewhere_looks_at_all_and_decides_nothing(
    desk: Desk, coordinator_of: Callable[..., FlaskClient]
) -> None:
    listed = decisions(desk)
    client = coordinator_of(desk.world.oblast_of("kharkiv").id)
    for address, fields in listed:
        assert send(client, address, **fields).status_code == 403, address
        seen = re.sub(
            r"/(publish|send-back|show|correct|accept|ask|refuse|trust|return|remove)$", "", address
        )
        page = read(client, seen)
        assert "інша область" in page or "/records/" in seen, seen


def test_who_coordinates_there_decides(desk: Desk, coordinator_of: Callable[..., FlaskClient]) -> None:
    listed = decisions(desk)
    client = coordinator_of(desk.world.oblast.id)
    one_of_each = [row for row in listed if not re.search(r"/(send-back|correct|show|ask|refuse)$", row[0])]
    for address, fields in one_of_each:
        assert send(client, address, **fields).status_code == 303, address


def test_what_belongs_to_no_community_is_for_the_whole_network(
    desk: Desk, coordinator_of: Callable[..., FlaskClient], coordinator: FlaskClient
) -> None:
    organization = desk.in_no_community()
    desk.session.flush()
    change = desk.propose(
        {"description_uk": "Інші слова"},
        kind="organization",
        record_id=organization.id,
        organization=organization,
    )
    desk.finish()
    address = f"/coordination/review/{change.id}/publish"
    scoped = coordinator_of(desk.world.oblast.id)
    assert send(scoped, address, version=change.version).status_code == 403
    assert send(coordinator, address, version=change.version).status_code == 303
