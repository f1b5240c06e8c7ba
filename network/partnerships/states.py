"""In which state a partnership is, derived from who confirmed and from the days: in Python and in SQL, always alike."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased

from network.files.audiences import SharedWith
from network.organizations.models import Organization
from network.organizations.queries import KEPT
from network.partnerships.models import Partnership, PartnershipState, Party

SOON = timedelta(days=60)
"""How long before its end an agreement is said to end soon."""
LIVING = (PartnershipState.ACTIVE, PartnershipState.EXPIRES_SOON)
CONFIRMED = (*LIVING, PartnershipState.EXPIRED, PartnershipState.ENDED)
"""The states that everybody may see."""


def state_of(partnership: Partnership, today: date) -> PartnershipState:
    """The state on a day; the parties must be loaded."""
    agreed = [party.agreed_at is not None for party in partnership.parties]
    if partnership.ended_on is not None and partnership.ended_on <= today:
        return PartnershipState.ENDED
    if not any(agreed):
        return PartnershipState.DRAFT
    if not all(agreed):
        return PartnershipState.WAITING
    if partnership.valid_until is None or partnership.valid_until > today + SOON:
        return PartnershipState.ACTIVE
    return PartnershipState.EXPIRED if partnership.valid_until < today else PartnershipState.EXPIRES_SOON


def is_unanimous(partnership: Partnership) -> bool:
    """All its parties have agreed, and there is at least one; they must be loaded."""
    return bool(partnership.parties) and all(party.agreed_at is not None for party in partnership.parties)


def is_shown_to_all(partnership: Partnership) -> bool:
    """`is_public` in Python; the parties with their organizations must be loaded."""
    owners = [party.organization for party in partnership.parties]
    return (
        partnership.is_published
        and partnership.shared_with == SharedWith.PUBLIC
        and is_unanimous(partnership)
        and all(owner.is_published and owner.membership in KEPT for owner in owners)
    )


def is_confirmed() -> ColumnElement[bool]:
    """All its parties have agreed, and there is at least one."""
    return and_(_has_agreed(), ~_has_silent())


def is_in(state: PartnershipState, today: date) -> ColumnElement[bool]:
    """The condition on `Partnership` that `state_of` gives this state."""
    until, ended = Partnership.valid_until, Partnership.ended_on
    goes_on = or_(ended.is_(None), ended > today)
    conditions = {
        PartnershipState.ENDED: and_(ended.is_not(None), ended <= today),
        PartnershipState.DRAFT: and_(goes_on, ~_has_agreed()),
        PartnershipState.WAITING: and_(goes_on, _has_agreed(), _has_silent()),
        PartnershipState.EXPIRED: and_(goes_on, is_confirmed(), until.is_not(None), until < today),
        PartnershipState.EXPIRES_SOON: and_(goes_on, is_confirmed(), until.between(today, today + SOON)),
        PartnershipState.ACTIVE: and_(goes_on, is_confirmed(), or_(until.is_(None), until > today + SOON)),
    }
    return conditions[state]


def is_running(today: date) -> ColumnElement[bool]:
    """Neither ended nor past its term on this day; whether all have confirmed it is asked beside it."""
    until, ended = Partnership.valid_until, Partnership.ended_on
    return and_(or_(ended.is_(None), ended > today), or_(until.is_(None), until >= today))


def is_living(today: date) -> ColumnElement[bool]:
    """Confirmed by all and in force on this day."""
    return and_(is_running(today), is_confirmed())


def is_public() -> ColumnElement[bool]:
    """Everybody may see it: published, shared with everybody, confirmed by all, and none of the parties hidden.

    An organization that had to be taken away for its safety takes the partnerships that name it along.
    """
    return and_(Partnership.shared_with == SharedWith.PUBLIC, _is_showable())


def is_network() -> ColumnElement[bool]:
    """The members of the network may see it, and nobody outside."""
    return and_(Partnership.shared_with == SharedWith.NETWORK, _is_showable())


def _is_showable() -> ColumnElement[bool]:
    return and_(Partnership.is_published, is_confirmed(), ~_has_hidden())


def _has_agreed() -> ColumnElement[bool]:
    party = aliased(Party)
    return exists(
        select(party.id).where(party.partnership_id == Partnership.id, party.agreed_at.is_not(None))
    )


def _has_silent() -> ColumnElement[bool]:
    party = aliased(Party)
    return exists(select(party.id).where(party.partnership_id == Partnership.id, party.agreed_at.is_(None)))


def _has_hidden() -> ColumnElement[bool]:
    party, owner = aliased(Party), aliased(Organization)
    return exists(
        select(party.id)
        .join(owner, owner.id == party.organization_id)
        .where(
            party.partnership_id == Partnership.id,
            or_(~owner.is_published, owner.membership.not_in(KEPT)),
        )
    )
