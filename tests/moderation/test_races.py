"""Two people at the same moment, each with a connection of their own: one wins, the other is told so."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from network.core.database import db
from network.moderation import operations
from network.moderation.models import LIVE, Change, ChangeState, Revision
from tests.moderation.cases import CASES
from tests.moderation.steps import COORDINATOR, EDITOR, OTHER, draft, propose
from tests.world import World

Act = Callable[[int], object]


def together(app: Flask, act: Act, people: tuple[int, int]) -> list[str]:
    """What became of both: «done», or the name of what was raised; each in a transaction that began with the lock."""
    begin, outcomes = threading.Barrier(2), list[str]()

    def run(by: int) -> None:
        with app.app_context():
            session = db.session()
            begin.wait(timeout=20)
            session.connection(execution_options={"write_lock": True})
            try:
                act(by)
                session.commit()
                outcomes.append("done")
            except Exception as error:
                session.rollback()
                outcomes.append(type(error).__name__)

    threads = [threading.Thread(target=run, args=(by,)) for by in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return sorted(outcomes)


@pytest.mark.parametrize("kind", CASES)
def test_of_two_first_drafts_one_is_kept(app: Flask, world: World, kind: str) -> None:
    record_id, organization_id = CASES[kind].make(world), world.organization.id
    world.finish()
    world.session.rollback()

    def act(by: int) -> None:
        operations.save_draft(
            session=db.session(),
            kind=kind,
            organization_id=organization_id,
            record_id=record_id,
            values=CASES[kind].values,
            by=by,
        )

    assert together(app, act, (EDITOR, OTHER)) == ["Stale", "done"]
    live = select(Change).where(Change.state.in_(LIVE), Change.kind == kind)
    assert len(world.session.scalars(live).all()) == 1


def waiting(world: World) -> dict[str, Any]:
    """A change that waits, and how a decision names it."""
    record_id = CASES["service"].make(world)
    change = propose(world, draft(world, "service", record_id, {"summary_uk": "Нове"}))
    named = {"change_id": change.id, "version_shown": change.version}
    world.finish()
    world.session.rollback()
    return named


def test_of_two_edits_of_one_draft_one_is_kept(app: Flask, world: World) -> None:
    named = waiting(world)
    change = world.session.get_one(Change, named["change_id"])
    record_id, organization_id = change.record_id, world.organization.id
    world.session.rollback()

    def act(by: int) -> None:
        operations.save_draft(
            session=db.session(),
            kind="service",
            organization_id=organization_id,
            record_id=record_id,
            version_shown=named["version_shown"],
            values={"summary_uk": f"Слово {by}"},
            by=by,
        )

    assert together(app, act, (EDITOR, OTHER)) == ["Stale", "done"]


def test_of_two_publications_one_happens(app: Flask, world: World) -> None:
    named = waiting(world)
    assert together(
        app, lambda by: operations.publish(session=db.session(), by=by, **named), (COORDINATOR, OTHER)
    ) == [
        "Stale",
        "done",
    ]
    assert len(world.session.scalars(select(Revision)).all()) == 1


def test_a_publication_and_a_sending_back_do_not_both_happen(app: Flask, world: World) -> None:
    named = waiting(world)

    def act(by: int) -> None:
        if by == COORDINATOR:
            operations.publish(session=db.session(), by=by, **named)
        else:
            operations.send_back(session=db.session(), by=by, reason="Додайте вік", **named)

    assert together(app, act, (COORDINATOR, OTHER)) == ["Stale", "done"]
    change = world.session.get_one(Change, named["change_id"])
    assert change.state in {ChangeState.PUBLISHED, ChangeState.SENT_BACK}
    assert len(world.session.scalars(select(Revision)).all()) == (change.state == ChangeState.PUBLISHED)
