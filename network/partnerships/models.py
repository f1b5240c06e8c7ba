"""A partnership: an agreement or a cooperation, its parties in their roles, what it covers and until when it holds."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core.database import Base, UtcDateTime
from network.core.i18n import pick
from network.core.words import Named
from network.files.audiences import SharedWith
from network.organizations.models import Organization
from network.places.models import Place
from network.services.models import Service


class PartnershipKind(StrEnum):
    """What the parties have agreed on."""

    MEMORANDUM = "memorandum"
    COOPERATION = "cooperation"
    IMPLEMENTING = "implementing"
    FUNDING = "funding"
    REFERRAL = "referral"


class PartyRole(StrEnum):
    """What a party does in it."""

    IMPLEMENTER = "implementer"
    COMMUNITY_AUTHORITY = "community_authority"
    PUBLIC_INSTITUTION = "public_institution"
    DONOR = "donor"
    UN_AGENCY = "un_agency"
    TECHNICAL_PARTNER = "technical_partner"
    HOST = "host"


class PartnershipState(StrEnum):
    """Derived, never stored: from who confirmed, and from the days."""

    DRAFT = "draft"
    WAITING = "waiting"
    ACTIVE = "active"
    EXPIRES_SOON = "expires_soon"
    EXPIRED = "expired"
    ENDED = "ended"


partnership_communities = Table(
    "partnership_communities",
    Base.metadata,
    Column("partnership_id", ForeignKey("partnerships.id", ondelete="CASCADE"), primary_key=True),
    Column("place_id", ForeignKey("places.id"), primary_key=True, index=True),
)

partnership_services = Table(
    "partnership_services",
    Base.metadata,
    Column("partnership_id", ForeignKey("partnerships.id", ondelete="CASCADE"), primary_key=True),
    Column("service_id", ForeignKey("services.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Partnership(Named, Base):
    """One partnership, proposed by `organization`; `document` is the code of its PDF, '' for none.

    It is public only when it is `shared_with` everybody, published, and confirmed by all its parties.
    """

    __tablename__ = "partnerships"
    __table_args__ = (
        CheckConstraint(
            "signed_on IS NULL OR valid_until IS NULL OR signed_on <= valid_until", name="period"
        ),
        Index("ix_partnerships_listed", "is_published", "shared_with", "kind", "valid_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    slug: Mapped[str] = mapped_column(String(100), unique=True)
    kind: Mapped[PartnershipKind] = mapped_column(String(20))
    description_uk: Mapped[str] = mapped_column(Text, default="")
    description_en: Mapped[str] = mapped_column(Text, default="")
    signed_on: Mapped[date | None]
    valid_until: Mapped[date | None] = mapped_column(index=True)
    ended_on: Mapped[date | None]
    shared_with: Mapped[SharedWith] = mapped_column(String(10), default=SharedWith.PUBLIC)
    document: Mapped[str] = mapped_column(String(32), default="")
    document_shared_with: Mapped[SharedWith] = mapped_column(String(10), default=SharedWith.PARTIES)
    is_published: Mapped[bool] = mapped_column(default=True)
    is_example: Mapped[bool] = mapped_column(default=False)
    confirmed_on: Mapped[date | None]
    entered_on: Mapped[date]
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC))

    organization: Mapped[Organization] = relationship(lazy="raise")
    parties: Mapped[list[Party]] = relationship(
        back_populates="partnership", order_by="Party.position", cascade="all, delete-orphan", lazy="raise"
    )
    communities: Mapped[list[Place]] = relationship(
        secondary=partnership_communities, order_by=Place.sort_key, lazy="raise"
    )
    services: Mapped[list[Service]] = relationship(
        secondary=partnership_services, order_by=Service.sort_uk, lazy="raise"
    )

    @property
    def description(self) -> str:
        """What the parties do together, in the reader's language."""
        return pick(self.description_uk, self.description_en)


class Party(Base):
    """An organization in its role; `funding_step` is its place on the way of the money, 1 for who gives it.

    `asked_at` is when it was asked, the last time, and `told_at` when its people were written about that; `agreed_at` is
    when they confirmed, or a coordinator for those without an account; `declined_reason` is why not.
    """

    __tablename__ = "partnership_parties"
    __table_args__ = (
        Index("uq_partnership_parties_organization", "partnership_id", "organization_id", unique=True),
        CheckConstraint("funding_step IS NULL OR funding_step > 0", name="funding_step"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnerships.id", ondelete="CASCADE"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    role: Mapped[PartyRole] = mapped_column(String(20))
    position: Mapped[int] = mapped_column(default=0)
    funding_step: Mapped[int | None]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC))
    told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    agreed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    agreed_by: Mapped[int | None]
    is_agreed_by_call: Mapped[bool] = mapped_column(default=False)
    declined_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    declined_reason: Mapped[str] = mapped_column(String(1000), default="")

    partnership: Mapped[Partnership] = relationship(back_populates="parties", lazy="raise")
    organization: Mapped[Organization] = relationship(lazy="raise")


class RenewalReminder(Base):
    """A reminder that was sent so many days before an agreement's end; a new end is reminded of anew."""

    __tablename__ = "renewal_reminders"
    __table_args__ = (
        Index("uq_renewal_reminders_sent", "partnership_id", "valid_until", "days", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    partnership_id: Mapped[int] = mapped_column(ForeignKey("partnerships.id", ondelete="CASCADE"))
    valid_until: Mapped[date]
    days: Mapped[int]
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC))
