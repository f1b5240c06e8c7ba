"""A community or an oblast in the case that a sentence needs: «з Мирноградської громади», «у Царичанській громаді»."""

from __future__ import annotations

import re

from network.core.i18n import pick
from network.places.models import Place, PlaceLevel

WORDS = {
    PlaceLevel.COMMUNITY: ("громади", "громаді"),
    PlaceLevel.OBLAST: ("області", "області"),
}
"""«громада» and «область» in the genitive and in the locative."""
IRREGULAR = {
    "Київ": ("Києва", "Києві"),
    "Севастополь": ("Севастополя", "Севастополі"),
    "Автономна Республіка Крим": ("Автономної Республіки Крим", "Автономній Республіці Крим"),
    "Асканія-Нова громада": ("Асканії-Нової громади", "Асканії-Новій громаді"),
}
"""Titles that are no adjective of the usual kind beside their word."""
_HISSING = re.compile(r"[сзцжчшщ]", re.IGNORECASE)
_CROWDED = re.compile(r"[сзш][бвгґджзйклмнпрстфхцчшщ]|льв", re.IGNORECASE)
_VOWEL = re.compile(r"[аеєиіїоуюя]", re.IGNORECASE)


def from_words(place: Place) -> str:
    """«з Мирноградської громади», “from Myrnohradska community”."""
    genitive = _inflect(place)[0]
    return pick(f"{_from(genitive)} {genitive}", _in_english("from", place))


def to_words(place: Place) -> str:
    """«до Царичанської громади», “to Tsarychanska community”."""
    return pick(f"до {_inflect(place)[0]}", _in_english("to", place))


def in_words(place: Place) -> str:
    """«у Царичанській громаді», “in Tsarychanska community”."""
    locative = _inflect(place)[1]
    return pick(f"{'в' if _VOWEL.match(locative) else 'у'} {locative}", _in_english("in", place))


def _inflect(place: Place) -> tuple[str, str]:
    """Genitive and locative; names of communities and oblasts are adjectives, so their endings are always the same."""
    title = place.title_uk
    if title in IRREGULAR:
        return IRREGULAR[title]
    if place.level not in WORDS or not place.name_uk.endswith("а"):
        return title, title
    stem, (genitive, locative) = place.name_uk[:-1], WORDS[PlaceLevel(place.level)]
    return f"{stem}ої {genitive}", f"{stem}ій {locative}"


def _from(words: str) -> str:
    if _CROWDED.match(words):
        return "зі"
    return "із" if _HISSING.match(words) else "з"


def _in_english(preposition: str, place: Place) -> str:
    return place.title_en and f"{preposition} {place.title_en}"
