"""Reads of the audit record."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.audit.models import AuditEntry


def find_entries(
    session: Session,
    *,
    subject_kind: str = "",
    subject_id: int | None = None,
    action: str = "",
    limit: int = 50,
) -> Sequence[AuditEntry]:
    """The latest entries, the newest first: of everything, of one kind of record, of one record, of one action."""
    query = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit)
    if subject_kind:
        query = query.where(AuditEntry.subject_kind == subject_kind)
    if subject_id is not None:
        query = query.where(AuditEntry.subject_id == subject_id)
    if action:
        query = query.where(AuditEntry.action == action)
    return session.scalars(query).all()
