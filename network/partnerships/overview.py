"""Reading all public partnerships at once: how many in which state, and who works with whom in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import CTE, ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import Session

from network.partnerships.models import Partnership, Party
from network.partnerships.queries import PartnershipFilter, conditions, with_parties
from network.partnerships.states import SOON, is_public, is_running
from network.partnerships.ties import Circle, choose, make_circle

MOST_READ = 200
"""Partnerships that the picture is chosen from."""


@dataclass(frozen=True)
class Totals:
    """All partnerships of a filter, and all organizations in them."""

    partnerships: int
    organizations: int


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
            _count(is_running(today)),
            _count(and_(is_running(today), Partnership.valid_until <= today + SOON)),
        )
        .select_from(Partnership)
        .where(is_public(), *conditions(criteria, today))
    ).one()
    return Counts(living=living, soon=soon, over=total - living)


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def find_circle(session: Session, criteria: PartnershipFilter, today: date) -> tuple[Circle, Totals]:
    """Who works with whom in public partnerships of this filter; without a state, in those in force.

    Where there are too many for one picture, those of the organizations that have most of them.
    """
    where = [is_public(), *conditions(criteria, today)]
    if criteria.state is None:
        where.append(is_running(today))
    matching = select(Partnership.id).where(*where).cte("matching")
    degrees = (
        select(Party.organization_id, func.count().label("number"))
        .join(matching, matching.c.id == Party.partnership_id)
        .group_by(Party.organization_id)
        .cte("degrees")
    )
    totals = session.execute(
        select(
            select(func.count()).select_from(matching).scalar_subquery(),
            select(func.count()).select_from(degrees).scalar_subquery(),
        )
    ).one()
    found = session.scalars(_most_connected(matching, degrees).options(*with_parties())).all()
    return make_circle(choose(found)), Totals(*totals)


def _most_connected(matching: CTE, degrees: CTE) -> Select[Partnership]:
    """Those of the best connected organizations first, at most as many as are worth reading."""
    ranks = (
        select(
            Party.partnership_id,
            func.max(degrees.c.number).label("highest"),
            func.sum(degrees.c.number).label("together"),
        )
        .join(matching, matching.c.id == Party.partnership_id)
        .join(degrees, degrees.c.organization_id == Party.organization_id)
        .group_by(Party.partnership_id)
        .subquery()
    )
    return (
        select(Partnership)
        .join(ranks, ranks.c.partnership_id == Partnership.id)
        .order_by(ranks.c.highest.desc(), ranks.c.together.desc(), Partnership.id)
        .limit(MOST_READ)
    )
