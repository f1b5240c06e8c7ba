"""The committed tables: complete, unambiguous, and with all of Ukraine in them."""

from __future__ import annotations

from collections import Counter

import pytest

from network.core.text import normalize, slugify
from network.places.models import NameKind, Place, PlaceLevel, PlaceName
from network.places.tables import TABLES, PlaceRow, read_tables


@pytest.fixture(scope="module")
def tables() -> dict[PlaceLevel, list[PlaceRow]]:
    return read_tables()


def test_every_level_is_complete(tables):
    assert {level: len(rows) for level, rows in tables.items()} == {
        PlaceLevel.OBLAST: 27,
        PlaceLevel.RAION: 136,
        PlaceLevel.COMMUNITY: 1470,
        PlaceLevel.SETTLEMENT: 1298,
    }


def test_crimea_and_sevastopol_are_in_ukraine(tables):
    oblasts = {row.code[:4]: row.columns for row in tables[PlaceLevel.OBLAST]}
    assert oblasts["UA01"]["name_uk"] == "Автономна Республіка Крим"
    assert oblasts["UA85"]["name_uk"] == "Севастополь"
    assert sum(row.code.startswith("UA01") for row in tables[PlaceLevel.RAION]) == 10


def test_slugs_and_codes_are_unique_within_a_level(tables):
    for rows in tables.values():
        assert max(Counter(row.columns["slug"] for row in rows).values()) == 1
        assert max(Counter(row.code for row in rows).values()) == 1
        assert all(slugify(str(row.columns["slug"]), 80) == row.columns["slug"] for row in rows)


def test_everything_lies_in_something(tables):
    known = {row.code[:9] for row in tables[PlaceLevel.COMMUNITY]}
    known |= {row.code[:6] for row in tables[PlaceLevel.RAION]} | {
        row.code[:4] for row in tables[PlaceLevel.OBLAST]
    }
    lost = {
        row.code: begin
        for rows in tables.values()
        for row in rows
        for begin in row.ancestors().values()
        if begin not in known
    }
    assert lost == {"UA80000000000093317": "UA8000"}  # Kyiv has no raion


def test_points_are_in_ukraine_and_unknown_ones_are_empty(tables):
    rows = [row.columns for rows in tables.values() for row in rows]
    points = [(row["latitude"], row["longitude"]) for row in rows if row["latitude"] is not None]
    assert all(44 < latitude < 53 and 22 < longitude < 41 for latitude, longitude in points)
    unknown = [row for row in rows if row["latitude"] is None or row["longitude"] is None]
    assert len(unknown) == 575
    assert {row["level"] for row in unknown} == {PlaceLevel.SETTLEMENT}


def test_texts_fit_their_columns(tables):
    columns = Place.__table__.columns
    for row in (row for rows in tables.values() for row in rows):
        for key, value in row.columns.items():
            length = getattr(columns[key].type, "length", None)
            assert length is None or len(str(value)) <= length
        limit = getattr(PlaceName.__table__.columns["name"].type, "length", 0)
        assert all(len(name) <= limit for name, _kind in row.names.values())
        assert all(normalize(name) == normalized for normalized, (name, _kind) in row.names.items())


@pytest.mark.parametrize(
    ("code", "name", "kind"),
    [
        ("UA14160150000038750", "Димитров", NameKind.FORMER),
        ("UA14160210000011148", "Красноармійськ", NameKind.FORMER),
        ("UA14160210000011148", "Красноармейск", NameKind.RUSSIAN),
        ("UA12100070000011492", "Новомосковськ", NameKind.FORMER),
        ("UA12100070000011492", "Новомосковская", None),
        ("UA12100070000011492", "Самар", NameKind.CENTRE),
        ("UA12020310000017431", "Tsarychanka", NameKind.LATIN),
        ("UA14160150000038750", "Dymytrov", NameKind.LATIN),
    ],
)
def test_a_community_is_known_by_the_names_of_its_centre(tables, code, name, kind):
    row = next(row for row in tables[PlaceLevel.COMMUNITY] if row.code == code)
    assert row.names.get(normalize(name), (name, None))[1] is kind


def test_sources_and_licences_are_named():
    text = (TABLES / "SOURCES.md").read_text("utf-8")
    for words in (
        "© OpenStreetMap contributors",
        "Open Database License",
        "GeoNames",
        "CC BY 4.0",
        "КАТОТТГ",
    ):
        assert words in text
