"""How a place is called on a page, in both languages."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from network.core.i18n import in_language
from network.places.models import PlaceLevel
from network.places.queries import find_by_name, get_place

CASES = [
    (PlaceLevel.COMMUNITY, "tsarychanska", "en", "Tsarychanska community", "Tsarychanka",
     "Dniprovskyi raion, Dnipropetrovsk oblast"),
    (PlaceLevel.COMMUNITY, "tsarychanska", "uk", "Царичанська громада", "Царичанка",
     "Дніпровський район, Дніпропетровська область"),
    (PlaceLevel.COMMUNITY, "kyiv", "uk", "Київ", "Київ", "місто зі спеціальним статусом"),
    (PlaceLevel.COMMUNITY, "kyiv", "en", "Kyiv", "Kyiv", "city with special status"),
    (PlaceLevel.OBLAST, "kyiv-city", "en", "Kyiv city", "Kyiv", "city with special status"),
    (PlaceLevel.OBLAST, "kyiv", "en", "Kyiv oblast", "Kyiv", ""),
    (PlaceLevel.OBLAST, "crimea", "uk", "Автономна Республіка Крим", "Автономна Республіка Крим", ""),
    (PlaceLevel.RAION, "pokrovskyi", "en", "Pokrovskyi raion", "Pokrovskyi", "Donetsk oblast"),
    (PlaceLevel.RAION, "pokrovskyi", "uk", "Покровський район", "Покровський", "Донецька область"),
    (PlaceLevel.SETTLEMENT, "myrnohrad", "uk", "Мирноград", "Мирноград",
     "Мирноградська громада, Покровський район, Донецька область"),
]  # fmt: skip


@pytest.mark.parametrize(("level", "slug", "language", "title", "short", "where"), CASES)
def test_a_place_says_what_and_where_it_is(
    gazetteer: Session, app, level, slug, language, title, short, where
):
    with app.app_context(), in_language(language):
        place = get_place(gazetteer, level, slug)
        assert (place.title, place.short, place.where) == (title, short, where)


def test_a_found_place_says_where_it_is_without_more_statements(gazetteer: Session, app):
    with app.app_context(), in_language("en"):
        assert find_by_name(gazetteer, "Myrnohrad")[0].place.where == "Pokrovskyi raion, Donetsk oblast"
