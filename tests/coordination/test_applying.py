"""Accepting an application: nobody takes an organization over with it, and what is alike is seen."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from network.accounts.models import Role, User, UserMembership
from network.accounts.operations import add_user, set_role
from network.applications.models import Application, ApplicationState
from network.audit.models import AuditEntry
from network.mail.models import Mail
from network.organizations.models import Organization
from tests.coordination.conftest import Desk, read, send

STRANGER = "office@example.org"
CALLED = "За номером із довідника підтвердили"


@pytest.fixture
def known(desk: Desk) -> Organization:
    """An organization with a mailbox, a phone and an administrator, whose name somebody applies in."""
    owner = desk.world.organization
    owner.email, owner.phone = "known@example.org", "+380000000077"
    admin = add_user(session=desk.session, email="present-admin@example.org")
    editor = add_user(session=desk.session, email="present-editor@example.org")
    set_role(session=desk.session, user=admin, organization_id=owner.id, role=Role.ADMINISTRATOR, by="test")
    set_role(session=desk.session, user=editor, organization_id=owner.id, role=Role.EDITOR, by="test")
    desk.finish()
    return owner


def apply_as(desk: Desk, owner: Organization, **details: Any) -> tuple[int, str, dict[str, str]]:
    """An application in the organization's name: its id, its address and the form that names the organization."""
    application = desk.apply(owner.name_uk, **details)
    desk.finish()
    return (
        application.id,
        f"/coordination/applications/{application.id}",
        {"version": "1", "organization": str(owner.id)},
    )


def test_a_stranger_gets_no_organization_without_a_call(
    desk: Desk, known: Organization, coordinator: FlaskClient, session: Session
) -> None:
    number, address, form = apply_as(desk, known)
    page = read(coordinator, address)
    for words in (
        "known@example.org",
        "tel:+380000000077",
        f"У заявці: {STRANGER}",
        CALLED,
        "від чужого імені",
    ):
        assert words in page, words
    answer = send(coordinator, f"{address}/accept", **form)
    body = answer.get_data(as_text=True)
    assert answer.status_code == 422 and 'id="e-called"' in body and "<title>Помилка" in body
    assert f'value="{form["organization"]}" checked' in body
    session.rollback()
    assert session.get_one(Application, number).state == ApplicationState.WAITING
    assert session.scalar(select(User.id).where(User.email == STRANGER)) is None
    assert session.scalars(select(Mail.recipient)).all() == []


def test_a_call_is_recorded_and_the_organization_is_told(
    desk: Desk, known: Organization, coordinator: FlaskClient, session: Session
) -> None:
    _number, address, form = apply_as(desk, known)
    owner_id = known.id
    assert send(coordinator, f"{address}/accept", called="yes", **form).status_code == 303
    session.rollback()
    member = select(UserMembership.role).join(User).where(User.email == STRANGER)
    assert session.scalar(member.where(UserMembership.organization_id == owner_id)) == Role.ADMINISTRATOR
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "application.accepted")).one()
    told = json.loads(entry.details)
    assert (told["called"], told["existing"], told["differs"]) == (True, True, ["email", "phone"])
    warned = (
        select(Mail).where(Mail.cause.like("application % for the organization")).order_by(Mail.recipient)
    )
    mails = session.scalars(warned).all()
    assert [mail.recipient for mail in mails] == ["known@example.org", "present-admin@example.org"]
    for mail in mails:
        assert f"запросили {STRANGER}" in mail.text and f"invited {STRANGER}" in mail.text


def test_the_published_mailbox_and_phone_need_no_call(
    desk: Desk, known: Organization, coordinator: FlaskClient, session: Session
) -> None:
    _number, address, form = apply_as(desk, known, email="Known@example.org", phone="+380000000077")
    assert CALLED not in read(coordinator, address)
    assert send(coordinator, f"{address}/accept", **form).status_code == 303
    session.rollback()
    warned = select(Mail.recipient).where(Mail.cause.like("application % for the organization"))
    assert session.scalars(warned).all() == ["present-admin@example.org"]


@pytest.mark.parametrize("is_shown", [True, False])
def test_a_new_page_is_shown_now_or_when_it_is_ready(
    desk: Desk, coordinator: FlaskClient, client: FlaskClient, session: Session, is_shown: bool
) -> None:
    application = desk.apply()
    desk.finish()
    address, number = f"/coordination/applications/{application.id}", application.id
    assert "Не показувати, доки" in read(coordinator, address)
    page = {"page": "shown" if is_shown else "hidden"}
    assert send(coordinator, f"{address}/accept", version=1, **page).status_code == 303
    session.rollback()
    made = session.get_one(Organization, session.get_one(Application, number).organization_id)
    assert made.is_published is is_shown
    assert client.get(f"/organizations/{made.slug}").status_code == (200 if is_shown else 404)


@pytest.mark.parametrize("alike", ["name", "code", "mailbox"])
def test_open_applications_that_are_alike_name_each_other(
    desk: Desk, coordinator: FlaskClient, alike: str
) -> None:
    first = desk.apply("ГО «Світло вікон»", edrpou="12345678")
    other = {
        "name": {"name": "го світло вікон", "email": "a@example.org"},
        "code": {"name": "ГО «Інша»", "edrpou": "12345678", "email": "b@example.org"},
        "mailbox": {"name": "ГО «Третя»", "email": "Office@example.org"},
    }
    second = desk.apply(**other[alike])
    third = desk.apply("ГО «Зовсім інша»", email="far@example.org")
    desk.finish()
    here, there = (f'href="/coordination/applications/{each.id}"' for each in (first, second))
    assert there in read(coordinator, f"/coordination/applications/{first.id}")
    assert here in read(coordinator, f"/coordination/applications/{second.id}")
    assert "Є ще 1 відкрита заявка" in read(coordinator, f"/coordination/applications/{first.id}")
    assert "відкрита заявка з тією" not in read(coordinator, f"/coordination/applications/{third.id}")


def test_a_decided_application_is_no_more_alike(desk: Desk, coordinator: FlaskClient) -> None:
    first, second = desk.apply(), desk.apply()
    second.state, second.reason, second.decider_id = ApplicationState.REFUSED, "Ні", desk.editor.id
    second.decided_at = second.created_at
    desk.finish()
    assert f"/applications/{second.id}" not in read(coordinator, f"/coordination/applications/{first.id}")
