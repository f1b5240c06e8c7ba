"""Reading relocations: public ones for everybody, plans for members and coordinators, what goes on as what, flows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from network.core.database import has_code
from network.core.errors import NotFound
from network.core.pagination import PAGE_SIZE, Page, check_page, offset_of
from network.places.models import Place
from network.places.queries import find_by_ids
from network.relocations.disclosure import is_public, is_tellable
from network.relocations.models import Moved, Relocation, RelocationState, called

HERE = (RelocationState.UNDER_WAY, RelocationState.MOVED)
"""What has come to a host community and has not left it again."""
LEFT = (RelocationState.MOVED, RelocationState.MOVED_AGAIN)
"""What has left its origin and goes on elsewhere."""
_DAY = func.coalesce(Relocation.moved_on, Relocation.started_on)
ORDER = (Relocation.is_example, _DAY.is_(None), _DAY.desc(), Relocation.id.desc())


@dataclass(frozen=True)
class RelocationFilter:
    """Which relocations; origin and host may be an oblast, for all of its communities; `oblast_id` is of either."""

    origin_id: int | None = None
    host_id: int | None = None
    oblast_id: int | None = None
    organization_id: int | None = None
    state: RelocationState | None = None
    what: Moved | None = None


@dataclass(frozen=True)
class Flow:
    """All relocations from one place to another: how many, and with how many families and children, as far as counted."""

    origin: Place
    host: Place
    count: int
    families: int
    children: int

    @property
    def name(self) -> str:
        """«Мирноград → Царичанка»."""
        return f"{called(self.origin)} → {called(self.host)}"


@dataclass(frozen=True)
class Totals:
    """Moves, ways from one place to another, places that they began in, and places that they led to."""

    moves: int
    flows: int
    origins: int
    hosts: int


def with_page() -> tuple[Any, ...]:
    """What a relocation's page and its rows in lists need, in the same statement."""
    origin, host = joinedload(Relocation.origin), joinedload(Relocation.host)
    previous = joinedload(Relocation.previous)
    return (
        joinedload(Relocation.organization),
        origin.joinedload(Place.oblast),
        origin.joinedload(Place.raion),
        host.joinedload(Place.oblast),
        host.joinedload(Place.raion),
        joinedload(Relocation.service),
        joinedload(Relocation.successor),
        joinedload(Relocation.team),
        previous.joinedload(Relocation.origin),
        previous.joinedload(Relocation.host),
    )


def _conditions(criteria: RelocationFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [is_public()]
    if criteria.origin_id is not None:
        found.append(Relocation.origin_id.in_(_inside(criteria.origin_id)))
    if criteria.host_id is not None:
        found.append(Relocation.host_id.in_(_inside(criteria.host_id)))
    if criteria.oblast_id is not None:
        inside = _inside(criteria.oblast_id)
        found.append(or_(Relocation.origin_id.in_(inside), Relocation.host_id.in_(inside)))
    if criteria.organization_id is not None:
        found.append(Relocation.organization_id == criteria.organization_id)
    if criteria.state is not None:
        found.append(Relocation.state == criteria.state)
    if criteria.what is not None:
        found.append(has_code(Relocation.what, criteria.what.value))
    return found


def _inside(place_id: int) -> Select[int]:
    """A community itself; an oblast with all that lies in it."""
    return select(Place.id).where(or_(Place.oblast_id == place_id, Place.id == place_id))


def find_public(
    session: Session, criteria: RelocationFilter, number: int = 1, size: int = PAGE_SIZE
) -> Page[Relocation]:
    """What everybody may know of, the latest first; those of an unknown day after them, examples last."""
    return _page(session, select(Relocation).where(*_conditions(criteria)), number, size)


def _page(session: Session, query: Select[Relocation], number: int, size: int) -> Page[Relocation]:
    total = session.scalar(query.with_only_columns(func.count())) or 0
    check_page(number, total, size)
    shown = query.options(*with_page()).order_by(*ORDER).limit(size).offset(offset_of(number, size))
    return Page(session.scalars(shown).all(), total, number, size)


def get_public(session: Session, slug: str) -> Relocation:
    """The relocation with this slug, if everybody may know of it; raises NotFound."""
    relocation = session.scalar(
        select(Relocation).where(Relocation.slug == slug, is_public()).options(*with_page())
    )
    if relocation is None:
        raise NotFound(f"relocation {slug}")
    return relocation


def find_before(session: Session, relocation: Relocation) -> Relocation | None:
    """The public move that this one followed."""
    found = _all(session, Relocation.id == relocation.previous_id) if relocation.previous_id else []
    return next(iter(found), None)


def find_next(session: Session, relocation_id: int) -> Sequence[Relocation]:
    """The public moves that came after this one."""
    return _all(session, Relocation.previous_id == relocation_id)


def find_into(session: Session, community_id: int) -> Sequence[Relocation]:
    """What came to this community and has not left it again."""
    return _all(session, Relocation.host_id == community_id, Relocation.state.in_(HERE))


def find_from(session: Session, community_id: int) -> Sequence[Relocation]:
    """What left this community, whatever became of it."""
    return _all(session, Relocation.origin_id == community_id)


def find_of_organization(session: Session, organization_id: int) -> Sequence[Relocation]:
    """All public moves of an organization."""
    return _all(session, Relocation.organization_id == organization_id)


def _all(session: Session, *conditions: ColumnElement[bool]) -> Sequence[Relocation]:
    query = select(Relocation).where(is_public(), *conditions).options(*with_page()).order_by(*ORDER)
    return session.scalars(query).all()


def find_of_team(session: Session, team_id: int) -> Sequence[Relocation]:
    """All public moves of a mobile team."""
    return _all(session, Relocation.team_id == team_id)


def count_flows(session: Session, criteria: RelocationFilter, limit: int | None = None) -> list[Flow]:
    """The same relocations as `find_public`, counted from where to where, the greatest first; two statements."""
    found = _flows(criteria)
    rows = session.execute(
        found.order_by(found.selected_columns.moves.desc(), Relocation.origin_id, Relocation.host_id).limit(
            limit
        )
    ).all()
    places = find_by_ids(session, {place_id for row in rows for place_id in row[:2]})
    return [Flow(places[origin], places[host], *numbers) for origin, host, *numbers in rows]


def count_all(session: Session, criteria: RelocationFilter) -> Totals:
    """How many there are of all that `count_flows` gives, in one statement."""
    flows = _flows(criteria).subquery()
    origins, hosts = func.count(flows.c.origin_id.distinct()), func.count(flows.c.host_id.distinct())
    row = session.execute(
        select(func.coalesce(func.sum(flows.c.moves), 0), func.count(), origins, hosts)
    ).one()
    return Totals(*(int(number) for number in row))


def _flows(criteria: RelocationFilter) -> Select[Any]:
    columns: list[Any] = [
        Relocation.origin_id,
        Relocation.host_id,
        func.count(Relocation.id).label("moves"),
        func.coalesce(func.sum(Relocation.families), 0).label("families"),
        func.coalesce(func.sum(Relocation.children), 0).label("children"),
    ]
    grouped = (Relocation.origin_id, Relocation.host_id)
    return select(*columns).where(*_conditions(criteria)).group_by(*grouped)


def find_planned(session: Session, number: int = 1, size: int = PAGE_SIZE) -> Page[Relocation]:
    """Plans for members of the network, the soonest first: those that their organizations show."""
    query = select(Relocation).where(
        Relocation.state == RelocationState.PLANNED,
        Relocation.is_published,
        Relocation.organization.has(is_published=True),
        is_tellable(),
    )
    total = session.scalar(query.with_only_columns(func.count())) or 0
    check_page(number, total, size)
    day = Relocation.planned_for
    soonest = query.order_by(Relocation.is_example, day.is_(None), day, Relocation.id)
    shown = soonest.options(*with_page()).limit(size).offset(offset_of(number, size))
    return Page(session.scalars(shown).all(), total, number, size)


def lacks_successor() -> ColumnElement[bool]:
    """Moves of a service that nothing continues, neither then nor by a later move."""
    later = aliased(Relocation)
    is_continued = exists().where(
        later.service_id == Relocation.service_id,
        later.successor_id.is_not(None),
        later.state.in_(LEFT),
    )
    return and_(
        Relocation.service_id.is_not(None),
        Relocation.successor_id.is_(None),
        Relocation.state.in_(LEFT),
        ~is_continued,
    )
