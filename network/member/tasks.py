"""What waits for a member: changes sent back, drafts, what the coordinators have, records to confirm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from network.accounts.actors import Actor
from network.core.errors import NotFound
from network.freshness.queries import find_records, get_owner
from network.freshness.registry import Owner, Record
from network.freshness.states import Freshness
from network.member.belongings import OF_KIND, title_of
from network.moderation.fields import get_kind
from network.moderation.models import Change, ChangeState
from network.moderation.queries import find_live

OLD = (Freshness.STALE, Freshness.HIDDEN)


@dataclass(frozen=True)
class Task:
    """A live change with the words of its kind and its record."""

    change: Change
    kind: str
    collection: str
    title: str
    days: int


@dataclass(frozen=True)
class ToConfirm:
    """An organization with the records that nobody has confirmed lately."""

    owner: Owner
    count: int


@dataclass(frozen=True)
class Tasks:
    """Everything that waits, the most pressing first."""

    to_confirm: Sequence[ToConfirm]
    sent_back: Sequence[Task]
    drafts: Sequence[Task]
    waiting: Sequence[Task]


def find_tasks(session: Session, actor: Actor, now: datetime, today: date) -> Tasks:
    """What waits for this person, or for the coordinators on behalf of this person's organizations."""
    tasks = [_task(session, change, now) for change in find_live(session, actor.editor_of)]

    def of(state: ChangeState) -> list[Task]:
        return [task for task in tasks if task.change.state == state]

    return Tasks(
        to_confirm=_to_confirm(session, actor, today),
        sent_back=of(ChangeState.SENT_BACK),
        drafts=of(ChangeState.DRAFT),
        waiting=of(ChangeState.WAITING),
    )


def old_records(session: Session, organization_id: int, today: date) -> list[Record]:
    """The records of an organization that nobody has confirmed lately, as people see them."""
    found = find_records(session, [organization_id], today).get(organization_id, [])
    return [record for record in found if record.check.state in OLD]


def _to_confirm(session: Session, actor: Actor, today: date) -> list[ToConfirm]:
    ids = sorted(actor.editor_of)
    found = find_records(session, ids, today)
    counts = {
        owner_id: sum(record.check.state in OLD for record in records) for owner_id, records in found.items()
    }
    return [ToConfirm(get_owner(session, owner_id), count) for owner_id, count in counts.items() if count]


def _task(session: Session, change: Change, now: datetime) -> Task:
    spec = get_kind(change.kind)
    return Task(
        change=change,
        kind=str(spec.title),
        collection=OF_KIND[change.kind],
        title=change_title(session, change),
        days=(now - change.proposed_at).days if change.proposed_at else 0,
    )


def change_title(session: Session, change: Change) -> str:
    """What the changed record is called, or the new one will be."""
    spec = get_kind(change.kind)
    if change.record_id is None:
        return spec.describe({**spec.empty(), **change.values})
    try:
        return title_of(session, spec, spec.get(session, change.record_id))
    except NotFound:
        return spec.describe({**spec.empty(), **change.before})
