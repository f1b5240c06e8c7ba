"""A forum over its event, as the tests of forums need it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from network.events.models import Event, EventKind
from network.files.operations import store
from network.forums.models import Forum
from network.forums.operations import add_forum
from network.organizations.models import Organization
from tests.documents import make_pdf
from tests.records import DAY, make_organization

MakeForum = Callable[..., Forum]


def put_file(session: Session, organization: Organization) -> str:
    """A stored file of an organization; its code."""
    return store(session=session, organization_id=organization.id, content=make_pdf(), by=None).code


@pytest.fixture
def make_forum(session: Session) -> MakeForum:
    """A function: a published forum of an organization, of which nothing but the name is known."""

    def make(name: str = "Голоси Донеччини", organization: Organization | None = None, **given: Any) -> Forum:
        participants = given.pop("participants", ())
        agenda = {key: given.pop(key) for key in ("agenda_uk", "agenda_en") if key in given}
        number = len(session.query(Event).all()) + 1
        event = Event(
            organization=organization or make_organization(session, f"ГО «Криниця {number}»"),
            slug=given.pop("slug", f"forum-{number}"),
            kind=given.pop("kind", EventKind.FORUM),
            name_uk=name,
            entered_on=DAY,
            **given,
        )
        session.add(event)
        session.flush()
        return add_forum(session=session, event=event, participants=participants, **agenda)

    return make
