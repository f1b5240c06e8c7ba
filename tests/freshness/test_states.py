"""Fresh, stale, hidden: the day of a limit still counts as before it, and the database agrees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from config import ConfigurationError, read_settings
from network.freshness.limits import Limits
from network.freshness.states import Freshness, check_of
from tests.world import World

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days", "confirmed", "entered"),
    [
        (0, Freshness.FRESH, Freshness.ENTERED),
        (90, Freshness.FRESH, Freshness.ENTERED),
        (91, Freshness.STALE, Freshness.STALE),
        (180, Freshness.STALE, Freshness.STALE),
        (181, Freshness.HIDDEN, Freshness.HIDDEN),
    ],
)
def test_state_follows_from_the_day(days: int, confirmed: Freshness, entered: Freshness) -> None:
    day = TODAY - timedelta(days=days)
    assert check_of(day, day - timedelta(days=300), TODAY).state is confirmed
    assert check_of(None, day, TODAY).state is entered


def test_limits_are_given() -> None:
    day = TODAY - timedelta(days=31)
    assert check_of(day, day, TODAY, Limits(stale_days=10, hidden_days=30)).is_hidden


def test_limits_come_from_the_environment() -> None:
    assert read_settings({})["FRESHNESS_HIDDEN_DAYS"] == 180
    assert read_settings({"FRESHNESS_STALE_DAYS": "30"})["FRESHNESS_STALE_DAYS"] == 30
    for text in ("0", "-5", "скоро", "1.5"):
        with pytest.raises(ConfigurationError):
            read_settings({"REMIND_AFTER_DAYS": text})


def test_lists_agree_with_the_page_on_the_day_of_the_limit(client: FlaskClient, world: World) -> None:
    place = world.add_location(world.host)
    last = world.add_service("Останній день", at=[place], confirmed_on=world.day - timedelta(days=180))
    past = world.add_service("День по тому", at=[place], confirmed_on=world.day - timedelta(days=181))
    entered = world.add_service("Не підтверджена", at=[place], confirmed_on=None)
    entered.entered_on = world.day - timedelta(days=181)
    world.finish()
    body = client.get("/services?place=tsarychanska").get_data(as_text=True)
    assert last.slug in body and past.slug not in body and entered.slug not in body
    page = client.get(f"/services/{past.slug}").get_data(as_text=True)
    assert "Дані не підтверджували понад 180 днів. Подзвоніть, перш ніж їхати." in page
    assert "tel:+380" in page


def test_configured_limit_holds_for_lists_and_pages(make_app: Callable[..., Flask], world: World) -> None:
    place = world.add_location(world.host)
    old = world.add_service("Місячної давнини", at=[place], confirmed_on=world.day - timedelta(days=31))
    world.finish()
    client = make_app(FRESHNESS_STALE_DAYS=10, FRESHNESS_HIDDEN_DAYS=30).test_client()
    assert old.slug not in client.get("/services").get_data(as_text=True)
    assert "понад 30 днів" in client.get(f"/services/{old.slug}").get_data(as_text=True)


@pytest.mark.parametrize(
    ("days", "ukrainian", "english"),
    [(1, "1 день", "1 day"), (22, "22 дні", "22 days"), (25, "25 днів", "25 days")],
)
def test_warnings_say_the_days_of_the_settings(
    make_app: Callable[..., Flask], world: World, days: int, ukrainian: str, english: str
) -> None:
    place = world.add_location(world.host)
    amber = world.add_service("Жовта", at=[place], confirmed_on=world.day - timedelta(days=days + 1))
    hidden = world.add_service("Прихована", at=[place], confirmed_on=world.day - timedelta(days=99))
    world.finish()
    warns_first = make_app(FRESHNESS_STALE_DAYS=days, FRESHNESS_HIDDEN_DAYS=98).test_client()
    hides_first = make_app(FRESHNESS_STALE_DAYS=1, FRESHNESS_HIDDEN_DAYS=days).test_client()
    for client, slug in ((warns_first, amber.slug), (hides_first, hidden.slug)):
        assert f"понад {ukrainian}. Подзвоніть" in client.get(f"/services/{slug}").get_data(as_text=True)
        assert f"more than {english}. Call" in client.get(f"/en/services/{slug}").get_data(as_text=True)
    about = hides_first.get("/how-we-check").get_data(as_text=True)
    assert f"Дані не підтверджували понад {ukrainian}<" in about
