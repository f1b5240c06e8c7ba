"""A world with something of everything that waits for coordinators, and coordinators of different reach."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from network.accounts.access import one_time_codes
from network.accounts.models import User
from network.accounts.operations import add_user, make_coordinator
from network.accounts.sessions import start_session
from network.applications.models import Application
from network.core.clock import now, today
from network.core.database import db
from network.feedback.codes import new_code
from network.feedback.models import Report, ReportTopic
from network.freshness.operations import add_call
from network.moderation.models import Change
from network.moderation.operations import propose, save_draft
from network.organizations.models import Organization, OrganizationKind
from network.partnerships.models import Partnership, PartnershipKind, PartyRole
from network.partnerships.operations import NewParty, add_partnership
from network.services.models import Service
from tests.people import SECRET
from tests.world import World

MARKUP = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


class Desk:
    """What waits: `change` of an organization in Dnipropetrovsk oblast and so on, each by a name."""

    def __init__(self, world: World) -> None:
        self.world, self.session = world, world.session
        self.editor = add_user(session=self.session, email="proposer@example.org")
        self.service = world.add_service("Розмова з психологом")

    def propose(
        self,
        values: dict[str, Any],
        *,
        kind: str = "service",
        record_id: int | None = None,
        days: int = 0,
        organization: Organization | None = None,
        by: User | None = None,
    ) -> Change:
        """A change that waits for so many days."""
        author = (by or self.editor).id
        change = save_draft(
            session=self.session,
            kind=kind,
            organization_id=(organization or self.world.organization).id,
            record_id=record_id or self.service.id,
            values=values,
            by=author,
        )
        propose(session=self.session, change_id=change.id, version_shown=change.version, by=author)
        change.proposed_at = datetime.now(UTC) - timedelta(days=days)
        return change

    def report(self, text: str = "", service: Service | None = None, contact: str = "") -> Report:
        """Somebody reports that a service is closed."""
        report = Report(
            code=new_code(),
            kind="service",
            record_id=(service or self.service).id,
            topic=ReportTopic.CLOSED,
            text=text,
            contact=contact,
            created_at=now(),
        )
        self.session.add(report)
        return report

    def apply(self, name: str = "ГО «Світло вікон»", **details: Any) -> Application:
        """An organization asks to join."""
        application = Application(
            **{
                "name_uk": name,
                "kind": OrganizationKind.CIVIL_SOCIETY,
                "community_id": self.world.host.id,
                "activities": "Гуртки для дітей",
                "email": "office@example.org",
                "phone": "+380000000005",
                **details,
            }
        )
        self.session.add(application)
        return application

    def call(self, organization: Organization | None = None) -> int:
        """An organization comes onto the phone round; its id."""
        owner = organization or self.world.organization
        add_call(session=self.session, owner_id=owner.id, today=today())
        return owner.id

    def agree_with(
        self,
        other: Organization,
        *,
        is_agreed: bool = True,
        days: int | None = None,
        proposer: Organization | None = None,
        **details: Any,
    ) -> Partnership:
        """A cooperation that the organization, or `proposer`, has with another; it ends in so many days."""
        first = proposer or self.world.organization
        second = other if other is not first else self.world.organization
        return add_partnership(
            session=self.session,
            organization=first,
            kind=PartnershipKind.COOPERATION,
            name_uk=f"Співпраця {days}",
            parties=[
                NewParty(first, PartyRole.IMPLEMENTER, is_agreed=True),
                NewParty(second, PartyRole.HOST, is_agreed=is_agreed),
            ],
            valid_until=None if days is None else today() + timedelta(days=days),
            entered_on=self.world.day,
            **details,
        )

    def in_no_community(self) -> Organization:
        """An organization of which nobody knows where it works."""
        organization = self.world.add_organization("ГО «Без громади»")
        organization.community = None
        return organization

    def finish(self) -> None:
        """Let clients see it."""
        self.session.commit()


@pytest.fixture
def desk(world: World) -> Desk:
    """The desk of the coordinators; what a test puts on it must be finished."""
    made = Desk(world)
    made.finish()
    return made


@pytest.fixture
def coordinator_of(app: Flask) -> Callable[..., FlaskClient]:
    """A function: a client of a coordinator of these oblasts (none: of the whole network)."""

    def make(*oblast_ids: int, email: str = "scoped@example.org") -> FlaskClient:
        with app.app_context():
            db.session.connection(execution_options={"write_lock": True})
            session = db.session()
            user = session.scalar(select(User).where(User.email == email)) or add_user(
                session=session, email=email
            )
            make_coordinator(session=session, user=user, oblast_ids=oblast_ids)
            user.totp_secret = one_time_codes().seal(SECRET)
            session.flush()
            _row, token = start_session(
                session=session, user=user, device="", is_complete=True, now=datetime.now(UTC)
            )
            session.commit()
        client = app.test_client()
        client.set_cookie(app.config["SESSION_COOKIE_NAME"], token)
        return client

    return make


@pytest.fixture
def coordinator(coordinator_of: Callable[..., FlaskClient]) -> FlaskClient:
    """A coordinator of the whole network."""
    return coordinator_of(email="whole@example.org")


def read(client: FlaskClient, address: str) -> str:
    """The page at an address."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.get_data(as_text=True)


def token_of(client: FlaskClient) -> str:
    """The token of a signed-in person's forms."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/account").get_data(as_text=True))
    assert found is not None
    return found[1]


def send(client: FlaskClient, address: str, **fields: Any) -> Any:
    """The answer to a form with these fields and its token."""
    data = {"csrf_token": token_of(client), **fields}
    return client.post(address, data=data, headers=SAME_ORIGIN)
