"""A change shown as families will see it: the record is made or changed, shown, and put back as if nothing had been."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session

from network.moderation.checks import put
from network.moderation.fields import Kind, get_kind, kinds
from network.moderation.models import Change


@contextmanager
def previewing(session: Session, change: Change) -> Iterator[Any]:
    """The record as publication would leave it, shown in the directory even if it is not yet; nothing stays.

    A transaction that has only read ends first, because SQLite could not write in it; one that began with the lock
    goes on, with all that it wrote. Raises Invalid for what cannot be published, NotFound for a change that is gone.
    Objects loaded before or inside are to be read again afterwards.
    """
    change_id = change.id
    is_own = not _writes(session)
    if is_own:
        session.rollback()
        session.connection(execution_options={"write_lock": True})
    attempt = session.begin_nested()
    try:
        shown = session.get_one(Change, change_id)
        spec = get_kind(shown.kind)
        record = put(session, spec, shown)
        _publish_all(session, spec, record, shown.organization_id)
        session.expire_all()
        yield spec.get(session, record.id)
    finally:
        if attempt.is_active or session.in_nested_transaction():
            attempt.rollback()
        if is_own:
            session.rollback()
        session.expire_all()


def _writes(session: Session) -> bool:
    if not session.in_transaction():
        return False
    return bool(session.connection().get_execution_options().get("write_lock"))


def _publish_all(session: Session, spec: Kind, record: Any, organization_id: int) -> None:
    """A page needs its record, what the record belongs to, and the organization to be shown."""
    owners = [kind.get(session, organization_id) for kind in kinds() if kind.owns_all]
    for each in (record, spec.belongs_to(record) if spec.belongs_to else None, *owners):
        if hasattr(each, "is_published"):
            each.is_published = True
    if spec.reveal is not None:
        spec.reveal(record)
    session.flush()
