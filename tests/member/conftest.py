"""An organization with one record of each kind, another one with its own, and the browsers of their people."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from network.accounts.access import one_time_codes
from network.accounts.models import Role, User
from network.accounts.operations import make_coordinator, set_role
from network.core.limits import OWN_COUNTS
from network.member.belongings import COLLECTIONS
from network.moderation.models import Change
from network.organizations.models import Organization
from tests.accounts.conftest import PASSWORD, SECRET, add_person, csrf_of, post
from tests.accounts.conftest import SAME_ORIGIN as SAME_ORIGIN
from tests.moderation.cases import CASES
from tests.world import World

EDITOR, ADMINISTRATOR, OTHER = "editor@example.org", "administrator@example.org", "other@example.org"
COORDINATOR = "coordinator@example.org"


@dataclass
class Office:
    """Both organizations, the ids of their records by the part of the address, and their people."""

    world: World
    organization: Organization
    foreign: Organization
    own_ids: dict[str, int] = field(default_factory=dict)
    foreign_ids: dict[str, int] = field(default_factory=dict)
    users: dict[str, int] = field(default_factory=dict)

    @property
    def session(self) -> Session:
        """A session that sees what the browsers have committed."""
        self.world.session.rollback()
        self.world.session.expire_all()
        return self.world.session

    def changes(self) -> list[Change]:
        """All changes, the oldest first."""
        return list(self.session.scalars(select(Change).order_by(Change.id)))


@pytest.fixture(autouse=True)
def fresh_counts(app: Flask) -> None:
    """No test is slowed down by what another one tried: the limits stay, their counts begin anew."""
    app.extensions["network_limiter"].reset()
    app.extensions[OWN_COUNTS].storage.reset()


def fill_organization(world: World, organization: Organization) -> dict[str, int]:
    """One record of each kind for an organization."""
    kept, world.organization = world.organization, organization
    ids = {collection: CASES[kind].make(world) for collection, kind in COLLECTIONS.items()}
    world.organization = kept
    world.session.flush()
    return ids


@pytest.fixture
def office(world: World) -> Office:
    """Everything committed: what the browsers see."""
    session = world.session
    foreign = world.add_organization("ГО «Чужа криниця»")
    made = Office(world, world.organization, foreign)
    made.own_ids = fill_organization(world, world.organization)
    made.foreign_ids = fill_organization(world, foreign)
    for email, organization, role in (
        (EDITOR, made.organization, Role.EDITOR),
        (ADMINISTRATOR, made.organization, Role.ADMINISTRATOR),
        (OTHER, foreign, Role.EDITOR),
    ):
        user = add_person(session, email)
        set_role(session=session, user=user, organization_id=organization.id, role=role, by="command")
        made.users[email] = user.id
    world.finish()
    return made


def join(office: Office, email: str, organization: Organization) -> None:
    """Let somebody edit one more organization."""
    user = office.session.get_one(User, office.users[email])
    set_role(
        session=office.world.session,
        user=user,
        organization_id=organization.id,
        role=Role.EDITOR,
        by="command",
    )
    office.world.session.commit()


def let_coordinate(office: Office, email: str) -> None:
    """Let somebody coordinate the whole network too."""
    user = office.session.get_one(User, office.users[email])
    make_coordinator(session=office.world.session, user=user)
    user.totp_secret = one_time_codes().seal(SECRET)
    office.world.session.commit()


class Desk:
    """A signed-in person's browser: pages in words, forms with their token and versions as they were shown."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.token = csrf_of(client)

    def read(self, path: str, status: int = 200) -> str:
        """The page at an address."""
        answer = self.client.get(path)
        assert answer.status_code == status, (path, answer.status_code)
        return answer.get_data(as_text=True)

    def send(self, path: str, **form: Any) -> TestResponse:
        """A form with the token; lists are sent as several values."""
        data = MultiDict({"csrf_token": self.token})
        for key, value in form.items():
            data.setlist(key, list(value) if isinstance(value, list | tuple) else [value])
        return self.client.post(path, data=data, headers=SAME_ORIGIN)

    def edit(self, path: str, **form: Any) -> TestResponse:
        """Open a form, then send it with the versions that it showed."""
        return self.send(path, **hidden_of(self.read(path)), **form)


def hidden_of(page: str) -> dict[str, str]:
    """The versions that a form carries."""
    return dict(re.findall(r'type="hidden" name="(version|record_version)" value="(\d+)"', page))


@pytest.fixture
def desk_of(app: Flask) -> Callable[[str], Desk]:
    """A function: the browser of a person who signed in by password."""

    def sign_in(email: str) -> Desk:
        client = app.test_client()
        answer = post(client, "/sign-in", email=email, password=PASSWORD)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return Desk(client)

    return sign_in


@pytest.fixture
def desk(office: Office, desk_of: Callable[[str], Desk]) -> Desk:
    """The editor's."""
    return desk_of(EDITOR)
