"""Decisions: by whom, on what was shown, with a reason, once; and what the database itself refuses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from network.audit.models import AuditEntry
from network.core.errors import BadInput
from network.moderation import operations, queries, removing
from network.moderation.fields import Audience, Reason, Removal
from network.moderation.models import Change, ChangeState
from network.search.models import SearchDocument
from network.services.models import Service, ServiceStatus
from tests.world import World

EDITOR, COORDINATOR, OTHER = 1_000_001, 1_000_002, 1_000_003  # ids that no sequence reaches
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def service(world: World) -> Service:
    made = world.add_service("Психолог", at=[world.add_location(world.host)])
    world.finish()
    return made


def draft(world: World, service: Service, by: int = EDITOR, shown: int = 0, **values: Any) -> Change:
    return operations.save_draft(
        session=world.session,
        kind="service",
        organization_id=world.organization.id,
        record_id=service.id,
        values=values,
        by=by,
        version_shown=shown,
    )


def wait(world: World, service: Service, **values: Any) -> Change:
    change = draft(world, service, **values)
    return operations.propose(
        session=world.session, change_id=change.id, version_shown=change.version, by=EDITOR, now=NOW
    )


def publish(session: Session, change: Change, by: int = COORDINATOR, shown: int | None = None) -> Change:
    return operations.publish(
        session=session,
        change_id=change.id,
        version_shown=change.version if shown is None else shown,
        by=by,
    )


def test_what_moved_on_since_it_was_shown_is_not_published(world: World, service: Service) -> None:
    change = wait(world, service, summary_uk="Перше")
    seen = change.version
    draft(world, service, shown=seen, summary_uk="Друге")
    with pytest.raises(operations.Stale):
        publish(world.session, change, shown=seen)
    operations.propose(session=world.session, change_id=change.id, version_shown=change.version, by=EDITOR)
    with pytest.raises(operations.Stale):
        publish(world.session, change, shown=seen)
    publish(world.session, change)
    with pytest.raises(operations.Stale):
        publish(world.session, change)


def test_a_record_that_moved_on_is_never_overwritten(world: World, service: Service) -> None:
    change = wait(world, service, summary_uk="Нове")
    service.summary_uk = "Тим часом"
    world.session.flush()
    with pytest.raises(operations.Stale):
        publish(world.session, change)


def test_two_editors_do_not_overwrite_each_other(world: World, service: Service) -> None:
    draft(world, service, summary_uk="Одна")
    with pytest.raises(operations.Stale):
        draft(world, service, by=OTHER, summary_uk="Інша")


@pytest.mark.parametrize(
    "values", [{"phones": ["+380000000055"]}, {"website": "https://example.org"}, {"is_published": False}]
)
def test_nobody_decides_on_an_own_sensitive_field(
    world: World, service: Service, values: dict[str, Any]
) -> None:
    change = wait(world, service, **values)
    with pytest.raises(operations.Forbidden):
        publish(world.session, change, by=EDITOR)
    publish(world.session, change)


def test_a_correction_counts_as_proposing(world: World, service: Service) -> None:
    change = wait(world, service, phones=["+380000000055"], summary_uk="Нове")
    operations.correct(
        session=world.session,
        change_id=change.id,
        version_shown=change.version,
        values={"phones": ["+380000000066"]},
        by=COORDINATOR,
    )
    with pytest.raises(operations.Forbidden):
        publish(world.session, change)
    publish(world.session, change, by=OTHER)


def test_a_resent_value_stays_the_word_of_its_first_proposer(world: World, service: Service) -> None:
    change = wait(world, service, phones=["+380000000055"])
    draft(world, service, by=OTHER, shown=change.version, phones=["+380000000055"], summary_uk="І це")
    operations.propose(session=world.session, change_id=change.id, version_shown=change.version, by=OTHER)
    assert queries.unsafe_keys(change, EDITOR) == ["phones"]
    assert queries.unsafe_keys(change, OTHER) == []


def test_sending_back_needs_a_reason_and_keeps_the_change_live(world: World, service: Service) -> None:
    change = wait(world, service, summary_uk="Нове")
    with pytest.raises(BadInput):
        operations.send_back(
            session=world.session,
            change_id=change.id,
            version_shown=change.version,
            reason=" ",
            by=COORDINATOR,
        )
    world.session.refresh(change)
    operations.send_back(
        session=world.session,
        change_id=change.id,
        version_shown=change.version,
        reason="Додайте вік",
        by=COORDINATOR,
    )
    assert change.state == ChangeState.SENT_BACK and change.is_live
    draft(world, service, shown=change.version, age_from=3)
    assert change.values == {"summary_uk": "Нове", "age_from": 3}


def test_a_trusted_organization_publishes_harmless_fields_alone(world: World, service: Service) -> None:
    operations.set_trusted(
        session=world.session, organization_id=world.organization.id, is_trusted=True, by=COORDINATOR
    )
    assert wait(world, service, summary_uk="Нове").state == ChangeState.PUBLISHED
    assert wait(world, service, summary_uk="Ще", phones=["+380000000055"]).state == ChangeState.WAITING
    operations.set_trusted(
        session=world.session, organization_id=world.organization.id, is_trusted=False, by=COORDINATOR
    )
    assert not queries.is_trusted(world.session, world.organization.id)


def test_waiting_changes_escalate_after_seven_and_fourteen_days(world: World, service: Service) -> None:
    wait(world, service, summary_uk="Нове")
    for days, level in ((6, None), (7, 1), (13, 1), (14, 2)):
        found = queries.find_escalated(world.session, NOW + timedelta(days=days))
        assert [each.level for each in found] == ([level] if level else [])
    assert not queries.find_escalated(world.session, NOW + timedelta(days=20), [])


def test_history_and_changes_show_each_audience_its_fields(world: World, service: Service) -> None:
    change = wait(world, service, summary_uk="Нове", referral_who_uk="Черговий психолог")
    publish(world.session, change)
    [revision] = queries.history(world.session, "service", service.id)
    keys = {each.key for each in queries.differences(revision, Audience.PUBLIC)}
    assert keys == {"summary_uk"}
    assert "referral_who_uk" in {each.key for each in queries.differences(revision, Audience.NETWORK)}


def test_numbers_that_stay_keep_their_notes(world: World, service: Service) -> None:
    world.session.refresh(service, ["phones"])
    service.phones[0].note_uk = "гаряча лінія"
    kept = service.phones[0].number
    publish(world.session, wait(world, service, phones=[kept, "+380000000055 x12"]))
    world.session.refresh(service, ["phones"])
    assert [(each.number, each.extension, each.note_uk) for each in service.phones] == [
        (kept, "", "гаряча лінія"),
        ("+380000000055", "12", ""),
    ]


def test_removal_is_at_once_says_since_when_and_why(world: World, service: Service) -> None:
    change = wait(world, service, summary_uk="Нове")
    removing.remove(
        session=world.session,
        kind="service",
        record_id=service.id,
        organization_id=world.organization.id,
        removal=Removal(since=world.day, reason=Reason.ENDED, words_uk="Скінчилося", words_en="It ended"),
        by=EDITOR,
    )
    assert (service.status, service.status_from, service.is_published) == (
        ServiceStatus.CLOSED,
        world.day,
        True,
    )
    assert change.state == ChangeState.WITHDRAWN
    assert queries.history(world.session, "service", service.id)[0].reason == "ended"


def test_security_concerns_take_the_page_and_the_words_away_at_once(world: World, service: Service) -> None:
    removing.remove(
        session=world.session,
        kind="organization",
        record_id=world.organization.id,
        organization_id=world.organization.id,
        removal=Removal(since=world.day, reason=Reason.SECURITY, words_uk="", words_en=""),
        by=EDITOR,
    )
    assert not service.is_published and not world.organization.is_published
    kept = select(SearchDocument.id).where(
        SearchDocument.record_id == service.id, SearchDocument.kind == "service"
    )
    assert world.session.scalar(kept) is None


def test_every_decision_is_in_the_audit_record(world: World, service: Service) -> None:
    publish(world.session, wait(world, service, summary_uk="Нове"))
    actions = world.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert list(actions) == ["change.proposed", "change.published"]


def test_the_database_keeps_one_live_change_and_no_decision_without_a_decider(
    world: World, service: Service
) -> None:
    organization_id = world.organization.id
    change = draft(world, service, summary_uk="Нове")
    for wrong in (
        Change(kind="service", record_id=service.id, organization_id=organization_id),
        Change(kind="service", organization_id=organization_id, state=ChangeState.PUBLISHED),
        Change(kind="service", organization_id=organization_id, state=ChangeState.WAITING),
    ):
        with pytest.raises(IntegrityError), world.session.begin_nested():
            world.session.add(wrong)
            world.session.flush()
    assert world.session.get(Change, change.id) is change
