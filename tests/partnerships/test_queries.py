"""Lists of partnerships: who may see which, in which order, at the same cost whatever their number."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from network.core.errors import NotFound
from network.files.audiences import SharedWith
from network.partnerships.models import PartnershipKind, PartnershipState
from network.partnerships.queries import (
    PartnershipFilter,
    find_asked,
    find_ending,
    find_named,
    find_of_community,
    find_of_network,
    find_of_organization,
    find_of_service,
    find_public,
    get_for_member,
    get_public,
)
from network.services.models import Mode
from network.services.operations import add_service
from tests.conftest import CountStatements
from tests.partnerships.agreements import make_partnership, make_two, party_of
from tests.records import DAY, make_category, make_organization, make_place


def test_a_filter_of_each_kind(session: Session) -> None:
    one, two = make_two(session)
    three = make_organization(session, "Третя")
    community = make_place(session)
    service = add_service(
        session=session, organization=one, category=make_category(session), name_uk="Психолог",
        mode=Mode.ONLINE, entered_on=DAY,
    )  # fmt: skip
    plain = make_partnership(session, one, two, name="А")
    rich = make_partnership(
        session, one, three, name="Б", kind=PartnershipKind.FUNDING, communities=[community],
        services=[service], valid_until=DAY + timedelta(days=5),
    )  # fmt: skip
    waiting = make_partnership(session, two, three, name="В", is_agreed=False, communities=[community])

    def names(**criteria: object) -> list[str]:
        page = find_public(session, PartnershipFilter(**criteria), DAY)  # type: ignore[arg-type]
        assert page.total == len(page.items)
        return [each.name_uk for each in page.items]

    assert names() == ["А", "Б"]
    assert names(kind=PartnershipKind.FUNDING) == ["Б"]
    assert names(organization_id=two.id) == ["А"]
    assert names(organization_id=one.id) == ["А", "Б"]
    assert names(community_id=community.id) == ["Б"]
    assert names(service_id=service.id) == ["Б"]
    assert names(state=PartnershipState.EXPIRES_SOON) == ["Б"]
    assert names(state=PartnershipState.WAITING) == []
    assert find_of_community(session, community.id, DAY) == [rich]
    assert find_of_service(session, service.id, DAY) == [rich]
    assert find_of_organization(session, two.id, DAY) == [plain]
    assert waiting.id not in {each.id for each in find_of_organization(session, three.id, DAY)}


def test_what_is_in_force_comes_before_what_is_over(session: Session) -> None:
    one, two = make_two(session)
    make_partnership(session, one, two, name="А", valid_until=DAY - timedelta(days=1))
    make_partnership(session, one, two, name="Б", ended_on=DAY)
    make_partnership(session, one, two, name="В")
    page = find_public(session, PartnershipFilter(), DAY)
    assert [each.name_uk for each in page.items] == ["В", "А", "Б"]
    second = find_public(session, PartnershipFilter(), DAY, 2, size=2)
    assert ([each.name_uk for each in second.items], second.total) == (["Б"], 3)
    with pytest.raises(NotFound):
        find_public(session, PartnershipFilter(), DAY, 3, size=2)


def test_a_page_of_one_that_nobody_may_see_is_not_there(session: Session) -> None:
    one, two = make_two(session)
    made = make_partnership(session, one, two)
    assert get_public(session, made.slug).parties[0].organization == one
    made.shared_with = SharedWith.NETWORK
    session.flush()
    with pytest.raises(NotFound):
        get_public(session, made.slug)
    with pytest.raises(NotFound):
        get_public(session, "nothing")


def test_the_network_sees_what_is_shared_with_it_and_strangers_nothing_else(session: Session) -> None:
    one, two = make_two(session)
    stranger = make_organization(session, "Третя")
    shared = make_partnership(session, one, two, shared_with=SharedWith.NETWORK)
    asked = make_partnership(session, one, two, shared_with=SharedWith.NETWORK, is_agreed=False)
    private = make_partnership(session, one, two, shared_with=SharedWith.PARTIES)
    public = make_partnership(session, one, two)
    assert find_of_network(session, DAY).items == [shared]
    assert get_for_member(session, shared.id, [stranger.id]).id == shared.id
    for each in (asked, private, public):
        assert get_for_member(session, each.id, [stranger.id, two.id]).id == each.id
        with pytest.raises(NotFound):
            get_for_member(session, each.id, [stranger.id])
    with pytest.raises(NotFound):
        get_for_member(session, 999_999, [two.id])


def test_who_was_named_sees_it_and_who_was_asked_has_to_answer(session: Session) -> None:
    one, two = make_two(session)
    first, second, over = (
        make_partnership(session, one, two, is_agreed=False, name=name) for name in ("А", "Б", "В")
    )
    over.ended_on = DAY
    party_of(first, two).asked_at = datetime.now(UTC) + timedelta(days=1)
    session.flush()
    assert find_named(session, [two.id]) == [over, second, first]
    assert find_named(session, [one.id]) == find_named(session, [one.id, two.id]) == []
    assert [each.partnership for each in find_asked(session, [two.id], DAY)] == [second, first]
    assert find_asked(session, [one.id], DAY) == []
    party_of(second, two).declined_at = datetime.now(UTC)
    party_of(first, two).agreed_at = datetime.now(UTC)
    session.flush()
    assert find_asked(session, [two.id], DAY) == []


def test_what_ends_soon_comes_in_the_order_of_the_days(session: Session) -> None:
    one, two = make_two(session)
    made = {
        days: make_partnership(session, one, two, valid_until=DAY + timedelta(days=days))
        for days in (30, 0, -1, 31)
    }
    make_partnership(session, one, two, valid_until=DAY, ended_on=DAY)
    make_partnership(session, one, two, valid_until=DAY, is_agreed=False)
    assert find_ending(session, DAY, 30) == [made[0], made[30]]


def test_every_list_costs_the_same(session: Session, count_statements: CountStatements) -> None:
    one, two = make_two(session)
    community = make_place(session)

    def cost() -> int:
        session.commit()
        session.expire_all()
        ids, places = (one.id, two.id), community.id
        with count_statements() as statements:
            page = find_public(session, PartnershipFilter(), DAY)
            lists = [
                page.items, find_of_network(session, DAY).items, find_of_organization(session, ids[0], DAY),
                find_of_community(session, places, DAY), find_named(session, ids[1:]), find_ending(session, DAY, 60),
            ]  # fmt: skip
            for each in (each for part in lists for each in part):
                assert [party.organization.name for party in each.parties]
            asked = find_asked(session, ids[1:], DAY)
            assert all(each.organization.name and each.partnership.organization.name for each in asked)
        return len(statements)

    def add() -> None:
        for shared in (SharedWith.PUBLIC, SharedWith.NETWORK):
            for is_agreed in (True, False):
                make_partnership(
                    session, one, two, shared_with=shared, is_agreed=is_agreed, communities=[community],
                    valid_until=DAY + timedelta(days=3),
                )  # fmt: skip

    add()
    first = cost()
    for _time in range(4):
        add()
    assert cost() == first
