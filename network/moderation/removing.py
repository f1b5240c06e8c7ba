"""Saying at once that a record does not work any more; families travel for nothing otherwise."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from network.core.errors import NotFound
from network.moderation.fields import Kind, Removal, get_kind, index_record, kinds
from network.moderation.models import Action
from network.moderation.operations import withdraw
from network.moderation.queries import live_change
from network.moderation.recording import add_revision, audit_record, get_owned, has_record
from network.moderation.touching import Touched


def remove(
    *, session: Session, kind: str, record_id: int, organization_id: int, removal: Removal, by: int
) -> None:
    """Say at once that a record does not work since a day, and why; families travel for nothing otherwise.

    The live change of it, if any, is given up. Bringing the record back is a change as any other.
    """
    spec = get_kind(kind)
    record = get_owned(session, spec, record_id, organization_id)
    if record is None:
        raise NotFound(f"no {kind} {record_id}")
    change = live_change(session, kind, record_id)
    if change is not None:
        withdraw(session=session, change_id=change.id, version_shown=change.version, by=by)
    before = spec.read(session, record)
    touched = Touched(session, spec, organization_id, before)
    spec.remove(session, record, removal)
    session.flush()
    after = spec.read(session, record) if has_record(session, spec, record_id) else {}
    index_record(session, spec, record)
    add_revision(
        session=session,
        kind=kind,
        record_id=record_id,
        organization_id=organization_id,
        action=Action.REMOVED,
        before=before,
        after=after,
        proposer_id=by,
        decider_id=by,
        reason=removal.reason.value,
        since=removal.since,
    )
    touched.record(proposer_id=by, decider_id=by, now=datetime.now(UTC))
    audit_record(session, by, "record.removed", kind, record_id, {"reason": removal.reason.value})
    if spec.published is not None and not removal.is_security:
        spec.published(session, record, before, after, by)
    if spec.owns_all and removal.is_security:
        _remove_all(session, spec, organization_id, removal, by)


def _remove_all(session: Session, spec: Kind, organization_id: int, removal: Removal, by: int) -> None:
    """Everything that is shown of an organization in danger goes with it."""
    for other in kinds():
        if other.code == spec.code or not other.is_kept:
            continue
        for record in other.find(session, [organization_id]):
            remove(
                session=session,
                kind=other.code,
                record_id=record.id,
                organization_id=organization_id,
                removal=removal,
                by=by,
            )
