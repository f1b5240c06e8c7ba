"""A seeded generator: organizations with three services each in real communities, all marked as examples."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

from sqlalchemy import Table, exists, func, insert, select, text
from sqlalchemy.orm import Session

from benchmarks.records import ORGANIZATIONS_PER_TEAM, make_group
from benchmarks.rows import Community, Kind, Progress, Rows, World
from network.core.database import Base
from network.core.errors import BadInput
from network.events.models import Event
from network.locations.models import Location
from network.mobile_teams.models import MobileTeam
from network.news.models import News
from network.organizations.models import Organization
from network.partnerships.models import Partnership
from network.places.models import Place, PlaceLevel
from network.relocations.models import Relocation
from network.search.operations import count_documents, rebuild
from network.services.models import ResultReport, Service
from network.taxonomy.models import Category

SEED = 20261102
DAY = date(2026, 11, 1)
HOME_OBLASTS = ("donetsk", "luhansk")
MARKED = (
    Organization, Location, Service, MobileTeam, News, ResultReport, Relocation, Partnership, Event,
)  # fmt: skip
"""The records that say of themselves whether they are examples."""

GROUPS_PER_BATCH = 50
"""A thousand organizations, some twelve thousand rows, go to the database at a time."""

ORDER = (
    "organizations", "locations", "services", "service_areas", "service_origins", "service_at_locations",
    "service_phones", "service_schedules", "mobile_teams", "mobile_team_services", "mobile_team_stops",
    "mobile_team_stop_cancellations", "news", "news_places", "news_organizations",
    "relocations", "partnerships", "partnership_parties", "partnership_communities", "partnership_services",
    "events", "event_communities",
)  # fmt: skip
"""Tables in the order that foreign keys allow."""


def generate(
    *,
    session: Session,
    organizations: int,
    environment: str,
    seed: int = SEED,
    day: date = DAY,
    progress: Progress = lambda count: None,
) -> int:
    """Add this many organizations with all that hangs on them; gives the number of rows. Does not commit.

    The same seed and day, from which all dates are reckoned, give the same records. `environment` is the
    setting NETWORK_ENV. Raises BadInput in production, in a database that holds anything
    but examples, and where places and topics were not loaded.
    """
    check_is_for_examples(session, environment)
    random, world = Random(seed), read_world(session, day)
    total, left = 0, organizations
    while left > 0:
        batch: Rows = {table: [] for table in ORDER}
        size = min(left, GROUPS_PER_BATCH * ORGANIZATIONS_PER_TEAM)
        for start in range(0, size, ORGANIZATIONS_PER_TEAM):
            group = make_group(world, random, min(ORGANIZATIONS_PER_TEAM, size - start))
            for table, rows in group.items():
                batch[table] += rows
        total += _insert(session, batch)
        left -= size
        progress(size)
    _move_sequences(session)
    return total


def check_is_for_examples(session: Session, environment: str) -> None:
    """Raises BadInput in production and where a record is not an example."""
    if environment == "production":
        raise BadInput("Generated records have no place in production.")
    for model in MARKED:
        if session.scalar(select(exists().where(~model.is_example))):
            raise BadInput(f"The table {model.__tablename__} holds records that are not examples.")


def read_world(session: Session, day: date) -> World:
    """The gazetteer and the categories as the records need them: most help stands in few communities."""
    homes = _read_communities(session, is_home=True)
    hosts = _read_communities(session, is_home=False)
    categories = [
        Kind(category.id, (category.name_uk, category.name_en), category.is_for_children)
        for category in session.scalars(select(Category).order_by(Category.code))
    ]
    if not hosts or len(homes) < 3 or not categories:
        raise BadInput("Load places and topics first.")
    weights = [1 / (1 + number % 97) for number in range(len(hosts))]
    next_ids = {table: _last_id(session, table) + 1 for table in ORDER if "id" in _table(table).columns}
    return World(hosts, weights, homes, categories, day, next_ids)


def _read_communities(session: Session, *, is_home: bool) -> list[Community]:
    home_oblasts = select(Place.id).where(Place.level == PlaceLevel.OBLAST, Place.slug.in_(HOME_OBLASTS))
    is_inside = Place.oblast_id.in_(home_oblasts)
    rows = session.scalars(
        select(Place)
        .where(Place.level == PlaceLevel.COMMUNITY, Place.latitude.is_not(None), Place.longitude.is_not(None))
        .where(is_inside if is_home else ~is_inside)
        .order_by(Place.katottg)
    )
    return [
        Community(
            place.id, place.oblast_id, (place.centre_uk, place.centre_en), place.latitude, place.longitude
        )
        for place in rows
        if place.oblast_id is not None and place.latitude is not None and place.longitude is not None
    ]


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def _last_id(session: Session, table: str) -> int:
    return session.scalar(select(func.max(_table(table).c.id))) or 0


def _insert(session: Session, batch: Rows) -> int:
    for table in ORDER:
        if batch[table]:
            session.execute(insert(_table(table)), batch[table])
    return sum(len(rows) for rows in batch.values())


def _move_sequences(session: Session) -> None:
    """Ids were given by hand; PostgreSQL is told where to go on."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for table in ORDER:
        if "id" in _table(table).columns and _last_id(session, table):
            sequence = func.pg_get_serial_sequence(table, "id")
            session.execute(select(func.setval(sequence, _last_id(session, table))))


def make_findable(*, session: Session, progress: Callable[[int], None] = lambda count: None) -> int:
    """Rebuild the search index and let the database count its rows anew; gives the number of documents."""
    total = rebuild(session=session, progress=progress)
    session.execute(text("ANALYZE"))
    return total


def count_findable(session: Session) -> int:
    """How many documents `make_findable` will index."""
    return count_documents(session=session)


__all__: list[Any] = ["SEED", "check_is_for_examples", "count_findable", "generate", "make_findable"]
