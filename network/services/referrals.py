"""How a colleague refers a family to a service: seen by members of the network alone, so kept apart from the service."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from network.core.database import Base
from network.core.i18n import pick


class ServiceReferral(Base):
    """How to refer, who answers (a role, never a name) and within how many working days."""

    __tablename__ = "service_referrals"
    __table_args__ = (
        CheckConstraint("answer_days IS NULL OR (answer_days BETWEEN 0 AND 90)", name="answer_days"),
    )

    service_id: Mapped[int] = mapped_column(ForeignKey("services.id", ondelete="CASCADE"), primary_key=True)
    how_uk: Mapped[str] = mapped_column(String(600), default="")
    how_en: Mapped[str] = mapped_column(String(600), default="")
    who_uk: Mapped[str] = mapped_column(String(200), default="")
    who_en: Mapped[str] = mapped_column(String(200), default="")
    answer_days: Mapped[int | None]

    @property
    def how(self) -> str:
        """How to refer a family, in the reader's language."""
        return pick(self.how_uk, self.how_en)

    @property
    def who(self) -> str:
        """Who answers, in the reader's language."""
        return pick(self.who_uk, self.who_en)
