"""The basemap: light, with all of Ukraine and nothing else on it."""

from __future__ import annotations

import gzip
import json
from collections import Counter

import pytest

from network.places.basemap import centroid, decode_arcs, simplify
from network.places.commands import BASEMAP
from network.places.models import PlaceLevel
from network.places.tables import read_tables
from tests.places.shapes import holds


@pytest.fixture(scope="module")
def topology():
    return json.loads(BASEMAP.read_text("utf-8"))


@pytest.fixture(scope="module")
def oblasts_at(topology):
    arcs = decode_arcs(topology)
    shapes = topology["objects"]["oblasts"]["geometries"]

    def find(latitude: float, longitude: float) -> list[str]:
        return [shape["properties"]["o"] for shape in shapes if holds(shape, arcs, latitude, longitude)]

    return find


@pytest.mark.parametrize(
    ("city", "latitude", "longitude", "oblasts"),
    [
        ("Simferopol", 44.9521, 34.1024, ["UA01"]),
        ("Kerch", 45.3561, 36.4674, ["UA01"]),
        ("Sevastopol", 44.6167, 33.5254, ["UA85"]),
        ("Kyiv", 50.4501, 30.5234, ["UA80"]),
        ("Donetsk", 48.0159, 37.8028, ["UA14"]),
        ("Uzhhorod", 48.6208, 22.2879, ["UA21"]),
        ("Krasnodar", 45.0355, 38.9753, []),
        ("Warsaw", 52.2297, 21.0122, []),
    ],
)
def test_cities_lie_where_they_are(oblasts_at, city, latitude, longitude, oblasts):
    assert oblasts_at(latitude, longitude) == oblasts, city


def test_communities_lie_in_their_oblasts(oblasts_at):
    rows = read_tables()[PlaceLevel.COMMUNITY]
    astray = [
        row.columns["centre_uk"]
        for row in rows
        if oblasts_at(row.columns["latitude"], row.columns["longitude"]) != [row.code[:4]]
    ]
    assert len(astray) <= 2, astray  # two villages stand on the very border of their oblasts


def test_the_map_has_every_oblast_and_raion_with_names_in_two_languages(topology):
    shapes = {name: item["geometries"] for name, item in topology["objects"].items()}
    assert {name: len(items) for name, items in shapes.items()} == {"oblasts": 27, "raions": 136}
    for shape in shapes["oblasts"] + shapes["raions"]:
        assert set(shape["properties"]) == {"o", "n", "e"}
        assert all(shape["properties"].values())
    assert Counter(shape["properties"]["o"] for shape in shapes["raions"])["UA01"] == 10


def test_the_map_stays_light():
    assert len(gzip.compress(BASEMAP.read_bytes(), 6, mtime=0)) < 26_000


def test_simplifying_drops_small_corners_and_keeps_ends():
    line = [(30.0, 50.0), (30.5, 50.001), (31.0, 50.0), (31.5, 50.5), (32.0, 50.0)]
    assert simplify(line, 50.0) == [(30.0, 50.0), (31.0, 50.0), (31.5, 50.5), (32.0, 50.0)]
    ring = [(30.0, 50.0), (30.001, 50.0), (30.001, 50.001), (30.0, 50.001), (30.0, 50.0)]
    assert len(simplify(ring, 50.0)) == 4


def test_the_centre_of_two_squares_is_weighed_by_area():
    big = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)]
    small = [(4.0, 0.5), (5.0, 0.5), (5.0, 1.5), (4.0, 1.5), (4.0, 0.5)]
    assert centroid([[big], [small]]) == pytest.approx((1.7, 1.0))
