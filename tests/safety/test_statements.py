"""A page costs the same number of SQL statements however much there is to show."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from tests.conftest import CountStatements
from tests.world import World

PAGES = (
    "/",
    "/network",
    "/services",
    "/services?q=психолог",
    "/services?q=психолог Царичанка",
    "/services?place=tsarychanska",
    "/services?place=dnipropetrovsk",
    "/services?place=tsarychanska&within=50&open=1&age=30&mode=site",
    "/services?lat=48.94&lon=34.48",
    "/services?from=myrnohradska",
    "/topics/psychologist",
    "/topics/psychologist?place=tsarychanska",
    "/map",
    "/map/communities.geojson",
    "/organizations",
    "/communities",
    "/communities/tsarychanska",
    "/from/myrnohradska",
    "/mobile-teams",
    "/mobile-teams?place=tsarychanska",
    "/news",
    "/relocations",
    "/relocations?from=Мирноград",
    "/map/flows.geojson",
    "/partnerships",
    "/partnerships?community=Царичанка",
    "/partnerships/network",
    "/events",
    "/events?when=past",
    "/events?community=Царичанка",
    "/forums",
    "/urgent",
    "/sitemap.xml",
)
MOST = 30


@pytest.fixture
def counted(
    client: FlaskClient, world: World, count_statements: CountStatements
) -> dict[str, tuple[int, int]]:
    """The statements of each page with one of everything, and with fifty."""

    def count(path: str) -> int:
        client.get(path)
        with count_statements() as statements:
            assert client.get(path).status_code == 200
        return len(statements)

    month = f"/events?month={world.day + timedelta(days=7):%Y-%m}"
    pages = (*PAGES, month, f"/organizations/{world.organization.slug}")
    world.add_many(1)
    first = {path: count(path) for path in pages}
    world.add_many(49)
    return {path: (first[path], count(path)) for path in pages}


def test_fifty_rows_cost_no_more_than_one(counted: dict[str, tuple[int, int]]) -> None:
    """With one of everything a page shows every kind; fifty may push a kind to the next page, never add a statement."""
    grown = {path: numbers for path, numbers in counted.items() if numbers[1] > numbers[0]}
    assert grown == {}
    assert {path: numbers for path, numbers in counted.items() if numbers[1] > MOST} == {}
