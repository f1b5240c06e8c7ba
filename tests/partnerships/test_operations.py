"""Partnerships: what may be agreed, by whom, and what may not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from network.core.errors import BadInput
from network.partnerships.models import PartnershipKind, PartyRole
from network.partnerships.operations import NewParty, confirm_current
from network.services.models import Mode
from network.services.operations import add_service
from tests.partnerships.agreements import make_partnership, make_two
from tests.records import DAY, make_category, make_organization, make_place


def test_the_parties_keep_their_order_roles_and_the_way_of_the_money(session: Session) -> None:
    one, two = make_two(session)
    made = make_partnership(
        session, one, kind=PartnershipKind.FUNDING,
        parties=[NewParty(two, PartyRole.DONOR, 1, is_agreed=True), NewParty(one, PartyRole.IMPLEMENTER, 2)],
    )  # fmt: skip
    session.refresh(made, ["parties"])
    assert [(p.organization_id, p.role, p.funding_step, p.position) for p in made.parties] == [
        (two.id, "donor", 1, 0),
        (one.id, "implementer", 2, 1),
    ]
    assert [party.agreed_at is not None for party in made.parties] == [True, False]
    assert all(party.asked_at for party in made.parties)


def test_the_address_of_the_picture_is_no_partnership(session: Session) -> None:
    one, two = make_two(session)
    assert make_partnership(session, one, two, name="Network").slug == "network-partnership"
    assert (
        make_partnership(session, one, two, name="Мережа", name_en="Network").slug == "network-partnership-2"
    )
    with pytest.raises(BadInput):
        make_partnership(session, one, two, slug="network")


def test_addresses_never_repeat(session: Session) -> None:
    one, two = make_two(session)
    slugs = [make_partnership(session, one, two).slug for _time in range(3)]
    assert slugs == ["memorandum", "memorandum-2", "memorandum-3"]
    assert make_partnership(session, one, two, slug="tsentr").slug == "tsentr"
    with pytest.raises(BadInput):
        make_partnership(session, one, two, slug="tsentr")


@pytest.mark.parametrize(
    "details",
    [
        {"name": "  "},
        {"name": "н" * 201},
        {"signed_on": DAY, "valid_until": DAY - timedelta(days=1)},
        {"signed_on": DAY, "ended_on": DAY - timedelta(days=1)},
    ],
)
def test_what_cannot_be_is_refused(session: Session, details: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        make_partnership(session, *make_two(session), **details)


def test_the_parties_are_at_least_two_each_once_and_the_proposer_among_them(session: Session) -> None:
    one, two = make_two(session)
    three = make_organization(session, "Третя")
    for named in ([one], [two, three], [one, two, two], [one, *[two] * 45]):
        with pytest.raises(BadInput):
            make_partnership(
                session, one, parties=[NewParty(each, PartyRole.TECHNICAL_PARTNER) for each in named]
            )


def test_a_step_of_the_money_counts_from_one(session: Session) -> None:
    one, two = make_two(session)
    with pytest.raises(BadInput):
        make_partnership(
            session,
            one,
            parties=[NewParty(one, PartyRole.IMPLEMENTER), NewParty(two, PartyRole.DONOR, 0)],
        )


def test_it_covers_communities_and_services_of_its_parties(session: Session) -> None:
    one, two = make_two(session)
    stranger = make_organization(session, "Третя")
    community, oblast = make_place(session), make_place(session, "UA12000000000090473", "oblast")
    category = make_category(session)
    own, foreign = (
        add_service(
            session=session, organization=owner, category=category, name_uk=f"Послуга {owner.id}",
            mode=Mode.ONLINE, entered_on=DAY,
        )
        for owner in (two, stranger)
    )  # fmt: skip
    made = make_partnership(session, one, two, communities=[community], services=[own])
    assert (made.communities, made.services) == ([community], [own])
    with pytest.raises(BadInput):
        make_partnership(session, one, two, communities=[oblast])
    with pytest.raises(BadInput):
        make_partnership(session, one, two, services=[foreign])


def test_a_day_of_confirmation_is_kept(session: Session) -> None:
    one, two = make_two(session)
    made, other = (make_partnership(session, one, two) for _time in range(2))
    confirm_current(session=session, ids=[made.id], on=DAY)
    session.refresh(made)
    assert (made.confirmed_on, other.confirmed_on) == (DAY, None)
