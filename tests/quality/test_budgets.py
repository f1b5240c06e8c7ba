"""Pages stay light, ask nobody else, set no cookie and complain of nothing, measured at the first visit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.quality.addresses import LISTS, Site, name_of
from tests.quality.weights import (
    LIST_LIMIT,
    MAP,
    MAP_LIMIT,
    PICTURE,
    PICTURE_LIMIT,
    Visit,
    measured_addresses,
    table,
    visit,
)


@pytest.fixture(scope="module")
def visits(browser: Browser, site: Site) -> Iterator[dict[str, Visit]]:
    """The first visit to each address."""
    found = {address: visit(browser, site, address) for address in measured_addresses()}
    print(f"\n{table(found.values())}")
    yield found


@pytest.mark.parametrize("address", LISTS, ids=name_of)
def test_a_list_or_service_page_comes_in_one_round_trip(address: str, visits: dict[str, Visit]) -> None:
    assert 0 < visits[address].folder <= LIST_LIMIT, table([visits[address]])
    assert set(visits[address].bytes_of) >= {"document", "stylesheet", "script"}


@pytest.mark.parametrize(
    "address", [one for one in measured_addresses() if one not in (MAP, PICTURE)], ids=name_of
)
def test_every_other_page_is_as_light(address: str, visits: dict[str, Visit]) -> None:
    assert visits[address].total <= LIST_LIMIT + 1_000, table([visits[address]])


def test_the_map_page_stays_in_its_budget(visits: dict[str, Visit]) -> None:
    seen = visits[MAP]
    assert seen.bytes_of["fetch"] > 0, "the marks and the basemap have come"
    assert seen.total <= MAP_LIMIT, table([seen])


def test_the_page_with_the_picture_stays_in_its_budget(visits: dict[str, Visit]) -> None:
    seen = visits[PICTURE]
    assert seen.total <= PICTURE_LIMIT, table([seen])


@pytest.mark.parametrize("address", measured_addresses(), ids=name_of)
def test_a_page_asks_nobody_else_sets_no_cookie_and_complains_of_nothing(
    address: str, visits: dict[str, Visit]
) -> None:
    seen = visits[address]
    assert seen.foreign == [], "requests to other hosts, or that failed"
    assert seen.cookies == []
    assert seen.console == [], "among them what goes against the content policy"
    assert seen.unpacked == [], "come without gzip"
