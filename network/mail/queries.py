"""Reads of the outbox: what is due, and what a developer looks at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from network.core.errors import NotFound
from network.core.pagination import Page, check_page, offset_of
from network.mail.models import Mail


def find_due(session: Session, now: datetime, limit: int) -> Sequence[Mail]:
    """Mails whose next attempt has come, the oldest first; those that another worker holds are passed over."""
    due = (
        select(Mail)
        .where(Mail.next_attempt_at <= now, Mail.sent_at.is_(None), Mail.given_up_at.is_(None))
        .order_by(Mail.next_attempt_at, Mail.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return session.scalars(due).all()


def count_due(session: Session, now: datetime) -> int:
    """How many mails are due."""
    condition = (Mail.next_attempt_at <= now) & Mail.sent_at.is_(None) & Mail.given_up_at.is_(None)
    return session.scalar(select(func.count()).select_from(Mail).where(condition)) or 0


def count_given_up(session: Session) -> int:
    """How many mails were given up."""
    return session.scalar(select(func.count()).select_from(Mail).where(Mail.given_up_at.is_not(None))) or 0


def find_mails(session: Session, number: int) -> Page[Mail]:
    """All mails, the latest first."""
    total = session.scalar(select(func.count()).select_from(Mail)) or 0
    check_page(number, total)
    page = Page[Mail]([], total)
    rows = select(Mail).order_by(Mail.id.desc()).limit(page.size).offset(offset_of(number))
    return Page(session.scalars(rows).all(), total, number)


def get_mail(session: Session, number: int) -> Mail:
    """One mail; raises NotFound."""
    mail = session.get(Mail, number)
    if mail is None:
        raise NotFound(f"mail {number}")
    return mail
