"""Reading services: what a filter admits, where each service reaches, and one service with all that its page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from network.core.clock import DAY_CODES
from network.core.database import Rows, has_code
from network.core.errors import NotFound
from network.freshness.states import is_shown
from network.locations.disclosure import is_locatable
from network.locations.models import Location
from network.places.models import Place
from network.services.models import (
    Area,
    Mode,
    ResultReport,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceStatus,
    service_areas,
    service_origins,
)
from network.taxonomy.models import Category

LISTED = (ServiceStatus.ACTIVE, ServiceStatus.PAUSED)
REMOTE = (Mode.ONLINE, Mode.PHONE)
LATEST_RESULTS = (ResultReport.until_on.is_(None), ResultReport.until_on.desc(), ResultReport.id)
"""The latest results first, those whose days are not known last."""


@dataclass(frozen=True)
class ServiceFilter:
    """What a service itself must be; where it reaches is asked with the `…_reach` queries.

    `origin_id` leaves out what is for people from elsewhere; with `is_origin_named` also what is for everybody.
    `age` is in whole years.
    """

    topic_id: int | None = None
    origin_id: int | None = None
    is_origin_named: bool = False
    organization_id: int | None = None
    age: int | None = None
    mode: Mode | None = None
    language: str = ""


def listed(today: date) -> ColumnElement[bool]:
    """What lists, counts and the map show: published services that work, or come back, and were confirmed not too long ago."""
    return and_(Service.is_published, Service.status.in_(LISTED), is_shown(Service, today))


def conditions(criteria: ServiceFilter, today: date) -> list[ColumnElement[bool]]:
    """The filter as conditions on `Service`; a service that names no age or language is open to all of them."""
    found: list[ColumnElement[bool]] = [listed(today)]
    if criteria.topic_id is not None:
        found.append(
            Service.category_id.in_(select(Category.id).where(Category.topic_id == criteria.topic_id))
        )
    if criteria.origin_id is not None:
        serves = names_origin if criteria.is_origin_named else serves_origin
        found.append(serves(criteria.origin_id))
    if criteria.organization_id is not None:
        found.append(Service.organization_id == criteria.organization_id)
    if criteria.age is not None:
        found.append(or_(Service.age_from.is_(None), Service.age_from <= criteria.age))
        found.append(or_(Service.age_to.is_(None), Service.age_to >= criteria.age))
    if criteria.mode is not None:
        found.append(Service.mode == criteria.mode)
    if criteria.language:
        found.append(or_(Service.languages == [], has_code(Service.languages, criteria.language)))
    return found


def serves_origin(place_id: int) -> ColumnElement[bool]:
    """For people from this community: named among its origins, or open to everybody."""
    return or_(Service.serves_everyone, names_origin(place_id))


def names_origin(place_id: int) -> ColumnElement[bool]:
    """Made for people from this very community."""
    return exists().where(service_origins.c.service_id == Service.id, service_origins.c.place_id == place_id)


def open_at(moment: datetime) -> ColumnElement[bool]:
    """Open at this moment (Kyiv time) by its weekly hours; hours not stated are not open."""
    day, hour = moment.date(), moment.time().replace(microsecond=0, tzinfo=None)
    return exists().where(
        Schedule.service_id == Service.id,
        has_code(Schedule.days, DAY_CODES[day.weekday()]),
        Schedule.opens_at <= hour,
        Schedule.closes_at > hour,
        or_(Schedule.valid_from.is_(None), Schedule.valid_from <= day),
        or_(Schedule.valid_until.is_(None), Schedule.valid_until >= day),
        Service.status == ServiceStatus.ACTIVE,
    )


def site_reach() -> Rows:
    """Rows (`service_id`, `community_id`) for each place where people can come and that may be named.

    «+ 0» keeps SQLite from walking all places community by community, a random order: without it, a count of
    the whole country takes five times as long. A community that is asked for is still found by the index.
    """
    return (
        select(ServiceAtLocation.service_id, Location.community_id)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(is_locatable(), (Location.community_id + 0).is_not(None))
    )


def covers(community_id: int | None, oblast_id: int | None) -> ColumnElement[bool]:
    """The service's area holds the community, its oblast, or all Ukraine."""
    ids = [place_id for place_id in (community_id, oblast_id) if place_id is not None]
    named = select(service_areas.c.service_id).where(service_areas.c.place_id.in_(ids))
    return or_(Service.area == Area.UKRAINE, Service.id.in_(named))


def is_placeless() -> ColumnElement[bool]:
    """Reached by phone or net, or its place is not for the public: found by its area, not by a place."""
    placed = site_reach().where(ServiceAtLocation.service_id == Service.id).exists()
    return or_(Service.mode.in_(REMOTE), and_(Service.mode == Mode.SITE, ~placed))


def with_card() -> tuple[Any, ...]:
    """What a card of a service needs, in a constant number of statements."""
    return (
        joinedload(Service.organization),
        joinedload(Service.category),
        selectinload(Service.phones),
        selectinload(Service.schedules),
        selectinload(Service.places).joinedload(ServiceAtLocation.location).joinedload(Location.community),
    )


def with_page() -> tuple[Any, ...]:
    """What the page of one service needs."""
    community = (
        selectinload(Service.places).joinedload(ServiceAtLocation.location).joinedload(Location.community)
    )
    return (
        *with_card(),
        selectinload(Service.areas).joinedload(Place.oblast),
        selectinload(Service.origins).joinedload(Place.oblast),
        community.joinedload(Place.oblast),
        community.joinedload(Place.raion),
    )


def get_published(session: Session, slug: str) -> Service:
    """The published service with this slug, closed ones included; raises NotFound."""
    service = session.scalar(
        select(Service).where(Service.slug == slug, Service.is_published).options(*with_page())
    )
    if service is None:
        raise NotFound(f"service {slug}")
    return service


def get_slug(session: Session, code: str) -> str:
    """The slug behind a short code; raises NotFound."""
    slug = session.scalar(select(Service.slug).where(Service.code == code, Service.is_published))
    if slug is None:
        raise NotFound(f"service code {code}")
    return slug


def find_by_ids(session: Session, ids: Sequence[int]) -> list[Service]:
    """Services with their cards' parts, in the order of the ids."""
    if not ids:
        return []
    found = {
        s.id: s for s in session.scalars(select(Service).where(Service.id.in_(ids)).options(*with_card()))
    }
    return [found[i] for i in ids if i in found]


def find_moved_from(session: Session, community_id: int) -> Sequence[Service]:
    """Services that left their place in this community, or closed there: history, never shown as open."""
    at_home = (
        select(ServiceAtLocation.service_id)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(Location.community_id == community_id, Location.visibility != "confidential")
    )
    return session.scalars(
        select(Service)
        .where(
            Service.is_published,
            Service.status.in_((ServiceStatus.MOVED, ServiceStatus.CLOSED)),
            or_(Service.id.in_(at_home), names_origin(community_id)),
        )
        .options(*with_card())
        .order_by(Service.sort_uk, Service.id)
    ).all()


def find_of_organization(session: Session, organization_id: int) -> Sequence[Service]:
    """All published services of an organization but planned ones, working ones first."""
    working = (Service.status.in_(LISTED)).desc()
    return session.scalars(
        select(Service)
        .where(
            Service.organization_id == organization_id,
            Service.is_published,
            Service.status != ServiceStatus.PLANNED,
        )
        .options(*with_card())
        .order_by(working, Service.sort_uk, Service.id)
    ).all()


def find_results(
    session: Session, *, service_id: int | None = None, organization_id: int | None = None
) -> Sequence[ResultReport]:
    """Reports of results of a service, or of an organization."""
    query = select(ResultReport).order_by(*LATEST_RESULTS)
    if service_id is not None:
        query = query.where(ResultReport.service_id == service_id)
    if organization_id is not None:
        query = query.where(ResultReport.organization_id == organization_id)
    return session.scalars(query).all()
