"""What goes on as what: one move, a chain, the same name, and nothing that may not be named."""

from __future__ import annotations

from datetime import date

import pytest

from network.relocations.continuing import came_from, continuation_of
from network.relocations.models import RelocationState
from network.services.models import Service
from tests.conftest import CountStatements
from tests.relocations.moves import add_move
from tests.world import World


@pytest.fixture
def services(world: World) -> list[Service]:
    return [world.add_service(f"Послуга {number}") for number in range(4)]


def test_a_service_goes_on_as_another(world: World, services: list[Service]) -> None:
    old, new, *_others = services
    move = add_move(world, service=old, successor=new)
    found = continuation_of(world.session, [old.id, new.id])
    assert list(found) == [old.id]
    assert (found[old.id].successor, found[old.id].host, found[old.id].relocation) == (new, world.host, move)
    assert came_from(world.session, [old.id, new.id]) == {new.id: [move]}


def test_a_chain_is_followed_to_its_end(world: World, services: list[Service]) -> None:
    a, b, c, _d = services
    first = add_move(world, RelocationState.MOVED_AGAIN, service=a, successor=b)
    second = add_move(world, origin=world.host, host=world.other_host, service=b, successor=c, previous=first)
    found = continuation_of(world.session, [a.id])[a.id]
    assert (found.relocation, found.last, found.successor, found.host) == (
        first,
        second,
        c,
        world.other_host,
    )
    assert came_from(world.session, [c.id, b.id]) == {c.id: [first, second], b.id: [first]}


def test_a_service_that_moves_on_under_its_own_name(world: World, services: list[Service]) -> None:
    service = services[0]
    first = add_move(world, RelocationState.MOVED_AGAIN, service=service, successor=service)
    second = add_move(
        world, origin=world.host, host=world.other_host, service=service, successor=service, previous=first
    )
    found = continuation_of(world.session, [service.id])[service.id]
    assert (found.relocation, found.successor, found.host) == (second, service, world.other_host)
    assert came_from(world.session, [service.id]) == {service.id: [first, second]}


def test_of_two_moves_the_later_counts(world: World, services: list[Service]) -> None:
    a, b, c, _d = services
    add_move(world, service=a, successor=b, moved_on=date(2025, 5, 1))
    add_move(world, service=a, successor=c, moved_on=date(2024, 5, 1))
    assert continuation_of(world.session, [a.id])[a.id].successor == b


def test_a_ring_ends(world: World, services: list[Service]) -> None:
    a, b, *_others = services
    add_move(world, service=a, successor=b)
    back = add_move(world, origin=world.host, host=world.home, service=b, successor=a)
    assert continuation_of(world.session, [a.id])[a.id].last == back
    assert len(came_from(world.session, [a.id])[a.id]) == 2


@pytest.mark.parametrize(
    "state",
    [
        RelocationState.PLANNED,
        RelocationState.UNDER_WAY,
        RelocationState.RETURNED,
        RelocationState.ENDED,
    ],
)
def test_only_what_has_moved_goes_on_elsewhere(
    world: World, services: list[Service], state: RelocationState
) -> None:
    a, b, *_others = services
    add_move(world, state, service=a, successor=b)
    assert continuation_of(world.session, [a.id]) == {} and came_from(world.session, [b.id]) == {}


def test_what_may_not_be_named_is_not(world: World, services: list[Service]) -> None:
    a, b, c, d = services
    hidden = add_move(world, service=a, successor=b)
    add_move(world, service=c, successor=d)
    hidden.is_published = d.is_published = False
    world.session.flush()
    found = continuation_of(world.session, [a.id, c.id])
    assert list(found) == [c.id] and found[c.id].successor is None and found[c.id].host == world.host
    assert came_from(world.session, [b.id]) == {}
    assert continuation_of(world.session, []) == {} and came_from(world.session, []) == {}


def test_statements_grow_neither_with_rows_nor_with_the_chain(
    world: World, services: list[Service], count_statements: CountStatements
) -> None:
    def read() -> int:
        world.session.commit()
        with count_statements() as statements:
            for each in continuation_of(world.session, ids).values():
                assert each.successor is None or (each.successor.phones and each.successor.organization.name)
            came_from(world.session, ids)
        return len(statements)

    ids = [each.id for each in services]
    a, b, c, d = services
    add_move(world, service=a, successor=b)
    few = read()
    add_move(world, service=b, successor=c)
    add_move(world, service=c, successor=d)
    assert read() == few
