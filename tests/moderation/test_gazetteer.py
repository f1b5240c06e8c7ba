"""A place is understood when its own words are typed again, also where two communities of one raion share a name."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from network.core.errors import BadInput
from network.core.i18n import in_language
from network.moderation.gazetteer import read_place
from network.places.models import Place, PlaceLevel
from network.places.queries import with_ancestors


@pytest.mark.parametrize("language", ["uk", "en"])
def test_every_community_is_read_from_its_own_words(gazetteer: Session, language: str) -> None:
    communities = gazetteer.scalars(
        select(Place).where(Place.level == PlaceLevel.COMMUNITY).options(*with_ancestors())
    ).all()
    assert len(communities) > 100
    with in_language(language):
        words = [place.told_apart for place in communities]
        assert len(set(words)) == len(words)
        for place in communities:
            assert read_place(gazetteer, place.told_apart, PlaceLevel.COMMUNITY).id == place.id


def test_two_of_one_name_in_one_raion_differ_by_the_centre(gazetteer: Session) -> None:
    with in_language("uk"):
        with pytest.raises(BadInput) as refused:
            read_place(gazetteer, "Покровська громада, Нікопольський район", PlaceLevel.COMMUNITY)
        candidates = str(refused.value).partition(": ")[2].rstrip(".").split("; ")
        assert len(candidates) == 2
        found = {read_place(gazetteer, each, PlaceLevel.COMMUNITY).id for each in candidates}
        assert len(found) == 2
        assert {read_place(gazetteer, each.replace(" – ", " - "), None).id for each in candidates} == found
        with pytest.raises(BadInput):
            read_place(gazetteer, "Нідеград – Покровська громада", PlaceLevel.COMMUNITY)
