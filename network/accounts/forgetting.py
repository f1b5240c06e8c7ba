"""Sweeping what ran out: sessions, links and challenges of passkeys that open nothing any more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_
from sqlalchemy.orm import Session

from network.accounts.models import AccountLink, PasskeyChallenge, UserSession


def forget(*, session: Session, now: datetime) -> int:
    """Erase what is out of date, and links that were used; gives how many rows that were."""
    swept = 0
    for query in (
        delete(UserSession).where(UserSession.expires_at <= now),
        delete(AccountLink).where(or_(AccountLink.expires_at <= now, AccountLink.used_at.is_not(None))),
        delete(PasskeyChallenge).where(PasskeyChallenge.expires_at <= now),
    ):
        done: Any = session.execute(query)
        swept += done.rowcount
    return swept
