"""A service (HSDS service), its places (service at location), hours, phones, and reports of results."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core.database import Base, Codes, UtcDateTime
from network.core.i18n import pick
from network.core.words import Named
from network.locations.models import Location
from network.organizations.models import Organization
from network.places.models import Place
from network.taxonomy.models import Category


class Mode(StrEnum):
    """How a service reaches a person."""

    SITE = "site"
    MOBILE = "mobile"
    ONLINE = "online"
    PHONE = "phone"


class ServiceStatus(StrEnum):
    """Whether a service works now; MOVED says that it left its place and goes on elsewhere or waits to."""

    ACTIVE = "active"
    PAUSED = "paused"
    MOVED = "moved"
    CLOSED = "closed"
    PLANNED = "planned"


class Cost(StrEnum):
    """What a person pays."""

    FREE = "free"
    PARTLY = "partly"
    PAID = "paid"


class Area(StrEnum):
    """How wide a service is open: the named communities or oblasts, or all Ukraine."""

    COMMUNITIES = "communities"
    OBLASTS = "oblasts"
    UKRAINE = "ukraine"


service_areas = Table(
    "service_areas",
    Base.metadata,
    Column("service_id", ForeignKey("services.id", ondelete="CASCADE"), primary_key=True),
    Column("place_id", ForeignKey("places.id"), primary_key=True, index=True),
)

service_origins = Table(
    "service_origins",
    Base.metadata,
    Column("service_id", ForeignKey("services.id", ondelete="CASCADE"), primary_key=True),
    Column("place_id", ForeignKey("places.id"), primary_key=True, index=True),
)


LISTED_COLUMNS = (
    "is_published", "status", "category_id", "mode", "area", "serves_everyone", "age_from", "age_to", "languages",
    "confirmed_on", "entered_on", "sort_uk", "id",
)  # fmt: skip
"""All that lists filter and sort by: they are answered from this index alone, without the long texts of the rows."""


class Service(Named, Base):
    """One service of one organization; `code` is its short permanent address `/s/<code>`.

    `serves_everyone` False means that it is for people from the `origins` only. Ages are whole years, both ends included.
    """

    __tablename__ = "services"
    __table_args__ = (
        CheckConstraint("age_from IS NULL OR (age_from BETWEEN 0 AND 120)", name="age_from"),
        CheckConstraint("age_to IS NULL OR (age_to BETWEEN 0 AND 120)", name="age_to"),
        Index("ix_services_listed", *LISTED_COLUMNS),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    category_id: Mapped[int] = mapped_column(ForeignKey("categories.id"), index=True)
    slug: Mapped[str] = mapped_column(String(100), unique=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    summary_uk: Mapped[str] = mapped_column(String(240), default="")
    summary_en: Mapped[str] = mapped_column(String(240), default="")
    description_uk: Mapped[str] = mapped_column(Text, default="")
    description_en: Mapped[str] = mapped_column(Text, default="")
    mode: Mapped[Mode] = mapped_column(String(10), index=True)
    status: Mapped[ServiceStatus] = mapped_column(String(10), default=ServiceStatus.ACTIVE)
    status_from: Mapped[date | None]
    status_until: Mapped[date | None]
    status_note_uk: Mapped[str] = mapped_column(String(300), default="")
    status_note_en: Mapped[str] = mapped_column(String(300), default="")
    audiences: Mapped[list[str]] = mapped_column(Codes, default=list)
    age_from: Mapped[int | None]
    age_to: Mapped[int | None]
    languages: Mapped[list[str]] = mapped_column(Codes, default=list)
    cost: Mapped[Cost | None] = mapped_column(String(10))
    cost_note_uk: Mapped[str] = mapped_column(String(300), default="")
    cost_note_en: Mapped[str] = mapped_column(String(300), default="")
    steps_uk: Mapped[str] = mapped_column(Text, default="")
    steps_en: Mapped[str] = mapped_column(Text, default="")
    bring_uk: Mapped[str] = mapped_column(String(400), default="")
    bring_en: Mapped[str] = mapped_column(String(400), default="")
    complaint_uk: Mapped[str] = mapped_column(String(400), default="")
    complaint_en: Mapped[str] = mapped_column(String(400), default="")
    area: Mapped[Area] = mapped_column(String(12), default=Area.COMMUNITIES)
    serves_everyone: Mapped[bool] = mapped_column(default=True)
    free_places: Mapped[int | None]
    free_places_on: Mapped[date | None]
    website: Mapped[str] = mapped_column(String(300), default="")
    is_published: Mapped[bool] = mapped_column(default=True)
    is_example: Mapped[bool] = mapped_column(default=False)
    confirmed_on: Mapped[date | None]
    entered_on: Mapped[date]
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC))

    organization: Mapped[Organization] = relationship(lazy="raise")
    category: Mapped[Category] = relationship(lazy="raise")
    areas: Mapped[list[Place]] = relationship(secondary=service_areas, order_by=Place.sort_key, lazy="raise")
    origins: Mapped[list[Place]] = relationship(
        secondary=service_origins, order_by=Place.sort_key, lazy="raise"
    )
    places: Mapped[list[ServiceAtLocation]] = relationship(
        back_populates="service", order_by="ServiceAtLocation.id", cascade="all, delete-orphan", lazy="raise"
    )
    phones: Mapped[list[Phone]] = relationship(
        back_populates="service", order_by="Phone.id", cascade="all, delete-orphan", lazy="raise"
    )
    schedules: Mapped[list[Schedule]] = relationship(
        back_populates="service", order_by="Schedule.id", cascade="all, delete-orphan", lazy="raise"
    )

    @property
    def summary(self) -> str:
        """What it is in one or two sentences."""
        return pick(self.summary_uk, self.summary_en)

    @property
    def description(self) -> str:
        """What it is in full."""
        return pick(self.description_uk, self.description_en)

    @property
    def steps(self) -> list[str]:
        """What to do to get it, step by step."""
        return [line.strip() for line in pick(self.steps_uk, self.steps_en).splitlines() if line.strip()]

    @property
    def is_for_children(self) -> bool:
        """Services for children always show how to complain, and their places are approximate by default."""
        return self.category.is_for_children or "children" in self.audiences


class ServiceAtLocation(Base):
    """A service given at a location."""

    __tablename__ = "service_at_locations"
    __table_args__ = (
        Index("ix_service_at_locations_pair", "service_id", "location_id", unique=True),
        Index("ix_service_at_locations_back", "location_id", "service_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("services.id", ondelete="CASCADE"))
    location_id: Mapped[int] = mapped_column(ForeignKey("locations.id"))
    note_uk: Mapped[str] = mapped_column(String(300), default="")
    note_en: Mapped[str] = mapped_column(String(300), default="")

    service: Mapped[Service] = relationship(back_populates="places", lazy="raise")
    location: Mapped[Location] = relationship(lazy="raise")


class Phone(Base):
    """A number of a service (E.164, «+380…»), of all its places or of one."""

    __tablename__ = "service_phones"

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("services.id", ondelete="CASCADE"), index=True)
    service_at_location_id: Mapped[int | None] = mapped_column(
        ForeignKey("service_at_locations.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[str] = mapped_column(String(20))
    extension: Mapped[str] = mapped_column(String(10), default="")
    note_uk: Mapped[str] = mapped_column(String(200), default="")
    note_en: Mapped[str] = mapped_column(String(200), default="")

    service: Mapped[Service] = relationship(back_populates="phones", lazy="raise")


class Schedule(Base):
    """Hours of a service: days of the week in iCalendar's codes, from–to in Kyiv time; of all its places or of one."""

    __tablename__ = "service_schedules"

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("services.id", ondelete="CASCADE"), index=True)
    service_at_location_id: Mapped[int | None] = mapped_column(
        ForeignKey("service_at_locations.id", ondelete="CASCADE"), index=True
    )
    days: Mapped[list[str]] = mapped_column(Codes)
    opens_at: Mapped[time | None]
    closes_at: Mapped[time | None]
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    note_uk: Mapped[str] = mapped_column(String(200), default="")
    note_en: Mapped[str] = mapped_column(String(200), default="")

    service: Mapped[Service] = relationship(back_populates="schedules", lazy="raise")

    @property
    def note(self) -> str:
        """What the hours alone do not say."""
        return pick(self.note_uk, self.note_en)


class ResultReport(Base):
    """What came of a service or of an organization's work: what, how many, from when to when.

    `months` is the length of the period where its ends are not known.
    """

    __tablename__ = "result_reports"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    service_id: Mapped[int | None] = mapped_column(ForeignKey("services.id", ondelete="CASCADE"), index=True)
    what_uk: Mapped[str] = mapped_column(String(300))
    what_en: Mapped[str] = mapped_column(String(300), default="")
    quantity: Mapped[int]
    is_at_least: Mapped[bool] = mapped_column(default=False)
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]
    months: Mapped[int | None]
    is_example: Mapped[bool] = mapped_column(default=False)

    @property
    def what(self) -> str:
        """What was counted."""
        return pick(self.what_uk, self.what_en)
