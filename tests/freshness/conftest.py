"""An organization whose records are old, the command that reminds it, and the answers behind its link."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import count

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from network.mail.models import Mail
from network.mobile_teams.models import MobileTeam
from network.services.models import Area, Mode, Service
from tests.world import World

MAILBOX = "krynytsia@example.org"
Answer = Callable[..., TestResponse]
_clients = count(1)


class Old:
    """Records of one organization, all entered and confirmed 61 days ago, and a service of another that stays fresh."""

    def __init__(self, world: World) -> None:
        self.world, self.today = world, world.day
        self.day = world.day - timedelta(days=61)
        self.organization = world.organization
        self.organization.email = MAILBOX
        self.organization.entered_on = self.day
        place = world.add_location(world.host)
        self.service: Service = world.add_service("Психолог для дітей", at=[place], confirmed_on=self.day)
        self.other: Service = world.add_service("Гурток", "children", at=[place], confirmed_on=self.day)
        self.mobile: Service = world.add_service(
            "Психолог на виїзді", mode=Mode.MOBILE, confirmed_on=self.day, origins=[world.home]
        )
        self.near: Service = world.add_service(
            "Психолог з дому",
            mode=Mode.ONLINE,
            area=Area.UKRAINE,
            confirmed_on=world.day + timedelta(days=200),
        )
        self.near.organization = world.add_organization("ГО «Свіжа»")
        self.team: MobileTeam = world.add_team(
            "Бригада з Мирнограда", [self.mobile], world.other_host, world.day
        )
        self.team.entered_on = self.day
        world.finish()

    def confirmed(self) -> set[date | None]:
        """The days on which the records are said to be confirmed."""
        self.world.session.rollback()
        records = (self.organization, self.service, self.other, self.mobile, self.team)
        return {record.confirmed_on for record in records}


@pytest.fixture
def old(world: World) -> Old:
    """Records that are due."""
    return Old(world)


@pytest.fixture
def mails(session: Session) -> Callable[..., list[Mail]]:
    """A function: the mails of a cause, the first one first."""

    def find(cause: str = "reminder") -> list[Mail]:
        session.rollback()
        return list(session.scalars(select(Mail).where(Mail.cause == cause).order_by(Mail.id)))

    return find


def token_in(mail: Mail) -> str:
    """The token in the first link of a mail."""
    found = re.search(r"/confirm/([\w-]+)", mail.text)
    assert found is not None
    return found[1]


@pytest.fixture
def token(old: Old, run: Callable[[list[str]], str], mails: Callable[..., list[Mail]]) -> str:
    """The token that the command has mailed."""
    run(["remind"])
    return token_in(mails()[-1])


@pytest.fixture
def answer(client: FlaskClient, old: Old) -> Answer:
    """A function: `answer(token, "yes", stopped=[…])` sends the form as the page gives it, each time from elsewhere."""

    def send(token: str, choice: str, **fields: object) -> TestResponse:
        shown = [f"organization-{old.organization.id}", f"mobile_team-{old.team.id}"]
        shown += [f"service-{service.id}" for service in (old.service, old.other, old.mobile)]
        return post(client, f"/confirm/{token}", answer=choice, shown=shown, **fields)

    return send


def post(client: FlaskClient, path: str, **fields: object) -> TestResponse:
    """Send a form from the site's own page, as a client that has sent nothing before."""
    address = f"192.0.2.{next(_clients) % 250 + 1}"
    return client.post(
        path,
        data=fields,
        headers={"Sec-Fetch-Site": "same-origin"},
        environ_overrides={"REMOTE_ADDR": address},
    )
