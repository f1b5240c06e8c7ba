"""Writes of urgent numbers: loading them, and saying that one was checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.audit.operations import record as record_entry
from network.core.errors import NotFound
from network.core.lengths import check_lengths
from network.core.phones import normalize_phone
from network.core.tables import read_rows
from network.core.text import clean
from network.urgent.models import UrgentNumber

TABLE = Path(__file__).parent / "tables" / "urgent_numbers.csv"
_WORDS = ("section", "title_uk", "title_en", "advice_uk", "advice_en", "source_uk", "source_en")


def load_urgent_numbers(*, session: Session) -> int:
    """Bring the numbers to what the table says; returns how many were added.

    A second run adds nothing, and what was said of a check (`verify_number`) stays.
    """
    known = {number.number: number for number in session.scalars(select(UrgentNumber))}
    rows = read_rows(TABLE)
    for position, row in enumerate(rows, start=1):
        record = known.get(row["number"]) or UrgentNumber(number=row["number"])
        record.position = position
        for column in _WORDS:
            setattr(record, column, row[column])
        check_lengths(record)
        session.add(record)
    session.flush()
    return sum(row["number"] not in known for row in rows)


def verify_number(*, session: Session, number: str, by_uk: str, by_en: str, on: date) -> UrgentNumber:
    """Say that a number was checked on this day, and by whom (a role, never a personal name).

    Raises BadInput for what is no number, NotFound for one that is not on the page.
    """
    dialled = normalize_phone(number)[0]
    record = session.scalar(select(UrgentNumber).where(UrgentNumber.number == dialled))
    if record is None:
        raise NotFound(number)
    record.verified_by_uk, record.verified_by_en, record.verified_on = clean(by_uk), clean(by_en), on
    check_lengths(record)
    session.flush()
    record_entry(
        session=session,
        actor="command",
        action="urgent.verify",
        subject_kind="urgent_number",
        subject_id=record.id,
        details={"number": record.number, "by": record.verified_by_uk, "on": on},
    )
    return record
