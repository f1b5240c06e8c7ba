"""A number to call in danger, and the check behind it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from network.core.database import Base
from network.core.i18n import pick


class UrgentNumber(Base):
    """One number; without `verified_on` the page says that the network has not checked it yet."""

    __tablename__ = "urgent_numbers"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    section: Mapped[str] = mapped_column(String(30))
    position: Mapped[int] = mapped_column(default=0)
    title_uk: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200), default="")
    advice_uk: Mapped[str] = mapped_column(String(400), default="")
    advice_en: Mapped[str] = mapped_column(String(400), default="")
    source_uk: Mapped[str] = mapped_column(String(200), default="")
    source_en: Mapped[str] = mapped_column(String(200), default="")
    verified_by_uk: Mapped[str] = mapped_column(String(120), default="")
    verified_by_en: Mapped[str] = mapped_column(String(120), default="")
    verified_on: Mapped[date | None]

    @property
    def title(self) -> str:
        """When to call it."""
        return pick(self.title_uk, self.title_en)

    @property
    def advice(self) -> str:
        """What to say or to know."""
        return pick(self.advice_uk, self.advice_en)

    @property
    def source(self) -> str:
        """Where the number is published."""
        return pick(self.source_uk, self.source_en)

    @property
    def verified_by(self) -> str:
        """Who checked it, by role."""
        return pick(self.verified_by_uk, self.verified_by_en)
