"""Which oblasts a list holds, and which of them come first."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, true

from network.places.models import Place


@dataclass(frozen=True)
class Scope:
    """A coordinator's oblasts (none: the whole network); a list with `only_ours` leaves the others out."""

    ours: frozenset[int]
    only_ours: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether the coordinator looks after the whole network."""
        return not self.ours


def inside(scope: Scope) -> ColumnElement[bool]:
    """Whether the joined community of a row belongs to the list."""
    return Place.oblast_id.in_(scope.ours) if scope.only_ours and scope.ours else true()


def ours_first(scope: Scope) -> ColumnElement[int]:
    """What to order by, so that the coordinator's own oblasts come first."""
    return case((Place.oblast_id.in_(scope.ours), 0), else_=1)
