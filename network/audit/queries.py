"""Reads of the audit record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from network.audit.models import AuditEntry
from network.core.pagination import Page, check_page, offset_of

PAGE_SIZE = 50


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


def find_actions(session: Session) -> Sequence[str]:
    """All actions that were ever recorded, in order."""
    return session.scalars(select(AuditEntry.action).distinct().order_by(AuditEntry.action)).all()


def find_day_page(
    session: Session,
    *,
    action: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    number: int = 1,
) -> Page[AuditEntry]:
    """One page of the entries, the newest first: of one action, from a moment on, before another."""
    query = select(AuditEntry)
    if action:
        query = query.where(AuditEntry.action == action)
    if since is not None:
        query = query.where(AuditEntry.at >= since)
    if until is not None:
        query = query.where(AuditEntry.at < until)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    check_page(number, total, PAGE_SIZE)
    entries = session.scalars(
        query.order_by(AuditEntry.id.desc()).limit(PAGE_SIZE).offset(offset_of(number, PAGE_SIZE))
    ).all()
    return Page(entries, total, number, PAGE_SIZE)
