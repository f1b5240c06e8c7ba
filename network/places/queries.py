"""Reading the gazetteer: a place by its slug, places by any name they were ever called, lists in order, neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, case, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload
from sqlalchemy.orm.interfaces import ORMOption

from network.core.errors import NotFound
from network.core.i18n import reader_language
from network.core.text import normalize
from network.places.distances import distances_from
from network.places.models import NameKind, Place, PlaceLevel, PlaceName, PlaceSlug
from network.places.words import read_name

ALL_LEVELS = (PlaceLevel.COMMUNITY, PlaceLevel.SETTLEMENT, PlaceLevel.RAION, PlaceLevel.OBLAST)


@dataclass(frozen=True)
class PlaceMatch:
    """A place found by a name, the name as it is written, and what that name is to the place."""

    place: Place
    name: str
    kind: NameKind


@dataclass(frozen=True)
class Neighbour:
    """A community and how far its centre is, in km."""

    place: Place
    km: float


def with_ancestors() -> tuple[ORMOption, ...]:
    """Options that load what `Place.where` reads, in the same statement."""
    return joinedload(Place.oblast), joinedload(Place.raion), joinedload(Place.community)


def in_order() -> InstrumentedAttribute[str]:
    """What to order places by in the reader's language (a community stands under its centre's name)."""
    return Place.sort_key if reader_language() == "uk" else Place.sort_en


def get_place(session: Session, level: PlaceLevel, slug: str) -> Place:
    """The place with this present slug, its ancestors loaded; raises NotFound (see `get_redirect`)."""
    query = select(Place).where(Place.level == level, Place.slug == slug).options(*with_ancestors())
    place = session.scalar(query)
    if place is None:
        raise NotFound(f"no {level} {slug!r}")
    return place


def get_community(session: Session, slug: str) -> Place:
    """The community with this present slug; raises NotFound."""
    return get_place(session, PlaceLevel.COMMUNITY, slug)


def get_redirect(session: Session, level: PlaceLevel, slug: str) -> str | None:
    """The present slug of the only place that this old or other slug can mean, or None."""
    query = (
        select(Place.slug)
        .join(PlaceSlug, PlaceSlug.place_id == Place.id)
        .where(PlaceSlug.level == level, PlaceSlug.slug == slug)
    )
    return session.scalar(query)


def find_by_name(
    session: Session, text: str, levels: Sequence[PlaceLevel] = ALL_LEVELS
) -> Sequence[PlaceMatch]:
    """Places that are or were called exactly this, whatever the case and apostrophes; best level and kind first."""
    candidate = normalize(text)
    return find_by_names(session, [candidate], levels)[candidate]


def find_named(session: Session, text: str) -> Place | None:
    """The community or oblast that a filter names, by its address or by any name; a settlement stands for its community.

    A present address counts before an old one: «dnipropetrovsk» is the oblast, though Dnipro was once called so.
    """
    levels = (PlaceLevel.COMMUNITY, PlaceLevel.OBLAST)
    for level, slug in [(level, text) for level in levels] + [
        (level, get_redirect(session, level, text)) for level in levels
    ]:
        try:
            return get_place(session, level, slug or "")
        except NotFound:
            continue
    matches = find_by_name(session, text, (PlaceLevel.COMMUNITY, PlaceLevel.OBLAST, PlaceLevel.SETTLEMENT))
    return (matches[0].place.community or matches[0].place) if matches else None


def find_by_names(
    session: Session, candidates: Iterable[str], levels: Sequence[PlaceLevel] = ALL_LEVELS
) -> dict[str, list[PlaceMatch]]:
    """The same for many normalized texts in one statement; a text that names no place has an empty list.

    «область», «район», «громада» in a text choose the level; «місто», «село» and the like are passed over.
    """
    wanted = {candidate: read_name(candidate, levels) for candidate in candidates}
    texts = sorted({text for reading in wanted.values() for text in reading})
    found = _matches(session, texts, levels) if texts else []
    return {candidate: _pick_best(found, reading) for candidate, reading in wanted.items()}


def _matches(
    session: Session, texts: Sequence[str], levels: Sequence[PlaceLevel]
) -> list[tuple[str, PlaceMatch]]:
    by_level = case({level: rank for rank, level in enumerate(levels)}, value=Place.level)
    by_kind = case({kind: rank for rank, kind in enumerate(NameKind)}, value=PlaceName.kind)
    rows = session.execute(
        select(PlaceName.normalized, PlaceName.name, PlaceName.kind, Place)
        .join(Place, Place.id == PlaceName.place_id)
        .where(PlaceName.normalized.in_(texts), Place.level.in_(levels))
        .options(*with_ancestors())
        .order_by(by_level, by_kind, in_order(), Place.id)
    )
    return [(text, PlaceMatch(place, name, NameKind(kind))) for text, name, kind, place in rows]


def _pick_best(
    found: list[tuple[str, PlaceMatch]], reading: dict[str, Sequence[PlaceLevel]]
) -> list[PlaceMatch]:
    """Each place once, by its best name; the text as it stands before the text without its word for the level."""
    best: dict[int, PlaceMatch] = {}
    for wanted, levels in reading.items():
        for text, match in found:
            if text == wanted and match.place.level in levels:
                best.setdefault(match.place.id, match)
    return list(best.values())


def find_names(session: Session, place_id: int) -> Sequence[PlaceName]:
    """All the names of a place, by kind."""
    by_kind = case({kind: rank for rank, kind in enumerate(NameKind)}, value=PlaceName.kind)
    return session.scalars(
        select(PlaceName).where(PlaceName.place_id == place_id).order_by(by_kind, PlaceName.id)
    ).all()


def find_oblasts(session: Session) -> Sequence[Place]:
    """The 27 entries of the upper level, in order."""
    return session.scalars(_of_level(PlaceLevel.OBLAST)).all()


def find_communities(session: Session, oblast_id: int | None = None) -> Sequence[Place]:
    """All communities, or those of an oblast, in order of their centres' names, with raion and oblast loaded."""
    query = _of_level(PlaceLevel.COMMUNITY).options(*with_ancestors())
    return session.scalars(query if oblast_id is None else query.where(Place.oblast_id == oblast_id)).all()


def find_settlements(session: Session, community_id: int) -> Sequence[Place]:
    """The settlements of a community that the tables hold (Donetsk region only), in order."""
    return session.scalars(_of_level(PlaceLevel.SETTLEMENT).where(Place.community_id == community_id)).all()


def find_by_ids(session: Session, ids: Iterable[int]) -> dict[int, Place]:
    """Places by id with their ancestors, in order of names."""
    query = select(Place).where(Place.id.in_(sorted(set(ids)))).options(*with_ancestors())
    return {place.id: place for place in session.scalars(query.order_by(in_order(), Place.id))}


def find_by_codes(
    session: Session, codes: Iterable[str], level: PlaceLevel = PlaceLevel.COMMUNITY
) -> dict[str, Place]:
    """Places of a level by their КАТОТТГ codes; a code that is not in the tables is left out."""
    query = select(Place).where(Place.level == level, Place.katottg.in_(sorted(set(codes))))
    return {place.katottg: place for place in session.scalars(query.options(*with_ancestors()))}


def get_named(session: Session, codes: Mapping[str, Mapping[str, str]]) -> dict[str, Place]:
    """Places by short names, given their codes by level; raises NotFound for one that is not in the gazetteer."""
    found = {}
    for level, names in codes.items():
        by_code = find_by_codes(session, names.values(), PlaceLevel(level))
        for name, code in names.items():
            if code not in by_code:
                raise NotFound(f"the {level} {code} is not in the gazetteer: load the places first")
            found[name] = by_code[code]
    return found


def find_neighbours(session: Session, community: Place, limit: int = 5) -> list[Neighbour]:
    """The nearest other communities, nearest first; empty where the community has no point."""
    if community.latitude is None or community.longitude is None:
        return []
    distances = distances_from(session, community.latitude, community.longitude)
    nearest = [(key, km) for key, km in distances.items() if key != community.id][:limit]
    places = find_by_ids(session, [key for key, _km in nearest])
    return [Neighbour(places[key], km) for key, km in nearest]


def nearest_community(session: Session, latitude: float, longitude: float) -> Neighbour | None:
    """The community whose centre is nearest to a point, or None when the tables are empty."""
    for key, km in distances_from(session, latitude, longitude).items():
        return Neighbour(find_by_ids(session, [key])[key], km)
    return None


def _of_level(level: PlaceLevel) -> Select[Place]:
    return select(Place).where(Place.level == level).order_by(in_order(), Place.id)


__all__ = [
    "ALL_LEVELS", "Neighbour", "PlaceMatch", "distances_from", "find_by_codes", "find_by_ids", "find_by_name",
    "find_by_names", "find_communities", "find_names", "find_neighbours", "find_oblasts", "find_settlements",
    "get_community", "get_place", "get_redirect", "in_order", "nearest_community", "with_ancestors",
]  # fmt: skip
