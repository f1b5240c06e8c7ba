"""Rules for names when the tables are derived: what kind of name an alias is, and slugs that no two places share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from network.core.text import normalize, slugify
from network.places.models import NameKind
from network.places.tables import OTHER_NAMES

Row = TypeVar("Row")
LONGEST = 60
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile(r"[А-Яа-яЁёІіЇїЄєҐґ]")
_RUSSIAN_LETTERS = re.compile(r"[ёыэъ]", re.IGNORECASE)
_UKRAINIAN_LETTERS = re.compile(r"[іїєґ’']", re.IGNORECASE)
_RUSSIAN_ENDINGS = re.compile(r"(ск|цк|ое|ая|ево|ово|ья|ье)$")


def sort_aliases(
    aliases: Iterable[str], renamed: Sequence[str], own: Iterable[str]
) -> dict[NameKind, list[str]]:
    """The aliases by kind, each once and none that is one of the place's own names; `renamed` are known former names.

    The source gives the Latin form of old official Ukrainian names too: an alias with such a pair is a former name.
    """
    given = [alias.strip() for alias in [*renamed, *aliases] if alias.strip()]
    latin = {slugify(alias) for alias in given if _LATIN.search(alias)}
    seen = {normalize(name) for name in own}
    found: dict[NameKind, list[str]] = {kind: [] for kind in OTHER_NAMES}
    for alias in given:
        kind = _kind_of(alias, is_renamed=alias in renamed, has_latin=slugify(alias) in latin)
        if kind is not None and normalize(alias) not in seen and len(alias) <= LONGEST:
            seen.add(normalize(alias))
            found[kind].append(alias)
    return found


def _kind_of(alias: str, *, is_renamed: bool, has_latin: bool) -> NameKind | None:
    """Letters and endings decide; a name in another script than the two is left out."""
    if _LATIN.search(alias):
        return NameKind.LATIN
    if not _CYRILLIC.search(alias):
        return None
    if is_renamed:
        return NameKind.FORMER
    if _RUSSIAN_LETTERS.search(alias) or (
        _RUSSIAN_ENDINGS.search(alias) and not _UKRAINIAN_LETTERS.search(alias)
    ):
        return NameKind.RUSSIAN
    return NameKind.FORMER if has_latin else NameKind.ALTERNATIVE


def choose_slugs(rows: Sequence[Row], *forms: Callable[[Row], Sequence[str]]) -> list[str]:
    """For each row the slug of its first form (parts of a name) that no other row shares in that form or has taken."""
    written = [[slugify(" ".join(form(row)), 80) for row in rows] for form in forms]
    counts = [Counter(slugs) for slugs in written]
    taken: set[str] = set()
    chosen = []
    for number, row in enumerate(rows):
        free = (
            slugs[number] for slugs, count in zip(written, counts, strict=True) if count[slugs[number]] == 1
        )
        slug = next((slug for slug in free if slug not in taken), None)
        if slug is None:
            raise ValueError(f"no form of a slug is unique: {row}")
        taken.add(slug)
        chosen.append(slug)
    return chosen
