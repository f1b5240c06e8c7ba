"""The proposer reads what became of a change, and every decision leaves its entry."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from network.accounts.models import User
from network.accounts.operations import add_user
from network.audit.models import AuditEntry
from network.mail.models import Mail
from network.moderation import operations
from tests.moderation.cases import CASES
from tests.moderation.steps import COORDINATOR, draft, propose, publish
from tests.world import World

HIDDEN = "Канаркова"


@pytest.fixture
def editor(world: World) -> User:
    return add_user(session=world.session, email="editor@example.org")


@pytest.mark.parametrize("kind", CASES)
def test_the_proposer_is_told_and_the_audit_record_knows(world: World, editor: User, kind: str) -> None:
    session, case = world.session, CASES[kind]
    change = propose(world, draft(world, kind, case.make(world), case.values, by=editor.id), by=editor.id)
    operations.send_back(
        session=session,
        change_id=change.id,
        version_shown=change.version,
        reason="Додайте другу мову",
        by=COORDINATOR,
    )
    publish(world, propose(world, change, by=editor.id))
    asked, published = session.scalars(select(Mail).order_by(Mail.id)).all()
    assert {asked.recipient, published.recipient} == {"editor@example.org"}
    assert "Додайте другу мову" in asked.text and "Додайте другу мову" not in published.text
    assert "Опубліковано" in published.subject and "Published" in published.subject
    actions = session.scalars(
        select(AuditEntry.action).where(AuditEntry.action.startswith("change.")).order_by(AuditEntry.id)
    ).all()
    assert actions == ["change.proposed", "change.sent_back", "change.proposed", "change.published"]


def test_who_decides_on_an_own_change_gets_no_mail(world: World, editor: User) -> None:
    values = {"description_uk": "Інше"}
    made = draft(world, "organization", world.organization.id, values, by=editor.id)
    publish(world, propose(world, made, by=editor.id), by=editor.id)
    assert world.session.scalars(select(Mail)).all() == []


def test_no_mail_and_no_audit_entry_repeats_an_address(world: World, editor: User) -> None:
    values = {"address_uk": f"вул. {HIDDEN}, 7", "visibility": "confidential"}
    record_id = CASES["location"].make(world)
    change = propose(world, draft(world, "location", record_id, values, by=editor.id), by=editor.id)
    publish(world, change)
    written = [mail.text + mail.html + mail.subject for mail in world.session.scalars(select(Mail))]
    written += [str(entry.details) for entry in world.session.scalars(select(AuditEntry))]
    assert written and HIDDEN not in "".join(written)
