"""A relocation: from a home community to a host community, what moved, when, with whom, and what goes on as what."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from network.core.database import Base, Codes, UtcDateTime
from network.core.i18n import gettext as _
from network.core.i18n import pick
from network.locations.models import Location
from network.mobile_teams.models import MobileTeam
from network.organizations.models import Organization
from network.places.models import Place, PlaceLevel
from network.services.models import Service


class RelocationState(StrEnum):
    """How far a relocation is; what is planned is for members and coordinators only."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    MOVED = "moved"
    MOVED_AGAIN = "moved_again"
    RETURNED = "returned"
    ENDED = "ended"


class Moved(StrEnum):
    """What can move."""

    ORGANIZATION = "organization"
    LOCATION = "location"
    SERVICE = "service"
    MOBILE_TEAM = "mobile_team"
    RESOURCES = "resources"


class Relocation(Base):
    """One move; `successor` is the service that continues `service`, the same one where it goes on under its own name.

    `host` may be unknown while the move is planned. `previous` is the move before, where something moved again.
    `families` and `children` count whom the move accompanied. `overwritten` keeps what publishing wrote over in the
    records that moved, so that it can be put back.
    """

    __tablename__ = "relocations"
    __table_args__ = (
        CheckConstraint("state = 'planned' OR host_id IS NOT NULL", name="host"),
        CheckConstraint("families IS NULL OR families >= 0", name="families"),
        CheckConstraint("children IS NULL OR children >= 0", name="children"),
        Index("ix_relocations_flow", "origin_id", "host_id", "state", "is_published"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    slug: Mapped[str] = mapped_column(String(100), unique=True)
    state: Mapped[RelocationState] = mapped_column(String(20), index=True)
    origin_id: Mapped[int] = mapped_column(ForeignKey("places.id"))
    host_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"), index=True)
    origin_location_id: Mapped[int | None] = mapped_column(
        ForeignKey("locations.id", ondelete="SET NULL"), index=True
    )
    host_location_id: Mapped[int | None] = mapped_column(
        ForeignKey("locations.id", ondelete="SET NULL"), index=True
    )
    what: Mapped[list[str]] = mapped_column(Codes, default=list)
    service_id: Mapped[int | None] = mapped_column(ForeignKey("services.id", ondelete="SET NULL"), index=True)
    successor_id: Mapped[int | None] = mapped_column(
        ForeignKey("services.id", ondelete="SET NULL"), index=True
    )
    team_id: Mapped[int | None] = mapped_column(
        ForeignKey("mobile_teams.id", ondelete="SET NULL"), index=True
    )
    previous_id: Mapped[int | None] = mapped_column(
        ForeignKey("relocations.id", ondelete="SET NULL"), index=True
    )
    planned_for: Mapped[date | None]
    started_on: Mapped[date | None]
    moved_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    families: Mapped[int | None]
    children: Mapped[int | None]
    resources_uk: Mapped[str] = mapped_column(String(400), default="")
    resources_en: Mapped[str] = mapped_column(String(400), default="")
    note_uk: Mapped[str] = mapped_column(Text, default="")
    note_en: Mapped[str] = mapped_column(Text, default="")
    overwritten: Mapped[str] = mapped_column(Text, default="")
    is_published: Mapped[bool] = mapped_column(default=True)
    is_example: Mapped[bool] = mapped_column(default=False)
    confirmed_on: Mapped[date | None]
    entered_on: Mapped[date]
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC))

    is_told: Mapped[bool | None] = query_expression()
    """Whether its communities may be named (`disclosure.is_tellable`), where a query asked for it."""

    organization: Mapped[Organization] = relationship(lazy="raise")
    origin: Mapped[Place] = relationship(foreign_keys=[origin_id], lazy="raise")
    host: Mapped[Place | None] = relationship(foreign_keys=[host_id], lazy="raise")
    origin_location: Mapped[Location | None] = relationship(foreign_keys=[origin_location_id], lazy="raise")
    host_location: Mapped[Location | None] = relationship(foreign_keys=[host_location_id], lazy="raise")
    service: Mapped[Service | None] = relationship(foreign_keys=[service_id], lazy="raise")
    successor: Mapped[Service | None] = relationship(foreign_keys=[successor_id], lazy="raise")
    team: Mapped[MobileTeam | None] = relationship(lazy="raise")
    previous: Mapped[Relocation | None] = relationship(remote_side=[id], lazy="raise")

    @property
    def name(self) -> str:
        """«Мирноград → Царичанка»; its places must be loaded."""
        host = called(self.host) if self.host is not None else _("not known yet where to")
        return f"{called(self.origin)} → {host}"

    @property
    def told_service(self) -> Service | None:
        """The service that moved, if it may be named to everybody."""
        return self.service if self.service is not None and self.service.is_published else None

    @property
    def told_successor(self) -> Service | None:
        """The service that continues it, if it may be named to everybody."""
        return self.successor if self.successor is not None and self.successor.is_published else None

    @property
    def told_team(self) -> MobileTeam | None:
        """The team that moved, if it may be named to everybody."""
        return self.team if self.team is not None and self.team.is_published else None

    @property
    def resources(self) -> str:
        """What went along, in the reader's language."""
        return pick(self.resources_uk, self.resources_en)

    @property
    def note(self) -> str:
        """What else is to be known of it, in the reader's language."""
        return pick(self.note_uk, self.note_en)


def called(place: Place) -> str:
    """A community by its centre, an oblast with its word: «Мирноград», «Донецька область»."""
    return place.title if place.level == PlaceLevel.OBLAST else place.short
