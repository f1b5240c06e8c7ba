"""Reminders sent about an organization's records, and the single-use links in them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from network.core.database import Base, UtcDateTime


class Reminder(Base):
    """How often an owner was reminded since the last confirmation; after three mails a phone call is due."""

    __tablename__ = "reminders"

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(unique=True)
    sent: Mapped[int] = mapped_column(default=0)
    last_sent_on: Mapped[date | None]
    call_since: Mapped[date | None] = mapped_column(index=True)


class ConfirmationLink(Base):
    """A link of a reminder: only the hash of its token is kept; it works once, until it expires."""

    __tablename__ = "confirmation_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    owner_id: Mapped[int] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer: Mapped[str] = mapped_column(String(20), default="")
