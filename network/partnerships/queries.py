"""Reading partnerships: what everybody sees, what their parties see, and what ends soon."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from network.core.errors import NotFound
from network.core.pagination import Page, check_page, offset_of
from network.core.words import by_name
from network.partnerships.models import (
    Partnership,
    PartnershipKind,
    PartnershipState,
    Party,
    partnership_communities,
    partnership_services,
)
from network.partnerships.states import is_in, is_living, is_network, is_public, is_running
from network.places.models import Place

PAGE_SIZE = 20


@dataclass(frozen=True)
class PartnershipFilter:
    """Which partnerships: of a kind, with an organization among the parties, for a community or a service, in a state.

    `is_living` are all that are in force, those that end soon among them.
    """

    kind: PartnershipKind | None = None
    organization_id: int | None = None
    community_id: int | None = None
    state: PartnershipState | None = None
    service_id: int | None = None
    is_living: bool = False


def conditions(criteria: PartnershipFilter, today: date) -> list[ColumnElement[bool]]:
    """The filter as conditions on `Partnership`; who may see it is asked beside it."""
    found: list[ColumnElement[bool]] = []
    if criteria.kind is not None:
        found.append(Partnership.kind == criteria.kind)
    if criteria.organization_id is not None:
        found.append(has_party([criteria.organization_id]))
    if criteria.community_id is not None:
        found.append(covers_community(criteria.community_id))
    if criteria.service_id is not None:
        found.append(covers_service(criteria.service_id))
    if criteria.state is not None:
        found.append(is_in(criteria.state, today))
    if criteria.is_living:
        found.append(is_living(today))
    return found


def has_party(organization_ids: Collection[int]) -> ColumnElement[bool]:
    """One of these organizations is a party."""
    return Partnership.id.in_(
        select(Party.partnership_id).where(Party.organization_id.in_(sorted(organization_ids)))
    )


def covers_community(place_id: int) -> ColumnElement[bool]:
    """The partnership names this community."""
    table = partnership_communities
    return Partnership.id.in_(select(table.c.partnership_id).where(table.c.place_id == place_id))


def covers_service(service_id: int) -> ColumnElement[bool]:
    """The partnership names this service."""
    table = partnership_services
    return Partnership.id.in_(select(table.c.partnership_id).where(table.c.service_id == service_id))


def with_parties() -> tuple[Any, ...]:
    """What a row of a list needs: the parties with their organizations."""
    return (selectinload(Partnership.parties).joinedload(Party.organization),)


def with_page() -> tuple[Any, ...]:
    """What the page of one partnership needs."""
    return (
        *with_parties(),
        joinedload(Partnership.organization),
        selectinload(Partnership.communities).joinedload(Place.oblast),
        selectinload(Partnership.services),
    )


def living_first(today: date) -> tuple[Any, ...]:
    """The order of lists of what all have confirmed: what is in force before what is over, then by name."""
    return (case((is_running(today), 0), else_=1), by_name(Partnership), Partnership.id)


def find_public(
    session: Session, criteria: PartnershipFilter, today: date, number: int = 1, size: int = PAGE_SIZE
) -> Page[Partnership]:
    """One page of what everybody may see, what is in force first; the parties are loaded."""
    return _find_page(session, [is_public(), *conditions(criteria, today)], today, number, size)


def find_of_network(
    session: Session, today: date, number: int = 1, size: int = PAGE_SIZE
) -> Page[Partnership]:
    """One page of what only members of the network may see."""
    return _find_page(session, [is_network()], today, number, size)


def _find_page(
    session: Session, where: Sequence[ColumnElement[bool]], today: date, number: int, size: int
) -> Page[Partnership]:
    total = session.scalar(select(func.count()).select_from(Partnership).where(*where)) or 0
    check_page(number, total, size)
    items = session.scalars(
        select(Partnership)
        .where(*where)
        .options(*with_parties())
        .order_by(*living_first(today))
        .limit(size)
        .offset(offset_of(number, size))
    ).all()
    return Page(items, total, number, size)


def get_public(session: Session, slug: str) -> Partnership:
    """The public partnership with this slug, with all that its page shows; raises NotFound."""
    found = session.scalar(
        select(Partnership).where(Partnership.slug == slug, is_public()).options(*with_page())
    )
    if found is None:
        raise NotFound(f"partnership {slug}")
    return found


def find_of_organization(session: Session, organization_id: int, today: date) -> Sequence[Partnership]:
    """The public partnerships in which an organization is a party."""
    return _find_all(session, has_party([organization_id]), today)


def find_of_community(session: Session, community_id: int, today: date) -> Sequence[Partnership]:
    """The public partnerships that name a community."""
    return _find_all(session, covers_community(community_id), today)


def find_of_service(session: Session, service_id: int, today: date) -> Sequence[Partnership]:
    """The public partnerships that name a service."""
    return _find_all(session, covers_service(service_id), today)


def _find_all(session: Session, where: ColumnElement[bool], today: date) -> Sequence[Partnership]:
    return session.scalars(
        select(Partnership).where(is_public(), where).options(*with_parties()).order_by(*living_first(today))
    ).all()


def get_partnership(session: Session, partnership_id: int) -> Partnership:
    """Any partnership, with all that its page shows; who may see it is asked by others. Raises NotFound."""
    found = session.get(Partnership, partnership_id, options=with_page(), populate_existing=True)
    if found is None:
        raise NotFound(f"partnership {partnership_id}")
    return found


def get_for_member(session: Session, partnership_id: int, organization_ids: Collection[int]) -> Partnership:
    """One that a member sees among his own pages: a party's, whatever its state, else one shared with the network.

    Raises NotFound for all others, also for what stands on the public pages.
    """
    found = session.scalar(
        select(Partnership)
        .where(Partnership.id == partnership_id, or_(has_party(organization_ids), is_network()))
        .options(*with_page())
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound(f"partnership {partnership_id}")
    return found


def find_named(session: Session, organization_ids: Collection[int]) -> Sequence[Partnership]:
    """Those that others proposed with these organizations as parties; the last one first."""
    return session.scalars(
        select(Partnership)
        .where(has_party(organization_ids), Partnership.organization_id.not_in(sorted(organization_ids)))
        .options(*with_parties(), joinedload(Partnership.organization))
        .order_by(Partnership.id.desc())
    ).all()


def find_asked(session: Session, organization_ids: Collection[int], today: date) -> Sequence[Party]:
    """The parties among these organizations that were asked and have not answered, the oldest question first."""
    return session.scalars(
        select(Party)
        .join(Partnership, Partnership.id == Party.partnership_id)
        .where(
            Party.organization_id.in_(sorted(organization_ids)),
            Party.agreed_at.is_(None),
            Party.declined_at.is_(None),
            or_(Partnership.ended_on.is_(None), Partnership.ended_on > today),
        )
        .options(
            joinedload(Party.organization), joinedload(Party.partnership).joinedload(Partnership.organization)
        )
        .order_by(Party.asked_at, Party.id)
    ).all()


def find_ending(session: Session, today: date, days: int) -> Sequence[Partnership]:
    """Those in force that end within so many days, the first to end first; shared with whomever."""
    return session.scalars(
        select(Partnership)
        .where(is_living(today), Partnership.valid_until <= today + timedelta(days=days))
        .options(*with_parties())
        .order_by(Partnership.valid_until, Partnership.id)
    ).all()
