"""Planned moves: members of the network see them, and nobody else does."""

from __future__ import annotations

from datetime import date

import pytest
from flask.testing import FlaskClient

from network.locations.models import Visibility
from network.relocations.models import Moved, RelocationState
from tests.people import SignedInClient
from tests.relocations.moves import add_move
from tests.world import World

PLANNED = RelocationState.PLANNED


@pytest.fixture
def plans(world: World) -> World:
    """A plan that members see, one that nobody does, one to a confidential place, and a move that is no plan."""
    space = world.add_service("Простір для дітей", "children")
    add_move(
        world,
        PLANNED,
        host=None,
        what=[Moved.SERVICE],
        service=space,
        planned_for=date(2027, 2, 1),
        families=30,
        note_uk="Потрібне приміщення.",
        note_en="We need a room.",
    )
    add_move(world, PLANNED, host=world.other_host, is_published=False, note_uk="Ще ніхто не знає.")
    shelter = world.add_location(
        world.community("mahdalynivska"), Visibility.CONFIDENTIAL, name="Дім на Канарковій"
    )
    add_move(world, PLANNED, host=world.community("mahdalynivska"), host_location=shelter)
    add_move(world, host=world.community("bakhmutska"))
    world.finish()
    return world


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("", ["Мирноград → ще не відомо куди", "Простір для дітей", "1 лютого 2027", "30 родин", "Потрібне"]),
        ("/en", ["Myrnohrad → not known yet where to", "1 February 2027", "30 families", "We need a room."]),
    ],
)
def test_members_read_who_plans_to_move_and_whom_to_call(
    plans: World, signed_in_client: SignedInClient, language: str, expected: list[str]
) -> None:
    page = signed_in_client("editor").get(f"{language}/member/moves").get_data(as_text=True)
    assert [words for words in expected if words not in page] == []
    assert 'href="tel:+380000000001"' in page
    for words in ("Ще ніхто не знає", "Павлоград", "Магдалинівка", "Канарков", "Бахмут"):
        assert words not in page
    assert f'href="{language}/member/moves"' in signed_in_client("editor").get(f"{language}/member").text


@pytest.mark.parametrize("address", ["?page=2", "?page=x", "?page=0"])
def test_there_are_no_other_pages(plans: World, signed_in_client: SignedInClient, address: str) -> None:
    assert signed_in_client("editor").get(f"/member/moves{address}").status_code == 404


def test_no_plan_stands_anywhere_in_public(plans: World, client: FlaskClient) -> None:
    assert client.get("/member/moves").status_code in {302, 303}
    for address in (
        "/relocations",
        "/map",
        "/map/flows.geojson",
        "/from/myrnohradska",
        f"/organizations/{plans.organization.slug}",
        "/sitemap.xml",
        "/services?q=%D0%BF%D1%80%D0%BE%D1%81%D1%82%D1%96%D1%80",
    ):
        page = client.get(address).get_data(as_text=True)
        assert "Потрібне приміщення" not in page and "ще не відомо куди" not in page, address
        assert "Мирноград → Павлоград" not in page and "myrnohrad-pavlohrad" not in page, address
