"""An organization of the network (HSDS organization), its public contacts by role and its names in two languages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from network.core.database import Base, UtcDateTime
from network.core.i18n import pick
from network.core.words import Named
from network.places.models import Place


class OrganizationKind(StrEnum):
    """What an organization is in law and in life."""

    CIVIL_SOCIETY = "civil_society"
    COMMUNITY_AUTHORITY = "community_authority"
    PUBLIC_INSTITUTION = "public_institution"
    DONOR = "donor"
    UN_AGENCY = "un_agency"
    INITIATIVE = "initiative"


class Membership(StrEnum):
    """How an organization stands to the network."""

    MEMBER = "member"
    PARTNER = "partner"
    APPLIED = "applied"
    FORMER = "former"


class Organization(Named, Base):
    """One organization; `edrpou` is its code in the state register (org-id scheme UA-EDR), when known."""

    __tablename__ = "organizations"
    __table_args__ = (
        Index("ix_organizations_listed", "is_published", "membership", "kind", "sort_uk", "sort_en"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[OrganizationKind] = mapped_column(String(30), index=True)
    edrpou: Mapped[str | None] = mapped_column(String(8), unique=True)
    membership: Mapped[Membership] = mapped_column(String(20), default=Membership.PARTNER, index=True)
    member_since: Mapped[date | None]
    description_uk: Mapped[str] = mapped_column(Text, default="")
    description_en: Mapped[str] = mapped_column(Text, default="")
    website: Mapped[str] = mapped_column(String(300), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    origin_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"), index=True)
    community_id: Mapped[int | None] = mapped_column(ForeignKey("places.id"), index=True)
    is_published: Mapped[bool] = mapped_column(default=True, index=True)
    is_example: Mapped[bool] = mapped_column(default=False)
    confirmed_on: Mapped[date | None]
    entered_on: Mapped[date]
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC))

    origin: Mapped[Place | None] = relationship(foreign_keys=[origin_id], lazy="raise")
    community: Mapped[Place | None] = relationship(foreign_keys=[community_id], lazy="raise")
    contacts: Mapped[list[Contact]] = relationship(
        back_populates="organization", order_by="Contact.id", cascade="all, delete-orphan", lazy="raise"
    )

    @property
    def description(self) -> str:
        """What the organization does, in the reader's language."""
        return pick(self.description_uk, self.description_en)


class Contact(Base):
    """A contact by role, never by personal name; `is_public` ones are shown to everybody."""

    __tablename__ = "organization_contacts"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(
        ForeignKey("organizations.id", ondelete="CASCADE"), index=True
    )
    role_uk: Mapped[str] = mapped_column(String(200))
    role_en: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    is_public: Mapped[bool] = mapped_column(default=False)

    organization: Mapped[Organization] = relationship(back_populates="contacts", lazy="raise")

    @property
    def role(self) -> str:
        """The role in the reader's language."""
        return pick(self.role_uk, self.role_en)
