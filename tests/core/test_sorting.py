"""The order of the Ukrainian alphabet."""

from __future__ import annotations

from network.core.sorting import ALPHABET, ukrainian_key


def test_alphabet_sorts_as_itself() -> None:
    assert sorted(ALPHABET, key=ukrainian_key) == list(ALPHABET)


def test_towns_stand_as_in_a_ukrainian_list() -> None:
    towns = [
        "Ямпіль",
        "Івано-Франківськ",
        "Бердичів",
        "Ірпінь",
        "Ізюм",
        "Ґанок",
        "Гадяч",
        "Київ",
        "Їжаківка",
        "Йосипівка",
    ]
    assert sorted(towns, key=ukrainian_key) == [
        "Бердичів", "Гадяч", "Ґанок", "Івано-Франківськ", "Ізюм", "Ірпінь", "Їжаківка", "Йосипівка", "Київ", "Ямпіль",
    ]  # fmt: skip


def test_apostrophes_and_quotes_do_not_count() -> None:
    assert ukrainian_key("«Сім’я»") == ukrainian_key("сімя")
