"""People of each role, and a browser of theirs that signs in as a person would."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from network.accounts.access import one_time_codes
from network.accounts.codes import code_now
from network.accounts.models import Role, User
from network.accounts.operations import add_user, make_coordinator, set_role
from network.accounts.passwords import hash_password
from network.core.limits import OWN_COUNTS
from network.mail.models import Mail
from network.organizations.models import Organization, OrganizationKind
from network.organizations.operations import add_organization

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
PASSWORD = "вечірній чай на балконі"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
TOKEN = re.compile(r"https?://\S+?(/(?:sign-in/link|reset|invitation|account/email)/[\w-]+)")


@pytest.fixture(autouse=True)
def fresh_counts(request: pytest.FixtureRequest) -> None:
    """No test is slowed down by what another one tried: the limits stay, their counts begin anew."""
    if "app" in request.fixturenames:
        app = request.getfixturevalue("app")
        app.extensions["network_limiter"].reset()
        app.extensions[OWN_COUNTS].storage.reset()


@dataclass
class People:
    """The addresses of one person a role, and the organizations of the first three."""

    session: Session
    organization: Organization
    other: Organization
    editor: str = "editor@example.org"
    other_editor: str = "other@example.org"
    administrator: str = "administrator@example.org"
    coordinator: str = "coordinator@example.org"
    system_administrator: str = "system@example.org"
    nobody: str = "nobody@example.org"

    def user(self, email: str) -> User:
        """The person as the database knows it now."""
        self.session.rollback()
        self.session.expire_all()
        return self.session.scalars(select(User).where(User.email == email)).one()

    def last_link(self) -> str:
        """The path behind the link of the last mail."""
        self.session.rollback()
        text = self.session.scalars(select(Mail.text).order_by(Mail.id.desc())).first()
        found = TOKEN.search(text or "")
        assert found is not None
        return found[1]

    def mails(self, email: str) -> list[str]:
        """Subjects of the mails to an address."""
        self.session.rollback()
        return list(
            self.session.scalars(select(Mail.subject).where(Mail.recipient == email).order_by(Mail.id))
        )


def add_person(session: Session, email: str) -> User:
    """Somebody with a password."""
    user = add_user(session=session, email=email)
    user.password_hash, user.confirmed_at = hash_password(PASSWORD), datetime.now(UTC)
    return user


@pytest.fixture
def people(session: Session) -> People:
    """One person of each role; coordinator and system administrator have a phone with SECRET."""
    organizations = [
        add_organization(
            session=session,
            name_uk=name,
            kind=OrganizationKind.CIVIL_SOCIETY,
            entered_on=datetime.now(UTC).date(),
        )
        for name in ("ГО «Перша»", "ГО «Друга»")
    ]
    first, second = organizations
    made = People(session, first, second)
    for email, organization, role in (
        (made.editor, organizations[0], Role.EDITOR),
        (made.other_editor, organizations[1], Role.EDITOR),
        (made.administrator, organizations[0], Role.ADMINISTRATOR),
    ):
        user = add_person(session, email)
        set_role(session=session, user=user, organization_id=organization.id, role=role, by="command")
    add_person(session, made.nobody)
    make_coordinator(session=session, user=add_person(session, made.coordinator))
    add_person(session, made.system_administrator).is_system_administrator = True
    for email in (made.coordinator, made.system_administrator):
        user = session.scalars(select(User).where(User.email == email)).one()
        user.totp_secret = one_time_codes().seal(SECRET)
    session.commit()
    return made


Browser = Callable[..., FlaskClient]


@pytest.fixture
def browser_of(app: Flask) -> Browser:
    """A function: a browser in which this person has signed in, with every factor."""

    def sign_in(email: str, password: str = PASSWORD) -> FlaskClient:
        client = app.test_client()
        answer = post(client, "/sign-in", email=email, password=password)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        if answer.location.startswith("/sign-in/code"):
            answer = post(client, answer.location, code=code_now(SECRET))
            assert answer.status_code == 303
        return client

    return sign_in


def post(client: FlaskClient, path: str, **form: str) -> TestResponse:
    """Send a form of the site itself."""
    return client.post(path, data=form, headers=SAME_ORIGIN)


def csrf_of(client: FlaskClient) -> str:
    """The token against forged forms that the account's page has now."""
    page = client.get("/account").get_data(as_text=True)
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def is_signed_in(client: FlaskClient) -> bool:
    """Whether the account's page opens."""
    return client.get("/account").status_code == 200
