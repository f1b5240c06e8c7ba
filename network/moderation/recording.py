"""What is kept of every decision: the record's version, its history and the audit record, in the same transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from network.audit.operations import record as record_audit
from network.core.errors import NotFound
from network.core.text import clean
from network.moderation.fields import Kind, Values
from network.moderation.models import Action, Change, RecordVersion, Revision
from network.moderation.refusals import Stale


def has_record(session: Session, spec: Kind, record_id: int) -> bool:
    """Whether the record is still there."""
    try:
        spec.get(session, record_id)
    except NotFound:
        return False
    return True


def get_owned(session: Session, spec: Kind, record_id: int | None, organization_id: int) -> Any:
    """The record, None for no id; raises NotFound for one of another organization."""
    if record_id is None:
        return None
    record = spec.get(session, record_id)
    if spec.organization_id(record) != organization_id:
        raise NotFound(f"no {spec.code} {record_id}")
    return record


def add_revision(
    *,
    session: Session,
    kind: str,
    record_id: int,
    organization_id: int,
    action: Action,
    before: Values,
    after: Values,
    proposer_id: int | None,
    decider_id: int,
    change_id: int | None = None,
    reason: str = "",
    since: date | None = None,
    now: datetime | None = None,
) -> Revision:
    """Count the record's version up and keep what differs; `snapshot` is what a restore brings back."""
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    revision = Revision(
        kind=kind,
        record_id=record_id,
        organization_id=organization_id,
        version=_next_version(session, kind, record_id),
        change_id=change_id,
        action=action,
        before={key: before.get(key) for key in keys},
        after={key: after.get(key) for key in keys},
        snapshot=after or before,
        proposer_id=proposer_id,
        decider_id=decider_id,
        reason=clean(reason, 1000),
        since=since,
        at=now or datetime.now(UTC),
    )
    session.add(revision)
    session.flush()
    return revision


def _next_version(session: Session, kind: str, record_id: int) -> int:
    row = session.get(RecordVersion, (kind, record_id), with_for_update=True, populate_existing=True)
    if row is None:
        row = RecordVersion(kind=kind, record_id=record_id, version=0)
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError as error:  # somebody made the first version at the same moment
            raise Stale from error
    row.version += 1
    session.flush()
    return row.version


def audit_change(session: Session, by: int | None, action: str, change: Change) -> None:
    """Say in the audit record who did what to a change; its values are not repeated there."""
    details = {"kind": change.kind, "record": change.record_id, "fields": sorted(change.values)}
    audit_record(session, by, action, "change", change.id, details)


def audit_record(
    session: Session, by: int | None, action: str, kind: str, record_id: int, details: Mapping[str, Any]
) -> None:
    """Say in the audit record who did what; «link» is who came by the link of a mail."""
    record_audit(
        session=session,
        actor="link" if by is None else str(by),
        action=action,
        subject_kind=kind,
        subject_id=record_id,
        details=details,
    )
