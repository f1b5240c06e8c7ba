"""Writes of moderation: a change is drafted, proposed, corrected, sent back, withdrawn, restored, published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from network.core.errors import BadInput, NotFound
from network.core.i18n import lazy_gettext as _l
from network.core.text import clean_lines
from network.moderation.checks import check, says_contact
from network.moderation.fields import Kind, Values, Widget, get_kind
from network.moderation.letters import tell_proposer
from network.moderation.models import LIVE, Change, ChangeState, Revision, TrustedOrganization
from network.moderation.publishing import make_public
from network.moderation.queries import get_version, is_trusted, unsafe_keys
from network.moderation.recording import audit_change, audit_record, get_owned, has_record
from network.moderation.refusals import Forbidden, Invalid, Stale


def save_draft(
    *,
    session: Session,
    kind: str,
    organization_id: int,
    values: Values,
    by: int | None,
    record_id: int | None = None,
    change_id: int | None = None,
    version_shown: int = 0,
    restores: int | None = None,
) -> Change:
    """Keep what shall differ as the record's one live change, and take it back from the coordinators if it waited.

    `values` holds the keys that were edited, all others stay; what equals the record is left out. `change_id` names a
    change that makes a new record. `version_shown` is the version of the live change that was edited, 0 for none:
    raises Stale when it moved on, BadInput when nothing differs, NotFound for a record of another organization.
    """
    spec = get_kind(kind)
    if record_id is None and not spec.can_create:
        raise NotFound(f"no new {kind}")
    record = get_owned(session, spec, record_id, organization_id)
    change = _get_live(session, kind, record_id, change_id, organization_id)
    if (change.version if change else 0) != version_shown:
        raise Stale
    present = spec.read(session, record) if record is not None else spec.empty()
    wanted = {**present, **(change.values if change else {}), **_known(spec, values)}
    differing = {key: value for key, value in wanted.items() if value != present[key]}
    if not differing:
        raise BadInput(_l("Nothing was changed."))
    change = change or _new_change(kind, record_id, organization_id)
    _write(session, change, present, differing, by)
    change.state, change.proposer_id, change.restores = ChangeState.DRAFT, by, restores
    _keep(session, change)
    return change


def _new_change(kind: str, record_id: int | None, organization_id: int) -> Change:
    return Change(
        kind=kind, record_id=record_id, organization_id=organization_id, version=0, values={}, proposers={}
    )


def _keep(session: Session, change: Change) -> None:
    """The database lets a record have one live change: who comes second at the same moment is told so."""
    try:
        with session.begin_nested():
            session.add(change)
    except IntegrityError as error:
        raise Stale from error


def propose(
    *, session: Session, change_id: int, version_shown: int, by: int | None, now: datetime | None = None
) -> Change:
    """Hand a draft to the coordinators; harmless fields of a trusted organization are published at once.

    Raises Invalid with messages by key for what cannot be published, Stale when the draft moved on.
    """
    change = get_locked(session, change_id, version_shown, LIVE)
    spec = get_kind(change.kind)
    check(session, spec, change)
    change.state, change.proposed_at, change.proposer_id = ChangeState.WAITING, now or datetime.now(UTC), by
    change.version += 1
    change.reason, change.escalated_level = "", 0
    session.flush()
    audit_change(session, by, "change.proposed", change)
    if by is not None and change.record_id is not None and _is_harmless(session, change):
        return make_public(session=session, change=change, by=by, now=now or datetime.now(UTC))
    return change


def withdraw(*, session: Session, change_id: int, version_shown: int, by: int) -> Change:
    """Give a live change up; the record stays as it is."""
    change = get_locked(session, change_id, version_shown, LIVE)
    change.state, change.updated_at = ChangeState.WITHDRAWN, datetime.now(UTC)
    change.version += 1
    session.flush()
    audit_change(session, by, "change.withdrawn", change)
    return change


def send_back(
    *,
    session: Session,
    change_id: int,
    version_shown: int,
    reason: str,
    by: int,
    now: datetime | None = None,
) -> Change:
    """Give a waiting change back with a reason; raises Stale when it moved on, BadInput without a reason."""
    change = get_locked(session, change_id, version_shown, (ChangeState.WAITING,))
    change.reason = clean_lines(reason)
    if not change.reason:
        raise BadInput(_l("Say what has to be put right."))
    if len(change.reason) > 1000:
        raise BadInput(_l("Write at most %(max)d characters.", max=1000))
    change.state, change.decider_id, change.decided_at = ChangeState.SENT_BACK, by, now or datetime.now(UTC)
    change.version += 1
    session.flush()
    audit_change(session, by, "change.sent_back", change)
    tell_proposer(session=session, change=change)
    return change


def correct(*, session: Session, change_id: int, version_shown: int, values: Values, by: int) -> Change:
    """Put values of a waiting change right; each value that differs is from then on this user's own word."""
    change = get_locked(session, change_id, version_shown, (ChangeState.WAITING,))
    spec = get_kind(change.kind)
    record = get_owned(session, spec, change.record_id, change.organization_id)
    present = spec.read(session, record) if record is not None else spec.empty()
    wanted = {**present, **change.values, **_known(spec, values)}
    differing = {key: value for key, value in wanted.items() if value != present[key]}
    if not differing:
        raise BadInput(_l("Nothing was changed."))
    _write(session, change, present, differing, by)
    session.flush()
    check(session, spec, change)
    audit_change(session, by, "change.corrected", change)
    return change


def publish(
    *, session: Session, change_id: int, version_shown: int, by: int, now: datetime | None = None
) -> Change:
    """Make exactly the version that was shown public: fields, version, revision, search and audit in one transaction.

    Raises Stale when the change or the record under it moved on, Forbidden for one's own address, phone, link or
    visibility, Invalid when it cannot be applied any more.
    """
    change = get_locked(session, change_id, version_shown, (ChangeState.WAITING,))
    if unsafe_keys(change, by):
        raise Forbidden
    return make_public(session=session, change=change, by=by, now=now or datetime.now(UTC))


def restore(
    *, session: Session, revision_id: int, organization_id: int, by: int, is_before: bool = False
) -> Change:
    """Propose the record as it was after a revision, or `is_before` the first one; raises Stale while another change is live."""
    revision = session.get(Revision, revision_id)
    if revision is None or revision.organization_id != organization_id:
        raise NotFound(f"no revision {revision_id}")
    if is_before and not revision.has_original:
        raise NotFound(f"nothing before revision {revision_id}")
    spec = get_kind(revision.kind)
    return save_draft(
        session=session,
        kind=revision.kind,
        organization_id=organization_id,
        values=_known(spec, revision.original if is_before else revision.snapshot),
        by=by,
        record_id=revision.record_id if has_record(session, spec, revision.record_id) else None,
        restores=revision.id,
    )


def set_trusted(*, session: Session, organization_id: int, is_trusted: bool, by: int) -> None:
    """Let an organization publish harmless fields without waiting, or end that."""
    session.execute(delete(TrustedOrganization).where(TrustedOrganization.organization_id == organization_id))
    if is_trusted:
        session.add(TrustedOrganization(organization_id=organization_id, granted_by=by))
    session.flush()
    action = "organization.trusted" if is_trusted else "organization.not_trusted"
    audit_record(session, by, action, "organization", organization_id, {})


def get_locked(
    session: Session, change_id: int, version_shown: int, states: tuple[ChangeState, ...]
) -> Change:
    """The change, locked until the end of the transaction; raises NotFound, or Stale when it is not as it was shown."""
    query = select(Change).where(Change.id == change_id).with_for_update()
    change = session.scalar(query.execution_options(populate_existing=True))
    if change is None:
        raise NotFound(f"no change {change_id}")
    if change.state not in states or change.version != version_shown:
        raise Stale
    return change


def _write(session: Session, change: Change, present: Values, differing: Values, by: int | None) -> None:
    """The new values; who said a value keeps it as long as nobody says another."""
    change.proposers = {
        key: change.proposers[key] if key in change.proposers and change.values.get(key) == value else by
        for key, value in differing.items()
    }
    change.before = {key: present[key] for key in differing}
    change.values = differing
    change.base_version = get_version(session, change.kind, change.record_id)
    change.version += 1
    change.updated_at = datetime.now(UTC)


def _is_harmless(session: Session, change: Change) -> bool:
    """Also a number or a link inside a text leads somewhere, so it waits."""
    spec = get_kind(change.kind)
    for key, value in change.values.items():
        field = spec.field_of(key)
        if field.is_sensitive or (field.widget in {Widget.LINE, Widget.TEXT} and says_contact(value)):
            return False
    return is_trusted(session, change.organization_id)


def _known(spec: Kind, values: Mapping[str, Any]) -> Values:
    """Only what the kind lists: everything else in a request is ignored."""
    keys = set(spec.empty())
    return {key: value for key, value in values.items() if key in keys}


def _get_live(
    session: Session, kind: str, record_id: int | None, change_id: int | None, organization_id: int
) -> Change | None:
    query = select(Change).with_for_update().execution_options(populate_existing=True)
    if record_id is not None:
        live = Change.kind == kind, Change.record_id == record_id, Change.state.in_(LIVE)
        return session.scalar(query.where(*live))
    if change_id is None:
        return None
    change = session.scalar(query.where(Change.id == change_id))
    told = (kind, organization_id, None)
    if change is None or (change.kind, change.organization_id, change.record_id) != told:
        raise NotFound(f"no change {change_id}")
    if not change.is_live:
        raise Stale
    return change


__all__ = [
    "Forbidden", "Invalid", "Stale", "correct", "get_locked", "propose", "publish", "restore", "save_draft", "send_back",
    "set_trusted", "withdraw",
]  # fmt: skip
