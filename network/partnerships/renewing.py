"""Reminding of agreements that end: 60, 30 and 7 days before, each once; a new end is reminded of anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.accounts.queries import find_mailboxes
from network.partnerships.letters import tell_of_end
from network.partnerships.models import Partnership, RenewalReminder
from network.partnerships.queries import find_ending, with_parties
from network.partnerships.states import is_living

STEPS = (60, 30, 7)
"""Days before the end."""


def find_due(session: Session, today: date) -> list[int]:
    """Ids of the partnerships of whose end people were not told yet at the step where they are, the first to end first."""
    ending = find_ending(session, today, max(STEPS))
    told = _find_told(session, [each.id for each in ending])
    return [each.id for each in ending if not _is_told(each, today, told)]


def remind(*, session: Session, partnership_ids: Sequence[int], today: date, now: datetime) -> int:
    """Queue the mails about these partnerships, and keep that they were; how many mails.

    One that is due is told of once a step; who missed an earlier step, because it was entered late or nothing ran, is
    told of the present one alone. What moved on meanwhile is left in peace.
    """
    found = session.scalars(
        select(Partnership)
        .where(Partnership.id.in_(partnership_ids), is_living(today))
        .options(*with_parties())
        .order_by(Partnership.valid_until, Partnership.id)
        .with_for_update(of=Partnership)
        .execution_options(populate_existing=True)
    ).all()
    told, mails = _find_told(session, partnership_ids), 0
    parties = {party.organization_id for partnership in found for party in partnership.parties}
    mailboxes = find_mailboxes(session, parties)
    for partnership in found:
        step = step_of(partnership.valid_until, today)
        if step is None or partnership.valid_until is None or _is_told(partnership, today, told):
            continue
        session.add(
            RenewalReminder(
                partnership_id=partnership.id, valid_until=partnership.valid_until, days=step, sent_at=now
            )
        )
        days = (partnership.valid_until - today).days
        mails += tell_of_end(session=session, partnership=partnership, days=days, mailboxes=mailboxes)
    session.flush()
    return mails


def step_of(valid_until: date | None, today: date) -> int | None:
    """The last step that has been reached: 60, 30 or 7; None when the end is farther, or past."""
    if valid_until is None or valid_until < today:
        return None
    left = (valid_until - today).days
    return min((step for step in STEPS if left <= step), default=None)


def _find_told(session: Session, partnership_ids: Sequence[int]) -> set[tuple[int, date, int]]:
    rows = session.execute(
        select(RenewalReminder.partnership_id, RenewalReminder.valid_until, RenewalReminder.days).where(
            RenewalReminder.partnership_id.in_(partnership_ids)
        )
    )
    return {(partnership_id, valid_until, days) for partnership_id, valid_until, days in rows}


def _is_told(partnership: Partnership, today: date, told: set[tuple[int, date, int]]) -> bool:
    until, step = partnership.valid_until, step_of(partnership.valid_until, today)
    if until is None or step is None:
        return True
    return any((partnership.id, until, each) in told for each in STEPS if each <= step)
