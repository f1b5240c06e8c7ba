"""Moves that coordinators look after: nothing continues them, they do not end, they are planned; mine first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from network.core.clock import today
from network.relocations.models import Moved, Relocation, RelocationState
from tests.conftest import CountStatements
from tests.coordination.conftest import Desk, read
from tests.coordination.test_pages import numbers
from tests.relocations.moves import add_move

PLANNED, UNDER_WAY = RelocationState.PLANNED, RelocationState.UNDER_WAY


def section(page: str, name: str) -> str:
    """The rows of one of the lists."""
    return page.split(f'<ul class="rows {name}">')[1].split("</ul>")[0]


@pytest.fixture
def moves(desk: Desk) -> dict[str, Relocation]:
    """Something of each, here and in another oblast, and what nobody has to ask about."""
    world, day = desk.world, today()
    other = world.add_organization("ГО «Донецька»")
    other.community = world.home
    lost, kept, new = (world.add_service(name) for name in ("Гурток", "Друга", "Третя"))
    elsewhere = world.add_service("Інша")
    elsewhere.organization = other
    desk.session.flush()
    service: dict[str, Any] = {"what": [Moved.SERVICE]}
    found = {
        "lost": add_move(world, service=lost, moved_on=day - timedelta(days=9), **service),
        "lost elsewhere": add_move(world, service=elsewhere, organization=other, **service),
        "kept": add_move(world, service=kept, successor=new, **service),
        "slow": add_move(world, UNDER_WAY, started_on=day - timedelta(days=31)),
        "begun": add_move(world, UNDER_WAY, started_on=day - timedelta(days=3)),
        "plan": add_move(world, PLANNED, host=None, planned_for=day + timedelta(days=9)),
        "secret plan": add_move(world, PLANNED, is_published=False, organization=other),
    }
    desk.finish()
    return found


def listed(page: str, moves: dict[str, Relocation], name: str) -> list[str]:
    """The names of the moves of a list, in its order."""
    rows = section(page, name)
    places = {key: rows.find(f'/coordination/records/relocation/{move.id}"') for key, move in moves.items()}
    return sorted((key for key, place in places.items() if place >= 0), key=lambda key: places[key])


def test_each_list_holds_what_is_to_be_asked_about(
    desk: Desk, coordinator: FlaskClient, moves: dict[str, Relocation]
) -> None:
    page = read(coordinator, "/coordination/relocations")
    assert listed(page, moves, "unfollowed") == ["lost", "lost elsewhere"]
    assert listed(page, moves, "slow") == ["slow"]
    assert listed(page, moves, "planned") == ["plan", "secret plan"]
    assert "ще не відомо куди" in page and "нікому не показано" in section(page, "planned")
    assert 'href="tel:+380000000001"' in section(page, "unfollowed")


def test_the_overview_says_how_many_with_verbs(
    desk: Desk, coordinator: FlaskClient, moves: dict[str, Relocation]
) -> None:
    page = read(coordinator, "/coordination")
    found = dict(numbers(page))
    assert found["/coordination/relocations#unfollowed"] == 2 and "переїзди без продовження" in page
    assert found["/coordination/relocations#slow"] == 1 and "переїзд триває понад 30 днів" in page


def test_own_oblasts_come_first_or_alone(
    desk: Desk, coordinator_of: Callable[..., FlaskClient], moves: dict[str, Relocation]
) -> None:
    client = coordinator_of(desk.world.community("myrnohradska").oblast_id)
    assert listed(read(client, "/coordination/relocations"), moves, "unfollowed") == [
        "lost elsewhere",
        "lost",
    ]
    mine = read(client, "/coordination/relocations?mine=1")
    assert listed(mine, moves, "unfollowed") == ["lost elsewhere"]
    assert listed(mine, moves, "planned") == ["secret plan"]
    assert dict(numbers(read(client, "/coordination")))["/coordination/relocations?mine=1#unfollowed"] == 1


def test_a_move_leads_to_its_history(
    desk: Desk, coordinator: FlaskClient, moves: dict[str, Relocation]
) -> None:
    page = read(coordinator, f"/coordination/records/relocation/{moves['plan'].id}")
    assert "Мирноград" in page


def test_the_number_of_statements_does_not_grow(
    desk: Desk, coordinator: FlaskClient, moves: dict[str, Relocation], count_statements: CountStatements
) -> None:
    def statements() -> int:
        read(coordinator, "/coordination/relocations")
        with count_statements() as sent:
            read(coordinator, "/coordination/relocations")
        return len(sent)

    few = statements()
    for number in range(4):
        service = desk.world.add_service(f"Ще {number}")
        add_move(desk.world, service=service, what=[Moved.SERVICE])
        add_move(desk.world, PLANNED, host=desk.world.other_host)
    desk.finish()
    assert statements() == few


def test_who_does_not_coordinate_is_refused(desk: Desk, client: FlaskClient) -> None:
    desk.finish()
    assert client.get("/coordination/relocations").status_code in {302, 303, 403}
