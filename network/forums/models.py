"""A forum is an event with an agenda, participants, the challenges raised there, the solutions agreed and documents."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import Column, ForeignKey, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core.database import Base
from network.core.i18n import pick
from network.events.models import Event
from network.files.audiences import SharedWith
from network.organizations.models import Organization


class SolutionState(StrEnum):
    """How far a solution is; it can become an action of the roadmap."""

    AGREED = "agreed"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"


ENDED = (SolutionState.DONE, SolutionState.DROPPED)
"""States in which nothing is to be done any more."""

forum_participants = Table(
    "forum_participants",
    Base.metadata,
    Column("forum_id", ForeignKey("forums.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "organization_id", ForeignKey("organizations.id", ondelete="CASCADE"), primary_key=True, index=True
    ),
)


class Forum(Base):
    """What a forum adds to its event, which holds the name, the days, the place and the organizer; it is loaded with it."""

    __tablename__ = "forums"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), unique=True)
    agenda_uk: Mapped[str] = mapped_column(Text, default="")
    agenda_en: Mapped[str] = mapped_column(Text, default="")

    event: Mapped[Event] = relationship(lazy="raise")
    participants: Mapped[list[Organization]] = relationship(
        secondary=forum_participants, order_by=Organization.sort_uk, lazy="raise"
    )
    challenges: Mapped[list[Challenge]] = relationship(
        back_populates="forum", order_by="Challenge.position", cascade="all, delete-orphan", lazy="raise"
    )
    solutions: Mapped[list[Solution]] = relationship(
        back_populates="forum", order_by="Solution.position", cascade="all, delete-orphan", lazy="raise"
    )
    documents: Mapped[list[ForumDocument]] = relationship(
        back_populates="forum", order_by="ForumDocument.id", cascade="all, delete-orphan", lazy="raise"
    )

    @property
    def name(self) -> str:
        """The name of its event, in the reader's language."""
        return self.event.name

    @property
    def is_published(self) -> bool:
        """Whether everybody sees it: that of its event."""
        return self.event.is_published

    @is_published.setter
    def is_published(self, value: bool) -> None:
        self.event.is_published = value

    @property
    def is_cancelled(self) -> bool:
        """Whether it does not take place: that of its event."""
        return self.event.is_cancelled

    @property
    def agenda(self) -> list[str]:
        """What was on the agenda, point by point."""
        return [line.strip() for line in pick(self.agenda_uk, self.agenda_en).splitlines() if line.strip()]


class Challenge(Base):
    """A challenge raised at a forum."""

    __tablename__ = "forum_challenges"

    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forums.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    text_uk: Mapped[str] = mapped_column(String(600))
    text_en: Mapped[str] = mapped_column(String(600), default="")

    forum: Mapped[Forum] = relationship(back_populates="challenges", lazy="raise")

    @property
    def text(self) -> str:
        """The challenge in the reader's language."""
        return pick(self.text_uk, self.text_en)


class Solution(Base):
    """A solution agreed at a forum: who sees to it, how far it is, and what was done so far (`progress`)."""

    __tablename__ = "forum_solutions"

    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forums.id", ondelete="CASCADE"), index=True)
    challenge_id: Mapped[int | None] = mapped_column(
        ForeignKey("forum_challenges.id", ondelete="SET NULL"), index=True
    )
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    text_uk: Mapped[str] = mapped_column(String(600))
    text_en: Mapped[str] = mapped_column(String(600), default="")
    progress_uk: Mapped[str] = mapped_column(String(600), default="")
    progress_en: Mapped[str] = mapped_column(String(600), default="")
    state: Mapped[SolutionState] = mapped_column(String(10), default=SolutionState.AGREED)
    due_on: Mapped[date | None]

    forum: Mapped[Forum] = relationship(back_populates="solutions", lazy="raise")
    challenge: Mapped[Challenge | None] = relationship(lazy="raise")
    owner: Mapped[Organization | None] = relationship(lazy="raise")

    @property
    def text(self) -> str:
        """The solution in the reader's language."""
        return pick(self.text_uk, self.text_en)

    @property
    def progress(self) -> str:
        """What was done so far."""
        return pick(self.progress_uk, self.progress_en)


class ForumDocument(Base):
    """A document of a forum (PDF): `code` is that of the file."""

    __tablename__ = "forum_documents"

    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forums.id", ondelete="CASCADE"), index=True)
    title_uk: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200), default="")
    code: Mapped[str] = mapped_column(String(32))
    shared_with: Mapped[SharedWith] = mapped_column(String(10), default=SharedWith.PUBLIC)

    forum: Mapped[Forum] = relationship(back_populates="documents", lazy="raise")

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return pick(self.title_uk, self.title_en)
