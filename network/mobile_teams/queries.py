"""Reading mobile teams: the next stop first, computed by the database from each stop's rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, joinedload, selectinload

from network.core.database import Rows, day_number
from network.core.errors import NotFound
from network.core.pagination import PAGE_SIZE, Page, check_page, offset_of
from network.core.words import by_name
from network.freshness.states import is_faded, is_shown
from network.locations.disclosure import is_locatable
from network.locations.models import Location
from network.mobile_teams.models import (
    MobileTeam,
    MobileTeamStop,
    StopCancellation,
    TeamStatus,
    mobile_team_services,
)
from network.places.models import Place, PlaceLevel
from network.services.models import Service, ServiceAtLocation
from network.services.queries import listed, site_reach

AHEAD = 4
FAR_DAY = date.max.toordinal()


@dataclass(frozen=True)
class Visit:
    """One coming day of a stop."""

    stop: MobileTeamStop
    day: date
    is_cancelled: bool = False
    late_minutes: int = 0


@dataclass(frozen=True)
class TeamVisits:
    """A team and its next visit, if one is known."""

    team: MobileTeam
    visit: Visit | None


@dataclass(frozen=True)
class TeamFilter:
    """Which teams: coming to a community or an oblast, for people from a community, of an organization."""

    community_id: int | None = None
    oblast_id: int | None = None
    origin_id: int | None = None
    organization_id: int | None = None


def next_day(moment: datetime) -> ColumnElement[int]:
    """The next day of a stop that is not cancelled, as a day number (NULL: none), looking at most four repeats ahead.

    A visit of today counts until its closing hour (Kyiv time).
    """
    today, hour = moment.date().toordinal(), moment.time().replace(microsecond=0, tzinfo=None)
    stop = MobileTeamStop
    start: ColumnElement[int] = day_number(stop.starts_on)
    earliest = case((stop.closes_at <= hour, today + 1), else_=today)
    period: ColumnElement[int] = stop.every_weeks * 7
    waited = (earliest - start + period - 1) // func.nullif(period, 0)
    first = case(
        (start >= earliest, start),
        (stop.every_weeks > 0, start + waited * period),
        else_=None,
    )
    candidates = [first + period * repeat for repeat in range(AHEAD)]
    last: ColumnElement[int] = func.coalesce(day_number(stop.ends_on), FAR_DAY)
    branches = [
        (and_(day <= last, ~_is_cancelled_on(day), or_(stop.every_weeks > 0, literal(repeat == 0))), day)
        for repeat, day in enumerate(candidates)
    ]
    return case(*branches, else_=None).cast(Integer)


def _is_cancelled_on(day: ColumnElement[int]) -> ColumnElement[bool]:
    return exists().where(
        StopCancellation.stop_id == MobileTeamStop.id, day_number(StopCancellation.on_day) == day
    )


def is_travelling(today: date) -> ColumnElement[bool]:
    """Published teams that travel now, by what was confirmed not too long ago."""
    return and_(
        MobileTeam.is_published,
        MobileTeam.status == TeamStatus.ACTIVE,
        is_shown(MobileTeam, today),
    )


def is_coming(today: date) -> ColumnElement[bool]:
    """Stops that still take place: repeating ones that have not ended, single ones not past."""
    stop = MobileTeamStop
    return and_(
        ~stop.is_cancelled,
        or_(
            stop.starts_on >= today,
            and_(stop.every_weeks > 0, or_(stop.ends_on.is_(None), stop.ends_on >= today)),
        ),
    )


def stop_reach(today: date) -> Rows:
    """Rows (`service_id`, `community_id`) where a team that carries the service stops or is based; they may repeat."""
    stops = (
        select(mobile_team_services.c.service_id, MobileTeamStop.community_id)
        .join(MobileTeam, MobileTeam.id == mobile_team_services.c.team_id)
        .join(MobileTeamStop, MobileTeamStop.team_id == MobileTeam.id)
        .where(is_travelling(today), is_coming(today), MobileTeamStop.community_id.is_not(None))
    )
    bases = (
        select(mobile_team_services.c.service_id, MobileTeam.base_id.label("community_id"))
        .join(MobileTeam, MobileTeam.id == mobile_team_services.c.team_id)
        .where(is_travelling(today), MobileTeam.base_id.is_not(None))
    )
    union = stops.union_all(bases).subquery()
    return select(union.c.service_id, union.c.community_id)


def reach(today: date) -> CompoundSelect[Any]:
    """Rows (`service_id`, `community_id`) of every community that a service reaches: at a place there, or with a team."""
    return union_all(site_reach(), stop_reach(today))


def team_communities(today: date) -> Rows:
    """Rows (`team_id`, `community_id`): where teams stop or are based."""
    stops = (
        select(MobileTeamStop.team_id, MobileTeamStop.community_id)
        .join(MobileTeam, MobileTeam.id == MobileTeamStop.team_id)
        .where(is_travelling(today), is_coming(today), MobileTeamStop.community_id.is_not(None))
    )
    bases = select(MobileTeam.id.label("team_id"), MobileTeam.base_id.label("community_id")).where(
        is_travelling(today), MobileTeam.base_id.is_not(None)
    )
    union = stops.union(bases).subquery()
    return select(union.c.team_id, union.c.community_id)


def host_communities(today: date) -> Rows:
    """Ids of host communities: with an open place of a listed service, a team's stop or base, or a coordinator's mark."""
    here = Place.id
    has_place = exists().where(
        Location.community_id == here,
        is_locatable(),
        ServiceAtLocation.location_id == Location.id,
        Service.id == ServiceAtLocation.service_id,
        listed(today),
    )
    has_stop = exists().where(
        MobileTeamStop.community_id == here,
        MobileTeam.id == MobileTeamStop.team_id,
        is_travelling(today),
        is_coming(today),
    )
    has_base = exists().where(MobileTeam.base_id == here, is_travelling(today))
    marked = and_(Place.is_host_marked, Place.level == PlaceLevel.COMMUNITY)
    return select(here.label("community_id")).where(or_(marked, has_place, has_stop, has_base))


def stops_now(moment: datetime) -> ColumnElement[bool]:
    """A team that carries the `Service` stands somewhere at this moment by its hours."""
    today, hour = moment.date(), moment.time().replace(microsecond=0, tzinfo=None)
    return exists().where(
        mobile_team_services.c.service_id == Service.id,
        mobile_team_services.c.team_id == MobileTeam.id,
        MobileTeamStop.team_id == MobileTeam.id,
        is_travelling(today),
        is_coming(today),
        MobileTeamStop.opens_at <= hour,
        MobileTeamStop.closes_at > hour,
        next_day(moment) == today.toordinal(),
    )


def _conditions(criteria: TeamFilter, today: date) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [is_travelling(today)]
    visited = team_communities(today).subquery()
    if criteria.community_id is not None:
        found.append(
            MobileTeam.id.in_(
                select(visited.c.team_id).where(visited.c.community_id == criteria.community_id)
            )
        )
    if criteria.oblast_id is not None:
        inside = select(Place.id).where(Place.oblast_id == criteria.oblast_id)
        found.append(MobileTeam.id.in_(select(visited.c.team_id).where(visited.c.community_id.in_(inside))))
    if criteria.origin_id is not None:
        found.append(MobileTeam.origin_id == criteria.origin_id)
    if criteria.organization_id is not None:
        found.append(MobileTeam.organization_id == criteria.organization_id)
    return found


def find_coming(
    session: Session, criteria: TeamFilter, moment: datetime, number: int = 1, size: int = PAGE_SIZE
) -> Page[TeamVisits]:
    """Teams with the next stop first (in the chosen community, when one is chosen); those without a known day last."""
    day = next_day(moment)
    coming = (
        select(MobileTeamStop.team_id, func.min(day).label("day"))
        .where(~MobileTeamStop.is_cancelled)
        .group_by(MobileTeamStop.team_id)
    )
    if criteria.community_id is not None:
        coming = coming.where(MobileTeamStop.community_id == criteria.community_id)
    if criteria.oblast_id is not None:
        inside = select(Place.id).where(Place.oblast_id == criteria.oblast_id)
        coming = coming.where(MobileTeamStop.community_id.in_(inside))
    soonest = coming.subquery()
    where = _conditions(criteria, moment.date())
    total = session.scalar(select(func.count()).select_from(MobileTeam).where(*where)) or 0
    check_page(number, total, size)
    rows = session.execute(
        select(MobileTeam, soonest.c.day)
        .outerjoin(soonest, soonest.c.team_id == MobileTeam.id)
        .where(*where)
        .options(*with_card())
        .order_by(func.coalesce(soonest.c.day, FAR_DAY), by_name(MobileTeam), MobileTeam.id)
        .limit(size)
        .offset(offset_of(number, size))
    ).all()
    items = [TeamVisits(team, _next_visit(team, criteria, moment)) for team, _day in rows]
    return Page(items, total, number, size)


def _next_visit(team: MobileTeam, criteria: TeamFilter, moment: datetime) -> Visit | None:
    stops = [
        stop
        for stop in team.stops
        if criteria.community_id in (None, stop.community_id)
        and (
            criteria.oblast_id is None or (stop.community and stop.community.oblast_id == criteria.oblast_id)
        )
    ]
    coming = [visit for visit in visits_of(stops, moment) if not visit.is_cancelled]
    return coming[0] if coming else None


def visits_of(stops: Sequence[MobileTeamStop], moment: datetime, days: int = 60) -> list[Visit]:
    """All visits of the coming days in order, cancelled ones marked; the stops' cancellations and delays must be loaded."""
    until = moment.date() + timedelta(days=days)
    visits = [visit for stop in stops for visit in _visits_of_stop(stop, moment, until)]
    return sorted(
        visits, key=lambda visit: (visit.day, visit.stop.opens_at is None, visit.stop.opens_at, visit.stop.id)
    )


def _visits_of_stop(stop: MobileTeamStop, moment: datetime, until: date) -> list[Visit]:
    over = stop.closes_at is not None and stop.closes_at <= moment.time().replace(tzinfo=None)
    earliest = moment.date() + timedelta(days=1 if over else 0)
    period = stop.every_weeks * 7
    day = stop.starts_on
    if day < earliest:
        if not period:
            return []
        day += timedelta(days=-(-(earliest - day).days // period) * period)
    last = min(until, stop.ends_on or until) if period else max(until, day)
    cancelled = {cancellation.on_day for cancellation in stop.cancellations}
    late = {delay.on_day: delay.minutes for delay in stop.delays}
    visits = []
    while day <= last:
        visits.append(Visit(stop, day, stop.is_cancelled or day in cancelled, late.get(day, 0)))
        if not period:
            break
        day += timedelta(days=period)
    return visits


def with_card() -> tuple[Any, ...]:
    """What a card of a team needs, in a constant number of statements."""
    return (
        joinedload(MobileTeam.organization),
        joinedload(MobileTeam.base).joinedload(Place.oblast),
        joinedload(MobileTeam.origin),
        selectinload(MobileTeam.services).joinedload(Service.category),
        selectinload(MobileTeam.stops).joinedload(MobileTeamStop.community).joinedload(Place.oblast),
        selectinload(MobileTeam.stops).selectinload(MobileTeamStop.cancellations),
        selectinload(MobileTeam.stops).selectinload(MobileTeamStop.delays),
    )


def get_published(session: Session, slug: str) -> MobileTeam:
    """The published team with this slug; raises NotFound."""
    team = session.scalar(
        select(MobileTeam).where(MobileTeam.slug == slug, MobileTeam.is_published).options(*with_card())
    )
    if team is None:
        raise NotFound(f"mobile team {slug}")
    return team


def find_faded(session: Session, organization_id: int, today: date) -> Sequence[MobileTeam]:
    """The teams of an organization that still travel, as far as is known, but that nobody has confirmed for too long."""
    return session.scalars(
        select(MobileTeam)
        .where(
            MobileTeam.organization_id == organization_id,
            MobileTeam.is_published,
            MobileTeam.status == TeamStatus.ACTIVE,
            is_faded(MobileTeam, today),
        )
        .order_by(by_name(MobileTeam), MobileTeam.id)
    ).all()


def find_of_services(
    session: Session, service_ids: Sequence[int], today: date
) -> dict[int, list[MobileTeam]]:
    """The travelling teams that carry each of these services."""
    if not service_ids:
        return {}
    rows = session.execute(
        select(mobile_team_services.c.service_id, MobileTeam)
        .join(MobileTeam, MobileTeam.id == mobile_team_services.c.team_id)
        .where(mobile_team_services.c.service_id.in_(service_ids), is_travelling(today))
        .options(*with_card())
        .order_by(MobileTeam.sort_uk, MobileTeam.id)
    ).all()
    found: dict[int, list[MobileTeam]] = {}
    for service_id, team in rows:
        found.setdefault(service_id, []).append(team)
    return found
