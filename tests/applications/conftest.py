"""An applicant who fills in the form, and what came of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from network.applications.models import Application
from network.applications.operations import Site
from network.applications.queries import get_application
from network.mail.models import Mail
from tests.world import World

SAME_ORIGIN = {"Origin": "http://localhost"}
FIELDS = {
    "name_uk": "ГО «Світло вікон»",
    "name_en": "NGO Light in Windows",
    "kind": "civil_society",
    "edrpou": "12345678",
    "origin": "Мирноград",
    "community": "царичанка",
    "activities": "Гуртки для дітей.\r\n\r\nЩосуботи.",
    "email": "office@example.org",
    "phone": "+380 00 000 00 05",
}
Send = Callable[..., Any]


@pytest.fixture(autouse=True)
def fresh_counts(app: Flask) -> None:
    """No test is slowed down by what another one sent: the limits stay, their counts begin anew."""
    app.extensions["network_limiter"].reset()


@pytest.fixture
def send(client: FlaskClient, world: World) -> Send:
    """A function: the answer to the form with these fields, sent from its own page."""

    def post(language: str = "", headers: dict[str, str] | None = None, **fields: str) -> Any:
        return client.post(
            f"{language}/join", data=FIELDS | fields, headers=SAME_ORIGIN if headers is None else headers
        )

    return post


@pytest.fixture
def applications(session: Session) -> Callable[[], list[Application]]:
    """A function: all applications there are now."""

    def read() -> list[Application]:
        session.rollback()
        return list(session.scalars(select(Application).order_by(Application.id)))

    return read


@pytest.fixture
def mails(session: Session) -> Callable[[str], list[Mail]]:
    """A function: the mails to a mailbox, the first one first."""

    def read(recipient: str = FIELDS["email"]) -> list[Mail]:
        session.rollback()
        return list(session.scalars(select(Mail).where(Mail.recipient == recipient).order_by(Mail.id)))

    return read


def token_in(mail: Mail) -> str:
    """The token in the first link of a mail."""
    found = re.search(r"/join/([\w-]+)", mail.text)
    assert found is not None
    return found[1]


@pytest.fixture
def site(app: Flask) -> Site:
    """A site whose coordinators have a mailbox."""
    return Site(app.config["SECRET_KEY"], app.config["PUBLIC_URL"], "coordinators@example.org")


@pytest.fixture
def applied(send: Send, applications: Callable[[], list[Application]], session: Session) -> Application:
    """One application that waits, as a coordinator reads it."""
    assert send().status_code == 303
    [application] = applications()
    return get_application(session, application.id)
