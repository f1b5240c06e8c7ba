"""Moves on the composed pages: their number changes no page's number of statements, and what is hidden is not told."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from network.relocations.models import Moved, RelocationState
from tests.conftest import CountStatements
from tests.relocations.moves import add_move
from tests.world import World


def move_a_service(world: World, number: int) -> tuple[str, str]:
    """A service that goes on as another; the addresses of both."""
    old = world.add_service(f"Гурток {number}", "children", origins=[world.home])
    new = world.add_service(f"Простір {number}", "children", at=[world.add_location(world.host)])
    add_move(world, what=[Moved.SERVICE], service=old, successor=new)
    return old.slug, new.slug


@pytest.mark.parametrize(
    "address",
    [
        "/communities/tsarychanska",
        "/from/myrnohradska",
        "/organizations/{organization}",
        "/services/{old}",
        "/services/{new}",
        "/services?topic=children",
        "/services?from=myrnohradska",
        "/mobile-teams/{team}",
    ],
)
def test_pages_cost_the_same_for_few_moves_and_for_many(
    world: World, client: FlaskClient, count_statements: CountStatements, address: str
) -> None:
    team = world.add_team("Бригада", [world.add_service("Виїзд")], world.host, world.day)
    old, new = move_a_service(world, 0)
    move_a_service(world, 1)
    for _ in range(2):
        add_move(world, what=[Moved.MOBILE_TEAM], team=team)
    world.finish()
    path = address.format(organization=world.organization.slug, old=old, new=new, team=team.slug)

    def statements() -> int:
        assert client.get(path).status_code == 200
        with count_statements() as sent:
            client.get(path)
        return len(sent)

    few = statements()
    for number in range(2, 6):
        move_a_service(world, number)
        add_move(world, what=[Moved.MOBILE_TEAM], team=team)
    world.finish()
    assert statements() == few


def test_what_nothing_continues_says_whom_to_call(world: World, client: FlaskClient) -> None:
    lost = world.add_service("Гурток", "children")
    add_move(world, what=[Moved.SERVICE], service=lost)
    world.finish()
    page = client.get(f"/services/{lost.slug}").get_data(as_text=True)
    assert "Виїхали до Царичанської громади; що продовжує цю роботу, не вказано." in page
    assert f'href="tel:{world.organization.phone}"' in page


@pytest.mark.parametrize("address", ["/communities/tsarychanska", "/from/myrnohradska"])
def test_hidden_and_planned_moves_are_told_nowhere(world: World, client: FlaskClient, address: str) -> None:
    add_move(world, is_published=False, note_uk="Таємно")
    add_move(world, RelocationState.PLANNED, note_uk="Ще план")
    world.finish()
    page = client.get(address).get_data(as_text=True)
    assert "Хто переїхав сюди" not in page and "Куди переїхали" not in page and "/relocations/" not in page
