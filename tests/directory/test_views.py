"""The search page: what is understood, grouped, filtered, refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from network.services.models import Area, Mode
from tests.world import World


@pytest.fixture
def town(world: World) -> World:
    """One service of each kind around the host community."""
    world.add_service("Кабінет психолога", at=[world.add_location(world.host)], languages=["uk"])
    world.add_service("Психолог у Павлограді", at=[world.add_location(world.other_host)])
    world.add_service("Розмова з психологом онлайн", mode=Mode.ONLINE, area=Area.UKRAINE)
    travelling = world.add_service("Бригада з психологом", mode=Mode.MOBILE, origins=[world.home])
    world.add_team("Бригада підтримки", [travelling], world.host, world.day + timedelta(days=1))
    world.finish()
    return world


def body(client: FlaskClient, path: str, status: int = 200, **query: str) -> str:
    response = client.get(path, query_string=query)
    assert response.status_code == status, response.get_data(as_text=True)
    return response.get_data(as_text=True)


def test_need_and_place_in_one_text(client: FlaskClient, town: World) -> None:
    page = body(client, "/services", q="психолог Царичанка")
    order = [
        "Кабінет психолога",
        "Бригада з психологом",
        "Розмова з психологом онлайн",
        "Психолог у Павлограді",
    ]
    assert [page.index(name) for name in order] == sorted(page.index(name) for name in order)
    assert "4 послуги: психолог, Царичанка" in page
    assert "111 км" in page


def test_english_mirrors(client: FlaskClient, town: World) -> None:
    page = body(client, "/en/services", q="psychologist Tsarychanka")
    assert '<html lang="en">' in page
    assert "4 services: psychologist, Tsarychanka" in page
    assert 'href="/en/services/' in page


@pytest.mark.parametrize("name", ["Димитров", "димитров", "Dymytrov", "Мирноград", "Myrnohrad"])
def test_home_community_under_any_name_finds_its_team(client: FlaskClient, town: World, name: str) -> None:
    page = body(client, "/services", q=name)
    assert "Бригада з психологом" in page
    assert "Кабінет психолога" not in page


def test_former_name_is_said(client: FlaskClient, town: World) -> None:
    assert "Димитров тепер – Мирноград" in body(client, "/services", q="Димитров")


@pytest.mark.parametrize(
    "place", ["tsarychanska", "Царичанка", "царичанка", "UA12020310000017431", "tsarychanka"]
)
def test_place_by_slug_name_or_code(client: FlaskClient, town: World, place: str) -> None:
    assert "Кабінет психолога" in body(client, "/services", place=place)


def test_filters_are_listed_and_removable(client: FlaskClient, town: World) -> None:
    page = body(client, "/services", place="tsarychanska", mode="site", language="uk", age="30")
    assert "Прибрати: Царичанська громада" in page
    assert "Прибрати: На місці" in page
    assert 'href="/services?place=tsarychanska&amp;age=30&amp;language=uk"' in page


def test_position_is_rounded(client: FlaskClient, town: World) -> None:
    page = body(client, "/services", lat="48.940123", lon="34.480987", within="20")
    assert "48.94" in page
    assert "48.940123" not in page.split("<main")[1]
    assert "Кабінет психолога" in page
    assert "Психолог у Павлограді" not in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("age", "NaN"), ("age", "-1"), ("age", "121"), ("age", "1e400"), ("mode", "teleport"), ("language", "xx"),
        ("open", "2"), ("within", "7"), ("lat", "nan"), ("lat", "inf"), ("lon", "abc"), ("page", "0"), ("page", "-3"),
        ("page", "99999999999999999999"), ("topic", "nothing"), ("place", "Варшава"), ("from", "UA99999999999999999"),
        ("place", "%00"), ("topic", "'\"><script>"),
    ],
)  # fmt: skip
def test_bad_input_is_refused_beside_the_field_and_kept(
    client: FlaskClient, town: World, field: str, value: str
) -> None:
    page = body(
        client,
        "/services",
        400,
        **({"lon": "34.5"} if field == "lat" else {}) | {field: value, "q": "психолог"},
    )
    assert 'class="error"' in page
    assert 'value="психолог"' in page
    assert "<script>" not in page.replace("<script src", "")


def test_words_of_a_query_language_are_only_words(client: FlaskClient, town: World) -> None:
    for text in [
        '"',
        "'",
        "* OR *",
        "NEAR(",
        "a AND",
        "(((",
        "психолог:*",
        "\\",
        "%",
        "_",
        "&|!",
        "\x00",
        "-",
    ]:
        body(client, "/services", q=text)
        body(client, "/organizations", q=text)


def test_long_text_is_cut_and_said(client: FlaskClient, town: World) -> None:
    page = body(client, "/services", q="психолог " * 2000)
    assert "Текст задовгий" in page


def test_page_after_the_last_is_not_found(client: FlaskClient, town: World) -> None:
    assert "Такої сторінки немає" in body(client, "/services", 404, page="50")


def test_nothing_found_gives_next_steps(client: FlaskClient, town: World) -> None:
    page = body(client, "/services", q="трактористка")
    assert "Нічого не знайшли: трактористка" in page
    assert "Це не означає, що цього не існує" in page
    assert "/services?mode=online" in page


def test_village_called_like_a_need_stays_a_need(client: FlaskClient, town: World) -> None:
    town.add_service(
        "Гурток",
        "identity-and-culture",
        at=[town.add_location(town.host)],
        summary_uk="Культура рідного краю",
    )
    town.finish()
    assert "Гурток" in body(client, "/services", q="культура")


def test_topic_page_offers_places(client: FlaskClient, town: World) -> None:
    page = body(client, "/topics/psychologist")
    assert 'href="/topics/psychologist?place=tsarychanska"' in page
    assert "Дивіться також" in page
    body(client, "/topics/nothing", 404)


def test_map_list_and_data_say_the_same(client: FlaskClient, town: World) -> None:
    page = body(client, "/map")
    data = client.get("/map/communities.geojson").get_json()
    counts = {f["properties"]["name"]: f["properties"]["count"] for f in data["features"]}
    assert counts == {"Царичанська громада": 2, "Павлоградська громада": 1}
    names = [f["properties"]["name"] for f in data["features"]]
    assert names == ["Царичанська громада", "Павлоградська громада"]
    assert page.index(">Царичанка</a>") < page.index(">Павлоград</a>")
    assert "2 громади, 3 послуги" in page


def test_layers_of_the_map_keep_the_filters(client: FlaskClient, town: World) -> None:
    sites = client.get("/map/sites.geojson?mode=site").get_json()
    assert {f["properties"]["name"] for f in sites["features"]} == {
        "Царичанська громада",
        "Павлоградська громада",
    }
    stops = client.get("/map/stops.geojson").get_json()
    assert [f["properties"]["count"] for f in stops["features"]] == [1]
    assert client.get("/map/sites.geojson?age=NaN").status_code == 400
    assert client.get("/map/other.geojson").status_code == 404
