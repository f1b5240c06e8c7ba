"""The commands: who is reminded, who is called, and that a rehearsal stays outside production."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from network.core.clock import now, today
from network.freshness.commands import ROUND
from network.freshness.models import ConfirmationLink
from network.mail.models import Mail
from network.organizations.models import Membership
from tests.browser import ROOT
from tests.conftest import CountStatements
from tests.freshness.conftest import Old
from tests.world import World

Run = Callable[[list[str]], str]
Mails = Callable[..., list[Mail]]


def test_mail_lists_the_records_in_both_languages(old: Old, run: Run, mails: Mails) -> None:
    assert "1 mails queued" in run(["remind"])
    letter = mails()[0]
    assert letter.subject == "Чи працює ваша послуга, як раніше? / Is your service still as listed?"
    for words in (old.service.name_uk, old.team.name_uk, "Переглянути й підтвердити: http", "14 днів"):
        assert words in letter.text
    assert "/en/confirm/" in letter.text and "Review and confirm" in letter.text


def test_nobody_is_reminded_twice_in_a_week(old: Old, run: Run, mails: Mails) -> None:
    run(["remind"])
    assert "0 mails queued" in run(["remind"])
    for days, number in ((6, 1), (7, 2), (14, 3), (21, 3), (60, 3)):
        run(["remind", "--today", (today() + timedelta(days=days)).isoformat()])
        assert len(mails()) == number
    assert old.organization.slug in run(["freshness", "calls"])


@pytest.mark.parametrize("mailbox", ["", "not an address"])
def test_without_a_mailbox_there_is_a_call_at_once(old: Old, run: Run, mailbox: str, mails: Mails) -> None:
    old.organization.email = mailbox
    old.world.session.commit()
    assert "1 organizations added to the phone round" in run(["remind"])
    assert not mails()
    printed = run(["freshness", "calls"]).replace("\xa0", " ")
    assert "+380 00 000 00 01" in printed and old.organization.name_uk in printed


def test_call_is_settled_by_the_command(old: Old, run: Run) -> None:
    old.organization.email = ""
    old.world.session.commit()
    run(["remind"])
    assert "records confirmed" in run(["freshness", "confirm", old.organization.slug])
    assert old.confirmed() == {old.today}
    assert "0 organizations to call" in run(["freshness", "calls"])
    assert "0 mails queued, 0 organizations" in run(["remind"])


def test_fresh_hidden_and_former_ones_are_left_in_peace(
    world: World, old: Old, run: Run, mails: Mails
) -> None:
    old.organization.membership = Membership.FORMER
    world.add_organization("ГО «Нова»").email = "svizha@example.org"
    world.finish()
    assert "0 mails queued, 0 organizations" in run(["remind"])


def test_rehearsal_is_refused_in_production(app: Flask, old: Old) -> None:
    app.config["NETWORK_ENV"] = "production"
    result = app.test_cli_runner().invoke(args=["remind", "--today", "2027-01-01"])
    assert result.exit_code != 0 and "rehearsal" in result.output


def test_many_owners_cost_no_more_reads(
    session: Session, world: World, old: Old, run: Run, count_statements: CountStatements
) -> None:
    def reads() -> int:
        with count_statements() as statements:
            run(["remind"])
        return sum(statement.lstrip().startswith("SELECT") for statement in statements)

    first = reads()
    for number in range(20):
        organization = world.add_organization(f"ГО «Стара {number}»")
        organization.email, organization.entered_on = f"stara{number}@example.org", old.day
        world.add_service(f"Послуга {number}", confirmed_on=old.day).organization = organization
    world.finish()
    assert reads() <= first


def test_a_killed_run_is_taken_up_again_and_asks_nobody_twice(
    session: Session, world: World, old: Old, database_url: str, run: Run, mails: Mails
) -> None:
    for number in range(3 * ROUND):
        organization = world.add_organization(f"ГО «Стара {number}»")
        organization.email, organization.entered_on = f"stara{number}@example.org", old.day
    world.finish()
    environment = {**os.environ, "DATABASE_URL": database_url, "NETWORK_ENV": "development"}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "remind"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not _count(session) and time.monotonic() < deadline:
        time.sleep(0.005)
    process.kill()
    assert process.wait(60) == -signal.SIGKILL, "killed half-way"
    first = _count(session)
    assert first in {ROUND, 2 * ROUND}, "what is committed is committed whole"
    session.rollback()
    assert f"{3 * ROUND + 1 - first} mails queued, 0 organizations" in run(["remind"])
    recipients = Counter(mail.recipient for mail in mails())
    assert len(recipients) == 3 * ROUND + 1 and set(recipients.values()) == {1}
    assert "0 mails queued, 0 organizations" in run(["remind"])


def _count(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(Mail)) or 0


def test_links_that_died_a_month_ago_are_erased(old: Old, run: Run, session: Session) -> None:
    run(["remind"])
    session.rollback()
    link = session.scalars(select(ConfirmationLink)).one()
    for days, left in ((-1, 1), (29, 1), (31, 0)):
        link.expires_at = now() - timedelta(days=days)
        session.commit()
        assert f"{1 - left} forgotten" in run(["freshness", "forget"])
        session.rollback()
        assert len(session.scalars(select(ConfirmationLink.id)).all()) == left
