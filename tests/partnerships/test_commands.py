"""The command that reminds of ends: whom, when, once, and what a killed run leaves behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from network.accounts.models import Role
from network.accounts.operations import add_user, set_role
from network.core.clock import now, today
from network.core.database import db
from network.mail.models import Mail
from network.organizations.models import Organization
from network.partnerships.commands import ROUND
from network.partnerships.models import Partnership, RenewalReminder
from network.partnerships.renewing import find_due, remind, step_of
from tests.browser import ROOT
from tests.conftest import CountStatements
from tests.partnerships.agreements import make_partnership
from tests.partnerships.test_agreeing import together
from tests.world import World

Run = Callable[[list[str]], str]
ROUNDS = 8
"""Enough that a run is still at work when a busy machine gets to killing it."""
EDITORS = ("one@example.org", "two@example.org")


@pytest.fixture
def other(world: World) -> Organization:
    """A partner without people who sign in, with a mailbox; the proposer has two people."""
    for email in EDITORS:
        user = add_user(session=world.session, email=email)
        set_role(
            session=world.session,
            user=user,
            organization_id=world.organization.id,
            role=Role.EDITOR,
            by="command",
        )
    partner = world.add_organization("Фонд «Опора»")
    partner.email = "opora@example.org"
    world.session.commit()
    return partner


def ending(world: World, other: Organization, days: int = 60, **details: Any) -> Partnership:
    """A partnership that ends in so many days."""
    until = today() + timedelta(days=days)
    made = make_partnership(world.session, world.organization, other, valid_until=until, **details)
    world.session.commit()
    return made


def mails(session: Session) -> list[Mail]:
    session.rollback()
    return list(session.scalars(select(Mail).order_by(Mail.id)))


def test_people_of_the_parties_their_mailbox_and_the_coordinators_are_told(
    app: Flask, world: World, other: Organization, run: Run
) -> None:
    app.config["DIRECTORY_EMAIL"] = "coordinators@example.org"
    made = ending(world, other, 60, name="Кімната для дітей", name_en="A room for children")
    assert "1 partnerships end soon, 4 mails queued" in run(["partnerships", "remind"])
    letters = {mail.recipient: mail for mail in mails(world.session)}
    assert set(letters) == {*EDITORS, "opora@example.org", "coordinators@example.org"}
    page = f"/member/partnerships/{made.id}"
    assert page in letters[EDITORS[0]].text and f"/en{page}" in letters[EDITORS[0]].text
    assert "/coordination/partnerships" in letters["coordinators@example.org"].text
    assert "://" not in letters["opora@example.org"].text, "who cannot sign in is sent to no such page"
    for mail in letters.values():
        assert mail.subject == (
            "Партнерство скоро завершиться: Кімната для дітей / A partnership ends soon: A room for children"
        )
        assert "Лишилося: 60 днів." in mail.text and "Time left: 60 days." in mail.text


def test_each_step_is_told_once_and_a_new_end_anew(world: World, other: Organization, run: Run) -> None:
    made = ending(world, other, 90)
    expected = {0: 0, 29: 0, 30: 1, 31: 0, 59: 0, 60: 1, 61: 0, 82: 0, 83: 1, 84: 0, 90: 0, 91: 0}
    for days, number in expected.items():
        day = (today() + timedelta(days=days)).isoformat()
        for again in (number, 0):
            assert f"{again} partnerships end soon" in run(["partnerships", "remind", "--today", day]), days
    made = world.session.get_one(Partnership, made.id)
    assert made.valid_until is not None
    made.valid_until += timedelta(days=365)
    world.session.commit()
    day = (today() + timedelta(days=90 + 365 - 60)).isoformat()
    assert "1 partnerships end soon" in run(["partnerships", "remind", "--today", day])


@pytest.mark.parametrize("days", [1, 7, 8, 30, 45])
def test_who_missed_steps_hears_of_the_present_one_alone(
    world: World, other: Organization, run: Run, days: int
) -> None:
    made = ending(world, other, days)
    run(["partnerships", "remind"])
    world.session.rollback()
    told = world.session.scalars(select(RenewalReminder.days)).all()
    assert told == [step_of(made.valid_until, today())]


def test_what_is_over_waits_or_has_no_end_is_left_in_peace(
    world: World, other: Organization, run: Run
) -> None:
    for details in ({"days": -1}, {"days": 61}, {"ended_on": today()}, {"is_agreed": False}):
        ending(world, other, **details)
    make_partnership(world.session, world.organization, other)
    world.session.commit()
    assert "0 partnerships end soon, 0 mails queued" in run(["partnerships", "remind"])


@pytest.mark.parametrize("mailbox", ["", "not an address"])
def test_a_party_that_cannot_be_written_to_stops_no_other_mail(
    world: World, other: Organization, run: Run, mailbox: str
) -> None:
    other.email = mailbox
    ending(world, other)
    assert "1 partnerships end soon, 2 mails queued" in run(["partnerships", "remind"])
    assert {mail.recipient for mail in mails(world.session)} == set(EDITORS)


def test_a_rehearsal_is_refused_in_production(app: Flask, world: World, other: Organization) -> None:
    ending(world, other)
    app.config["NETWORK_ENV"] = "production"
    result = app.test_cli_runner().invoke(args=["partnerships", "remind", "--today", "2027-01-01"])
    assert result.exit_code != 0 and "rehearsal" in result.output
    assert mails(world.session) == []


@pytest.mark.parametrize(
    ("left", "step"), [(-1, None), (0, 7), (7, 7), (8, 30), (30, 30), (31, 60), (60, 60), (61, None)]
)
def test_the_step_of_a_day(left: int, step: int | None) -> None:
    day = date(2026, 11, 25)
    assert step_of(day + timedelta(days=left), day) == step
    assert step_of(None, day) is None


def test_two_runs_at_the_same_moment_tell_once(app: Flask, world: World, other: Organization) -> None:
    ending(world, other)
    due = find_due(world.session, today())
    world.session.rollback()

    def act() -> None:
        moment = now()
        remind(session=db.session(), partnership_ids=due, today=today(), now=moment)

    outcome = together(app, (act, act))
    assert "done" in outcome
    assert Counter(mail.recipient for mail in mails(world.session)) == Counter(
        [*EDITORS, "opora@example.org"]
    )


def test_many_cost_no_more_reads(
    world: World, other: Organization, run: Run, count_statements: CountStatements
) -> None:
    def reads(number: int) -> int:
        for _time in range(number):
            ending(world, other)
        with count_statements() as statements:
            run(["partnerships", "remind"])
        world.session.rollback()
        return sum(statement.lstrip().startswith("SELECT") for statement in statements)

    assert reads(1) == reads(12)


def test_a_killed_run_is_taken_up_again_and_tells_nobody_twice(
    world: World, other: Organization, run: Run, database_url: str
) -> None:
    session = world.session
    for number in range(ROUNDS * ROUND):
        partner = world.add_organization(f"Фонд {number}")
        partner.email = f"fond{number}@example.org"
        until = today() + timedelta(days=20)
        make_partnership(session, other, partner, valid_until=until)
    session.commit()
    environment = {**os.environ, "DATABASE_URL": database_url, "NETWORK_ENV": "development"}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "partnerships", "remind"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not _count(session) and time.monotonic() < deadline:
        time.sleep(0.005)
    process.kill()
    assert process.wait(60) == -signal.SIGKILL, "killed half-way"
    first = _count(session)
    assert first % ROUND == 0 and 0 < first < ROUNDS * ROUND, "what is committed is committed whole"
    assert f"{ROUNDS * ROUND - first} partnerships end soon" in run(["partnerships", "remind"])
    recipients = Counter(mail.recipient for mail in mails(session))
    assert all(recipients[f"fond{number}@example.org"] == 1 for number in range(ROUNDS * ROUND))
    assert "0 partnerships end soon, 0 mails queued" in run(["partnerships", "remind"])


def _count(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(RenewalReminder)) or 0
