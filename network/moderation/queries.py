"""Reads of moderation: what waits and since when, the live change of a record, what differs, and history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from network.core.errors import NotFound
from network.moderation.fields import Audience, Field, get_kind
from network.moderation.models import (
    LIVE,
    Action,
    Change,
    ChangeState,
    RecordVersion,
    Revision,
    TrustedOrganization,
)

ESCALATES_AFTER = (timedelta(days=7), timedelta(days=14))
"""When a waiting change is shown as late, and when as very late."""


@dataclass(frozen=True)
class Difference:
    """One changed field in one language (`language` is '' for a field without): values as JSON, before and after."""

    key: str
    field: Field
    language: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Escalated:
    """A change that waits too long: `level` 1 after 7 days, 2 after 14."""

    change: Change
    level: int
    days: int


def get_change(session: Session, change_id: int) -> Change:
    """The change with this id; raises NotFound."""
    change = session.get(Change, change_id)
    if change is None:
        raise NotFound(f"no change {change_id}")
    return change


def get_change_of(session: Session, change_id: int, organization_ids: Iterable[int]) -> Change:
    """The change, if it belongs to one of these organizations; raises NotFound."""
    query = select(Change).where(Change.id == change_id, Change.organization_id.in_(list(organization_ids)))
    change = session.scalar(query)
    if change is None:
        raise NotFound(f"no change {change_id}")
    return change


def live_change(session: Session, kind: str, record_id: int) -> Change | None:
    """The one live change of a record, if there is one."""
    query = select(Change).where(Change.kind == kind, Change.record_id == record_id, Change.state.in_(LIVE))
    return session.scalar(query)


def find_live(session: Session, organization_ids: Iterable[int]) -> Sequence[Change]:
    """All live changes of these organizations, the oldest first."""
    query = select(Change).where(Change.organization_id.in_(list(organization_ids)), Change.state.in_(LIVE))
    return session.scalars(query.order_by(Change.updated_at, Change.id)).all()


def pending_of(organizations: Select[Any] | Iterable[int] | None = None) -> Select[Change]:
    """The changes that wait for a decision, the oldest first: of all organizations, or of those with these ids."""
    query = select(Change).where(Change.state == ChangeState.WAITING)
    if organizations is not None:
        chosen = organizations if isinstance(organizations, Select) else list(organizations)
        query = query.where(Change.organization_id.in_(chosen))
    return query.order_by(Change.proposed_at, Change.id)


def find_pending(
    session: Session,
    organizations: Select[Any] | Iterable[int] | None = None,
    *,
    offset: int = 0,
    limit: int = 50,
) -> Sequence[Change]:
    """One page of the changes that wait for a decision."""
    return session.scalars(pending_of(organizations).offset(offset).limit(limit)).all()


def count_pending(session: Session, organizations: Select[Any] | Iterable[int] | None = None) -> int:
    """How many changes wait for a decision."""
    query = pending_of(organizations).order_by(None).subquery()
    return session.scalar(select(func.count()).select_from(query)) or 0


def find_escalated(
    session: Session, now: datetime, organizations: Select[Any] | Iterable[int] | None = None
) -> list[Escalated]:
    """The changes that wait for 7 days or more, the oldest first."""
    query = pending_of(organizations).where(Change.proposed_at <= now - ESCALATES_AFTER[0])
    return [_escalated(change, now) for change in session.scalars(query)]


def _escalated(change: Change, now: datetime) -> Escalated:
    waits = now - (change.proposed_at or now)
    return Escalated(change, sum(waits >= limit for limit in ESCALATES_AFTER), waits.days)


def differences(change: Change | Revision, audience: Audience = Audience.COORDINATORS) -> list[Difference]:
    """The changed fields in the order of the form, before and after, without those that this audience may not see."""
    spec = get_kind(change.kind)
    after = change.values if isinstance(change, Change) else change.after
    return [
        difference_of(field, key, change.before.get(key, field.empty), after.get(key, field.empty))
        for field in spec.fields
        if field.audience <= audience
        for key in field.keys
        if key in after
    ]


def difference_of(field: Field, key: str, before: Any, after: Any) -> Difference:
    """One key of a field before and after."""
    language = key[-2:] if field.languages else ""
    return Difference(key=key, field=field, language=language, before=before, after=after)


def unsafe_keys(change: Change, by: int) -> list[str]:
    """The sensitive fields of a change that are this user's own word: the user may not decide on it."""
    spec = get_kind(change.kind)
    own = {key for key, user_id in change.proposers.items() if user_id == by}
    return [
        key
        for key in change.values
        if spec.field_of(key).is_sensitive and (key in own or change.proposers.get(key) == by)
    ]


def history(session: Session, kind: str, record_id: int) -> Sequence[Revision]:
    """All revisions of a record, the newest first; `differences(revision, audience)` says what changed."""
    query = select(Revision).where(Revision.kind == kind, Revision.record_id == record_id)
    return session.scalars(query.order_by(Revision.version.desc())).all()


def find_removal(session: Session, kind: str, record_id: int) -> Revision | None:
    """The last removal of a record; whether it works again is said by the record itself."""
    query = select(Revision).where(
        Revision.kind == kind, Revision.record_id == record_id, Revision.action == Action.REMOVED
    )
    return session.scalars(query.order_by(Revision.version.desc()).limit(1)).first()


def get_version(session: Session, kind: str, record_id: int | None) -> int:
    """How many times the record was changed."""
    if record_id is None:
        return 0
    query = select(RecordVersion.version).where(
        RecordVersion.kind == kind, RecordVersion.record_id == record_id
    )
    return session.scalar(query) or 0


def is_trusted(session: Session, organization_id: int) -> bool:
    """Whether an organization publishes harmless fields without waiting."""
    return session.get(TrustedOrganization, organization_id) is not None
