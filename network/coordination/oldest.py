"""All organizations, services and mobile teams that people see, those that nobody has confirmed for longest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, literal, select, union_all
from sqlalchemy.orm import Session, aliased

from network.core.pagination import Page, check_page, offset_of
from network.freshness.queries import find_records
from network.freshness.registry import Owner, Record, find_owners
from network.mobile_teams import freshness as teams
from network.mobile_teams.models import MobileTeam
from network.organizations import freshness as organizations
from network.organizations.models import Organization
from network.places.models import Place
from network.services import freshness as services
from network.services.models import Service

PAGE_SIZE = 30


@dataclass(frozen=True)
class Old:
    """A record as people see it, and whom to call about it."""

    record: Record
    owner: Owner


def _rows(oblast_id: int | None) -> Select[Any]:
    """Kind, id, owner and the day of the last confirmation, or else of the entry, of each record."""
    own = select(
        literal(organizations.KIND).label("kind"),
        Organization.id.label("id"),
        Organization.id.label("owner_id"),
        func.coalesce(Organization.confirmed_on, Organization.entered_on).label("since"),
        Organization.community_id.label("community_id"),
    ).where(organizations.is_asked())
    given = _of_organizations(services.KIND, Service).where(services.is_asked())
    travelling = _of_organizations(teams.KIND, MobileTeam).where(teams.is_asked())
    every = union_all(own, given, travelling).subquery()
    query = select(every.c.kind, every.c.id, every.c.owner_id, every.c.since)
    if oblast_id is None:
        return query
    community = aliased(Place)
    return query.join(community, community.id == every.c.community_id).where(community.oblast_id == oblast_id)


def _of_organizations(kind: str, model: type[Service] | type[MobileTeam]) -> Any:
    """The same of what an organization gives."""
    return (
        select(
            literal(kind),
            model.id,
            model.organization_id,
            func.coalesce(model.confirmed_on, model.entered_on),
            Organization.community_id,
        )
        .join(Organization, Organization.id == model.organization_id)
        .where(organizations.is_asked())
    )


def find_oldest(session: Session, oblast_id: int | None, today: date, number: int = 1) -> Page[Old]:
    """One page of the list, of one oblast or of all."""
    rows = _rows(oblast_id).subquery()
    total = session.scalar(select(func.count()).select_from(rows)) or 0
    check_page(number, total, PAGE_SIZE)
    found = session.execute(
        select(rows.c.kind, rows.c.id, rows.c.owner_id)
        .order_by(rows.c.since, rows.c.owner_id, rows.c.kind, rows.c.id)
        .limit(PAGE_SIZE)
        .offset(offset_of(number, PAGE_SIZE))
    ).all()
    owner_ids = sorted({row.owner_id for row in found})
    owners = {owner.id: owner for owner in find_owners(session, owner_ids)}
    records = {
        (record.kind, record.id): record
        for each in find_records(session, owner_ids, today).values()
        for record in each
    }
    items = [Old(records[row.kind, row.id], owners[row.owner_id]) for row in found]
    return Page(items, total, number, PAGE_SIZE)


def find_oblasts(session: Session) -> Sequence[Place]:
    """The oblasts that organizations of the directory work in."""
    community = aliased(Place)
    ids = (
        select(community.oblast_id)
        .join(Organization, Organization.community_id == community.id)
        .where(organizations.is_asked(), community.oblast_id.is_not(None))
    )
    return session.scalars(select(Place).where(Place.id.in_(ids)).order_by(Place.sort_key)).all()
