"""An entry is written with its cause, never changed, never removed, and holds no secret."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from network.audit.operations import HIDDEN, record
from network.audit.queries import find_entries


def test_an_entry_says_who_did_what_when_on_what(session):
    record(
        session=session, actor="command", action="urgent.verify", subject_kind="urgent_number", subject_id=7
    )
    session.commit()
    (entry,) = find_entries(session)
    assert (entry.actor, entry.action, entry.subject_kind, entry.subject_id, entry.details) == (
        "command", "urgent.verify", "urgent_number", 7, "{}",
    )  # fmt: skip
    assert abs((datetime.now(UTC) - entry.at).total_seconds()) < 60


def test_an_entry_shares_the_fate_of_its_cause(session):
    record(session=session, actor="command", action="try")
    session.rollback()
    assert find_entries(session) == []


def test_details_are_json_on_one_line_without_secrets(session):
    details = {
        "text": "перше\nдруге",
        "on": date(2026, 11, 24),
        "password": "p",
        "reset_token": "t",
        "changes": [{"name": "Криниця", "api_key": "k"}],
    }
    entry = record(session=session, actor="1", action="try", details=details)
    assert "\n" not in entry.details
    assert json.loads(entry.details) == {
        "text": "перше\nдруге",
        "on": "2026-11-24",
        "password": HIDDEN,
        "reset_token": HIDDEN,
        "changes": [{"name": "Криниця", "api_key": HIDDEN}],
    }


CHANGES = (
    "UPDATE audit_entries SET actor = 'another'",
    "DELETE FROM audit_entries",
    "DELETE FROM audit_entries WHERE actor = 'command'",
)
CHANGES_OF_ONE_ENGINE = {
    "sqlite": (
        "INSERT OR REPLACE INTO audit_entries SELECT id, at, 'another', '', '', NULL, '{}' FROM audit_entries",
    ),
    "postgresql": ("TRUNCATE audit_entries", "TRUNCATE audit_entries CASCADE"),
}


def test_the_database_refuses_to_change_the_record(session, engine_name):
    record(session=session, actor="command", action="try")
    session.commit()
    for change in (*CHANGES, *CHANGES_OF_ONE_ENGINE[engine_name]):
        with pytest.raises(DBAPIError, match="append-only"):
            session.execute(text(change))
        session.rollback()
        assert [entry.actor for entry in find_entries(session)] == ["command"], change


def test_entries_are_found_by_record_and_action_the_newest_first(session):
    for number in (1, 2, 1):
        record(session=session, actor="1", action="edit", subject_kind="service", subject_id=number)
    record(session=session, actor="2", action="sign-in")
    assert [entry.actor for entry in find_entries(session, limit=2)] == ["2", "1"]
    assert len(find_entries(session, subject_kind="service", subject_id=1)) == 2
    assert len(find_entries(session, action="sign-in")) == 1
