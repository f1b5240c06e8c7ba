"""Moves that coordinators look after: planned, too long under way, continued by nothing; those of their oblasts first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from network.coordination.scopes import Scope, inside, ours_first
from network.core.pagination import Page, check_page, offset_of
from network.organizations.models import Organization
from network.organizations.queries import KEPT
from network.places.models import Place
from network.relocations.models import Relocation, RelocationState
from network.relocations.queries import lacks_successor, with_page

PAGE_SIZE = 20
LONG = 30
"""Days after which somebody asks how a move goes."""


def _moves(scope: Scope, condition: ColumnElement[bool], *columns: Any) -> Select[Any]:
    """Moves of the network's organizations, also those that nobody else sees."""
    return (
        select(*columns)
        .select_from(Relocation)
        .join(Organization, Organization.id == Relocation.organization_id)
        .outerjoin(Place, Place.id == Organization.community_id)
        .where(Organization.membership.in_(KEPT), condition, inside(scope))
    )


def _began() -> ColumnElement[date]:
    return func.coalesce(Relocation.started_on, Relocation.entered_on)


def _is_unfollowed() -> ColumnElement[bool]:
    return lacks_successor() & Relocation.is_published


def _is_slow(today: date) -> ColumnElement[bool]:
    return (Relocation.state == RelocationState.UNDER_WAY) & (_began() <= today - timedelta(days=LONG))


def count_unfollowed(session: Session, scope: Scope) -> int:
    """How many moves of a service nothing continues."""
    return session.scalar(_moves(scope, _is_unfollowed(), func.count())) or 0


def count_slow(session: Session, scope: Scope, today: date) -> int:
    """How many moves have been under way for too long."""
    return session.scalar(_moves(scope, _is_slow(today), func.count())) or 0


def find_unfollowed(session: Session, scope: Scope) -> Sequence[Relocation]:
    """Moves of a service that nothing continues, the oldest first."""
    return _find(session, scope, _is_unfollowed(), func.coalesce(Relocation.moved_on, Relocation.entered_on))


def find_slow(session: Session, scope: Scope, today: date) -> Sequence[Relocation]:
    """Moves under way for too long, the oldest first."""
    return _find(session, scope, _is_slow(today), _began())


def _find(session: Session, scope: Scope, condition: ColumnElement[bool], day: Any) -> Sequence[Relocation]:
    query = _moves(scope, condition, Relocation).order_by(ours_first(scope), day, Relocation.id)
    return session.scalars(query.options(*with_page())).all()


def find_planned(session: Session, scope: Scope, number: int = 1) -> Page[Relocation]:
    """Plans, the soonest first, those that are not shown to members too."""
    planned, day = Relocation.state == RelocationState.PLANNED, Relocation.planned_for
    total = session.scalar(_moves(scope, planned, func.count())) or 0
    check_page(number, total, PAGE_SIZE)
    query = _moves(scope, planned, Relocation).order_by(ours_first(scope), day.is_(None), day, Relocation.id)
    shown = query.options(*with_page()).limit(PAGE_SIZE).offset(offset_of(number, PAGE_SIZE))
    return Page(session.scalars(shown).all(), total, number, PAGE_SIZE)
