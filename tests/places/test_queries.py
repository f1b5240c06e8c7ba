"""Finding places by slug, by any name, in order and by distance."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from network.core.errors import NotFound
from network.places import queries
from network.places.models import NameKind, PlaceLevel
from network.places.operations import load_places

COMMUNITY = PlaceLevel.COMMUNITY


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    """The statements that run inside."""
    seen: list[str] = []
    engine = session.get_bind().engine

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    ("old", "slug"),
    [
        ("tsarychanka", "tsarychanska"),
        ("myrnohrad", "myrnohradska"),
        ("dymytrov", "myrnohradska"),
        ("samar", "novomoskovska"),
        ("novomoskovsk", "novomoskovska"),
        ("pokrovsk", "pokrovska-pokrovskyi"),
        ("krasnoarmiisk", "pokrovska-pokrovskyi"),
        ("krasnoarmeisk", "pokrovska-pokrovskyi"),
        ("tsarychanska", None),
        ("pokrovska", None),
        ("nowhere", None),
    ],
)
def test_other_names_redirect_where_they_mean_one_place(gazetteer: Session, old: str, slug: str | None):
    assert queries.get_redirect(gazetteer, COMMUNITY, old) == slug


def test_an_unknown_slug_or_another_level_is_not_found(gazetteer: Session):
    assert queries.get_place(gazetteer, PlaceLevel.OBLAST, "donetsk").name_uk == "Донецька"
    with pytest.raises(NotFound):
        queries.get_community(gazetteer, "donetsk")
    with pytest.raises(NotFound):
        queries.get_community(gazetteer, "")


@pytest.mark.parametrize(
    ("text", "slug", "kind"),
    [
        ("Царичанка", "tsarychanska", NameKind.CENTRE),
        ("царичанська ГРОМАДА", "tsarychanska", NameKind.CURRENT),
        ("Tsarychanka", "tsarychanska", NameKind.LATIN),
        ("Димитров", "myrnohradska", NameKind.FORMER),
        ("м. Мирноград", "myrnohradska", NameKind.CENTRE),
        ("Красноармійськ", "pokrovska-pokrovskyi", NameKind.FORMER),
        ("красноармейск", "pokrovska-pokrovskyi", NameKind.RUSSIAN),
        ("Новомосковськ", "novomoskovska", NameKind.FORMER),
        ("Артемовск", "bakhmutska", NameKind.RUSSIAN),
        ("слов'янськ", "slovianska-kramatorskyi", NameKind.CENTRE),
        ("Словʼянськ", "slovianska-kramatorskyi", NameKind.CENTRE),
    ],
)
def test_a_community_is_found_by_any_of_its_names(gazetteer: Session, text: str, slug: str, kind: NameKind):
    match = queries.find_by_name(gazetteer, text)[0]
    assert (match.place.level, match.place.slug, match.kind) == (COMMUNITY, slug, kind)


def test_a_shared_name_gives_all_its_places(gazetteer: Session):
    found = queries.find_by_name(gazetteer, "Покровська", (COMMUNITY,))
    assert {match.place.slug for match in found} >= {"pokrovska-pokrovskyi", "pokrovska-synelnykivskyi"}


def test_words_beside_the_name_choose_the_level(gazetteer: Session):
    assert queries.find_by_name(gazetteer, "Донецька")[0].place.level == COMMUNITY
    assert [match.place.slug for match in queries.find_by_name(gazetteer, "Донецька область")] == ["donetsk"]
    assert [match.place.slug for match in queries.find_by_name(gazetteer, "Донеччина")] == ["donetsk"]
    assert [match.place.level for match in queries.find_by_name(gazetteer, "Покровський район")] == [
        PlaceLevel.RAION
    ]


def test_many_names_are_read_in_one_statement(gazetteer: Session):
    with statements(gazetteer) as seen:
        found = queries.find_by_names(gazetteer, ["психолог", "мирноград", "донецька область", ""])
        places = [
            match.place.where
            for matches in found.values()
            for match in matches
            if match.place.level == "oblast"
        ]
    assert len([statement for statement in seen if statement.startswith("SELECT")]) == 1
    assert places == [""]
    assert {text: len(matches) for text, matches in found.items()} == {
        "психолог": 0,
        "мирноград": 2,
        "донецька область": 1,
        "": 0,
    }


def test_no_names_ask_nothing(gazetteer: Session):
    with statements(gazetteer) as seen:
        assert queries.find_by_names(gazetteer, []) == {}
    assert seen == []


def test_names_of_a_place_come_by_kind(gazetteer: Session):
    place = queries.get_community(gazetteer, "myrnohradska")
    names = queries.find_names(gazetteer, place.id)
    assert [(name.name, name.kind) for name in names[:2]] == [
        ("Мирноградська", "current"),
        ("Мирноград", "centre"),
    ]
    assert "Димитров" in {name.name for name in names if name.kind == NameKind.FORMER}


def test_communities_stand_in_ukrainian_order_of_their_centres(gazetteer: Session):
    oblast = queries.get_place(gazetteer, PlaceLevel.OBLAST, "donetsk")
    centres = [place.centre_uk for place in queries.find_communities(gazetteer, oblast.id)]
    assert len(centres) == 66
    assert centres[:3] == ["Авдіївка", "Амвросіївка", "Андріївка"]
    assert centres.index("Єнакієве") < centres.index("Жданівка") < centres.index("Званівка")
    assert centres.index("Званівка") < centres.index("Іловайськ") < centres.index("Кальміуське")
    assert centres.index("Часів Яр") < centres.index("Шахтарськ")


def test_oblasts_are_27_in_order_with_crimea_and_sevastopol(gazetteer: Session):
    names = [place.name_uk for place in queries.find_oblasts(gazetteer)]
    assert len(names) == 27
    assert names[:2] == ["Автономна Республіка Крим", "Вінницька"]
    assert "Севастополь" in names
    assert names.index("Житомирська") < names.index("Закарпатська") < names.index("Івано-Франківська")


def test_lists_cost_one_statement_with_all_that_they_show(gazetteer: Session, app):
    gazetteer.expunge_all()
    with app.app_context(), statements(gazetteer) as seen:
        shown = [(place.title, place.short, place.where) for place in queries.find_communities(gazetteer)]
    assert len(shown) > 100
    assert len([statement for statement in seen if statement.startswith("SELECT")]) == 1


def test_settlements_of_a_community_may_have_no_point(gazetteer: Session):
    community = queries.get_community(gazetteer, "pokrovska-pokrovskyi")
    settlements = queries.find_settlements(gazetteer, community.id)
    assert "Покровськ" in {place.name_uk for place in settlements}
    assert {place.latitude is None for place in settlements} == {True, False}


def test_places_are_found_by_code_and_by_id(gazetteer: Session):
    found = queries.find_by_codes(gazetteer, ["UA12020310000017431", "UA00000000000000000"])
    assert {code: place.slug for code, place in found.items()} == {"UA12020310000017431": "tsarychanska"}
    place = found["UA12020310000017431"]
    assert queries.find_by_ids(gazetteer, [place.id, -1]) == {place.id: place}


def test_distances_are_in_km_and_nearest_first(gazetteer: Session):
    start = queries.get_community(gazetteer, "tsarychanska")
    assert start.latitude is not None and start.longitude is not None
    distances = queries.distances_from(gazetteer, start.latitude, start.longitude)
    assert next(iter(distances.items())) == (start.id, pytest.approx(0, abs=0.01))
    assert list(distances.values()) == sorted(distances.values())
    dnipro = queries.get_community(gazetteer, "dniprovska")
    assert distances[dnipro.id] == pytest.approx(65, abs=3)
    near = queries.distances_from(gazetteer, start.latitude, start.longitude, within_km=20)
    assert near == {key: km for key, km in distances.items() if km <= 20}
    assert 1 < len(near) < 20


def test_distances_follow_what_the_database_holds(session: Session, small_tables):
    assert queries.distances_from(session, 48.9, 34.5) == {}
    assert queries.nearest_community(session, 48.9, 34.5) is None
    load_places(session=session, folder=small_tables)
    assert len(queries.distances_from(session, 48.9, 34.5)) == 153


def test_neighbours_are_the_nearest_others(gazetteer: Session):
    start = queries.get_community(gazetteer, "tsarychanska")
    neighbours = queries.find_neighbours(gazetteer, start, limit=3)
    assert neighbours[0].place.slug == "kytaihorodska-dniprovskyi"
    assert [neighbour.km for neighbour in neighbours] == sorted(neighbour.km for neighbour in neighbours)
    assert start.id not in {neighbour.place.id for neighbour in neighbours}
    village = next(
        place
        for place in queries.find_settlements(
            gazetteer, queries.get_community(gazetteer, "pokrovska-pokrovskyi").id
        )
        if place.latitude is None
    )
    assert queries.find_neighbours(gazetteer, village) == []


def test_the_nearest_community_of_a_point(gazetteer: Session):
    nearest = queries.nearest_community(gazetteer, 48.31, 37.26)
    assert nearest is not None
    assert (nearest.place.slug, nearest.km < 1) == ("myrnohradska", True)
