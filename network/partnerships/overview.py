"""Reading all public partnerships at once: how many in which state, and who works with whom in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from network.partnerships.models import Partnership, PartnershipState
from network.partnerships.queries import PartnershipFilter, conditions, living_first, with_parties
from network.partnerships.states import is_in, is_living, is_public
from network.partnerships.ties import MOST_DRAWN, Circle, make_circle


@dataclass(frozen=True)
class Counts:
    """How many there are: in force (`soon` of them end within 60 days), and over."""

    living: int
    soon: int
    over: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.living + self.over


def count_public(session: Session, criteria: PartnershipFilter, today: date) -> Counts:
    """The numbers of the list with these filters, in one statement."""
    total, living, soon = session.execute(
        select(
            func.count(),
            _count(is_living(today)),
            _count(is_in(PartnershipState.EXPIRES_SOON, today)),
        )
        .select_from(Partnership)
        .where(is_public(), *conditions(criteria, today))
    ).one()
    return Counts(living=living, soon=soon, over=total - living)


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def find_circle(
    session: Session, criteria: PartnershipFilter, today: date, most: int = MOST_DRAWN
) -> tuple[Circle, int]:
    """Who works with whom in public partnerships of this filter, and in how many; without a state, in those in force."""
    chosen = criteria if criteria.state else replace(criteria, is_living=True)
    where = [is_public(), *conditions(chosen, today)]
    found = session.scalars(
        select(Partnership).where(*where).options(*with_parties()).order_by(*living_first(today))
    ).all()
    return make_circle(found, most), len(found)
