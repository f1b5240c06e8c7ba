"""The clock moves 180 days and nobody acts: lists, map, numbers, mail and phone round all change; one tap undoes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta

import pytest
import time_machine
from flask.testing import FlaskClient

from network.core.clock import KYIV
from network.mail.models import Mail
from tests.freshness.conftest import MAILBOX, Answer, Old, token_in

LISTS = (
    "/services",
    "/services?q=психолог",
    "/services?place=tsarychanska",
    "/topics/psychologist",
    "/communities/pavlohradska",
    "/from/myrnohradska",
    "/mobile-teams",
)


@pytest.fixture
def move(old: Old) -> Iterator[Callable[[int], None]]:
    """A function: go to noon of the day so many days after the last confirmation."""
    travels: list[time_machine.travel] = []

    def go(days: int) -> None:
        while travels:
            travels.pop().stop()
        moment = datetime.combine(old.day + timedelta(days=days), time(12), KYIV)
        travels.append(time_machine.travel(moment, tick=False))
        travels[-1].start()

    yield go
    while travels:
        travels.pop().stop()


class Look:
    """What a family sees, and what the coordinators see."""

    def __init__(self, client: FlaskClient, old: Old, run: Callable[[list[str]], str]) -> None:
        self.client, self.old, self.run = client, old, run

    def lists(self) -> set[str]:
        """The lists that show any of the organization's services, or its team."""
        services = (self.old.service, self.old.other, self.old.mobile)
        links = [f'/services/{service.slug}"' for service in services]
        links.append(f'/mobile-teams/{self.old.team.slug}"')
        return {path for path in LISTS if any(link in self.body(path) for link in links)}

    def body(self, path: str) -> str:
        """A page's HTML."""
        return self.client.get(path).get_data(as_text=True)

    def numbers(self) -> tuple[str, ...]:
        """What the home page, the community's page and the similar services of a service count."""
        home = re.search(r"<p>(\d+) послуг", self.body("/"))
        here = re.search(r"<b>(\d+) послуг", self.body("/communities/tsarychanska"))
        assert home is not None and here is not None
        similar = self.old.service.slug in self.body(f"/services/{self.old.near.slug}")
        return home[1], here[1], str(similar)

    def on_map(self) -> int:
        """The sum of the numbers on the map's marks."""
        features = self.client.get("/map/communities.geojson").get_json()["features"]
        return sum(feature["properties"]["count"] for feature in features)

    def calls(self) -> str:
        """The phone round."""
        self.old.world.session.rollback()
        return self.run(["freshness", "calls"])


def test_data_that_nobody_confirms_fade_and_come_back(
    client: FlaskClient,
    old: Old,
    move: Callable[[int], None],
    run: Callable[[list[str]], str],
    mails: Callable[..., list[Mail]],
    answer: Answer,
) -> None:
    look = Look(client, old, run)
    slug = old.service.slug

    move(1)
    assert "0 mails" in run(["remind"])
    assert look.lists() == set(LISTS)
    marks, numbers = look.on_map(), look.numbers()
    assert marks == 3 and numbers == ("4", "2", "True")
    assert "✓" in client.get(f"/services/{slug}").get_data(as_text=True)

    for day, number in ((61, 1), (67, 1), (68, 2), (75, 3)):
        move(day)
        run(["remind"])
        assert len(mails()) == number, f"on day {day}"
    assert {mail.recipient for mail in mails()} == {MAILBOX}
    assert look.calls().startswith("0 ")
    move(82)
    run(["remind"])
    assert len(mails()) == 3 and old.organization.slug in look.calls()

    move(91)
    assert look.lists() == set(LISTS) and look.on_map() == marks
    assert "Давно не перевіряли" in client.get("/services?place=tsarychanska").get_data(as_text=True)

    move(181)
    run(["remind"])
    assert look.lists() == set() and look.on_map() == 0
    assert look.numbers() == ("1", "0", "False")
    page = client.get(f"/services/{slug}")
    assert page.status_code == 200 and "понад 180 днів" in page.get_data(as_text=True)
    assert "понад 180 днів" in client.get(f"/mobile-teams/{old.team.slug}").get_data(as_text=True)
    assert len(mails()) == 3 and old.organization.slug in look.calls()

    stale = client.get(f"/confirm/{token_in(mails()[-1])}")
    assert stale.status_code == 410 and "Посилання застаріло" in stale.get_data(as_text=True)
    renew(client, token_in(mails()[-1]))
    assert answer(token_in(mails()[-1]), "yes").status_code == 200
    assert look.lists() == set(LISTS) and look.on_map() == marks and look.numbers() == numbers
    assert old.organization.slug not in look.calls()
    assert "0 mails" in run(["remind"])


def renew(client: FlaskClient, token: str) -> None:
    response = client.post(f"/confirm/{token}/new", headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 200
