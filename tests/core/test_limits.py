"""How often one client may send a form: by configuration, without keeping its address, also when the store is down."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from config import read_settings
from network.core import limits
from network.core.clock import now
from network.core.limits import limited
from network.core.permissions import public

pytestmark = pytest.mark.engines("sqlite")
SAME_ORIGIN = {"Origin": "http://localhost"}


@pytest.fixture
def visit(make_app: Callable[..., Flask]) -> Callable[..., FlaskClient]:
    """A function: a visitor of an application with these settings whose `/write` is limited by LIMIT_FEEDBACK."""

    def make(**settings: object) -> FlaskClient:
        app = make_app(**settings)
        view = limited("LIMIT_FEEDBACK")(public(lambda: "written"))
        app.add_url_rule("/write", view_func=view, methods=["GET", "POST"], endpoint="write")
        limits.init_app(app)
        return app.test_client()

    return make


def write(client: FlaskClient, address: str = "192.0.2.1") -> int:
    return client.post("/write", headers=SAME_ORIGIN, environ_overrides={"REMOTE_ADDR": address}).status_code


def test_amounts_have_a_default_and_come_from_the_environment() -> None:
    assert read_settings({})["LIMIT_FEEDBACK"] == "10 per minute; 60 per hour"
    assert read_settings({})["RATELIMIT_STORAGE_URI"] == "memory://"
    changed = read_settings({"LIMIT_FEEDBACK": "5 per day", "RATELIMIT_STORAGE_URI": "redis://cache:6379/1"})
    assert changed["LIMIT_FEEDBACK"] == "5 per day"
    assert changed["RATELIMIT_STORAGE_URI"] == "redis://cache:6379/1"


def test_the_eleventh_in_a_minute_is_refused(visit: Callable[..., FlaskClient]) -> None:
    client = visit(LIMIT_FEEDBACK="10 per minute; 60 per hour")
    assert [write(client) for _each in range(11)] == [200] * 10 + [429]


def test_the_sixty_first_in_an_hour_is_refused(visit: Callable[..., FlaskClient]) -> None:
    client = visit(LIMIT_FEEDBACK="10 per minute; 60 per hour")
    start = now().replace(microsecond=0)
    with time_machine.travel(start, tick=False) as clock:
        for minute in range(6):
            clock.move_to(start + timedelta(minutes=2 * minute))
            assert [write(client) for _each in range(10)] == [200] * 10
        clock.move_to(start + timedelta(minutes=12))
        answer = client.post("/write", headers=SAME_ORIGIN, environ_overrides={"REMOTE_ADDR": "192.0.2.1"})
        assert answer.status_code == 429
        assert answer.headers["Retry-After"] == str(48 * 60 + 1)
        page = answer.get_data(as_text=True)
        assert "Забагато запитів" in page
        assert "Надіслати знову можна за 49 хвилин." in page
        clock.move_to(start + timedelta(minutes=61))
        assert write(client) == 200


def test_reading_is_not_limited(visit: Callable[..., FlaskClient]) -> None:
    client = visit(LIMIT_FEEDBACK="1 per hour")
    assert {client.get("/write").status_code for _each in range(5)} == {200}
    assert [write(client), write(client)] == [200, 429]
    assert client.get("/write").status_code == 200


def test_clients_are_counted_apart_and_a_home_as_one(visit: Callable[..., FlaskClient]) -> None:
    client = visit(LIMIT_FEEDBACK="1 per hour")
    assert [write(client, "192.0.2.1"), write(client, "192.0.2.2")] == [200, 200]
    assert [write(client, "2001:db8::1"), write(client, "2001:db8::2")] == [200, 429]
    assert write(client, "2001:db8:0:1::1") == 200


def test_refused_ones_from_elsewhere_are_not_counted(visit: Callable[..., FlaskClient]) -> None:
    client = visit(LIMIT_FEEDBACK="1 per hour")
    assert client.post("/write").status_code == 403
    assert write(client) == 200


def test_no_address_is_kept_in_the_store(visit: Callable[..., FlaskClient]) -> None:
    client = visit(LIMIT_FEEDBACK="5 per hour")
    write(client, "192.0.2.77")
    storage = client.application.extensions["network_limiter"].storage
    kept = repr(vars(storage))
    assert "/write/5/1/hour" in kept
    assert "192.0.2.77" not in kept


def test_a_lost_store_leaves_a_local_limit(visit: Callable[..., FlaskClient]) -> None:
    with socket.socket() as taken:  # bound, but nobody listens
        taken.bind(("127.0.0.1", 0))
        store = f"redis://127.0.0.1:{taken.getsockname()[1]}/0"
        client = visit(LIMIT_FEEDBACK="2 per hour", RATELIMIT_STORAGE_URI=store)
        assert [write(client) for _each in range(3)] == [200, 200, 429]


def test_a_mistake_in_an_amount_stops_the_start(make_app: Callable[..., Flask]) -> None:
    with pytest.raises(ValueError, match="LIMIT_FEEDBACK"):
        make_app(LIMIT_FEEDBACK="sixty an hour")
