"""Numbered pages: which page of how many, and the addresses of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from network.core.errors import NotFound

Item = TypeVar("Item")
PAGE_SIZE = 10
LAST_PAGE = 100_000


@dataclass(frozen=True)
class Page(Generic[Item]):
    """One page of a list; `number` begins at 1, `total` counts all items of the list."""

    items: Sequence[Item]
    total: int
    number: int = 1
    size: int = PAGE_SIZE

    @property
    def last(self) -> int:
        """The number of the last page; an empty list has one page."""
        return max(1, -(-self.total // self.size))

    @property
    def has_previous(self) -> bool:
        """Whether there is a page before."""
        return self.number > 1

    @property
    def has_next(self) -> bool:
        """Whether there is a page after."""
        return self.number < self.last


def offset_of(number: int, size: int = PAGE_SIZE) -> int:
    """How many items stand before this page."""
    return (number - 1) * size


def check_page(number: int, total: int, size: int = PAGE_SIZE) -> None:
    """Raise NotFound for a page after the last."""
    if number > max(1, -(-total // size)):
        raise NotFound(f"page {number} of {total} items")
