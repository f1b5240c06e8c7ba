"""What a password costs whoever wants to guess it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from config import read_settings
from network.accounts.passwords import hash_password, is_password, set_cost

CHEAP = {"memory_kib": 64, "rounds": 1, "lanes": 1}


@pytest.fixture
def in_earnest() -> Iterator[None]:
    """The cost that is not the tests'."""
    production = {
        "NETWORK_ENV": "production",
        "SECRET_KEY": "0f8b2c6d9e4a7153b8d0c2e6f4a19573",
        "PUBLIC_URL": "https://directory.example.org",
        "ALLOWED_HOSTS": "directory.example.org",
        "DATABASE_URL": "sqlite://",
    }
    set_cost(**read_settings(production)["PASSWORD_COST"])
    yield
    set_cost(**CHEAP)


def test_production_keeps_passwords_at_the_full_cost(in_earnest: None) -> None:
    kept = hash_password("вечірній чай на балконі")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert is_password("вечірній чай на балконі", kept)


def test_a_hash_of_another_cost_is_still_understood(in_earnest: None) -> None:
    set_cost(**CHEAP)
    cheap = hash_password("вечірній чай на балконі")
    assert cheap.startswith("$argon2id$v=19$m=64,t=1,p=1$")
    set_cost(memory_kib=128, rounds=2, lanes=1)
    assert is_password("вечірній чай на балконі", cheap)
    assert not is_password("вечірній чай на балконi", cheap)
    assert not is_password("будь-який інший пароль", "")
