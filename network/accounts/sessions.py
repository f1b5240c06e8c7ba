"""Writes of sessions: one begins with a new secret at each sign-in, and ends for good."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from network.accounts.models import User, UserSession
from network.accounts.tokens import new_token, token_hash

IDLE, LONGEST = timedelta(hours=12), timedelta(days=14)
IDLE_STRICT, LONGEST_STRICT = timedelta(hours=2), timedelta(hours=12)
"""For coordinators and system administrators."""
HALF_WAY = timedelta(minutes=15)
"""How long a sign-in may wait for its second factor."""
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
            ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
           ("Linux", "Linux"))  # fmt: skip


def start_session(
    *, session: Session, user: User, device: str, is_complete: bool, now: datetime, pending_secret: str = ""
) -> tuple[UserSession, str]:
    """A new session and the token of its cookie, which is kept nowhere; what has run out is swept away."""
    session.execute(delete(UserSession).where(UserSession.user_id == user.id, UserSession.expires_at <= now))
    idle, longest = _limits(user, is_complete)
    token = new_token()
    row = UserSession(
        token_hash=token_hash(token),
        user_id=user.id,
        csrf_token=secrets.token_hex(20),
        device=device_words(device),
        is_complete=is_complete,
        pending_secret=pending_secret,
        created_at=now,
        last_seen_at=now,
        idle_seconds=int(idle.total_seconds()),
        expires_at=now + longest,
    )
    session.add(row)
    session.flush()
    return row, token


def end_session(*, session: Session, row: UserSession) -> None:
    """End one session."""
    session.execute(delete(UserSession).where(UserSession.id == row.id))


def end_sessions(*, session: Session, user_id: int, but: int | None = None) -> None:
    """End all sessions of a person, but for one."""
    query = delete(UserSession).where(UserSession.user_id == user_id)
    session.execute(query if but is None else query.where(UserSession.id != but))
    session.flush()


def device_words(user_agent: str) -> str:
    """A browser and a system that its owner recognizes, and no more of it: «Firefox, Android»."""
    browser = next((name for sign, name in BROWSERS if re.search(rf"\b{sign}", user_agent)), "")
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return ", ".join(part for part in (browser, system) if part)


def _limits(user: User, is_complete: bool) -> tuple[timedelta, timedelta]:
    if not is_complete:
        return HALF_WAY, HALF_WAY
    return (IDLE_STRICT, LONGEST_STRICT) if user.needs_second_factor else (IDLE, LONGEST)
