"""Rules for other names and for slugs."""

from __future__ import annotations

import pytest

from network.places.models import NameKind
from network.places.naming import choose_slugs, sort_aliases
from network.places.words import read_name

ALL = ("community", "settlement", "raion", "oblast")


def test_aliases_are_sorted_by_letters_and_by_what_the_source_says():
    aliases = ["Димитров", "Dymytrov", "Красный Лиман", "Новомосковск", "Мірнаград", "别利", "мирноград"]
    assert sort_aliases(aliases, ["Самчик"], ["Мирноград"]) == {
        NameKind.FORMER: ["Самчик", "Димитров"],
        NameKind.RUSSIAN: ["Красный Лиман", "Новомосковск"],
        NameKind.LATIN: ["Dymytrov"],
        NameKind.ALTERNATIVE: ["Мірнаград"],
    }


def test_slugs_take_only_the_parts_that_are_needed():
    rows = [
        ("Lyman", "A", "x"),
        ("Zoria", "A", "x"),
        ("Zoria", "B", "x"),
        ("Hai", "A", "x"),
        ("Hai", "A", "y"),
    ]
    forms = (lambda row: row[:1], lambda row: row[:2], lambda row: row)
    assert choose_slugs(rows, *forms) == ["lyman", "zoria-a", "zoria-b", "hai-a-x", "hai-a-y"]


def test_a_slug_that_cannot_be_unique_is_an_error():
    with pytest.raises(ValueError, match="unique"):
        choose_slugs([("Hai",), ("Hai",)], lambda row: row)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("бахмут", {"бахмут": ALL}),
        ("донецька область", {"донецька область": ALL, "донецька": ["oblast"]}),
        ("м покровськ", {"м покровськ": ALL, "покровськ": ALL}),
        ("громада", {"громада": ALL}),
    ],
)
def test_words_beside_a_name_say_its_level(text, reading):
    assert read_name(text, ALL) == reading  # type: ignore[arg-type]  # a StrEnum is its text
