"""Deriving the tables: the same source gives the same bytes, and the rules hold."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest

from network.places.basemap import decode_arcs
from network.places.commands import BASEMAP
from network.places.derive import derive
from network.places.tables import FILES, TABLES
from tests.places.shapes import holds
from tests.places.source import write_source


@pytest.fixture
def derived(tmp_path: Path) -> Path:
    (tmp_path / "source").mkdir()
    source = write_source(tmp_path / "source")
    derive(source=source, tables=tmp_path, basemap=tmp_path / "basemap.json")
    return tmp_path


def rows_of(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_deriving_twice_gives_the_same_bytes(derived: Path, tmp_path: Path):
    again = tmp_path / "again"
    sizes = derive(source=derived / "source", tables=again, basemap=again / "basemap.json")
    assert set(sizes) == {*FILES.values(), "basemap.json"}
    for name, size in sizes.items():
        assert (again / name).read_bytes() == (derived / name).read_bytes()
        assert (again / name).stat().st_size == size


def test_a_community_takes_names_and_a_slug(derived: Path):
    first, second, kyiv = rows_of(derived, "communities.csv")
    assert (first["slug"], second["slug"], kyiv["slug"]) == ("zorianska-pershyi", "zorianska-druhyi", "kyiv")
    assert (first["former"], first["russian"]) == ("Червона Зоря|Стара Назва", "")
    assert (first["latin"], first["alternative"]) == ("Stara Nazva", "Заря")
    assert (first["latitude"], first["longitude"]) == ("48.1235", "37.1000")
    assert second["former"] == "", "an unverified change of a name that is still the present one is left out"


def test_a_settlement_has_its_own_point_or_none(derived: Path):
    centre, near, far = rows_of(derived, "settlements.csv")
    assert (centre["slug"], centre["former"]) == ("zoria", "Червона Зоря|Стара Назва")
    assert (near["latitude"], near["longitude"]) == ("", "")
    assert (far["latitude"], far["longitude"]) == ("48.3000", "38.2000")


def test_settlements_of_one_name_are_told_apart(derived: Path):
    slugs = [row["slug"] for row in rows_of(derived, "settlements.csv")]
    assert slugs == ["zoria", "hai-zorianska-pershyi", "hai-zorianska-druhyi"]


def test_upper_levels_come_from_the_outlines(derived: Path):
    oblasts = {row["slug"]: row for row in rows_of(derived, "oblasts.csv")}
    assert {slug: row["kind"] for slug, row in oblasts.items()} == {
        "crimea": "автономна республіка",
        "donetsk": "область",
        "kyiv-city": "місто зі спеціальним статусом",
    }
    assert (oblasts["donetsk"]["name_uk"], oblasts["donetsk"]["alternative"]) == ("Донецька", "Донеччина")
    assert (oblasts["donetsk"]["latitude"], oblasts["donetsk"]["longitude"]) == ("48.5000", "38.0000")
    raions = rows_of(derived, "raions.csv")
    assert [(row["name_uk"], row["former"]) for row in raions] == [("Перший", "Нульовий"), ("Другий", "")]


def test_the_basemap_keeps_shapes_and_drops_cities_from_the_raions(derived: Path):
    topology = json.loads((derived / "basemap.json").read_text("utf-8"))
    oblasts, raions = (topology["objects"][name]["geometries"] for name in ("oblasts", "raions"))
    assert [shape["properties"]["n"] for shape in oblasts] == ["Донецька", "Київ", "Крим"]
    assert [shape["properties"]["e"] for shape in raions] == ["Pershyi", "Druhyi"]
    arcs = decode_arcs(topology)
    assert holds(oblasts[0], arcs, 48.5, 37.5)
    assert not holds(raions[0], arcs, 48.5, 38.5)


@pytest.mark.skipif(
    "PLACES_SOURCE" not in os.environ, reason="PLACES_SOURCE names the folder of source files"
)
def test_the_committed_tables_are_derived_from_the_source(tmp_path: Path):
    derive(source=Path(os.environ["PLACES_SOURCE"]), tables=tmp_path, basemap=tmp_path / BASEMAP.name)
    for name in FILES.values():
        assert (tmp_path / name).read_bytes() == (TABLES / name).read_bytes(), name
    assert (tmp_path / BASEMAP.name).read_bytes() == BASEMAP.read_bytes()
