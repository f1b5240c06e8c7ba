"""Reading events: what comes first, what has been, one month, one event; a constant number of statements each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from network.core.errors import NotFound
from network.core.pagination import PAGE_SIZE, Page, check_page, offset_of
from network.core.words import by_name
from network.events.disclosure import is_service_told
from network.events.models import Event, EventKind, event_communities, event_organizations
from network.events.states import coming_on, enrolling_on, past_on
from network.organizations.models import Organization
from network.organizations.queries import KEPT, SHOWN
from network.places.models import Place

MOST_IN_MONTH = 300


@dataclass(frozen=True)
class EventFilter:
    """Which events: `community_id` is where an event is, or whose people come (alone, or
    with all of their oblast), `oblast_id` the same of a whole oblast; `is_past` leaves the coming ones out."""

    is_past: bool = False
    community_id: int | None = None
    oblast_id: int | None = None
    kind: EventKind | None = None
    is_enrolling: bool = False
    is_online: bool = False
    organization_id: int | None = None
    service_id: int | None = None


def is_public() -> ColumnElement[bool]:
    """Published events of published organizations."""
    shown = Organization.is_published & Organization.membership.in_(KEPT)
    return and_(Event.is_published, Event.organization.has(shown))


def is_coming(today: date) -> ColumnElement[bool]:
    """Of what is public, what is to come: who has left the network holds nothing any more."""
    return and_(
        Event.is_published,
        Event.organization.has(Organization.is_published & Organization.membership.in_(SHOWN)),
        coming_on(today),
    )


def is_listed(today: date) -> ColumnElement[bool]:
    """What lists show at all: what is to come, and what has been, which does not fade."""
    return or_(is_coming(today), and_(is_public(), past_on(today)))


def find_listed(
    session: Session, criteria: EventFilter, today: date, number: int = 1, size: int = PAGE_SIZE
) -> Page[Event]:
    """Coming events, the next first, those of an unknown day after them; or past ones, the latest first."""
    where = [
        and_(is_public(), past_on(today)) if criteria.is_past else is_coming(today),
        *_conditions(criteria, today),
    ]
    total = session.scalar(select(func.count()).select_from(Event).where(*where)) or 0
    check_page(number, total, size)
    query = select(Event).where(*where).options(*with_card()).order_by(*_order(criteria.is_past))
    items = session.scalars(query.limit(size).offset(offset_of(number, size))).all()
    return Page(items, total, number, size)


def find_in_days(
    session: Session, criteria: EventFilter, first: date, last: date, today: date
) -> Sequence[Event]:
    """Events that are on any of these days, in order; past ones too."""
    ends = func.coalesce(Event.ends_on, Event.starts_on)
    return session.scalars(
        select(Event)
        .where(is_listed(today), Event.starts_on <= last, ends >= first, *_conditions(criteria, today))
        .options(*with_card())
        .order_by(*_order(False))
        .limit(MOST_IN_MONTH)
    ).all()


def get_public(session: Session, slug: str) -> Event:
    """The event with this address and all that its page says; raises NotFound."""
    event = session.scalar(select(Event).where(Event.slug == slug, is_public()).options(*with_page()))
    if event is None:
        raise NotFound(f"event {slug}")
    return event


def find_coming(session: Session, criteria: EventFilter, today: date, limit: int) -> Sequence[Event]:
    """The next events, cancelled ones left out: for the page of a community, an organization, a service."""
    return session.scalars(
        select(Event)
        .where(is_coming(today), ~Event.is_cancelled, *_conditions(criteria, today))
        .options(*with_card())
        .order_by(*_order(False))
        .limit(limit)
    ).all()


def find_past(session: Session, criteria: EventFilter, today: date, limit: int) -> Sequence[Event]:
    """The latest events that took place."""
    return session.scalars(
        select(Event)
        .where(is_public(), past_on(today), ~Event.is_cancelled, *_conditions(criteria, today))
        .options(*with_card())
        .order_by(*_order(True))
        .limit(limit)
    ).all()


def _conditions(criteria: EventFilter, today: date) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if criteria.community_id is not None:
        found.append(_is_for(criteria.community_id))
    if criteria.oblast_id is not None:
        found.append(_is_for_oblast(criteria.oblast_id))
    if criteria.kind is not None:
        found.append(Event.kind == criteria.kind)
    if criteria.is_enrolling:
        found.append(enrolling_on(today))
    if criteria.is_online:
        found.append(Event.is_online.is_(True))
    if criteria.organization_id is not None:
        found.append(_is_held_by(criteria.organization_id))
    if criteria.service_id is not None:
        found.append(and_(Event.service_id == criteria.service_id, is_service_told()))
    return found


def _is_for(community_id: int) -> ColumnElement[bool]:
    oblast = select(Place.oblast_id).where(Place.id == community_id, Place.oblast_id.is_not(None))
    named = event_communities.c.place_id
    people = select(event_communities.c.event_id).where(or_(named == community_id, named.in_(oblast)))
    return or_(Event.community_id == community_id, Event.id.in_(people))


def _is_for_oblast(oblast_id: int) -> ColumnElement[bool]:
    inside = select(Place.id).where(or_(Place.id == oblast_id, Place.oblast_id == oblast_id))
    people = select(event_communities.c.event_id).where(event_communities.c.place_id.in_(inside))
    return or_(Event.community_id.in_(inside), Event.id.in_(people))


def _is_held_by(organization_id: int) -> ColumnElement[bool]:
    together = select(event_organizations.c.event_id).where(
        event_organizations.c.organization_id == organization_id
    )
    return or_(Event.organization_id == organization_id, Event.id.in_(together))


def _order(is_past: bool) -> tuple[Any, ...]:
    """Examples stand after real events of the past; among the coming ones the day alone counts."""
    if is_past:
        ends = func.coalesce(Event.ends_on, Event.starts_on)
        return (Event.is_example, ends.is_(None), ends.desc(), by_name(Event), Event.id)
    return (
        Event.starts_on.is_(None),
        Event.starts_on,
        Event.starts_at.is_not(None),
        Event.starts_at,
        by_name(Event),
        Event.id,
    )


def with_card() -> tuple[Any, ...]:
    """What a list says of an event."""
    return (joinedload(Event.organization), joinedload(Event.community))


def with_page() -> tuple[Any, ...]:
    """What the page of an event says."""
    return (
        joinedload(Event.organization),
        joinedload(Event.community).joinedload(Place.oblast),
        selectinload(Event.organizations),
        selectinload(Event.communities).joinedload(Place.oblast),
    )
