"""Finding services: here, teams that come here, online and by phone, then the nearest – one ranked list, paged and counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Float,
    Integer,
    and_,
    case,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from network.core.database import Rows, number_table
from network.core.pagination import PAGE_SIZE, Page, check_page, offset_of
from network.finding.criteria import Criteria, Found, Group, Presence, Results
from network.mobile_teams import queries as teams
from network.places.models import Place
from network.search.queries import match
from network.services import queries as services
from network.services.models import Service
from network.taxonomy.models import Category

SEARCH_KIND = "service"


def find(
    session: Session, criteria: Criteria, moment: datetime, number: int = 1, size: int = PAGE_SIZE
) -> Results:
    """The page `number` of the services that the criteria admit; raises NotFound for a page after the last."""
    counts = _count_groups(session, criteria, moment)
    total, offset = sum(counts.values()), offset_of(number, size)
    check_page(number, total, size)
    ranked = _ranked(session, criteria, moment, _last_group(counts, offset + size))
    items = _load(session, ranked, criteria, size, offset)
    return Results(Page(items, total, number, size), counts)


def _load(session: Session, ranked: CTE, criteria: Criteria, size: int, offset: int = 0) -> list[Found]:
    window = session.execute(
        select(ranked.c.id, ranked.c.group, ranked.c.km)
        .order_by(*_order(ranked, criteria))
        .limit(size)
        .offset(offset)
    ).all()
    loaded = {service.id: service for service in services.find_by_ids(session, [row.id for row in window])}
    return [Found(loaded[row.id], Group(row.group), row.km) for row in window]


def _last_group(counts: Mapping[Group, int], until: int) -> Group:
    """The farthest group that the first `until` services come from: what lies farther need not be ranked."""
    for group in Group:
        until -= counts.get(group, 0)
        if until <= 0:
            return group
    return Group.NEAR


def find_first(session: Session, criteria: Criteria, moment: datetime, size: int) -> list[Found]:
    """The first services of the list, not counted."""
    ranked = _ranked(session, criteria, moment)
    return _load(session, ranked, criteria, size)


def count_by_community(session: Session, criteria: Criteria, moment: datetime) -> dict[int, int]:
    """How many of the services that the criteria admit are in each community: at a place there or with a team that comes."""
    both = teams.reach(moment.date()).subquery()
    admitted = _admitted(session, criteria, moment).with_only_columns(Service.id)
    query = (
        select(both.c.community_id, func.count(both.c.service_id.distinct()))
        .where(both.c.service_id.in_(admitted))
        .group_by(both.c.community_id)
    )
    rows = session.execute(_narrow(query, both.c.community_id, criteria)).all()
    return {community_id: count for community_id, count in rows}


def count_reached(session: Session, criteria: Criteria, moment: datetime) -> int:
    """How many different services stand behind the communities' counts: one in two communities counts once."""
    both = teams.reach(moment.date()).subquery()
    admitted = _admitted(session, criteria, moment).with_only_columns(Service.id)
    query = select(func.count(both.c.service_id.distinct())).where(both.c.service_id.in_(admitted))
    return session.scalar(_narrow(query, both.c.community_id, criteria)) or 0


def count_by_topic(session: Session, criteria: Criteria, moment: datetime) -> list[Presence]:
    """The services that the criteria admit, counted by community and topic; no row where there are none."""
    sites = services.site_reach().add_columns(literal(0).label("by_team"))
    stops = teams.stop_reach(moment.date()).add_columns(literal(1).label("by_team"))
    both = union_all(sites, stops).subquery()
    admitted = _admitted(session, criteria, moment).subquery()
    with_team = case((both.c.by_team == 1, both.c.service_id), else_=None)
    at_place = case((both.c.by_team == 0, both.c.service_id), else_=None)
    query = (
        select(
            both.c.community_id,
            Category.topic_id,
            func.count(both.c.service_id.distinct()),
            func.count(with_team.distinct()),
            func.count(at_place.distinct()),
        )
        .join(admitted, admitted.c.id == both.c.service_id)
        .join(Category, Category.id == admitted.c.category_id)
        .group_by(both.c.community_id, Category.topic_id)
    )
    return [Presence(*row) for row in session.execute(_narrow(query, both.c.community_id, criteria))]


def nearest_by_topic(session: Session, criteria: Criteria, moment: datetime) -> dict[int, float]:
    """The km to the nearest other community with a service that the criteria admit, by topic."""
    both = teams.reach(moment.date()).subquery()
    admitted = _admitted(session, criteria, moment).subquery()
    rows = session.execute(
        select(both.c.community_id, Category.topic_id)
        .join(admitted, admitted.c.id == both.c.service_id)
        .join(Category, Category.id == admitted.c.category_id)
        .where(both.c.community_id != criteria.community_id)
        .distinct()
    )
    distances, nearest = criteria.distances or {}, dict[int, float]()
    for community_id, topic_id in rows:
        km = distances.get(community_id)
        if km is not None:
            nearest[topic_id] = min(km, nearest.get(topic_id, km))
    return nearest


def count_remote_by_topic(session: Session, criteria: Criteria, moment: datetime) -> dict[int, int]:
    """Services online, by phone or without a public place that the community's people can use, by topic."""
    admitted = _admitted(session, criteria, moment).with_only_columns(Service.category_id)
    remote = admitted.where(_is_remote(criteria)).subquery()
    rows = session.execute(
        select(Category.topic_id, func.count())
        .join(remote, remote.c.category_id == Category.id)
        .group_by(Category.topic_id)
    ).all()
    return {topic_id: count for topic_id, count in rows}


def _admitted(session: Session, criteria: Criteria, moment: datetime) -> Rows:
    """Rows (`id`, `rank`, …) of the services that pass the filter and hold the words."""
    where = services.conditions(criteria.filter, moment.date())
    if criteria.open_at is not None:
        where.append(or_(services.open_at(criteria.open_at), teams.stops_now(criteria.open_at)))
    rank: ColumnElement[Any] = literal(0.0)
    query = select(Service.id)
    origin_id = criteria.filter.origin_id
    others_last = literal(0) if origin_id is None else case((services.names_origin(origin_id), 0), else_=1)
    if criteria.words:
        matches = match(session, SEARCH_KIND, criteria.words).subquery()
        query = query.join(matches, matches.c.record_id == Service.id)
        rank = matches.c.rank
    return query.add_columns(
        rank.label("rank"),
        others_last.label("others_last"),
        Service.status,
        Service.confirmed_on,
        Service.sort_uk,
        Service.category_id,
    ).where(*where)


def _narrow(query: Rows, community: ColumnElement[Any], criteria: Criteria) -> Rows:
    """Only communities of the oblast, within the radius, or the chosen one."""
    if criteria.oblast_id is not None and criteria.community_id is None:
        query = query.where(community.in_(select(Place.id).where(Place.oblast_id == criteria.oblast_id)))
    if criteria.within_km is not None and criteria.distances is not None:
        query = query.where(
            community.in_([key for key, km in criteria.distances.items() if km <= criteria.within_km])
        )
    elif criteria.community_id is not None:
        query = query.where(community == criteria.community_id)
    return query


def _count_groups(session: Session, criteria: Criteria, moment: datetime) -> dict[Group, int]:
    """How many services are in each group; each service is asked for the groups in their order."""
    admitted = _admitted(session, criteria, moment)
    if not criteria.has_place:
        total = session.scalar(select(func.count()).select_from(admitted.subquery())) or 0
        return {Group.HERE: total} if total else {}
    reaches = sorted(_reaches(session, criteria, moment), key=lambda reach: reach[0])
    branches = [(_is_reached(group, reach, criteria), int(group)) for group, reach in reaches]
    group = case(*branches, else_=None).label("group")
    grouped = admitted.with_only_columns(group).cte("grouped").prefix_with("MATERIALIZED")
    rows = session.execute(select(grouped.c.group, func.count()).group_by(grouped.c.group))
    return {Group(group): count for group, count in rows if group is not None}


def _is_reached(group: Group, reach: Rows, criteria: Criteria) -> ColumnElement[bool]:
    if group is Group.REMOTE:
        return _is_remote(criteria)
    return Service.id.in_(select(reach.subquery().c.service_id))


def _ranked(session: Session, criteria: Criteria, moment: datetime, last: Group = Group.NEAR) -> CTE:
    """Rows (`id`, `group`, `km`, …), each service once, in its best group; groups after the `last` are left out."""
    admitted = _admitted(session, criteria, moment).cte("admitted")
    if not criteria.has_place:
        return select(admitted, literal(int(Group.HERE)).label("group"), null().cast(Float).label("km")).cte(
            "ranked"
        )
    reaches = [reach for group, reach in _reaches(session, criteria, moment) if group <= last]
    if criteria.is_narrow:
        reaches = [_only(reach, admitted) for reach in reaches]
    reach = union_all(*reaches).subquery("reach")
    best = (
        select(reach.c.service_id, func.min(reach.c.place).label("place"))
        .group_by(reach.c.service_id)
        .subquery("best")
    )
    group = (best.c.place // FAR).cast(Integer)
    return (
        select(admitted, group.label("group"), (best.c.place % FAR / METRES).cast(Float).label("km"))
        .join(best, best.c.service_id == admitted.c.id)
        .cte("ranked")
    )


def _only(reach: Rows, admitted: CTE) -> Rows:
    """Only admitted services: said in each part, since no database carries a condition into the least of a union."""
    part = reach.subquery()
    return select(part.c.service_id, part.c.place).where(part.c.service_id.in_(select(admitted.c.id)))


METRES = 1000.0
FAR = 10_000_000
"""Group and distance travel as one number, group × 10,000 km + metres, so that the least is the best of a service."""


def _reaches(session: Session, criteria: Criteria, moment: datetime) -> list[tuple[Group, Rows]]:
    """Every way a service reaches the chosen place as rows (`service_id`, `place`); a service may come in several."""
    sites, stops = services.site_reach().subquery(), teams.stop_reach(moment.date()).subquery()
    found = []
    if criteria.oblast_id is not None and criteria.community_id is None:
        inside = select(Place.id).where(Place.oblast_id == criteria.oblast_id)
        found += [
            (Group.HERE, _at(sites, Group.HERE).where(sites.c.community_id.in_(inside))),
            (Group.TEAM, _at(stops, Group.TEAM).where(stops.c.community_id.in_(inside))),
        ]
    if criteria.within_km is None:
        found.append((Group.REMOTE, _remote(criteria)))
    if criteria.distances is not None:
        kilometres = number_table(session, _within(criteria), "kilometres")
        if criteria.community_id is not None:
            found += [
                (Group.HERE, _near(sites, kilometres, Group.HERE, criteria.community_id)),
                (Group.TEAM, _near(stops, kilometres, Group.TEAM, criteria.community_id)),
            ]
        found += [(Group.NEAR, _near(reach, kilometres, Group.NEAR)) for reach in (sites, stops)]
    return found


def _at(reach: Any, group: Group) -> Rows:
    return select(reach.c.service_id, literal(int(group) * FAR).label("place"))


def _remote(criteria: Criteria) -> Rows:
    place = literal(int(Group.REMOTE) * FAR).label("place")
    return select(Service.id.label("service_id"), place).where(_is_remote(criteria))


def _is_remote(criteria: Criteria) -> ColumnElement[bool]:
    return and_(services.covers(criteria.community_id, criteria.oblast_id), services.is_placeless())


def _within(criteria: Criteria) -> Mapping[int, float]:
    distances = criteria.distances or {}
    if criteria.within_km is None:
        return {key: round(km * METRES) for key, km in distances.items()}
    return {key: round(km * METRES) for key, km in distances.items() if km <= criteria.within_km}


def _near(reach: Any, kilometres: CTE, group: Group, community_id: int | None = None) -> Rows:
    """Sites or stops by distance, all of them or those of one community."""
    place = (int(group) * FAR + kilometres.c.number.cast(Integer)).label("place")
    query = select(reach.c.service_id, place)
    if community_id is not None:
        return query.join(kilometres, kilometres.c.id == reach.c.community_id).where(
            reach.c.community_id == community_id
        )
    return query.join(kilometres, kilometres.c.id == reach.c.community_id + 0)


def _order(ranked: CTE, criteria: Criteria) -> Sequence[Any]:
    """The order of the list, without what is the same for all its services."""
    by_place = (
        (ranked.c.group, ranked.c.others_last, ranked.c.km) if criteria.has_place else (ranked.c.others_last,)
    )
    return (
        *by_place,
        (ranked.c.status != "active").cast(Integer),
        ranked.c.rank,
        ranked.c.confirmed_on.is_(None),
        ranked.c.confirmed_on.desc(),
        ranked.c.sort_uk,
        ranked.c.id,
    )
