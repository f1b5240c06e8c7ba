"""Somebody signed in, for any folder: a client of the application, or a page of the browser.

Both begin a session as the site keeps it, a row and a cookie, without walking through the forms; how people sign in
is tested in tests/accounts. `signed_in_client` makes its people in the empty database, `sign_in` takes the example
accounts of the running server.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page
from sqlalchemy import select
from sqlalchemy.orm import Session

from network.accounts.access import one_time_codes
from network.accounts.models import Role, User
from network.accounts.operations import add_user, make_coordinator, set_role
from network.accounts.sessions import start_session
from network.core.clock import today
from network.core.database import db
from network.organizations.models import Membership, Organization, OrganizationKind
from network.organizations.operations import add_organization

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
FOREIGN = "ГО «Сусідня»"
ROLES = {
    "editor": Role.EDITOR,
    "foreign_editor": Role.EDITOR,
    "organization_admin": Role.ADMINISTRATOR,
    "coordinator": None,
    "system_admin": None,
}
EXAMPLES = {
    "editor": "editor-one@example.org",
    "foreign_editor": "editor-two@example.org",
    "organization_admin": "organization-admin@example.org",
    "coordinator": "coordinator-one@example.org",
    "system_admin": "system-admin@example.org",
}
"""The example account of each role."""

SignedInClient = Callable[..., FlaskClient]
SignIn = Callable[[Page, str], None]


@pytest.fixture
def signed_in_client(app: Flask) -> SignedInClient:
    """A function: a client in which somebody of a role is signed in, `signed_in_client("editor")`.

    Roles: see ROLES. Who belongs to an organization belongs to the first that there is, `foreign_editor` to one of
    its own; `organization_id` names another. What the test has written must be committed before.
    """

    def make(role: str, organization_id: int | None = None) -> FlaskClient:
        with app.app_context():
            db.session.connection(execution_options={"write_lock": True})
            user = _person(db.session(), role, organization_id)
            token = _begin(db.session(), user)
            db.session.commit()
        client = app.test_client()
        client.set_cookie(app.config["SESSION_COOKIE_NAME"], token)
        return client

    return make


@pytest.fixture
def sign_in(live_server: str, live_app: Flask) -> SignIn:
    """A function: sign an example account in, in the browser of a page; `sign_in(page, "coordinator")`."""

    def begin(page: Page, role: str) -> None:
        cookie = {
            "name": live_app.config["SESSION_COOKIE_NAME"],
            "value": begin_example(live_app, role),
            "url": live_server,
        }
        page.context.add_cookies([cookie])  # type: ignore[list-item]  # a dictionary of just these keys

    return begin


def begin_example(app: Flask, role: str) -> str:
    """A session of the example account of a role; the value of its cookie."""
    with app.app_context():
        db.session.connection(execution_options={"write_lock": True})
        user = db.session.scalars(select(User).where(User.email == EXAMPLES[role])).one()
        token = _begin(db.session(), user)
        db.session.commit()
    return token


def email_of(role: str) -> str:
    """The address of the person that `signed_in_client` makes of a role."""
    return f"{role.replace('_', '-')}@example.org"


def _person(session: Session, role: str, organization_id: int | None) -> User:
    """Somebody of this role, with a second factor where one is required."""
    user = add_user(session=session, email=email_of(role))
    user.confirmed_at = user.confirmed_at or datetime.now(UTC)
    within = ROLES[role]
    if within is not None:
        key = organization_id or _organization(session, is_foreign=role == "foreign_editor").id
        set_role(session=session, user=user, organization_id=key, role=within, by="command")
    elif role == "coordinator" and not user.is_coordinator:
        make_coordinator(session=session, user=user)
    elif role == "system_admin":
        user.is_system_administrator = True
    if user.needs_second_factor and not user.totp_secret:
        user.totp_secret = one_time_codes().seal(SECRET)
    session.flush()
    return user


def _organization(session: Session, *, is_foreign: bool) -> Organization:
    query = select(Organization).order_by(Organization.id).limit(1)
    is_that = Organization.name_uk == FOREIGN
    found = session.scalars(query.where(is_that if is_foreign else ~is_that)).first()
    return found or add_organization(
        session=session,
        name_uk=FOREIGN if is_foreign else "ГО «Своя»",
        kind=OrganizationKind.CIVIL_SOCIETY,
        membership=Membership.MEMBER,
        entered_on=today(),
    )


def _begin(session: Session, user: User) -> str:
    """A session with every factor shown; the value of its cookie."""
    now = datetime.now(UTC)
    _row, token = start_session(session=session, user=user, device="", is_complete=True, now=now)
    return token
