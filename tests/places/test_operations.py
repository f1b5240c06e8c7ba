"""Loading the tables and marking hosts."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from network.core.errors import BadInput, NotFound
from network.places.models import NameKind, Place, PlaceLevel, PlaceName, PlaceSlug
from network.places.operations import load_places, mark_host
from network.places.queries import find_by_name, get_community, get_place, get_redirect


def test_the_whole_tables_load_with_progress(session: Session):
    steps: list[int] = []
    assert load_places(session=session, progress=steps.append) == 2931
    assert sum(steps) == 2931
    counts = dict(session.execute(select(Place.level, func.count()).group_by(Place.level)).all())
    assert counts == {"oblast": 27, "raion": 136, "community": 1470, "settlement": 1298}
    orphans = select(func.count()).where(Place.level == PlaceLevel.COMMUNITY, Place.raion_id.is_(None))
    assert session.scalar(orphans) == 1  # Kyiv
    assert (
        session.scalar(select(func.count()).where(Place.level == "settlement", Place.community_id.is_(None)))
        == 0
    )


def test_loading_again_keeps_ids_marks_and_rows(gazetteer: Session, small_tables: Path):
    mark_host(session=gazetteer, community=get_community(gazetteer, "tsarychanska"))
    before = snapshot(gazetteer)
    load_places(session=gazetteer, folder=small_tables)
    assert snapshot(gazetteer) == before
    assert get_community(gazetteer, "tsarychanska").is_host_marked


def snapshot(session: Session) -> list[object]:
    return [
        session.execute(
            select(Place.id, Place.katottg, Place.slug, Place.is_host_marked).order_by(Place.id)
        ).all(),
        session.execute(select(PlaceName.id, PlaceName.name, PlaceName.kind).order_by(PlaceName.id)).all(),
        session.execute(
            select(PlaceSlug.id, PlaceSlug.slug, PlaceSlug.place_id).order_by(PlaceSlug.id)
        ).all(),
    ]


def test_a_renamed_community_keeps_its_id_and_its_old_address(
    gazetteer: Session, small_tables: Path, tmp_path: Path
):
    known = get_community(gazetteer, "tsarychanska").id
    change_tables(
        small_tables, tmp_path, {"tsarychanska": {"slug": "nova", "name_uk": "Нова", "former": "Царичанська"}}
    )
    for _time in range(2):
        load_places(session=gazetteer, folder=tmp_path)
    place = get_community(gazetteer, "nova")
    assert (place.id, place.name_uk) == (known, "Нова")
    assert get_redirect(gazetteer, PlaceLevel.COMMUNITY, "tsarychanska") == "nova"
    assert [match.kind for match in find_by_name(gazetteer, "Царичанська")] == [NameKind.FORMER]
    with pytest.raises(NotFound):
        get_community(gazetteer, "tsarychanska")


def change_tables(source: Path, target: Path, changes: dict[str, dict[str, str]]) -> None:
    for path in source.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        with (target / path.name).open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, list(rows[0]))
            table.writeheader()
            table.writerows(row | changes.get(row["slug"], {}) for row in rows)


def test_a_slug_that_a_place_takes_is_no_redirect_any_more(
    gazetteer: Session, small_tables: Path, tmp_path: Path
):
    assert get_redirect(gazetteer, PlaceLevel.COMMUNITY, "dymytrov") == "myrnohradska"
    change_tables(small_tables, tmp_path, {"tsarychanska": {"slug": "dymytrov"}})
    load_places(session=gazetteer, folder=tmp_path)
    assert get_redirect(gazetteer, PlaceLevel.COMMUNITY, "dymytrov") is None


def test_only_a_community_is_marked_as_a_host(gazetteer: Session):
    community = get_community(gazetteer, "tsarychanska")
    mark_host(session=gazetteer, community=community)
    assert community.is_host_marked
    mark_host(session=gazetteer, community=community, is_host=False)
    assert not community.is_host_marked
    with pytest.raises(BadInput):
        mark_host(session=gazetteer, community=get_place(gazetteer, PlaceLevel.OBLAST, "donetsk"))
