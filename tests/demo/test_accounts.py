"""The demo accounts: printed exactly, good passwords, each signs in and finds something; never in production."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from network.accounts.access import one_time_codes
from network.accounts.codes import code_now
from network.accounts.models import User, UserSession
from network.accounts.passwords import check_password
from network.accounts.queries import find_oblast_ids, find_user
from network.accounts.sessions import start_session
from network.core.clock import now
from network.core.database import db
from network.demo.accounts import ACCOUNTS, ensure_accounts
from network.demo.operations import load_demo
from network.locations.models import Location
from network.mobile_teams.models import MobileTeam
from network.moderation.models import Change, ChangeState
from network.organizations.models import Organization
from network.services.models import Service
from tests.demo.conftest import TODAY, load_words

ROLES = ["coordinator", "coordinator", "editor", "editor", "organization_admin", "system_admin"]
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


def test_the_command_prints_exactly_what_programs_read(loaded_app: Flask) -> None:
    result = loaded_app.test_cli_runner().invoke(args=["demo", "accounts", "--json"])
    assert result.exit_code == 0
    accounts = json.loads(result.stdout)
    assert sorted(account["role"] for account in accounts) == ROLES
    for account in accounts:
        assert list(account) == ["role", "email", "password", "organization", "totp_secret"]
        needs_code = account["role"] in {"coordinator", "system_admin"}
        assert bool(re.fullmatch(r"[A-Z2-7]{32}", account["totp_secret"])) is needs_code
        assert bool(account["organization"]) is not needs_code
    first, second = (account for account in accounts if account["role"] == "editor")
    assert first["organization"] != second["organization"]


def test_production_refuses_them(app: Flask) -> None:
    app.config["NETWORK_ENV"] = "production"
    result = app.test_cli_runner().invoke(args=["demo", "accounts", "--json"])
    assert result.exit_code != 0
    assert "refused in production" in result.output
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(User)) == 0


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.email)
def test_their_passwords_are_good_enough_for_us(account) -> None:
    check_password(account.password, (account.email.partition("@")[0],))


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.email)
def test_each_signs_in_by_plain_forms(loaded_app: Flask, account) -> None:
    client = loaded_app.test_client()
    form = {"email": account.email, "password": account.password}
    answer = client.post("/sign-in", data=form, headers=SAME_ORIGIN)
    assert answer.status_code == 303
    if account.totp_secret:
        assert answer.location.startswith("/sign-in/code")
        code = {"code": code_now(account.totp_secret)}
        answer = client.post("/sign-in/code", data=code, headers=SAME_ORIGIN)
        assert answer.status_code == 303
    assert answer.location in {"/member", "/coordination", "/people", "/account"}
    assert client.get("/account").status_code == 200


def test_a_second_run_makes_nothing_and_signs_nobody_out(session: Session, spoken_of: Path) -> None:
    from_tables(session, spoken_of)
    codes = one_time_codes()
    assert ensure_accounts(session=session, codes=codes) == len(ACCOUNTS)
    moment = now()
    for user in session.scalars(select(User)).all():
        start_session(session=session, user=user, device="", is_complete=True, now=moment)
    kept = {user.email: (user.password_hash, user.totp_secret) for user in session.scalars(select(User))}
    assert ensure_accounts(session=session, codes=codes) == 0
    assert session.scalar(select(func.count()).select_from(UserSession)) == len(ACCOUNTS)
    assert kept == {
        user.email: (user.password_hash, user.totp_secret) for user in session.scalars(select(User))
    }


def from_tables(session: Session, spoken_of: Path) -> None:
    """The fictional network without accounts."""
    load_words(session, spoken_of)
    load_demo(session=session, today=TODAY)


def test_one_coordinator_has_the_whole_network_and_one_an_oblast(loaded_session: Session) -> None:
    areas = []
    for account in ACCOUNTS:
        user = find_user(loaded_session, account.email)
        assert user is not None
        assert user.is_example
        if account.role == "coordinator":
            areas.append(len(find_oblast_ids(loaded_session, user.id)))
    assert areas == [0, 1]


@pytest.mark.parametrize("slug", sorted({account.organization for account in ACCOUNTS} - {""}))
def test_their_organizations_have_something_of_each_and_something_that_waits(
    loaded_session: Session, slug: str
) -> None:
    owner = loaded_session.scalars(select(Organization).where(Organization.slug == slug)).one()
    for model in (Service, Location, MobileTeam):
        assert loaded_session.scalars(select(model).where(model.organization_id == owner.id)).first(), model
    waiting = select(Change).where(Change.organization_id == owner.id, Change.state == ChangeState.WAITING)
    kinds = {change.kind for change in loaded_session.scalars(waiting)}
    assert {"service", "relocation"} <= kinds


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.email)
def test_the_readme_lists_them(root: Path, account) -> None:
    (line,) = [line for line in (root / "README.md").read_text("utf-8").split("\n") if account.email in line]
    assert f"`{account.password}`" in line
    assert f"`{account.totp_secret or account.organization}`" in line
