"""A location of an organization (HSDS location): where it is, who may know, and how it stands in a blackout."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core.database import Base
from network.core.words import Named
from network.organizations.models import Organization
from network.places.models import Place


class Visibility(StrEnum):
    """Who may know where a location is."""

    PUBLIC = "public"
    APPROXIMATE = "approximate"
    CONFIDENTIAL = "confidential"


class LocationStatus(StrEnum):
    """Whether people can come."""

    ACTIVE = "active"
    CLOSED = "closed"
    EVACUATED = "evacuated"


class Answer(StrEnum):
    """A fact about a place that may be unknown; unknown is no answer at all (None)."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Location(Named, Base):
    """One place; only `network.locations.disclosure.disclose` may turn its address and point into output."""

    __tablename__ = "locations"
    __table_args__ = (
        CheckConstraint("latitude IS NULL OR (latitude BETWEEN -90 AND 90)", name="latitude"),
        CheckConstraint("longitude IS NULL OR (longitude BETWEEN -180 AND 180)", name="longitude"),
        Index("ix_locations_open", "community_id", "status", "visibility"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    community_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"))
    settlement_uk: Mapped[str] = mapped_column(String(120), default="")
    settlement_en: Mapped[str] = mapped_column(String(120), default="")
    address_uk: Mapped[str] = mapped_column(String(300), default="")
    address_en: Mapped[str] = mapped_column(String(300), default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    visibility: Mapped[Visibility] = mapped_column(String(20), default=Visibility.APPROXIMATE, index=True)
    status: Mapped[LocationStatus] = mapped_column(String(20), default=LocationStatus.ACTIVE, index=True)
    status_from: Mapped[date | None]
    directions_uk: Mapped[str] = mapped_column(String(400), default="")
    directions_en: Mapped[str] = mapped_column(String(400), default="")
    step_free: Mapped[Answer | None] = mapped_column(String(10))
    accessibility_uk: Mapped[str] = mapped_column(String(400), default="")
    accessibility_en: Mapped[str] = mapped_column(String(400), default="")
    backup_power: Mapped[Answer | None] = mapped_column(String(10))
    backup_internet: Mapped[Answer | None] = mapped_column(String(10))
    phone_charging: Mapped[Answer | None] = mapped_column(String(10))
    shelter_nearby: Mapped[Answer | None] = mapped_column(String(10))
    alarm_uk: Mapped[str] = mapped_column(String(400), default="")
    alarm_en: Mapped[str] = mapped_column(String(400), default="")
    is_example: Mapped[bool] = mapped_column(default=False)
    confirmed_on: Mapped[date | None]
    entered_on: Mapped[date]

    organization: Mapped[Organization] = relationship(lazy="raise")
    community: Mapped[Place | None] = relationship(lazy="raise")
