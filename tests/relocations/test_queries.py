"""Reading relocations: what everybody may know, plans for those who may see them, flows, and what nothing continues."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from network.core.errors import NotFound
from network.locations.models import Visibility
from network.organizations.models import Membership
from network.relocations import queries
from network.relocations.models import Moved, Relocation, RelocationState
from network.relocations.queries import RelocationFilter
from tests.conftest import CountStatements
from tests.relocations.moves import add_move
from tests.world import World

EVERYTHING = RelocationFilter()
HIDDEN = Visibility.CONFIDENTIAL


def public(world: World, **criteria: Any) -> set[int]:
    found = queries.find_public(world.session, RelocationFilter(**criteria))
    assert found.total == len(found.items)
    return {each.id for each in found.items}


@pytest.mark.parametrize("state", RelocationState)
def test_everybody_may_know_of_all_but_plans(world: World, state: RelocationState) -> None:
    relocation = add_move(world, state)
    seen = set() if state == RelocationState.PLANNED else {relocation.id}
    assert public(world) == seen
    assert {each.id for each in queries.find_from(world.session, world.home.id)} == seen
    assert {each.id for each in queries.find_of_organization(world.session, world.organization.id)} == seen
    assert sum(flow.count for flow in queries.count_flows(world.session, EVERYTHING)) == len(seen)
    here = seen if state in {RelocationState.UNDER_WAY, RelocationState.MOVED} else set()
    assert {each.id for each in queries.find_into(world.session, world.host.id)} == here
    if seen:
        assert queries.get_public(world.session, relocation.slug).name == relocation.name
    else:
        with pytest.raises(NotFound):
            queries.get_public(world.session, relocation.slug)


def unpublish(world: World, relocation: Relocation) -> None:
    relocation.is_published = False


def hide_organization(world: World, relocation: Relocation) -> None:
    world.organization.is_published = False


def only_applied(world: World, relocation: Relocation) -> None:
    world.organization.membership = Membership.APPLIED


def from_hidden_place(world: World, relocation: Relocation) -> None:
    relocation.origin_location_id = world.add_location(world.home, HIDDEN).id


def to_hidden_place(world: World, relocation: Relocation) -> None:
    relocation.host_location_id = world.add_location(world.host, HIDDEN).id


def service_given_at_hidden_place(world: World, relocation: Relocation) -> None:
    place = world.add_location(world.host, HIDDEN)
    relocation.service_id = relocation.successor_id = world.add_service("Прихисток", at=[place]).id


def service_left_hidden_place(world: World, relocation: Relocation) -> None:
    relocation.service_id = world.add_service("Прихисток", at=[world.add_location(world.home, HIDDEN)]).id


@pytest.mark.parametrize(
    "spoil",
    [
        unpublish,
        hide_organization,
        only_applied,
        from_hidden_place,
        to_hidden_place,
        service_given_at_hidden_place,
        service_left_hidden_place,
    ],
)
def test_what_must_not_be_known_is_in_no_public_query(
    world: World, spoil: Callable[[World, Relocation], None]
) -> None:
    session = world.session
    relocation = add_move(world)
    spoil(world, relocation)
    session.flush()
    assert public(world) == set()
    assert not queries.find_into(session, world.host.id) and not queries.find_from(session, world.home.id)
    assert not queries.find_of_organization(session, world.organization.id)
    assert queries.count_flows(session, EVERYTHING) == []
    with pytest.raises(NotFound):
        queries.get_public(session, relocation.slug)


def test_a_service_with_an_open_place_there_gives_nothing_away(world: World) -> None:
    places = [world.add_location(world.host, HIDDEN), world.add_location(world.host, Visibility.APPROXIMATE)]
    service = world.add_service("Психолог", at=places)
    elsewhere = world.add_service("Прихисток", at=[world.add_location(world.other_host, HIDDEN)])
    first = add_move(world, service=service, successor=service)
    second = add_move(world, service=elsewhere)
    assert public(world) == {first.id, second.id}


def test_unpublished_services_are_not_named(world: World) -> None:
    old, new = world.add_service("Стара"), world.add_service("Нова")
    relocation = add_move(world, service=old, successor=new)
    found = queries.get_public(world.session, relocation.slug)
    assert (found.told_service, found.told_successor, found.told_team) == (old, new, None)
    old.is_published = new.is_published = False
    world.session.flush()
    assert (found.told_service, found.told_successor) == (None, None)


def test_filters_choose(world: World) -> None:
    other = world.add_organization("ГО «Друга»")
    first = add_move(world)
    second = add_move(world, RelocationState.UNDER_WAY, host=world.other_host)
    third = add_move(
        world, origin=world.oblast_of("donetsk"), organization=other, what=[Moved.LOCATION, Moved.RESOURCES]
    )
    assert public(world, origin_id=world.home.id) == {first.id, second.id}
    assert public(world, host_id=world.host.id) == {first.id, third.id}
    assert public(world, organization_id=other.id) == {third.id}
    assert public(world, state=RelocationState.UNDER_WAY) == {second.id}
    assert public(world, what=Moved.LOCATION) == {third.id}
    assert public(world, oblast_id=world.oblast_of("donetsk").id) == {first.id, second.id, third.id}
    assert public(world, oblast_id=world.oblast_of("kharkiv").id) == set()


def test_the_latest_stands_first_and_an_unknown_day_last(world: World) -> None:
    unknown = add_move(world)
    old = add_move(world, moved_on=date(2024, 5, 1))
    new = add_move(world, RelocationState.UNDER_WAY, started_on=date(2026, 1, 1))
    example = add_move(world, moved_on=date(2026, 5, 1), is_example=True)
    found = queries.find_public(world.session, EVERYTHING)
    assert [each.id for each in found.items] == [new.id, old.id, unknown.id, example.id]
    with pytest.raises(NotFound):
        queries.find_public(world.session, EVERYTHING, number=2)


def test_flows_are_counted_with_their_families(world: World) -> None:
    add_move(world, families=3, children=5)
    add_move(world, families=4)
    add_move(world, host=world.other_host)
    add_move(world, RelocationState.PLANNED, families=100)
    flows = queries.count_flows(world.session, EVERYTHING)
    assert [(f.origin.short, f.host.short, f.count, f.families, f.children) for f in flows] == [
        ("Мирноград", "Царичанка", 2, 7, 5),
        ("Мирноград", "Павлоград", 1, 0, 0),
    ]
    only = queries.count_flows(world.session, RelocationFilter(host_id=world.other_host.id))
    assert [flow.count for flow in only] == [1]


def test_plans_are_for_members_the_soonest_first_and_only_what_their_organizations_show(world: World) -> None:
    other = world.add_organization("ГО «Друга»")
    later = add_move(world, RelocationState.PLANNED, host=None)
    soon = add_move(world, RelocationState.PLANNED, planned_for=world.day + timedelta(days=3))
    add_move(world, RelocationState.PLANNED, is_published=False)
    add_move(world, RelocationState.PLANNED, organization=other)
    other.is_published = False
    add_move(world)
    world.session.flush()

    assert [each.id for each in queries.find_planned(world.session).items] == [soon.id, later.id]


def test_what_nothing_continues_is_known(world: World) -> None:
    lost, found, continued = (world.add_service(name) for name in ("Перша", "Друга", "Третя"))
    missing = add_move(world, service=lost)
    add_move(world, service=found)
    add_move(world, service=found, successor=continued)
    add_move(world)
    add_move(world, RelocationState.RETURNED, service=world.add_service("Четверта"))
    found_ids = world.session.scalars(select(Relocation.id).where(queries.lacks_successor())).all()
    assert found_ids == [missing.id]


def test_moves_that_followed_are_found(world: World) -> None:
    first = add_move(world, RelocationState.MOVED_AGAIN)
    second = add_move(world, origin=world.host, host=world.other_host, previous=first)
    assert [each.id for each in queries.find_next(world.session, first.id)] == [second.id]
    found = queries.get_public(world.session, second.slug)
    assert found.previous is not None and found.previous.name == "Мирноград → Царичанка"


def test_statements_do_not_grow_with_the_rows(world: World, count_statements: CountStatements) -> None:
    def read() -> int:
        world.session.commit()
        world.session.expire_all()
        with count_statements() as statements:
            for each in queries.find_public(world.session, EVERYTHING).items:
                assert each.name and each.organization.name and each.host and each.host.where
            queries.count_flows(world.session, EVERYTHING)
            queries.find_planned(world.session)
            queries.find_into(world.session, world.host.id)
        return len(statements)

    add_move(world, service=world.add_service("Перша"))
    few = read()
    for number in range(5):
        add_move(world, service=world.add_service(f"Послуга {number}"))
        add_move(world, RelocationState.PLANNED, host=world.other_host)
    assert read() == few
