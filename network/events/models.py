"""An event: a training, a meeting, a forum; its days may be unknown, its enrolment says how to come."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core.database import Base, UtcDateTime
from network.core.i18n import pick
from network.core.words import Named
from network.organizations.models import Organization
from network.places.models import Place
from network.services.models import Service


class EventKind(StrEnum):
    """What it is; a forum has a page of its own in `network.forums`."""

    TRAINING = "training"
    COURSE = "course"
    MEETING = "meeting"
    FORUM = "forum"
    CULTURE = "culture"
    OTHER = "other"


class Enrolment(StrEnum):
    """Whether people can enrol, as the organizer says; the days decide too (network.events.states)."""

    NOT_NEEDED = "not_needed"
    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSED = "closed"


event_organizations = Table(
    "event_organizations",
    Base.metadata,
    Column("event_id", ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "organization_id", ForeignKey("organizations.id", ondelete="CASCADE"), primary_key=True, index=True
    ),
)
"""Who organizes it together with the organization that entered it."""

event_communities = Table(
    "event_communities",
    Base.metadata,
    Column("event_id", ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("place_id", ForeignKey("places.id"), primary_key=True, index=True),
)
"""Where its participants come from."""


class Event(Named, Base):
    """One event, from `starts_on` to `ends_on` (both included), hours in Kyiv time.

    `when_uk/en` are the words where the days are not known («жовтень 2024»); `is_over` says of such an event that it
    has taken place, because no day can. `seats` is how many can come, `participants` how many came.
    """

    __tablename__ = "events"
    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR starts_on <= ends_on", name="days"),
        CheckConstraint("seats IS NULL OR seats >= 0", name="seats"),
        CheckConstraint("participants IS NULL OR participants >= 0", name="participants"),
        Index("ix_events_listed", "is_published", "starts_on", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    slug: Mapped[str] = mapped_column(String(100), unique=True)
    kind: Mapped[EventKind] = mapped_column(String(20))
    summary_uk: Mapped[str] = mapped_column(String(300), default="")
    summary_en: Mapped[str] = mapped_column(String(300), default="")
    description_uk: Mapped[str] = mapped_column(Text, default="")
    description_en: Mapped[str] = mapped_column(Text, default="")
    for_whom_uk: Mapped[str] = mapped_column(String(300), default="")
    for_whom_en: Mapped[str] = mapped_column(String(300), default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    starts_at: Mapped[time | None]
    ends_at: Mapped[time | None]
    when_uk: Mapped[str] = mapped_column(String(80), default="")
    when_en: Mapped[str] = mapped_column(String(80), default="")
    is_over: Mapped[bool] = mapped_column(default=False)
    is_online: Mapped[bool] = mapped_column(default=False)
    community_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"), index=True)
    spot_uk: Mapped[str] = mapped_column(String(300), default="")
    spot_en: Mapped[str] = mapped_column(String(300), default="")
    service_id: Mapped[int | None] = mapped_column(ForeignKey("services.id", ondelete="SET NULL"), index=True)
    enrolment: Mapped[Enrolment] = mapped_column(String(12), default=Enrolment.NOT_NEEDED)
    enrolment_until: Mapped[date | None]
    enrolment_how_uk: Mapped[str] = mapped_column(String(600), default="")
    enrolment_how_en: Mapped[str] = mapped_column(String(600), default="")
    enrolment_phone: Mapped[str] = mapped_column(String(20), default="")
    enrolment_email: Mapped[str] = mapped_column(String(200), default="")
    enrolment_link: Mapped[str] = mapped_column(String(300), default="")
    seats: Mapped[int | None]
    results_uk: Mapped[str] = mapped_column(Text, default="")
    results_en: Mapped[str] = mapped_column(Text, default="")
    participants: Mapped[int | None]
    is_cancelled: Mapped[bool] = mapped_column(default=False)
    is_published: Mapped[bool] = mapped_column(default=True)
    is_example: Mapped[bool] = mapped_column(default=False)
    confirmed_on: Mapped[date | None]
    entered_on: Mapped[date]
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC))

    organization: Mapped[Organization] = relationship(lazy="raise")
    organizations: Mapped[list[Organization]] = relationship(
        secondary=event_organizations, order_by=Organization.sort_uk, lazy="raise"
    )
    community: Mapped[Place | None] = relationship(lazy="raise")
    communities: Mapped[list[Place]] = relationship(
        secondary=event_communities, order_by=Place.sort_key, lazy="raise"
    )
    service: Mapped[Service | None] = relationship(lazy="raise")

    @property
    def summary(self) -> str:
        """What it is in a sentence."""
        return pick(self.summary_uk, self.summary_en)

    @property
    def description(self) -> str:
        """What it is in full."""
        return pick(self.description_uk, self.description_en)

    @property
    def for_whom(self) -> str:
        """Who is invited."""
        return pick(self.for_whom_uk, self.for_whom_en)

    @property
    def spot(self) -> str:
        """The place in words."""
        return pick(self.spot_uk, self.spot_en)

    @property
    def enrolment_how(self) -> str:
        """What to do to enrol."""
        return pick(self.enrolment_how_uk, self.enrolment_how_en)

    @property
    def results(self) -> str:
        """What came of it."""
        return pick(self.results_uk, self.results_en)
