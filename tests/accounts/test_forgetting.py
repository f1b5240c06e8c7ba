"""What ran out is swept away, what still opens something stays."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from network.accounts.models import AccountLink, LinkPurpose, PasskeyChallenge, UserSession
from network.accounts.operations import make_link
from network.core.clock import now
from tests.accounts.conftest import Browser, People, is_signed_in

MODELS: tuple[Any, ...] = (UserSession, AccountLink, PasskeyChallenge)


def count(people: People) -> list[int]:
    people.session.rollback()
    return [people.session.scalar(select(func.count()).select_from(model)) or 0 for model in MODELS]


@pytest.fixture
def living(people: People, browser_of: Browser) -> Any:
    """One of each that still opens something; the browser is signed in."""
    client = browser_of(people.editor)
    make_link(session=people.session, user=people.user(people.editor), purpose=LinkPurpose.RESET)
    people.session.add(PasskeyChallenge(challenge_hash="0" * 64, expires_at=now() + timedelta(minutes=5)))
    people.session.commit()
    return client


def test_what_lives_stays_and_what_ran_out_goes(people: People, living: Any, app: Flask) -> None:
    run = app.test_cli_runner().invoke
    assert run(args=["accounts", "forget"]).output == "0 forgotten\n"
    assert count(people) == [1, 1, 1] and is_signed_in(living)
    for model in MODELS:
        people.session.scalars(select(model)).one().expires_at = now() - timedelta(seconds=1)
    people.session.commit()
    assert run(args=["accounts", "forget"]).output == "3 forgotten\n"
    assert count(people) == [0, 0, 0]


def test_a_link_that_was_used_goes(people: People, living: Any, app: Flask) -> None:
    people.session.scalars(select(AccountLink)).one().used_at = now()
    people.session.commit()
    assert app.test_cli_runner().invoke(args=["accounts", "forget"]).output == "1 forgotten\n"
    assert count(people) == [1, 0, 1]
