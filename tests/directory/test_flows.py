"""Who moved where on the map: the curves and the list below say the same, by the same filters of place."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from network.relocations.models import RelocationState
from tests.relocations.moves import add_move
from tests.world import World

Count = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def moved(world: World) -> World:
    """Three public moves along two ways, and two that are nobody's business."""
    add_move(world, families=40, children=25)
    add_move(world, families=2)
    add_move(world, RelocationState.ENDED, origin=world.community("bakhmutska"), host=world.other_host)
    add_move(world, RelocationState.PLANNED, host=world.other_host)
    add_move(world, host=world.other_host, is_published=False)
    world.finish()
    return world


def flows(client: FlaskClient, query: str = "", language: str = "") -> dict[str, dict[str, Any]]:
    answer = client.get(f"{language}/map/flows.geojson{query}")
    assert (answer.status_code, answer.mimetype) == (200, "application/geo+json")
    return {each["properties"]["name"]: each for each in answer.get_json()["features"]}


def test_curves_lead_from_home_to_host_with_their_counts(client: FlaskClient, moved: World) -> None:
    found = flows(client)
    counts = {name: each["properties"]["count"] for name, each in found.items()}
    assert counts == {"Мирноград → Царичанка": 2, "Бахмут → Павлоград": 1}
    curve = found["Мирноград → Царичанка"]
    assert curve["geometry"]["type"] == "LineString"
    line = curve["geometry"]["coordinates"]
    for at, place in ((line[0], moved.home), (line[-1], moved.host)):
        assert at == pytest.approx([place.longitude, place.latitude], abs=0.001)
    assert curve["properties"]["lines"] == ["42 родини, 25 дітей"]
    assert curve["properties"]["url"] == "/relocations?from=myrnohradska&to=tsarychanska"
    assert client.get(curve["properties"]["url"]).get_data(as_text=True).count('<li class="card">') == 2


def test_the_list_below_the_map_says_the_same(client: FlaskClient, moved: World) -> None:
    page = client.get("/map").get_data(as_text=True)
    below = page.split('id="flows"')[1]
    assert "3 переїзди" in below and "2 переїзди · 42 родини, 25 дітей" in below
    assert below.index("Мирноград → Царичанка") < below.index("Бахмут → Павлоград")
    assert "layer_flows.addTo" not in page, "switched on by who wants it"
    flows_first = client.get("/map?show=flows").get_data(as_text=True)
    assert "layer_flows.addTo" in flows_first and "layer_communities.addTo" not in flows_first


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?from=Димитров", ["Мирноград → Царичанка"]),
        ("?from=Донецька область", ["Мирноград → Царичанка", "Бахмут → Павлоград"]),
        ("?place=pavlohradska", ["Бахмут → Павлоград"]),
        ("?place=Дніпропетровська область&topic=children", ["Мирноград → Царичанка", "Бахмут → Павлоград"]),
        ("?place=pavlohradska&from=myrnohradska", []),
    ],
)
def test_filters_of_place_narrow_both(
    client: FlaskClient, moved: World, query: str, names: list[str]
) -> None:
    assert list(flows(client, query)) == names
    below = client.get(f"/map{query}").get_data(as_text=True).split('id="flows"')[1]
    assert [name for name in ("Мирноград → Царичанка", "Бахмут → Павлоград") if name in below] == names


def test_of_many_ways_those_with_most_moves_are_shown(
    client: FlaskClient, moved: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("network.directory.flows.DRAWN", 1)
    assert list(flows(client)) == ["Мирноград → Царичанка"]
    below = client.get("/map").get_data(as_text=True).split('id="flows"')[1]
    assert "3 переїзди" in below and "із 2" in below and "Бахмут" not in below


def test_in_english(client: FlaskClient, moved: World) -> None:
    found = flows(client, language="/en")
    assert list(found) == ["Myrnohrad → Tsarychanka", "Bakhmut → Pavlohrad"]
    properties = found["Bakhmut → Pavlohrad"]["properties"]
    assert (properties["link"], properties["url"][:15]) == ("1 move", "/en/relocations")


def test_a_filter_that_is_not_understood_is_refused(client: FlaskClient, moved: World) -> None:
    answer = client.get("/map/flows.geojson?place=Атлантида")
    assert answer.status_code == 400 and "place" in answer.get_json()["errors"]


def test_the_curves_cost_the_same_for_few_and_for_many(
    client: FlaskClient, world: World, count_statements: Count
) -> None:
    add_move(world)
    world.finish()
    with count_statements() as few:
        flows(client)
    for slug in ("bakhmutska", "mariupolska", "kramatorska"):
        add_move(world, origin=world.community(slug), host=world.other_host)
    world.finish()
    with count_statements() as many:
        flows(client)
    assert len(many) == len(few)
