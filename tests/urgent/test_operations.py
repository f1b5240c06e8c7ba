"""Urgent numbers: loaded unchecked, checked by somebody in a role, and never unchecked by loading again."""

from __future__ import annotations

from datetime import date

import pytest

from network.audit.queries import find_entries
from network.core.errors import BadInput, NotFound
from network.core.phones import normalize_phone
from network.core.tables import read_rows
from network.urgent.operations import TABLE, load_urgent_numbers, verify_number
from network.urgent.queries import find_by_section


def test_the_numbers_stand_by_section_and_nobody_has_checked_them(session):
    assert load_urgent_numbers(session=session) == 8
    sections = find_by_section(session)
    assert {section: [record.number for record in records] for section, records in sections.items()} == {
        "danger": ["112", "101", "102", "103"],
        "children": ["116111"],
        "violence": ["116123", "1547"],
        "distress": ["7333"],
    }
    records = [record for section in sections.values() for record in section]
    assert all(record.verified_on is None and record.source_uk and record.source_en for record in records)


def test_loading_again_adds_nothing_and_keeps_the_check(session):
    load_urgent_numbers(session=session)
    day = date(2026, 11, 20)
    verify_number(
        session=session, number="116 111", by_uk="координація мережі", by_en="network coordination", on=day
    )
    assert load_urgent_numbers(session=session) == 0
    record = find_by_section(session)["children"][0]
    assert (record.verified_on, record.verified_by_uk) == (day, "координація мережі")


def test_a_check_is_recorded(session):
    load_urgent_numbers(session=session)
    record = verify_number(session=session, number="112", by_uk="чергова", by_en="", on=date(2026, 11, 20))
    (entry,) = find_entries(session, action="urgent.verify")
    assert (entry.actor, entry.subject_kind, entry.subject_id) == ("command", "urgent_number", record.id)
    assert "чергова" in entry.details and "2026-11-20" in entry.details


@pytest.mark.parametrize(("number", "error"), [("104", NotFound), ("зателефонуйте", BadInput)])
def test_a_number_that_is_not_on_the_page_cannot_be_checked(session, number, error):
    load_urgent_numbers(session=session)
    with pytest.raises(error):
        verify_number(session=session, number=number, by_uk="хтось", by_en="", on=date(2026, 11, 20))


def test_the_table_has_numbers_as_they_are_dialled():
    for row in read_rows(TABLE):
        assert normalize_phone(row["number"]) == (row["number"], "")
