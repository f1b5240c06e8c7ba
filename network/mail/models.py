"""The outbox: a mail is written in the transaction of its cause, and sent after it."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from network.core.database import Base, UtcDateTime


def _now() -> datetime:
    return datetime.now(UTC)


class Mail(Base):
    """One mail to one address; `sent_at` or `given_up_at` ends its life, until then it is due at `next_attempt_at`."""

    __tablename__ = "mails"

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(String(120), unique=True)
    cause: Mapped[str] = mapped_column(String(60), index=True)
    recipient: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=_now)
    next_attempt_at: Mapped[datetime | None] = mapped_column(UtcDateTime, default=_now, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(String(300), default="")
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    given_up_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
