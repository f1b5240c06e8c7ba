"""The moves that a composed page tells: what came to a community, what left one and where it goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.orm import Session

from network.places.models import Place
from network.relocations.continuing import continuation_of
from network.relocations.models import Relocation
from network.relocations.queries import find_from, find_into
from network.relocations.telling import Going, going_on

SHOWN = 12
"""So many moves stand on the page of a community; the list of moves has the others."""


@dataclass(frozen=True)
class Step:
    """A move and where what moved works now; None where no service moved, or it goes nowhere on."""

    move: Relocation
    going: Going | None


@dataclass(frozen=True)
class Arrivals:
    """What came to a community: moves by the place that they came from, and how many there are in all."""

    by_origin: Sequence[tuple[Place, Sequence[Step]]]
    total: int

    @property
    def has_more(self) -> bool:
        """Whether the page leaves some of them to the list."""
        return self.total > SHOWN


def find_arrivals(session: Session, community_id: int) -> Arrivals:
    """What came to this community and is there, grouped by home community in the order of the latest move."""
    found = find_into(session, community_id)
    steps = _steps(session, found[:SHOWN])
    order = {step.move.origin_id: place for place, step in reversed(list(enumerate(steps)))}
    steps.sort(key=lambda step: order[step.move.origin_id])
    groups = [list(group) for _key, group in groupby(steps, key=lambda step: step.move.origin_id)]
    return Arrivals([(group[0].move.origin, group) for group in groups], len(found))


def find_departures(session: Session, community_id: int) -> Sequence[Step]:
    """What left this community, each with where it works now."""
    return _steps(session, find_from(session, community_id))


def _steps(session: Session, moves: Sequence[Relocation]) -> list[Step]:
    found = continuation_of(session, [move.service_id for move in moves if move.service_id is not None])
    return [
        Step(move, going_on(found[move.service_id]) if move.service_id in found else None) for move in moves
    ]
