"""A report about a record («no answer», «closed», …), without an account; the code shows its writer what became of it."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from network.core.database import Base, UtcDateTime
from network.core.i18n import pick


class ReportTopic(StrEnum):
    """What is wrong, in five choices."""

    NO_ANSWER = "no_answer"
    CLOSED = "closed"
    OTHER_HOURS = "other_hours"
    OTHER_ADDRESS = "other_address"
    OTHER = "other"


class ReportState(StrEnum):
    """What becomes of a report; OPEN and CHECKING ones are unsettled."""

    OPEN = "open"
    CHECKING = "checking"
    CORRECTED = "corrected"
    NOTHING_WRONG = "nothing_wrong"


class Report(Base):
    """One report; `text` and `contact` are for the organization and the coordinators only."""

    __tablename__ = "feedback_reports"
    __table_args__ = (Index(None, "kind", "record_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = mapped_column(String(30))
    record_id: Mapped[int]
    topic: Mapped[ReportTopic] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(String(1000), default="")
    contact: Mapped[str] = mapped_column(String(200), default="")
    state: Mapped[ReportState] = mapped_column(String(20), default=ReportState.OPEN)
    answer_uk: Mapped[str] = mapped_column(String(500), default="")
    answer_en: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC), index=True)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def answer(self) -> str:
        """What the reporter is told, in the reader's language."""
        return pick(self.answer_uk, self.answer_en)
