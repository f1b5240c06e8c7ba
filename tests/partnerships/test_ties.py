"""Who works with whom: which two organizations meet in a partnership, and in which column each stands."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from network.organizations.models import Organization
from network.partnerships.models import Partnership, PartnershipKind, PartyRole
from network.partnerships.operations import NewParty
from network.partnerships.ties import DOING, GIVING, HOSTING, choose, make_circle, pairs_of
from tests.partnerships.agreements import make_partnership
from tests.records import make_organization

pytestmark = pytest.mark.engines("sqlite")


def agreement(
    session: Session,
    *parties: tuple[str, PartyRole, int | None],
    kind: PartnershipKind = PartnershipKind.IMPLEMENTING,
    proposer: int = 0,
) -> Partnership:
    """A partnership of organizations that are called so, each in its role and at its step of the money."""
    named = {name: known(session, name) for name, _role, _step in parties}
    own = named[parties[proposer][0]]
    made = [NewParty(named[name], role, step, is_agreed=True) for name, role, step in parties]
    return make_partnership(session, own, parties=made, kind=kind)


def known(session: Session, name: str) -> Organization:
    found = session.query(Organization).filter_by(name_uk=name).one_or_none()
    return found or make_organization(session, name)


def pairs(partnership: Partnership) -> list[str]:
    return sorted(
        f"{first.name_uk} {'→' if is_money else '–'} {second.name_uk}"
        for first, second, is_money in pairs_of(partnership)
    )


def test_the_money_goes_from_step_to_step_and_the_others_meet_who_does_the_work(session: Session) -> None:
    center = agreement(
        session,
        ("ГО", PartyRole.IMPLEMENTER, None),
        ("ЮНІСЕФ", PartyRole.UN_AGENCY, None),
        ("Уряд", PartyRole.DONOR, 1),
        ("KfW", PartyRole.DONOR, 2),
        ("Департамент", PartyRole.PUBLIC_INSTITUTION, None),
    )
    assert pairs(center) == ["KfW – ГО", "Департамент – ГО", "Уряд → KfW", "ЮНІСЕФ – ГО"]


def test_a_step_may_hold_several_and_end_with_who_does_the_work(session: Session) -> None:
    made = agreement(
        session,
        ("ГО", PartyRole.IMPLEMENTER, 2),
        ("Перший", PartyRole.DONOR, 1),
        ("Другий", PartyRole.DONOR, 1),
    )
    assert pairs(made) == ["Другий → ГО", "Перший → ГО"]


def test_without_who_does_the_work_the_proposer_stands_in_the_middle(session: Session) -> None:
    made = agreement(
        session,
        ("Громада", PartyRole.COMMUNITY_AUTHORITY, None),
        ("Школа", PartyRole.HOST, None),
        ("Центр", PartyRole.PUBLIC_INSTITUTION, None),
        kind=PartnershipKind.MEMORANDUM,
        proposer=1,
    )
    assert pairs(made) == ["Громада – Школа", "Центр – Школа"]


def test_several_who_do_the_work_meet_the_proposer_and_each_of_the_others(session: Session) -> None:
    made = agreement(
        session,
        ("Перша", PartyRole.IMPLEMENTER, None),
        ("Друга", PartyRole.IMPLEMENTER, None),
        ("Третя", PartyRole.IMPLEMENTER, None),
        ("Донор", PartyRole.DONOR, None),
        kind=PartnershipKind.FUNDING,
        proposer=1,
    )
    assert pairs(made) == [
        "Донор → Друга",
        "Донор → Перша",
        "Донор → Третя",
        "Друга – Перша",
        "Друга – Третя",
    ]


def many(session: Session) -> list[Partnership]:
    """A donor, a community and five organizations, one of which works with the community in two partnerships."""
    made = [
        agreement(
            session,
            ("Донор", PartyRole.DONOR, None),
            (f"ГО {number}", PartyRole.IMPLEMENTER, None),
            ("Громада", PartyRole.HOST, None),
            proposer=1,
        )
        for number in range(5)
    ]
    both = agreement(session, ("ГО 0", PartyRole.IMPLEMENTER, None), ("Громада", PartyRole.HOST, None))
    return [*made, both]


def test_rows_of_the_same_two_and_kind_are_one(session: Session) -> None:
    found = make_circle(many(session))
    assert len(found.nodes) == 7 and len(found.ties) == 10 and found.partnerships == 6
    twice = [tie for tie in found.ties if len(tie.partnerships) == 2]
    assert [(tie.first.name_uk, tie.second.name_uk) for tie in twice] == [("ГО 0", "Громада")]
    layers = {node.name: node.layer for node in found.nodes}
    assert layers == {"Донор": GIVING, "Громада": HOSTING, **{f"ГО {n}": DOING for n in range(5)}}


def test_a_picture_holds_whole_partnerships_and_no_more_organizations_than_fit(session: Session) -> None:
    made = many(session)
    chosen = choose(made, most=4)
    assert chosen == [made[0], made[1], made[5]]
    found = make_circle(chosen)
    assert {node.name for node in found.nodes} == {"Донор", "Громада", "ГО 0", "ГО 1"}
    assert choose(made, most=1) == []


def test_the_order_is_always_the_same(session: Session) -> None:
    made = many(session)
    first, again = make_circle(made), make_circle(made[::-1])
    assert [tie.edge for tie in again.ties] == [tie.edge for tie in first.ties]
    assert again.nodes == first.nodes
