"""A change becomes the record: fields, version, history, search and audit in one transaction."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from network.moderation.checks import put
from network.moderation.documents import keep_documents
from network.moderation.fields import Values, get_kind, index_record
from network.moderation.letters import tell_proposer
from network.moderation.models import Action, Change, ChangeState
from network.moderation.queries import get_version
from network.moderation.recording import add_revision, audit_change, get_owned
from network.moderation.refusals import Stale
from network.moderation.touching import Touched


def make_public(*, session: Session, change: Change, by: int, now: datetime) -> Change:
    """Apply a locked change that may be decided; raises Stale when its record moved on, Invalid when it does not fit."""
    spec = get_kind(change.kind)
    record = get_owned(session, spec, change.record_id, change.organization_id)
    before = spec.read(session, record) if record is not None else {}
    _refuse_moved(session, change, before)
    wanted = {**(before or spec.empty()), **change.values}
    touched = Touched(session, spec, change.organization_id, before, wanted)
    with session.begin_nested():
        record = put(session, spec, change)
    is_new = change.record_id is None
    change.record_id = record.id
    change.state, change.decider_id, change.decided_at = ChangeState.PUBLISHED, by, now
    change.version += 1
    keep_documents(session, spec, change.values, now)
    index_record(session, spec, record)
    session.flush()
    after = spec.read(session, spec.get(session, record.id))
    add_revision(
        session=session,
        kind=change.kind,
        record_id=record.id,
        organization_id=change.organization_id,
        action=Action.RESTORED if change.restores else Action.CREATED if is_new else Action.EDITED,
        before=before,
        after=after,
        proposer_id=change.proposer_id,
        decider_id=by,
        change_id=change.id,
        now=now,
    )
    touched.record(proposer_id=change.proposer_id, decider_id=by, change_id=change.id, now=now)
    audit_change(session, by, "change.published", change)
    tell_proposer(session=session, change=change)
    if spec.published is not None:
        spec.published(session, record, before, after, by)
    return change


def _refuse_moved(session: Session, change: Change, before: Values) -> None:
    if change.record_id is None:
        return
    if get_version(session, change.kind, change.record_id) != change.base_version:
        raise Stale
    if any(before[key] != change.before.get(key) for key in change.values):
        raise Stale
