"""Reports are settled, and what people wrote is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from network.audit.models import AuditEntry
from network.core.clock import now
from network.core.errors import BadInput, NotFound
from network.feedback.models import Report
from network.feedback.operations import Addresses, forget, report, settle
from network.feedback.queries import count_open, find_open_of, find_unsettled
from network.feedback.subjects import Subject, find_subject
from network.mail.models import Mail
from network.services.models import Service
from tests.conftest import CountStatements
from tests.world import World

ADDRESSES = Addresses(
    page={"uk": "http://127.0.0.1:5000/services/x", "en": "http://127.0.0.1:5000/en/services/x"},
    report={"uk": "http://127.0.0.1:5000/reports/CODE", "en": "http://127.0.0.1:5000/en/reports/CODE"},
)


@pytest.fixture
def subject(session: Session, service: Service) -> Subject:
    """The service as feedback sees it."""
    return find_subject(session, "services", service.slug)


def make(session: Session, subject: Subject, days_ago: int = 0, topic: str = "closed") -> Report:
    """A report of some days ago with a text and a contact."""
    return report(
        session=session,
        subject=subject,
        topic=topic,
        text="Зачинено",
        contact="writer@example.org",
        addresses=ADDRESSES,
        directory_email="directory@example.org",
        moment=now() - timedelta(days=days_ago),
    )


def test_a_report_goes_to_both_mailboxes_once(session: Session, subject: Subject) -> None:
    assert subject.recipients == ("criniytsia@example.org",)
    made = make(session, subject)
    recipients = session.scalars(select(Mail.recipient).where(Mail.cause == f"report {made.code}")).all()
    assert sorted(recipients) == ["criniytsia@example.org", "directory@example.org"]


def test_an_unknown_topic_is_refused(session: Session, subject: Subject) -> None:
    with pytest.raises(BadInput):
        make(session, subject, topic="anything")


def test_settling_is_recorded(session: Session, subject: Subject) -> None:
    made, moment = make(session, subject), now()
    settle(session=session, code=made.code, state="nothing_wrong", moment=moment, actor="command")
    assert made.settled_at == moment
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "feedback.settled")).one()
    assert (entry.actor, entry.subject_id) == ("command", subject.record_id)
    settle(session=session, code=made.code, state="checking", moment=moment, actor="command")
    assert made.settled_at is None


@pytest.mark.parametrize("state", ["", "anything"])
def test_an_unknown_state_is_refused(session: Session, subject: Subject, state: str) -> None:
    made = make(session, subject)
    with pytest.raises(BadInput):
        settle(session=session, code=made.code, state=state, moment=now(), actor="command")


def test_an_answer_has_its_length(session: Session, subject: Subject) -> None:
    made = make(session, subject)
    with pytest.raises(BadInput), session.no_autoflush:
        settle(
            session=session,
            code=made.code,
            state="corrected",
            answer_uk="ї" * 501,
            moment=now(),
            actor="command",
        )


def test_an_unknown_code_is_not_found(session: Session, subject: Subject) -> None:
    with pytest.raises(NotFound):
        settle(session=session, code="bcdfghjkmn", state="corrected", moment=now(), actor="command")


def test_only_fresh_unsettled_ones_are_counted(
    session: Session, world: World, subject: Subject, count_statements: CountStatements
) -> None:
    other = world.add_service("Інша послуга")
    make(session, subject), make(session, subject, days_ago=29), make(session, subject, days_ago=31)
    settled = make(session, subject)
    settle(session=session, code=settled.code, state="corrected", moment=now(), actor="command")
    session.flush()
    with count_statements() as statements:
        assert count_open(session, "service", [subject.record_id, other.id], now()) == {subject.record_id: 2}
    assert len(statements) == 1
    assert count_open(session, "organization", [subject.record_id], now()) == {}
    waiting = [found.created_at for found in find_unsettled(session)]
    assert waiting == sorted(waiting) and len(waiting) == 3


def test_an_organization_sees_the_unsettled_reports_on_its_own_records_alone(
    session: Session, world: World, subject: Subject, count_statements: CountStatements
) -> None:
    foreign = world.add_service("Чужа послуга")
    foreign.organization = world.add_organization("ГО «Інша»")
    session.flush()
    later, first, settled = (
        make(session, subject),
        make(session, subject, days_ago=40),
        make(session, subject),
    )
    settle(session=session, code=settled.code, state="corrected", moment=now(), actor="command")
    theirs = make(session, find_subject(session, "services", foreign.slug))
    own, other = world.organization.id, foreign.organization.id
    session.flush()
    with count_statements() as statements:
        found = find_open_of(session, [own])
    assert [each.report for each in found] == [first, later]
    assert {each.subject.organization_id for each in found} == {own}
    for number in range(5):
        more = world.add_service(f"Ще послуга {number}")
        make(session, find_subject(session, "services", more.slug))
    session.flush()
    with count_statements() as after:
        assert len(find_open_of(session, [own])) == 7
    assert len(after) == len(statements) <= 3
    assert [each.report for each in find_open_of(session, [other])] == [theirs]
    assert find_open_of(session, []) == []


def forget_now(session: Session) -> int:
    return forget(session=session, moment=now(), kept_days=30, longest_days=90)


def test_what_people_wrote_is_forgotten_after_the_check_and_at_the_latest_after_a_while(
    session: Session, subject: Subject
) -> None:
    old, recent, waiting = (make(session, subject, 80) for _number in range(3))
    never = make(session, subject, 91)
    for settled, days in ((old, 31), (recent, 29)):
        moment = now() - timedelta(days=days)
        settle(session=session, code=settled.code, state="corrected", moment=moment, actor="command")
    assert forget_now(session) == 2
    for forgotten in (old, never):
        assert (forgotten.text, forgotten.contact) == ("", "")
    assert never.state == "open", "it is still to be checked: what is wrong stays"
    assert (recent.text, waiting.contact) == ("Зачинено", "writer@example.org")
    causes = set(session.scalars(select(Mail.cause)))
    assert causes == {f"report {recent.code}", f"report {waiting.code}"}
    assert forget_now(session) == 0
