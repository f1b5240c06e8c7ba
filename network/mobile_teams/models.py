"""A mobile team, the services it carries, and its stops: once or every so many weeks."""

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


class TeamStatus(StrEnum):
    """Whether a team travels now."""

    ACTIVE = "active"
    PAUSED = "paused"
    CLOSED = "closed"
    PLANNED = "planned"


mobile_team_services = Table(
    "mobile_team_services",
    Base.metadata,
    Column("team_id", ForeignKey("mobile_teams.id", ondelete="CASCADE"), primary_key=True),
    Column("service_id", ForeignKey("services.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class MobileTeam(Named, Base):
    """A team that travels; `base` is the community it works from, `origin` the one it came from."""

    __tablename__ = "mobile_teams"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    slug: Mapped[str] = mapped_column(String(100), unique=True)
    description_uk: Mapped[str] = mapped_column(Text, default="")
    description_en: Mapped[str] = mapped_column(Text, default="")
    base_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"), index=True)
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"), index=True)
    status: Mapped[TeamStatus] = mapped_column(String(10), default=TeamStatus.ACTIVE)
    status_from: Mapped[date | None]
    phone: Mapped[str] = mapped_column(String(20), default="")
    is_published: Mapped[bool] = mapped_column(default=True)
    is_example: Mapped[bool] = mapped_column(default=False)
    confirmed_on: Mapped[date | None]
    entered_on: Mapped[date]
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC))

    organization: Mapped[Organization] = relationship(lazy="raise")
    base: Mapped[Place | None] = relationship(foreign_keys=[base_id], lazy="raise")
    origin: Mapped[Place | None] = relationship(foreign_keys=[origin_id], lazy="raise")
    services: Mapped[list[Service]] = relationship(
        secondary=mobile_team_services, order_by=Service.sort_uk, lazy="raise"
    )
    stops: Mapped[list[MobileTeamStop]] = relationship(
        back_populates="team", order_by="MobileTeamStop.id", cascade="all, delete-orphan", lazy="raise"
    )

    @property
    def description(self) -> str:
        """What the team does."""
        return pick(self.description_uk, self.description_en)


class MobileTeamStop(Base):
    """A stop in a community: on `starts_on` only (`every_weeks` 0), or then every so many weeks until `ends_on`.

    Hours are Kyiv time. A stop outside the gazetteer has no community but words, and a point when known.
    """

    __tablename__ = "mobile_team_stops"
    __table_args__ = (CheckConstraint("every_weeks BETWEEN 0 AND 12", name="every_weeks"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("mobile_teams.id", ondelete="CASCADE"), index=True)
    community_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"), index=True)
    spot_uk: Mapped[str] = mapped_column(String(300), default="")
    spot_en: Mapped[str] = mapped_column(String(300), default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    starts_on: Mapped[date] = mapped_column(index=True)
    every_weeks: Mapped[int] = mapped_column(default=0)
    ends_on: Mapped[date | None]
    opens_at: Mapped[time | None]
    closes_at: Mapped[time | None]
    is_cancelled: Mapped[bool] = mapped_column(default=False)

    team: Mapped[MobileTeam] = relationship(back_populates="stops", lazy="raise")
    community: Mapped[Place | None] = relationship(lazy="raise")
    cancellations: Mapped[list[StopCancellation]] = relationship(
        order_by="StopCancellation.on_day", cascade="all, delete-orphan", lazy="raise"
    )
    delays: Mapped[list[StopDelay]] = relationship(cascade="all, delete-orphan", lazy="raise")

    @property
    def spot(self) -> str:
        """The place in words («біля школи»)."""
        return pick(self.spot_uk, self.spot_en)


class StopCancellation(Base):
    """One day on which a repeating stop does not take place."""

    __tablename__ = "mobile_team_stop_cancellations"

    id: Mapped[int] = mapped_column(primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("mobile_team_stops.id", ondelete="CASCADE"), index=True)
    on_day: Mapped[date]


class StopDelay(Base):
    """One day on which the team comes so many minutes late to a stop."""

    __tablename__ = "mobile_team_stop_delays"
    __table_args__ = (
        Index("uq_mobile_team_stop_delays_day", "stop_id", "on_day", unique=True),
        CheckConstraint("minutes BETWEEN 5 AND 300", name="minutes"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    stop_id: Mapped[int] = mapped_column(ForeignKey("mobile_team_stops.id", ondelete="CASCADE"))
    on_day: Mapped[date]
    minutes: Mapped[int]
