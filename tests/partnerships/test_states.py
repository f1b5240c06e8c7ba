"""The state of a partnership: Python and the database say the same for every partnership on every day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from network.files.audiences import SharedWith
from network.organizations.models import Membership
from network.partnerships.models import Partnership, PartnershipState
from network.partnerships.queries import get_partnership
from network.partnerships.states import CONFIRMED, LIVING, is_confirmed, is_in, is_living, is_public, state_of
from tests.partnerships.agreements import make_partnership, make_two, party_of
from tests.records import DAY, make_organization

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
SOME_DAYS = st.none() | st.integers(-70, 70).map(lambda days: DAY + timedelta(days=days))


def states_in_sql(session: Session, partnership: Partnership, today: date) -> list[PartnershipState]:
    """Every state that the database gives it."""
    found = (
        state
        for state in PartnershipState
        if session.scalar(select(Partnership.id).where(Partnership.id == partnership.id, is_in(state, today)))
    )
    return list(found)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    agreed=st.lists(st.booleans(), min_size=3, max_size=3),
    until=SOME_DAYS,
    ended=SOME_DAYS,
    day=st.integers(-65, 65),
)
def test_python_and_the_database_give_one_state(
    session: Session, agreed: list[bool], until: date | None, ended: date | None, day: int
) -> None:
    session.rollback()
    one, two = make_two(session)
    made = make_partnership(session, one, two, make_organization(session, "Третя"))
    for party, has_agreed in zip(made.parties, agreed, strict=True):
        party.agreed_at = NOW if has_agreed else None
    made.valid_until, made.ended_on = until, ended
    session.flush()
    today = DAY + timedelta(days=day)
    state = state_of(made, today)
    assert states_in_sql(session, made, today) == [state]
    living = session.scalar(select(Partnership.id).where(Partnership.id == made.id, is_living(today)))
    assert (living is not None) is (state in LIVING)
    confirmed = session.scalar(select(Partnership.id).where(Partnership.id == made.id, is_confirmed()))
    assert (confirmed is not None) is all(agreed)
    if confirmed is not None:
        assert state in CONFIRMED


@pytest.mark.parametrize(
    ("days", "state"),
    [(-1, "expired"), (0, "expires_soon"), (60, "expires_soon"), (61, "active"), (None, "active")],
)
def test_the_days_before_the_end(session: Session, days: int | None, state: str) -> None:
    until = None if days is None else DAY + timedelta(days=days)
    made = make_partnership(session, *make_two(session), valid_until=until)
    assert state_of(made, DAY) == state
    assert states_in_sql(session, made, DAY) == [state]


def test_who_has_not_agreed_is_waited_for(session: Session) -> None:
    one, two = make_two(session)
    made = make_partnership(session, one, two, is_agreed=False, valid_until=DAY - timedelta(days=9))
    assert state_of(made, DAY) == PartnershipState.WAITING
    party_of(made, one).agreed_at = None
    assert state_of(made, DAY) == PartnershipState.DRAFT
    made.ended_on = DAY
    assert state_of(made, DAY) == PartnershipState.ENDED
    made.ended_on = DAY + timedelta(days=1)
    assert state_of(made, DAY) == PartnershipState.DRAFT


def _unpublish(made: Partnership) -> None:
    made.is_published = False


def _share_less(made: Partnership) -> None:
    made.shared_with = SharedWith.NETWORK


def _take_agreement_back(made: Partnership) -> None:
    made.parties[1].agreed_at = None


def _hide_a_party(made: Partnership) -> None:
    made.parties[1].organization.is_published = False


def _leave_a_party_outside(made: Partnership) -> None:
    made.parties[1].organization.membership = Membership.APPLIED


HIDES = [_unpublish, _share_less, _take_agreement_back, _hide_a_party, _leave_a_party_outside]


@pytest.mark.parametrize("hide", HIDES)
def test_nobody_is_named_in_public_before_all_agreed(
    session: Session, hide: Callable[[Partnership], None]
) -> None:
    made = make_partnership(session, *make_two(session))
    assert session.scalars(select(Partnership.id).where(is_public())).all() == [made.id]
    hide(get_partnership(session, made.id))
    session.flush()
    assert session.scalars(select(Partnership.id).where(is_public())).all() == []
