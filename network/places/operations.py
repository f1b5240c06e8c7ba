"""Writing the gazetteer: the tables into the database, as often as wanted, and a coordinator's mark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import RowMapping, delete, insert, select, update
from sqlalchemy.orm import Session

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.core.text import slugify
from network.places.models import NameKind, Place, PlaceLevel, PlaceName, PlaceSlug
from network.places.tables import CODE_LENGTH, TABLES, PlaceRow, read_tables

Progress = Callable[[int], object]
Ids = dict[tuple[PlaceLevel, str], int]
ANCESTOR_COLUMNS = {
    PlaceLevel.OBLAST: "oblast_id",
    PlaceLevel.RAION: "raion_id",
    PlaceLevel.COMMUNITY: "community_id",
}


def mark_host(*, session: Session, community: Place, is_host: bool = True) -> None:
    """A coordinator says that a community hosts people, or takes that back; raises BadInput for another level."""
    if community.level != PlaceLevel.COMMUNITY:
        raise BadInput(_l("Only a community can be marked as a host."))
    community.is_host_marked = is_host
    session.flush()


def load_places(*, session: Session, progress: Progress | None = None, folder: Path = TABLES) -> int:
    """Bring the database to the tables; ids and marks stay, a changed slug stays as a redirect. Gives the rows read.

    Places that the tables no longer hold are left alone, since records may point to them.
    """
    tables = read_tables(folder)
    ids: Ids = {}
    for level, rows in tables.items():
        _save_places(session, level, rows, ids)
        if progress is not None:
            progress(len(rows))
    everything = [row for rows in tables.values() for row in rows]
    _save_names(session, everything, ids)
    _save_slugs(session, _redirects(everything, ids))
    session.expire_all()
    return len(everything)


def _save_places(session: Session, level: PlaceLevel, rows: Sequence[PlaceRow], ids: Ids) -> None:
    present = {place["katottg"]: place for place in _present(session, level)}
    wanted = [row.columns | _ancestor_ids(row, ids) for row in rows]
    new = [columns | {"is_host_marked": False} for columns in wanted if columns["katottg"] not in present]
    changed = []
    for columns in wanted:
        known = present.get(columns["katottg"])
        if known is not None and any(known[key] != value for key, value in columns.items()):
            changed.append(columns | {"id": known["id"]})
            _keep_slug(session, known, columns["slug"])
    if changed:
        session.execute(update(Place), changed)
    if new:
        session.execute(insert(Place), new)
    codes = session.execute(select(Place.katottg, Place.id).where(Place.level == level))
    ids.update({(level, code): key for code, key in codes})
    if level in CODE_LENGTH:
        ids.update({(level, row.code[: CODE_LENGTH[level]]): ids[level, row.code] for row in rows})


def _present(session: Session, level: PlaceLevel) -> list[RowMapping]:
    table = Place.__table__
    return [row._mapping for row in session.execute(select(*table.columns).where(table.c.level == level))]


def _ancestor_ids(row: PlaceRow, ids: Ids) -> dict[str, Any]:
    above = row.ancestors()
    return {
        column: ids.get((level, above[level])) if level in above else None
        for level, column in ANCESTOR_COLUMNS.items()
    }


def _keep_slug(session: Session, known: RowMapping, slug: object) -> None:
    if known["slug"] == slug:
        return
    session.execute(
        delete(PlaceSlug).where(PlaceSlug.level == known["level"], PlaceSlug.slug == known["slug"])
    )
    session.add(PlaceSlug(place_id=known["id"], level=known["level"], slug=known["slug"]))
    session.flush()


def _save_names(session: Session, rows: Iterable[PlaceRow], ids: Ids) -> None:
    wanted = {
        (ids[row.level, row.code], normalized): (name, kind)
        for row in rows
        for normalized, (name, kind) in row.names.items()
    }
    stored = session.execute(
        select(PlaceName.id, PlaceName.place_id, PlaceName.normalized, PlaceName.name, PlaceName.kind)
    )
    gone = []
    for key, place_id, normalized, name, kind in stored:
        if wanted.get((place_id, normalized)) == (name, kind):
            del wanted[place_id, normalized]
        else:
            gone.append(key)
    _delete(session, PlaceName, gone)
    if wanted:
        values = [
            {"place_id": place_id, "normalized": normalized, "name": name, "kind": kind}
            for (place_id, normalized), (name, kind) in wanted.items()
        ]
        session.execute(insert(PlaceName), values)


def _redirects(rows: Sequence[PlaceRow], ids: Ids) -> dict[tuple[PlaceLevel, str], int]:
    """Slugs of other names that mean one place of their level: first the centres' names, then all others."""
    taken = {(row.level, str(row.columns["slug"])) for row in rows}
    centres: dict[tuple[PlaceLevel, str], set[int]] = defaultdict(set)
    others: dict[tuple[PlaceLevel, str], set[int]] = defaultdict(set)
    for row in rows:
        for name, kind in row.names.values():
            claims = centres if kind is NameKind.CENTRE else others
            claims[row.level, slugify(name, 80)].add(ids[row.level, row.code])
    claimed = others | centres
    return {
        key: min(places)
        for key, places in claimed.items()
        if len(places) == 1 and key not in taken and key[1]
    }


def _save_slugs(session: Session, wanted: dict[tuple[PlaceLevel, str], int]) -> None:
    """New redirects are added and moved ones changed; an earlier slug stays unless a place now has it as its own."""
    own = {(level, slug) for level, slug in session.execute(select(Place.level, Place.slug))}
    stored = session.execute(select(PlaceSlug.id, PlaceSlug.level, PlaceSlug.slug, PlaceSlug.place_id)).all()
    gone = [
        key
        for key, level, slug, place_id in stored
        if (level, slug) in own or wanted.get((PlaceLevel(level), slug), place_id) != place_id
    ]
    kept = {(level, slug) for key, level, slug, _place in stored if key not in set(gone)}
    _delete(session, PlaceSlug, gone)
    new = [
        {"level": level, "slug": slug, "place_id": place_id}
        for (level, slug), place_id in wanted.items()
        if (level, slug) not in kept
    ]
    if new:
        session.execute(insert(PlaceSlug), new)


def _delete(
    session: Session, model: type[PlaceName] | type[PlaceSlug], keys: Sequence[int], size: int = 500
) -> None:
    for start in range(0, len(keys), size):
        session.execute(delete(model).where(model.id.in_(keys[start : start + size])))
