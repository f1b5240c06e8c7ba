"""The public pages of moves: the list with its numbers and filters, and one move with what goes on as what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from network.relocations.models import Moved, RelocationState
from tests.relocations.moves import add_move
from tests.world import World

Count = Callable[[], Any]
DAY = date(2024, 8, 12)


def page(client: FlaskClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.get_data(as_text=True)


def moved_service(world: World, **details: Any) -> tuple[Any, Any, Any]:
    """A space that moved and goes on as another service, and its move."""
    old = world.add_service("Простір «Веселка»", "children", name_en="Rainbow space")
    new = world.add_service("Підтримка родин", "children", name_en="Support for families")
    known: dict[str, Any] = {"what": [Moved.SERVICE], "service": old, "successor": new, "moved_on": DAY}
    return old, new, add_move(world, **known | details)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "/relocations/{move}",
            ["Простір «Веселка»", "Мирноград → Царичанка", "Переїхали, 12 серпня 2024", "Підтримка родин"],
        ),
        ("/en/relocations/{move}", ["Rainbow space", "12 August 2024", "Support for families", "Came along"]),
    ],
)
def test_a_move_says_what_from_where_to_where_when_and_whom_to_call(
    world: World, client: FlaskClient, address: str, expected: list[str]
) -> None:
    old, new, move = moved_service(world, families=40, children=25, resources_uk="Меблі", note_uk="Разом.")
    world.finish()
    text = page(client, address.format(move=move.slug))
    expected = [words for words in expected if words != "Came along"]
    assert [words for words in expected if words not in text] == []
    for link in (
        f"/services/{old.slug}",
        f"/services/{new.slug}",
        "/from/myrnohradska",
        "/communities/tsarychanska",
    ):
        assert f'{link}"' in text
    assert 'href="tel:+380' in text
    assert ("40 родин, 25 дітей" if address.startswith("/rel") else "40 families, 25 children") in text


def test_steps_are_told_in_their_order_and_what_is_unknown_is_said(world: World, client: FlaskClient) -> None:
    known = {"started_on": date(2024, 7, 1), "ended_on": date(2025, 1, 5)}
    back = add_move(world, RelocationState.RETURNED, **known)
    world.finish()
    text = page(client, f"/relocations/{back.slug}")
    assert "Повернулися додому, 5 січня 2025" in text
    order = ["Почали переїжджати", "1 липня 2024", "Переїхали", "день не вказано"]
    places = [text.rindex(words) for words in order]
    assert places == sorted(places)
    assert "не вказано" in text.split("Скільки родин і дітей")[1]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (RelocationState.MOVED, "Переїхали, 12 серпня 2024."),
        (RelocationState.MOVED_AGAIN, "Переїхали, 12 серпня 2024; потім переїхали далі."),
        (RelocationState.UNDER_WAY, "Переїзд триває, день не вказано."),
    ],
)
def test_the_day_of_a_state_is_told_once(
    world: World, client: FlaskClient, state: RelocationState, words: str
) -> None:
    move = add_move(world, state, moved_on=DAY if state != RelocationState.UNDER_WAY else None)
    world.finish()
    text = page(client, f"/relocations/{move.slug}")
    assert words in text and text.count("12 серпня 2024") + text.count("день не вказано") == 1


def test_a_chain_is_followed_to_where_it_works_now(world: World, client: FlaskClient) -> None:
    _old, new, first = moved_service(world, state=RelocationState.MOVED_AGAIN)
    last = world.add_service("Центр «Разом»", "children")
    second = add_move(
        world,
        origin=world.host,
        host=world.other_host,
        what=[Moved.SERVICE],
        service=new,
        successor=last,
        previous=first,
    )
    world.finish()
    text = page(client, f"/relocations/{first.slug}")
    assert "у Павлоградській громаді" in text and f"/services/{last.slug}" in text
    assert f"/relocations/{second.slug}" in text
    assert f"/relocations/{first.slug}" in page(client, f"/relocations/{second.slug}")


def test_moves_that_nobody_may_know_of_have_no_page(world: World, client: FlaskClient) -> None:
    _old, _new, hidden = moved_service(world, is_published=False)
    plan = add_move(world, RelocationState.PLANNED, host=None)
    after = add_move(world, previous=hidden)
    world.finish()
    for slug in (hidden.slug, plan.slug, "nothing"):
        page(client, f"/relocations/{slug}", 404)
    assert f'/relocations/{hidden.slug}"' not in page(client, f"/relocations/{after.slug}")
    listed = page(client, "/relocations")
    assert hidden.slug + '"' not in listed and plan.slug + '"' not in listed


def test_the_list_counts_first_and_narrows_by_any_name(world: World, client: FlaskClient) -> None:
    add_move(world, families=40, moved_on=DAY)
    add_move(world, host=world.other_host)
    add_move(world, RelocationState.ENDED, origin=world.community("bakhmutska"))
    world.finish()
    everything = page(client, "/relocations")
    assert "3 переїзди: із 2 громад до 2 громад" in everything
    assert everything.count('<li class="card">') == 3
    for address, count in (
        ("?from=Димитров", 2),
        ("?from=myrnohradska&to=Царичанка", 1),
        ("?from=Донецька область", 3),
        ("?to=dnipropetrovsk", 3),
        ("?state=ended", 1),
        ("?what=service", 0),
        ("?what=resources&state=moved", 2),
    ):
        assert page(client, f"/relocations{address}").count('<li class="card">') == count, address
    assert "40 родин" in everything


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("?from=Атлантида", "Такого місця в довіднику немає"),
        ("?state=planned", "Виберіть"),
        ("?what=magic", "Виберіть"),
        ("?page=0", "Такої сторінки"),
    ],
)
def test_a_filter_that_is_not_understood_is_said_beside_it(
    world: World, client: FlaskClient, address: str, words: str
) -> None:
    world.finish()
    text = page(client, f"/relocations{address}", 400)
    assert 'class="error"' in text and words in text
    if "=" in address and "Атлантида" in address:
        assert 'value="Атлантида"' in text, "what was typed stays"


def test_a_page_after_the_last_is_not_there(world: World, client: FlaskClient) -> None:
    world.finish()
    page(client, "/relocations?page=2", 404)


def test_the_list_costs_the_same_for_one_and_for_many(
    world: World, client: FlaskClient, count_statements: Any
) -> None:
    moved_service(world)
    moved_service(world, host=world.other_host)
    world.finish()
    with count_statements() as few:
        page(client, "/relocations")
    for _ in range(5):
        moved_service(world, origin=world.community("bakhmutska"))
    world.finish()
    with count_statements() as many:
        page(client, "/relocations")
    assert len(many) == len(few)
