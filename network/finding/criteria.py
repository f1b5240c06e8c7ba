"""The words in which finding is asked and answered: criteria, groups, what was found, what was counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from network.core.pagination import Page
from network.services.models import Service
from network.services.queries import ServiceFilter


class Group(IntEnum):
    """How a service reaches the reader, in the order of the list."""

    HERE = 0
    TEAM = 1
    REMOTE = 2
    NEAR = 3


@dataclass(frozen=True)
class Criteria:
    """What was asked. `words` are normalized; `distances` maps community ids to km from the chosen community or the reader.

    With `community_id` or `oblast_id` the list is grouped around that place; with `within_km` only what is that near stays.
    """

    filter: ServiceFilter = field(default_factory=ServiceFilter)
    words: tuple[str, ...] = ()
    community_id: int | None = None
    oblast_id: int | None = None
    distances: Mapping[int, float] | None = None
    within_km: int | None = None
    open_at: datetime | None = None

    @property
    def has_place(self) -> bool:
        """Whether the list is grouped around a place."""
        return self.community_id is not None or self.oblast_id is not None or self.distances is not None

    @property
    def is_narrow(self) -> bool:
        """Whether something is asked of the services themselves."""
        return bool(self.words) or self.open_at is not None or self.filter != ServiceFilter()


@dataclass(frozen=True)
class Found:
    """A service, how it reaches the reader and how far it is (km; None without a place)."""

    service: Service
    group: Group
    km: float | None


@dataclass(frozen=True)
class Results:
    """A page of what was found, and how many of each group there are in all."""

    page: Page[Found]
    counts: dict[Group, int]


@dataclass(frozen=True)
class Presence:
    """How many services there are in a community on a topic; of them come with a team, and have a place there."""

    community_id: int
    topic_id: int
    total: int
    with_team: int
    at_place: int
