"""The clock moves 180 days and nobody acts: lists, map, sitemap, numbers, mail and phone round change; one tap undoes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta

import pytest
import time_machine
from babel.dates import format_date
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
LISTS_OF_ORGANIZATIONS = ("/organizations", "/organizations?q=криниця", "/network", "/from/myrnohradska")
LAYERS = ("communities", "sites", "stops")
NOT_NOW = "Давно не підтверджені"
Run = Callable[[list[str]], str]


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

    def organizations(self) -> set[str]:
        """The lists that show the organization."""
        link = f'/organizations/{self.old.organization.slug}"'
        return {path for path in LISTS_OF_ORGANIZATIONS if link in self.body(path)}

    def body(self, path: str) -> str:
        """A page's HTML."""
        return self.client.get(path).get_data(as_text=True)

    def numbers(self) -> tuple[str, ...]:
        """What the home page, the community's page and the similar services of a service count."""
        home = re.search(r"<p>(\d+) послуг\w*, (\d+) громад\w*, (\d+) учасник", self.body("/"))
        here = re.search(r"<b>(\d+) послуг", self.body("/communities/tsarychanska"))
        assert home is not None and here is not None
        similar = self.old.service.slug in self.body(f"/services/{self.old.near.slug}")
        return *home.groups(), here[1], str(similar)

    def on_map(self) -> dict[str, int]:
        """The sum of the numbers on the marks of each layer, and the rows of the list under the map."""
        layers = {layer: self.client.get(f"/map/{layer}.geojson").get_json()["features"] for layer in LAYERS}
        marks = {
            layer: sum(feature["properties"]["count"] for feature in features)
            for layer, features in layers.items()
        }
        return marks | {"rows": self.body("/map").partition('<ol class="rows">')[2].count("<li><a ")}

    def in_sitemap(self) -> set[str]:
        """Which of the organization's pages search engines are told of."""
        old, sitemap = self.old, self.body("/sitemap.xml")
        pages = {
            "service": f"/services/{old.service.slug}<",
            "team": f"/mobile-teams/{old.team.slug}<",
            "organization": f"/organizations/{old.organization.slug}<",
            "community": "/communities/tsarychanska<",
            "community of a stop": "/communities/pavlohradska<",
        }
        return {name for name, address in pages.items() if address in sitemap}

    def hosts(self) -> int:
        """How many communities the page of host communities lists."""
        return len(set(re.findall(r'/communities/[\w-]+"', self.body("/communities"))))

    def own_page(self) -> tuple[str, str]:
        """The organization's page: its current part, and what stands apart as not confirmed for long."""
        current, _heading, apart = self.body(f"/organizations/{self.old.organization.slug}").partition(
            f"<h2>{NOT_NOW}"
        )
        return current, apart

    def everything(self) -> tuple[object, ...]:
        """All that lists, counts, map and sitemap say."""
        return (
            self.lists(), self.organizations(), self.on_map(), self.numbers(), self.in_sitemap(), self.hosts(),
        )  # fmt: skip

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
    fresh = look.everything()
    assert look.lists() == set(LISTS) and look.organizations() == set(LISTS_OF_ORGANIZATIONS)
    assert look.on_map() == {"communities": 3, "sites": 2, "stops": 1, "rows": 2} and look.hosts() == 2
    assert look.numbers() == ("4", "2", "2", "2", "True") and len(look.in_sitemap()) == 5
    assert "✓" in look.body(f"/services/{slug}") and NOT_NOW not in look.own_page()[0]

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
    assert look.everything() == fresh
    for path in ("/services?place=tsarychanska", f"/services/{slug}", f"/mobile-teams/{old.team.slug}"):
        assert "Давно не перевіряли: понад 90 днів" in look.body(path), path

    move(181)
    run(["remind"])
    assert look.lists() == set() == look.organizations()
    assert look.on_map() == {"communities": 0, "sites": 0, "stops": 0, "rows": 0} and look.hosts() == 0
    assert look.numbers() == ("1", "0", "1", "0", "False") and look.in_sitemap() == set()
    pages = (
        f"/services/{slug}", f"/mobile-teams/{old.team.slug}", f"/organizations/{old.organization.slug}",
    )  # fmt: skip
    for path in pages:
        page = client.get(path)
        assert page.status_code == 200 and "Дані не підтверджували понад 180 днів" in page.get_data(True), (
            path
        )
        assert "more than 180 days" in look.body(f"/en{path}")
    current, apart = look.own_page()
    for link in (f"/services/{slug}", f"/services/{old.mobile.slug}", f"/mobile-teams/{old.team.slug}"):
        assert f'{link}"' in apart and f'{link}"' not in current, "reachable, but not among the current ones"
    assert "давно не підтверджували" in look.body(f"/mobile-teams/{old.team.slug}"), "what the team brings"
    assert len(mails()) == 3 and old.organization.slug in look.calls()

    stale = client.get(f"/confirm/{token_in(mails()[-1])}")
    assert stale.status_code == 410 and "Посилання застаріло" in stale.get_data(as_text=True)
    renew(client, token_in(mails()[-1]))
    assert answer(token_in(mails()[-1]), "yes").status_code == 200
    assert look.everything() == fresh
    assert NOT_NOW not in look.own_page()[0] and "✓" in look.body(f"/services/{slug}")
    assert old.organization.slug not in look.calls()
    assert "0 mails" in run(["remind"])


def test_what_nobody_ever_confirmed_says_when_it_was_entered(
    client: FlaskClient, old: Old, move: Callable[[int], None], mails: Callable[..., list[Mail]], run: Run
) -> None:
    for record in (old.organization, old.service, old.team):
        record.confirmed_on, record.entered_on = None, old.day
    old.world.session.commit()
    day = format_date(old.day, "d MMMM", locale="uk")
    pages = (
        f"/services/{old.service.slug}", f"/mobile-teams/{old.team.slug}", f"/organizations/{old.organization.slug}",
    )  # fmt: skip
    for days, words in (
        (1, f"Внесено {day}, ще не підтверджено"),
        (91, f"внесено {day}, ніхто не підтверджував"),
        (181, f"внесено {day}"),
    ):
        move(days)
        for path in pages:
            assert words in client.get(path).get_data(as_text=True), (days, path)
    run(["remind"])
    assert "ніхто ще не підтверджував" in mails()[0].text and "not confirmed yet" in mails()[0].text


def renew(client: FlaskClient, token: str) -> None:
    response = client.post(f"/confirm/{token}/new", headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 200
