"""An application to join, the questions and answers about it, and the private links of who applied."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core.database import Base, UtcDateTime
from network.core.words import Named
from network.organizations.models import OrganizationKind
from network.places.models import Place


class ApplicationState(StrEnum):
    """Where an application stands; the first two are undecided."""

    WAITING = "waiting"
    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"


_OPEN_SQL = "state IN ('waiting', 'asked')"


class Application(Named, Base):
    """What an organization said of itself on the form, by role and never by personal name.

    `version` grows with each question, answer and decision: a decision names the one that was shown. Who decided is
    kept by number only: the application outlives a person's account.
    """

    __tablename__ = "applications"
    __table_args__ = (
        Index(None, "state", "created_at"),
        CheckConstraint(
            f"{_OPEN_SQL} OR (decider_id IS NOT NULL AND decided_at IS NOT NULL)", name="decider"
        ),
        CheckConstraint("state <> 'refused' OR reason <> ''", name="reason"),
        CheckConstraint("(state = 'accepted') = (organization_id IS NOT NULL)", name="organization"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[ApplicationState] = mapped_column(String(10), default=ApplicationState.WAITING)
    version: Mapped[int] = mapped_column(default=1)
    kind: Mapped[OrganizationKind] = mapped_column(String(30))
    edrpou: Mapped[str] = mapped_column(String(8), default="")
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"), index=True)
    community_id: Mapped[int] = mapped_column(ForeignKey("places.id"), index=True)
    activities: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(String(200))
    phone: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(1000), default="")
    decider_id: Mapped[int | None]
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC))

    origin: Mapped[Place | None] = relationship(foreign_keys=[origin_id], lazy="raise")
    community: Mapped[Place] = relationship(foreign_keys=[community_id], lazy="raise")
    messages: Mapped[list[ApplicationMessage]] = relationship(
        back_populates="application",
        order_by="ApplicationMessage.id",
        cascade="all, delete-orphan",
        lazy="raise",
    )

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided yet."""
        return self.state in (ApplicationState.WAITING, ApplicationState.ASKED)


class ApplicationMessage(Base):
    """A question of a coordinator (`author_id` says whose) or an answer of who applied."""

    __tablename__ = "application_messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id", ondelete="CASCADE"), index=True)
    is_question: Mapped[bool]
    author_id: Mapped[int | None]
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC))

    application: Mapped[Application] = relationship(back_populates="messages", lazy="raise")


class ApplicationLink(Base):
    """A private link to an application's state; only the hash of its token is kept, so each mail brings a new one."""

    __tablename__ = "application_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC))
