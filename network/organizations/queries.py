"""Reading organizations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from network.core.clock import today
from network.core.errors import NotFound
from network.core.pagination import Page, check_page, offset_of
from network.core.words import by_name
from network.freshness.states import is_shown
from network.organizations.models import Membership, Organization, OrganizationKind
from network.places.models import Place

PAGE_SIZE = 20
SHOWN = (Membership.MEMBER, Membership.PARTNER)
KEPT = (*SHOWN, Membership.FORMER)
"""Whose page stays: who left is in no list, but a kept link says so."""


@dataclass(frozen=True)
class OrganizationFilter:
    """Which organizations a list shows; `ids` are those that a search found."""

    kind: OrganizationKind | None = None
    origin_id: int | None = None
    is_member: bool = False
    ids: tuple[int, ...] | None = None


def listed(today: date) -> ColumnElement[bool]:
    """What lists and counts show: published members and partners that were confirmed not too long ago."""
    return and_(Organization.is_published, Organization.membership.in_(SHOWN), is_shown(Organization, today))


def _conditions(criteria: OrganizationFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [listed(today())]
    if criteria.kind is not None:
        found.append(Organization.kind == criteria.kind)
    if criteria.origin_id is not None:
        found.append(Organization.origin_id == criteria.origin_id)
    if criteria.is_member:
        found.append(Organization.membership == Membership.MEMBER)
    if criteria.ids is not None:
        found.append(Organization.id.in_(criteria.ids))
    return found


def find_published(
    session: Session, criteria: OrganizationFilter, number: int = 1, size: int = PAGE_SIZE
) -> Page[Organization]:
    """Organizations by name, members before partners."""
    where = _conditions(criteria)
    total = session.scalar(select(func.count()).select_from(Organization).where(*where)) or 0
    check_page(number, total, size)
    members_first = case((Organization.membership == Membership.MEMBER, 0), else_=1)
    order = (members_first, by_name(Organization), Organization.id)
    shown = select(Organization.id).where(*where).order_by(*order).limit(size).offset(offset_of(number, size))
    items = session.scalars(
        select(Organization)
        .where(Organization.id.in_(shown))
        .options(joinedload(Organization.community), joinedload(Organization.origin))
        .order_by(*order)
    ).all()
    return Page(items, total, number, size)


def get_published(session: Session, slug: str) -> Organization:
    """The published organization with this slug, its places and contacts loaded; raises NotFound."""
    organization = session.scalar(
        select(Organization)
        .where(Organization.slug == slug, Organization.is_published, Organization.membership.in_(KEPT))
        .options(
            joinedload(Organization.community).joinedload(Place.oblast),
            joinedload(Organization.origin).joinedload(Place.oblast),
            selectinload(Organization.contacts),
        )
    )
    if organization is None:
        raise NotFound(f"organization {slug}")
    return organization


def find_from(session: Session, origin_id: int) -> Sequence[Organization]:
    """Organizations that come from this community."""
    return session.scalars(
        select(Organization)
        .where(*_conditions(OrganizationFilter(origin_id=origin_id)))
        .options(joinedload(Organization.community), joinedload(Organization.origin))
        .order_by(by_name(Organization), Organization.id)
    ).all()


def count_members(session: Session) -> int:
    """How many members the network has."""
    where = _conditions(OrganizationFilter(is_member=True))
    return session.scalar(select(func.count()).select_from(Organization).where(*where)) or 0
