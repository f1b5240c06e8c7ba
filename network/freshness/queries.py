"""Reading reminders: whose records are due, what an owner is asked about, which link is good, who is to be called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from network.core.errors import NotFound
from network.freshness.models import ConfirmationLink, Reminder
from network.freshness.registry import KINDS, Owner, Record, find_owners
from network.freshness.tokens import hash_of


@dataclass(frozen=True)
class Call:
    """An owner on the phone round, and since when."""

    owner: Owner
    since: date


def find_due_owners(session: Session, before: date) -> Sequence[int]:
    """Ids of the owners with any record confirmed before this day, in order; one statement."""
    due = union(*(kind.due_owners(before) for kind in KINDS.values())).subquery()
    return session.scalars(select(due.c.owner_id).order_by(due.c.owner_id)).all()


def find_records(session: Session, owner_ids: Sequence[int], today: date) -> Mapping[int, list[Record]]:
    """What people see of these owners, kind by kind; a constant number of statements."""
    found: dict[int, list[Record]] = {owner_id: [] for owner_id in owner_ids}
    for kind in KINDS.values():
        for owner_id, records in kind.find_records(session, owner_ids, today).items():
            found[owner_id].extend(records)
    return found


def find_reminders(session: Session, owner_ids: Sequence[int]) -> Mapping[int, Reminder]:
    """The reminders of these owners, by owner."""
    rows = session.scalars(select(Reminder).where(Reminder.owner_id.in_(owner_ids)))
    return {reminder.owner_id: reminder for reminder in rows}


def get_link(session: Session, token: str, key: str) -> ConfirmationLink:
    """The link of a token, used and expired ones included; raises NotFound."""
    link = session.scalar(select(ConfirmationLink).where(ConfirmationLink.token_hash == hash_of(token, key)))
    if link is None:
        raise NotFound("confirmation link")
    return link


def get_owner(session: Session, owner_id: int) -> Owner:
    """The owner with this id; raises NotFound."""
    owners = find_owners(session, [owner_id])
    if not owners:
        raise NotFound(f"owner {owner_id}")
    return owners[0]


def has_link_since(session: Session, owner_id: int, moment: datetime) -> bool:
    """Whether the owner was sent a link at this moment or later."""
    later = ConfirmationLink.created_at >= moment
    query = select(ConfirmationLink.id).where(ConfirmationLink.owner_id == owner_id, later).limit(1)
    return session.scalar(query) is not None


def find_calls(session: Session) -> Sequence[Call]:
    """The phone round, those who wait longest first."""
    rows = session.execute(
        select(Reminder.owner_id, Reminder.call_since)
        .where(Reminder.call_since.is_not(None))
        .order_by(Reminder.call_since, Reminder.owner_id)
    ).all()
    owners = {owner.id: owner for owner in find_owners(session, [row.owner_id for row in rows])}
    return [Call(owners[row.owner_id], row.call_since) for row in rows if row.owner_id in owners]
