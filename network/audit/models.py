"""An entry of the record: never changed, never removed; the database itself refuses both."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from network.core.database import Base, UtcDateTime


class AuditEntry(Base):
    """Who (`actor`: a user's id, «link» or «command»), when, what, on which record; `details` is JSON without secrets."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index(None, "subject_kind", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC), index=True)
    actor: Mapped[str] = mapped_column(String(60))
    action: Mapped[str] = mapped_column(String(60), index=True)
    subject_kind: Mapped[str] = mapped_column(String(30), default="")
    subject_id: Mapped[int | None]
    details: Mapped[str] = mapped_column(Text, default="{}")
