"""What the environment may and may not say."""

from __future__ import annotations

import pytest

from config import ConfigurationError, read_settings
from network.app import create_app
from tests.world import World

GOOD = {
    "NETWORK_ENV": "production",
    "SECRET_KEY": "b1946ac92492d2347c6235b4d2611184f0e4c9a7",
    "PUBLIC_URL": "https://directory.example.org",
    "ALLOWED_HOSTS": "directory.example.org",
}


def test_development_needs_nothing() -> None:
    settings = read_settings({})
    assert settings["NETWORK_ENV"] == "development"
    assert settings["PUBLIC_URL"] == "http://127.0.0.1:5000"
    assert settings["SQLALCHEMY_DATABASE_URI"].startswith("sqlite:///")


def test_production_with_all_it_wants() -> None:
    settings = read_settings(GOOD)
    assert settings["SESSION_COOKIE_SECURE"] is True
    assert settings["TRUSTED_HOSTS"] == ["directory.example.org"]


@pytest.mark.parametrize(
    "change",
    [
        {"SECRET_KEY": ""},
        {"SECRET_KEY": "dev"},
        {"SECRET_KEY": "a" * 64},
        {"SECRET_KEY": "change-me-0123456789abcdefghijklmnop"},
        {"PUBLIC_URL": ""},
        {"PUBLIC_URL": "http://directory.example.org"},
        {"ALLOWED_HOSTS": ""},
        {"ALLOWED_HOSTS": "*"},
        {"NETWORK_ENV": "prod"},
    ],
)
def test_production_refuses_what_can_be_guessed(change: dict[str, str]) -> None:
    with pytest.raises(ConfigurationError):
        read_settings(GOOD | change)


def test_production_refuses_example_data(world: World, database_url: str) -> None:
    world.organization.is_example = True
    world.finish()
    with pytest.raises(ConfigurationError, match="example data"):
        create_app({**read_settings(GOOD), "SQLALCHEMY_DATABASE_URI": database_url})


@pytest.mark.parametrize(
    "mail", [{"MAIL_URL": "https://mail.example.org"}, {"MAIL_URL": "smtp://mail.example.org"}]
)
def test_production_wants_a_mail_server_and_a_sender_or_neither(mail: dict[str, str]) -> None:
    with pytest.raises(ConfigurationError, match="MAIL_"):
        read_settings(GOOD | mail)


def test_a_mail_server_with_a_sender() -> None:
    mail = {"MAIL_URL": "smtps://mail.example.org", "MAIL_FROM": "network@example.org"}
    assert read_settings(GOOD | mail)["MAIL_FROM"] == "network@example.org"
    assert read_settings({})["MAIL_URL"] == ""
