"""Organizations as owners of records and as records themselves: who is asked, what people see, what is confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, joinedload

from network.core.database import Rows
from network.freshness.registry import Kind, Owner, Record, register, register_owners
from network.freshness.states import check_of, confirmed_before
from network.organizations.models import Organization
from network.organizations.moderated import CODE
from network.organizations.operations import confirm_current
from network.organizations.queries import SHOWN

KIND = "organization"


def is_asked() -> ColumnElement[bool]:
    """Organizations whose records are asked about: published members and partners."""
    return and_(Organization.is_published, Organization.membership.in_(SHOWN))


def find_owners(session: Session, ids: Iterable[int]) -> Sequence[Owner]:
    """The organizations that are asked, as owners of records."""
    found = session.scalars(select(Organization).where(Organization.id.in_(list(ids)), is_asked()))
    return [
        Owner(each.id, each.slug, each.name_uk, each.name_en or "", each.email, each.phone) for each in found
    ]


def due_owners(before: date) -> Rows:
    """Rows (`owner_id`) of the organizations whose own page was confirmed before this day."""
    old = confirmed_before(Organization.confirmed_on, Organization.entered_on, before)
    return select(Organization.id.label("owner_id")).where(is_asked(), old)


def find_records(session: Session, owner_ids: Sequence[int], today: date) -> Mapping[int, Sequence[Record]]:
    """The page of each organization."""
    found = session.scalars(
        select(Organization).where(Organization.id.in_(owner_ids)).options(joinedload(Organization.community))
    )
    return {each.id: [_record(each, today)] for each in found}


def _record(organization: Organization, today: date) -> Record:
    community = organization.community.short if organization.community else ""
    return Record(
        kind=KIND,
        id=organization.id,
        name_uk=organization.name_uk,
        name_en=organization.name_en or "",
        endpoint="profiles.organization",
        slug=organization.slug,
        check=check_of(organization.confirmed_on, organization.entered_on, today),
        phone=organization.phone,
        facts=tuple(fact for fact in (community, organization.email, organization.website) if fact),
        can_stop=False,
    )


def init() -> None:
    """Let organizations be asked about what is theirs."""
    register_owners(find_owners)
    register(Kind(KIND, due_owners, find_records, confirm_current, CODE))
