"""Topics in everyday words and the field's categories (HSDS taxonomy terms) that each of them gathers."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core.database import Base
from network.core.i18n import pick
from network.core.words import Named


class Topic(Named, Base):
    """What a family looks for («Діти й ігри»); `is_main` topics stand as tiles on the home page."""

    __tablename__ = "topics"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    position: Mapped[int] = mapped_column(default=0)
    is_main: Mapped[bool] = mapped_column(default=False)
    explanation_uk: Mapped[str] = mapped_column(String(400), default="")
    explanation_en: Mapped[str] = mapped_column(String(400), default="")
    neighbour_codes: Mapped[str] = mapped_column(String(200), default="")

    @property
    def explanation(self) -> str:
        """One plain sentence about the topic."""
        return pick(self.explanation_uk, self.explanation_en)


class Category(Named, Base):
    """A kind of service in the field's own terms (`child-friendly-space`), under one topic."""

    __tablename__ = "categories"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topics.id"), index=True)
    words: Mapped[str] = mapped_column(String(600), default="")
    is_for_children: Mapped[bool] = mapped_column(default=False)

    topic: Mapped[Topic] = relationship(lazy="joined", innerjoin=True)
