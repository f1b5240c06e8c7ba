"""Places inside a sentence: the cases of all communities and oblasts, and the preposition that is easy to say."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from flask import Flask

from network.core.i18n import in_language
from network.places.cases import from_words, in_words, to_words
from network.places.models import Place, PlaceLevel
from network.places.tables import TABLES

CITY = "місто зі спеціальним статусом"


def place(name: str, name_en: str = "", level: PlaceLevel = PlaceLevel.COMMUNITY, kind: str = "") -> Place:
    return Place(level=level, name_uk=name, name_en=name_en, kind=kind)


def rows(name: str) -> list[dict[str, str]]:
    with Path(TABLES, name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "Мирноградська",
            ("з Мирноградської громади", "до Мирноградської громади", "у Мирноградській громаді"),
        ),
        ("Олександрівська", ("з Олександрівської громади", None, "в Олександрівській громаді")),
        ("Царичанська", ("із Царичанської громади", "до Царичанської громади", "у Царичанській громаді")),
        ("Святогірська", ("зі Святогірської громади", None, "у Святогірській громаді")),
        ("Львівська", ("зі Львівської громади", None, "у Львівській громаді")),
        ("Вишнева", ("з Вишневої громади", None, "у Вишневій громаді")),
        ("Асканія-Нова", ("з Асканії-Нової громади", None, "в Асканії-Новій громаді")),
    ],
)
def test_a_community_in_a_sentence(name: str, said: tuple[str, str | None, str]) -> None:
    with in_language("uk"):
        spoken = from_words(place(name)), to_words(place(name)), in_words(place(name))
    assert all(words in (None, heard) for words, heard in zip(said, spoken, strict=True)), spoken


def test_oblasts_and_kyiv() -> None:
    oblast, city = PlaceLevel.OBLAST, place("Київ", "Kyiv", kind=CITY)
    with in_language("uk"):
        assert from_words(place("Донецька", level=oblast, kind="область")) == "з Донецької області"
        assert in_words(place("Донецька", level=oblast, kind="область")) == "у Донецькій області"
        assert (from_words(city), to_words(city), in_words(city)) == ("з Києва", "до Києва", "у Києві")


def test_in_english_the_name_stands_as_it_is() -> None:
    with in_language("en"):
        assert from_words(place("Мирноградська", "Myrnohradska")) == "from Myrnohradska community"
        assert in_words(place("Мирноградська")) == "у Мирноградській громаді", (
            "no English name: the Ukrainian"
        )


def test_every_community_and_oblast_of_the_tables_is_inflected(app: Flask) -> None:
    places = [place(row["name_uk"], kind=row["kind"]) for row in rows("communities.csv")]
    places += [
        place(
            row["name_uk"],
            level=PlaceLevel.OBLAST,
            kind="область" if row["name_uk"].endswith("ька") else CITY,
        )
        for row in rows("oblasts.csv")
    ]
    said = re.compile(
        r"(з|із|зі) \S+ої (громади|області)|з Києва|із Севастополя|з Автономної Республіки Крим"
    )
    with in_language("uk"):
        wrong = [each.name_uk for each in places if not said.fullmatch(from_words(each))]
    assert len(places) > 1_400
    assert wrong == []
