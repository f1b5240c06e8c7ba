"""Text brought to one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.core.text import APOSTROPHES, clean, normalize, shorten, slugify, transliterate, words_of


@pytest.mark.parametrize("apostrophe", list(APOSTROPHES))
def test_every_apostrophe_is_the_same(apostrophe: str) -> None:
    assert normalize(f"Кам{apostrophe}янка-Бузька") == "камянка бузька"


def test_letters_that_people_mix_are_folded() -> None:
    assert normalize("Ґанок ЁЛКА") == "ганок елка"


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Царичанка", "tsarychanka"),
        ("Згурівка", "zghurivka"),
        ("Єнакієве", "yenakiieve"),
        ("Щастя", "shchastia"),
        ("Юр’ївка", "yurivka"),
        ("Йосипівка", "yosypivka"),
    ],
)
def test_transliteration_follows_the_resolution(name: str, latin: str) -> None:
    assert transliterate(name) == latin


def test_slug_is_latin_and_short() -> None:
    assert slugify("Простір «Веселка», м. Павлоград") == "prostir-veselka-m-pavlohrad"
    assert slugify("…") == ""


@given(st.text())
def test_cleaning_leaves_no_control_characters(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == cleaned.strip()
    assert not any(ord(letter) < 32 or letter in "\x7f\u202e\u200b" for letter in cleaned)


@given(st.text())
def test_words_are_letters_and_digits_only(text: str) -> None:
    words = words_of(text)
    assert len(words) <= 12
    assert all(word and not set(word) & set("\"'*:()|&!-^") for word in words)


@given(st.text())
def test_normal_form_is_normal(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Мало місця", "Мало місця"),
        ("Мало\nмісця", "Мало місця"),
        ("Дітям ніде гратися, і батьки не мають часу", "Дітям ніде гратися…"),
        ("Абвгдежзиклмнопрстуфхцч", "Абвгдежзиклмнопрсту…"),
    ],
)
def test_a_long_text_is_cut_between_words(text: str, short: str) -> None:
    assert shorten(text, 20) == short
    assert len(shorten(text, 20)) <= 20
