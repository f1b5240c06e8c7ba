"""Who is told of a change that waits too long: once after 7 days, once after 14."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from network.accounts.operations import add_user, make_coordinator
from network.mail.models import Mail
from network.moderation import escalating, operations
from network.moderation.models import Change, ChangeState
from tests.moderation.cases import CASES, NEW
from tests.moderation.steps import COORDINATOR, draft, propose
from tests.world import World

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def people(world: World) -> None:
    """One coordinator of the organization's oblast, one of another, one of the whole network."""
    for name, ids in (("here", [world.oblast.id]), ("elsewhere", [world.home.oblast_id]), ("all", [])):
        user = add_user(session=world.session, email=f"{name}@example.org")
        make_coordinator(session=world.session, user=user, oblast_ids=[key for key in ids if key])


def wait(world: World, now: datetime = NOW) -> Change:
    record_id = CASES["service"].make(world)
    return propose(world, draft(world, "service", record_id, CASES["service"].values), now=now)


def tell(world: World, days: int) -> set[str]:
    """Who gets a mail when the command runs on a day."""
    session, now = world.session, NOW + timedelta(days=days)
    known = set(session.scalars(select(Mail.id)))
    ids = escalating.find_due(session, now)
    escalating.escalate(session=session, change_ids=ids, now=now, url="https://example.org")
    return {mail.recipient for mail in session.scalars(select(Mail)) if mail.id not in known}


def test_each_level_is_told_once(world: World, people: None) -> None:
    wait(world)
    assert tell(world, 6) == set()
    assert tell(world, 7) == {"here@example.org"}
    assert tell(world, 7) == tell(world, 13) == set()
    assert tell(world, 14) == {"here@example.org", "all@example.org"}
    assert tell(world, 14) == tell(world, 40) == set()


def test_a_change_that_is_sent_again_begins_anew(world: World, people: None) -> None:
    change = wait(world)
    tell(world, 7)
    operations.send_back(
        session=world.session,
        change_id=change.id,
        version_shown=change.version,
        reason="Додайте вік",
        by=COORDINATOR,
    )
    assert tell(world, 20) == set()
    propose(world, change, now=NOW + timedelta(days=20))
    assert tell(world, 26) == set()
    assert tell(world, 27) == {"here@example.org"}


def test_without_a_coordinator_of_the_oblast_the_whole_networks_are_told(world: World, people: None) -> None:
    world.organization.community = None
    wait(world)
    assert tell(world, 7) == {"all@example.org"}


def test_without_any_coordinator_it_stays_due(world: World) -> None:
    change = wait(world)
    assert tell(world, 8) == set()
    assert change.escalated_level == 0 and change.state == ChangeState.WAITING


def test_one_mail_tells_all_and_says_no_word_of_a_record(world: World, people: None) -> None:
    for _number in range(3):
        wait(world)
    tell(world, 7)
    [mail] = world.session.scalars(select(Mail))
    assert mail.text.count("Степова криниця") == 3
    assert NEW not in mail.text + mail.html and "/coordination" in mail.text


def test_the_command_runs_twice_and_tells_once(
    world: World, people: None, run: Callable[[list[str]], str]
) -> None:
    wait(world, datetime.now(UTC) - timedelta(days=8))
    world.finish()
    assert "1 changes wait too long, 1 mails queued" in run(["moderation", "escalate"])
    assert "0 changes wait too long, 0 mails queued" in run(["moderation", "escalate"])
    assert world.session.scalars(select(Mail.recipient)).all() == ["here@example.org"]
