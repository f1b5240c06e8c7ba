"""What rows of generated records are made of: the world they refer to, names, texts, days."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from random import Random
from typing import Any

from benchmarks.words import Pair
from network.core.text import slugify
from network.core.words import sort_keys

Row = dict[str, Any]
Rows = dict[str, list[Row]]
Progress = Callable[[int], object]


@dataclass(frozen=True)
class Community:
    """A community that records can stand in."""

    id: int
    oblast_id: int
    name: Pair
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Kind:
    """A category of services: its id, name in both languages, and whether it is for children."""

    id: int
    name: Pair
    is_for_children: bool


@dataclass
class World:
    """What records refer to, the day they are reckoned from, and the numbers of the next ones.

    `weights` say how often a host is chosen.
    """

    hosts: Sequence[Community]
    weights: Sequence[float]
    homes: Sequence[Community]
    categories: Sequence[Kind]
    day: date
    next_ids: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._accumulated = list(accumulate(self.weights))
        self.moment = datetime(self.day.year, self.day.month, self.day.day, 9, tzinfo=UTC)

    def new_id(self, table: str) -> int:
        """The next free id of a table."""
        number = self.next_ids.get(table, 1)
        self.next_ids[table] = number + 1
        return number

    def host(self, random: Random) -> Community:
        """A community where people are helped."""
        return random.choices(self.hosts, cum_weights=self._accumulated)[0]


def pick(random: Random, shares: Mapping[Any, int]) -> Any:
    """One of them, as often as its share says."""
    return random.choices(list(shares), weights=list(shares.values()))[0]


def joined(random: Random, *lists: Sequence[Pair], between: str = " ") -> Pair:
    """One of each list, in both languages."""
    chosen = [random.choice(pairs) for pairs in lists]
    return between.join(pair[0] for pair in chosen), between.join(pair[1] for pair in chosen)


slug = lru_cache(maxsize=10_000)(slugify)
_keys = lru_cache(maxsize=10_000)(sort_keys)
"""Names are made of few words, so most of them come again."""


def names(name: Pair) -> Row:
    """The columns of a name."""
    sort_uk, sort_en = _keys(*name)
    return {"name_uk": name[0], "name_en": name[1], "sort_uk": sort_uk, "sort_en": sort_en}


def two(key: str, text: Pair) -> Row:
    """The columns of a text in both languages."""
    return {f"{key}_uk": text[0], f"{key}_en": text[1]}


def fresh(world: World, random: Random) -> Row:
    """When it was entered and last confirmed: one record in fifty too long ago for lists."""
    entered = world.day - timedelta(days=random.randrange(30, 400))
    confirmed = world.day - timedelta(days=random.randrange(150) if random.random() < 0.98 else 300)
    return {"is_example": True, "entered_on": min(entered, confirmed), "confirmed_on": confirmed}
