"""What a person meant: which words of the text name a place, and which place a filter names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.core.errors import NotFound
from network.core.text import normalize, words_of
from network.mobile_teams.queries import host_communities
from network.places import queries as places
from network.places.models import NameKind, Place, PlaceLevel
from network.places.queries import PlaceMatch
from network.search.queries import is_word
from network.services.documents import KIND as SERVICES

LONGEST_NAME = 4
OTHERS_SHOWN = 6
LEVELS = (PlaceLevel.COMMUNITY, PlaceLevel.OBLAST, PlaceLevel.SETTLEMENT)
SMALL_WORDS = frozenset(
    [
        "у",
        "в",
        "во",
        "на",
        "з",
        "із",
        "зі",
        "с",
        "со",
        "до",
        "по",
        "і",
        "й",
        "та",
        "и",
        "а",
        "або",
        "для",
        "від",
        "про",
        "біля",
        "при",
        "the",
        "a",
        "in",
        "at",
        "of",
        "for",
        "from",
        "near",
        "to",
        "and",
    ]
)
CODE = re.compile(r"UA\d{17}")
FORMER = frozenset({NameKind.FORMER})


@dataclass(frozen=True)
class NamedPlace:
    """A community or an oblast that was named, the name if it is not its present one, and other places of the same name."""

    place: Place
    former_name: str = ""
    other_name: str = ""
    settlement: Place | None = None
    others: tuple[Place, ...] = ()
    is_host: bool = False


@dataclass(frozen=True)
class Understood:
    """The words that say what is needed, and the place that was named, if any."""

    words: tuple[str, ...]
    named: NamedPlace | None = None


def understand(session: Session, text: str, today: date) -> Understood:
    """Take the longest run of words that names a place out of the text; the rest says what is needed.

    A single word that services use («культура», «нове») stays a word, though a village somewhere is called so.
    """
    words = words_of(text)
    runs = [
        (start, end)
        for length in range(LONGEST_NAME, 0, -1)
        for start in range(len(words) - length + 1)
        for end in (start + length,)
    ]
    matches = places.find_by_names(session, {" ".join(words[a:b]) for a, b in runs}, LEVELS) if words else {}
    for start, end in runs:
        run = words[start:end]
        found = matches.get(" ".join(run), [])
        if not found or all(word in SMALL_WORDS for word in run):
            continue
        named = choose(session, found, today)
        if (
            len(run) == 1
            and not named.is_host
            and found[0].kind != NameKind.CENTRE
            and is_word(session, SERVICES, run[0])
        ):
            continue
        return Understood(_needs(words[:start] + words[end:]), named)
    return Understood(_needs(words))


def _needs(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in SMALL_WORDS)


def name_place(session: Session, text: str, today: date) -> NamedPlace:
    """The place that a filter names by slug, code or any name; raises NotFound."""
    if CODE.fullmatch(text.upper()):
        found = places.find_by_codes(session, [text.upper()])
        if found:
            return _single(session, next(iter(found.values())), today)
    for level in (PlaceLevel.COMMUNITY, PlaceLevel.OBLAST):
        slug = text if text.isascii() else ""
        slug = slug and (places.get_redirect(session, level, slug.lower()) or slug.lower())
        try:
            return _single(session, places.get_place(session, level, slug), today)
        except NotFound:
            continue
    matches = places.find_by_names(session, [normalize(text)], LEVELS)[normalize(text)]
    if not matches:
        raise NotFound(text)
    return choose(session, matches, today)


def _single(session: Session, place: Place, today: date) -> NamedPlace:
    return NamedPlace(place, is_host=place.id in _hosts(session, [place.id], today))


def _hosts(session: Session, ids: Sequence[int], today: date) -> set[int]:
    hosts = host_communities(today).subquery()
    return set(session.scalars(select(hosts.c.community_id).where(hosts.c.community_id.in_(ids))))


def choose(session: Session, matches: Sequence[PlaceMatch], today: date) -> NamedPlace:
    """Of several places of one name: a community before a village, a present name before a former one, then where help is."""
    by_place = {_upper_id(match): match for match in reversed(matches)}
    hosts = _hosts(session, list(by_place), today)
    ranked = sorted(
        reversed(by_place),
        key=lambda key: (
            by_place[key].place.level == PlaceLevel.SETTLEMENT,
            by_place[key].kind in FORMER,
            key not in hosts,
            matches.index(by_place[key]),
        ),
    )
    loaded = places.find_by_ids(session, ranked[: OTHERS_SHOWN + 1])
    place, best = loaded[ranked[0]], by_place[ranked[0]]
    is_village = best.place.level == PlaceLevel.SETTLEMENT and best.place.short != place.short
    return NamedPlace(
        place=place,
        former_name=best.name if best.kind in FORMER else "",
        other_name="" if is_village or best.kind in FORMER or _is_present(place, best.name) else best.name,
        settlement=best.place if is_village else None,
        others=tuple(loaded[key] for key in ranked[1 : OTHERS_SHOWN + 1]),
        is_host=place.id in hosts,
    )


def _is_present(place: Place, name: str) -> bool:
    """Whether a name is one that pages show, in either language."""
    present = (place.name_uk, place.name_en, place.centre_uk, place.centre_en, place.title)
    return normalize(name) in {normalize(shown) for shown in present}


def _upper_id(match: PlaceMatch) -> int:
    """The community of a settlement; any other place itself."""
    return match.place.community_id or match.place.id
