"""The commands: a first administrator, and the way out for a lost phone."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from network.accounts.models import Passkey, RecoveryCode
from tests.accounts.authenticator import Authenticator
from tests.accounts.conftest import PASSWORD, Browser, People, is_signed_in, post
from tests.accounts.test_passkeys import add_key


def test_the_first_administrator_is_invited(app: Flask, people: People) -> None:
    result = app.test_cli_runner().invoke(args=["accounts", "add-administrator", "First@Example.org"])
    assert result.exit_code == 0, result.output
    assert people.user("first@example.org").is_system_administrator
    answer = post(app.test_client(), people.last_link(), password="довга прогулянка вздовж річки")
    assert answer.location.startswith("/account/second-factor")
    assert app.test_cli_runner().invoke(args=["accounts", "add-administrator", "nothing"]).exit_code != 0


def test_a_lost_phone_is_forgotten_with_the_keys(app: Flask, people: People, browser_of: Browser) -> None:
    client = browser_of(people.coordinator)
    assert add_key(client, Authenticator()) == 303
    runner = app.test_cli_runner()
    result = runner.invoke(args=["accounts", "end-sessions", people.coordinator, "--forget-phone"])
    assert result.exit_code == 0, result.output
    assert not is_signed_in(client)
    assert people.user(people.coordinator).totp_secret == ""
    for model in (Passkey, RecoveryCode):
        assert not people.session.scalars(select(model)).all()
    answer = post(app.test_client(), "/sign-in", email=people.coordinator, password=PASSWORD)
    assert answer.location.startswith("/account/second-factor")


def test_sessions_end_and_the_phone_stays(app: Flask, people: People, browser_of: Browser) -> None:
    client = browser_of(people.coordinator)
    runner = app.test_cli_runner()
    assert runner.invoke(args=["accounts", "end-sessions", people.coordinator]).exit_code == 0
    assert not is_signed_in(client)
    assert people.user(people.coordinator).totp_secret
    assert runner.invoke(args=["accounts", "end-sessions", "unknown@example.org"]).exit_code != 0
