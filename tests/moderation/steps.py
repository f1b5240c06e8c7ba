"""The steps of a change as the tests of moderation take them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from network.moderation import operations, removing
from network.moderation.fields import Reason, Removal
from network.moderation.models import Change
from network.search.models import SearchDocument
from tests.moderation.cases import CASES, slugs
from tests.world import World

EDITOR, COORDINATOR, OTHER = 1_000_001, 1_000_002, 1_000_003  # ids that no sequence reaches


def draft(
    world: World, kind: str, record_id: int | None, values: dict[str, Any], by: int = EDITOR, shown: int = 0
) -> Change:
    return operations.save_draft(
        session=world.session,
        kind=kind,
        organization_id=world.organization.id,
        record_id=record_id,
        values=values,
        by=by,
        version_shown=shown,
    )


def propose(world: World, change: Change, by: int = EDITOR, now: datetime | None = None) -> Change:
    return operations.propose(
        session=world.session, change_id=change.id, version_shown=change.version, by=by, now=now
    )


def publish(world: World, change: Change, by: int = COORDINATOR) -> Change:
    return operations.publish(session=world.session, change_id=change.id, version_shown=change.version, by=by)


def remove(world: World, kind: str, record_id: int, reason: Reason) -> None:
    removing.remove(
        session=world.session,
        kind=kind,
        record_id=record_id,
        organization_id=world.organization.id,
        removal=Removal(since=world.day, reason=reason, words_uk="Скінчилося", words_en="It ended"),
        by=EDITOR,
    )


def output(client: FlaskClient, world: World, kind: str, record_id: int) -> str:
    """All public pages and layers of a case."""
    filled = slugs(world, kind, record_id)
    pages = [client.get(path.format(**filled)) for path in CASES[kind].paths]
    assert all(page.status_code == 200 for page in pages)
    return "\n".join(page.get_data(as_text=True) for page in pages)


def words(session: Session, kind: str, record_id: int) -> str:
    """What the search knows of a record."""
    query = select(SearchDocument.title + " " + SearchDocument.body)
    query = query.where(SearchDocument.kind == kind, SearchDocument.record_id == record_id)
    return session.scalar(query) or ""
