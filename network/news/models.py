"""A news item: what happened, where and by whom, the day may be unknown; and where an item went that became a record."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Column, ForeignKey, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core.clock import date_words
from network.core.database import Base
from network.core.i18n import pick
from network.organizations.models import Organization
from network.places.models import Place

news_organizations = Table(
    "news_organizations",
    Base.metadata,
    Column("news_id", ForeignKey("news.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "organization_id", ForeignKey("organizations.id", ondelete="CASCADE"), primary_key=True, index=True
    ),
)

news_places = Table(
    "news_places",
    Base.metadata,
    Column("news_id", ForeignKey("news.id", ondelete="CASCADE"), primary_key=True),
    Column("place_id", ForeignKey("places.id"), primary_key=True, index=True),
)


class News(Base):
    """One item; `happened_on` is the day of what it tells, `when_uk/en` the words where only they are known («жовтень 2024»)."""

    __tablename__ = "news"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(100), unique=True)
    position: Mapped[int] = mapped_column(default=0)
    title_uk: Mapped[str] = mapped_column(String(240))
    title_en: Mapped[str] = mapped_column(String(240), default="")
    summary_uk: Mapped[str] = mapped_column(String(500), default="")
    summary_en: Mapped[str] = mapped_column(String(500), default="")
    body_uk: Mapped[str] = mapped_column(Text, default="")
    body_en: Mapped[str] = mapped_column(Text, default="")
    happened_on: Mapped[date | None]
    when_uk: Mapped[str] = mapped_column(String(80), default="")
    when_en: Mapped[str] = mapped_column(String(80), default="")
    is_published: Mapped[bool] = mapped_column(default=True)
    is_example: Mapped[bool] = mapped_column(default=False)
    entered_on: Mapped[date]

    organizations: Mapped[list[Organization]] = relationship(
        secondary=news_organizations, order_by=Organization.sort_uk, lazy="raise"
    )
    places: Mapped[list[Place]] = relationship(secondary=news_places, order_by=Place.sort_key, lazy="raise")

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return pick(self.title_uk, self.title_en)

    @property
    def summary(self) -> str:
        """The item in two sentences."""
        return pick(self.summary_uk, self.summary_en)

    @property
    def when(self) -> str:
        """The day in words, or what is known of it; empty when nothing is."""
        return date_words(self.happened_on) if self.happened_on else pick(self.when_uk, self.when_en)

    @property
    def body(self) -> list[str]:
        """The paragraphs of the item."""
        return [part.strip() for part in pick(self.body_uk, self.body_en).split("\n\n") if part.strip()]


class NewsRedirect(Base):
    """Where the page of an item went that became a record of its own: `endpoint` of the page, `target_slug` of the record."""

    __tablename__ = "news_redirects"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(100), unique=True)
    endpoint: Mapped[str] = mapped_column(String(60))
    target_slug: Mapped[str] = mapped_column(String(100))
