"""Partnerships that wait for a party, end soon, or are over and were not renewed: those of the coordinator's oblasts first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from network.accounts.models import User, UserMembership
from network.coordination.scopes import Scope, inside, ours_first
from network.core.errors import NotFound
from network.core.pagination import Page, check_page, offset_of
from network.organizations.models import Organization
from network.partnerships.models import Partnership, PartnershipState, Party
from network.partnerships.queries import get_partnership, with_parties
from network.partnerships.states import is_in, is_living
from network.places.models import Place

PAGE_SIZE = 20
STEPS = (7, 30, 60)
"""Days before the end, as the reminders count them."""
SOON = 30
"""Days of the number on the overview."""
MOST_EXPIRED = 100


@dataclass(frozen=True)
class AskedParty:
    """Who has not answered; `has_account` when its own people can."""

    party: Party
    oblast_id: int | None
    has_account: bool

    @property
    def partnership(self) -> Partnership:
        """What it is asked about."""
        return self.party.partnership


@dataclass(frozen=True)
class Ending:
    """The partnerships that end within so many days, and not within the step before."""

    days: int
    partnerships: Sequence[Partnership]


def count_asked(session: Session, scope: Scope, today: date) -> int:
    """How many parties have not answered."""
    query = _parties(scope, func.count())
    return session.scalar(query.where(_is_asked(today))) or 0


def find_asked(session: Session, scope: Scope, today: date, number: int = 1) -> Page[AskedParty]:
    """Parties that have not answered: those without an account first, whom only a call reaches, then the longest asked."""
    total = count_asked(session, scope, today)
    check_page(number, total, PAGE_SIZE)
    has_account = _has_account().label("has_account")
    query = _parties(scope, Party, Place.oblast_id, has_account)
    rows = session.execute(
        query.where(_is_asked(today))
        .options(*_with_names())
        .order_by(ours_first(scope), has_account, Party.asked_at, Party.id)
        .limit(PAGE_SIZE)
        .offset(offset_of(number, PAGE_SIZE))
    )
    return Page([AskedParty(*row) for row in rows], total, number, PAGE_SIZE)


def find_declined(session: Session, scope: Scope, today: date) -> Sequence[Party]:
    """Parties that said no: their partnership stands still until the terms change or it is ended."""
    query = _parties(scope, Party)
    return session.scalars(
        query.where(Party.declined_at.is_not(None), _goes_on(today))
        .options(*_with_names())
        .order_by(ours_first(scope), Party.declined_at, Party.id)
    ).all()


def count_ending(session: Session, scope: Scope, today: date, days: int = SOON) -> int:
    """How many of those in force end within so many days."""
    query = _agreements(scope, func.count())
    return session.scalar(query.where(_ends_within(today, days))) or 0


def find_ending(session: Session, scope: Scope, today: date) -> list[Ending]:
    """Those in force that end within 7, 30 and 60 days, the first to end first."""
    query = _agreements(scope, Partnership)
    found = session.scalars(
        query.where(_ends_within(today, STEPS[-1]))
        .options(*with_parties())
        .order_by(ours_first(scope), Partnership.valid_until, Partnership.id)
    ).all()
    steps: dict[int, list[Partnership]] = {days: [] for days in STEPS}
    for each in found:
        left = (each.valid_until - today).days if each.valid_until else 0
        steps[next(days for days in STEPS if left <= days)].append(each)
    return [Ending(days, partnerships) for days, partnerships in steps.items()]


def find_expired(session: Session, scope: Scope, today: date) -> Page[Partnership]:
    """Those whose term is over and that nobody has renewed or ended, the last one first."""
    query = _agreements(scope, Partnership).where(is_in(PartnershipState.EXPIRED, today))
    total = session.scalar(query.with_only_columns(func.count())) or 0
    found = session.scalars(
        query.options(*with_parties())
        .order_by(ours_first(scope), Partnership.valid_until.desc(), Partnership.id)
        .limit(MOST_EXPIRED)
    ).all()
    return Page(found, total, 1, MOST_EXPIRED)


def get_agreement(session: Session, partnership_id: int) -> tuple[Partnership, int | None]:
    """Any partnership that everybody or its parties see, and the oblast of who proposed it; raises NotFound."""
    partnership = get_partnership(session, partnership_id)
    oblast_id = session.scalar(
        select(Place.oblast_id)
        .join(Organization, Organization.community_id == Place.id)
        .where(Organization.id == partnership.organization_id)
    )
    return partnership, oblast_id


def get_party(partnership: Partnership, party_id: int) -> Party:
    """One of its parties; raises NotFound."""
    for party in partnership.parties:
        if party.id == party_id:
            return party
    raise NotFound(f"party {party_id} of partnership {partnership.id}")


def find_with_account(session: Session, partnership: Partnership) -> set[int]:
    """The ids of the parties whose own people can answer."""
    return set(
        session.scalars(select(Party.id).where(Party.partnership_id == partnership.id, _has_account()))
    )


def _parties(scope: Scope, *columns: Any) -> Select[Any]:
    return _of_proposers(select(*columns).select_from(Party).join(Partnership), scope)


def _agreements(scope: Scope, *columns: Any) -> Select[Any]:
    return _of_proposers(select(*columns).select_from(Partnership), scope)


def _of_proposers(query: Select[Any], scope: Scope) -> Select[Any]:
    """A partnership belongs to the oblast of who proposed it, as its changes do."""
    return (
        query.join(Organization, Organization.id == Partnership.organization_id)
        .outerjoin(Place, Place.id == Organization.community_id)
        .where(inside(scope))
    )


def _with_names() -> tuple[Any, ...]:
    return (
        joinedload(Party.organization),
        joinedload(Party.partnership).joinedload(Partnership.organization),
    )


def _is_asked(today: date) -> ColumnElement[bool]:
    return and_(Party.agreed_at.is_(None), Party.declined_at.is_(None), _goes_on(today))


def _goes_on(today: date) -> ColumnElement[bool]:
    return or_(Partnership.ended_on.is_(None), Partnership.ended_on > today)


def _ends_within(today: date, days: int) -> ColumnElement[bool]:
    return and_(is_living(today), Partnership.valid_until <= today + timedelta(days=days))


def _has_account() -> ColumnElement[bool]:
    return exists(
        select(UserMembership.id)
        .join(User, User.id == UserMembership.user_id)
        .where(UserMembership.organization_id == Party.organization_id, User.is_active)
    )
