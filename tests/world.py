"""A small world for tests of the public pages: two host communities, a home community, services, teams, news."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from network.core.clock import today
from network.events.models import Event, EventKind
from network.events.operations import add_event
from network.forums.models import Forum
from network.forums.operations import add_challenge, add_forum, add_solution
from network.locations.models import Location, Visibility
from network.locations.operations import add_location
from network.mobile_teams.models import MobileTeam
from network.mobile_teams.operations import add_stop, add_team
from network.news.models import News
from network.news.operations import add_news
from network.organizations.models import Membership, Organization, OrganizationKind
from network.organizations.operations import add_organization
from network.partnerships.models import Partnership, PartnershipKind, PartyRole
from network.partnerships.operations import NewParty, add_partnership
from network.places.models import Place, PlaceLevel
from network.places.operations import load_places
from network.places.queries import get_community, get_place
from network.relocations.models import Relocation, RelocationState
from network.relocations.operations import add_relocation
from network.search.operations import rebuild
from network.services.models import Area, Mode, Service
from network.services.operations import NewSchedule, add_service
from network.taxonomy.models import Category
from network.taxonomy.operations import load_taxonomy
from network.taxonomy.queries import find_categories
from network.urgent.operations import load_urgent_numbers
from tests.databases import Fill

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR")
HOST, OTHER_HOST, HOME = "tsarychanska", "pavlohradska", "myrnohradska"


class World:
    """What the tests ask for by name; everything is entered and confirmed on `day`."""

    def __init__(self, session: Session, day: date) -> None:
        self.session, self.day = session, day
        self.host = get_community(session, HOST)
        self.other_host = get_community(session, OTHER_HOST)
        self.home = get_community(session, HOME)
        self.oblast = get_place(session, PlaceLevel.OBLAST, "dnipropetrovsk")
        self.categories = {category.code: category for category in find_categories(session)}
        self.organization = self.add_organization("ГО «Степова криниця»", "NGO Steppe Well")

    def category(self, topic: str) -> Category:
        """The first category of a topic."""
        return next(c for c in self.categories.values() if c.topic.code == topic)

    def add_organization(self, name_uk: str, name_en: str = "") -> Organization:
        """A member with a phone, from the home community, working in the host."""
        return add_organization(
            session=self.session,
            name_uk=name_uk,
            name_en=name_en,
            kind=OrganizationKind.CIVIL_SOCIETY,
            membership=Membership.MEMBER,
            origin=self.home,
            community=self.host,
            phone="+380000000001",
            entered_on=self.day,
        )

    def community(self, slug: str) -> Place:
        """A community by its slug."""
        return get_community(self.session, slug)

    def oblast_of(self, slug: str) -> Place:
        """An oblast by its slug."""
        return get_place(self.session, PlaceLevel.OBLAST, slug)

    def add_location(
        self,
        community: Place,
        visibility: Visibility = Visibility.PUBLIC,
        name: str = "Кабінет",
        **details: object,
    ) -> Location:
        """A location with an exact address and point."""
        defaults: dict[str, object] = {
            "address_uk": "вул. Садова, 1",
            "latitude": 48.9401,
            "longitude": 34.4801,
        }
        return add_location(
            session=self.session,
            organization=self.organization,
            name_uk=name,
            community=community,
            visibility=visibility,
            entered_on=self.day,
            **(defaults | details),  # type: ignore[arg-type]  # the operation checks them
        )

    def add_service(
        self, name: str, topic: str = "psychologist", mode: Mode = Mode.SITE, **details: object
    ) -> Service:
        """A service with a phone and weekday hours."""
        defaults: dict[str, object] = {
            "schedules": [NewSchedule(days=WEEKDAYS, opens_at=time(9), closes_at=time(17))],
            "phones": ["+380 00 000 00 02"],
            "confirmed_on": self.day,
        }
        return add_service(
            session=self.session,
            organization=self.organization,
            category=self.category(topic),
            name_uk=name,
            mode=mode,
            entered_on=self.day,
            **(defaults | details),  # type: ignore[arg-type]  # the operation checks them
        )

    def add_team(
        self, name: str, services: list[Service], community: Place, starts_on: date, **stop: object
    ) -> MobileTeam:
        """A team from the home community that stops in a community."""
        team = add_team(
            session=self.session,
            organization=self.organization,
            name_uk=name,
            services=services,
            origin=self.home,
            entered_on=self.day,
        )
        details: dict[str, Any] = {"opens_at": time(10), "closes_at": time(14), "every_weeks": 1} | stop
        add_stop(session=self.session, team=team, starts_on=starts_on, community=community, **details)
        return team

    def add_item(self, title: str) -> News:
        """A news item about the host community."""
        return add_news(session=self.session, title_uk=title, entered_on=self.day, places=[self.host])

    def add_move(self, organization: Organization, **details: Any) -> Relocation:
        """What an organization brought from the home community to the host; nothing else follows from it."""
        defaults: dict[str, Any] = {"what": ["resources"], "families": 2, "children": 3, "moved_on": self.day}
        return add_relocation(
            session=self.session,
            organization=organization,
            state=RelocationState.MOVED,
            origin=self.home,
            host=self.host,
            entered_on=self.day,
            **(defaults | details),
        )

    def add_partnership(self, name: str, *others: Organization, **details: Any) -> Partnership:
        """A cooperation of the world's organization with others in the host community; all have agreed."""
        parties = [
            NewParty(organization=each, role=PartyRole.IMPLEMENTER, is_agreed=True)
            for each in (self.organization, *others)
        ]
        return add_partnership(
            session=self.session,
            organization=self.organization,
            kind=PartnershipKind.COOPERATION,
            name_uk=name,
            parties=parties,
            communities=[self.host],
            entered_on=self.day,
            **details,
        )

    def add_event(self, name: str, **details: Any) -> Event:
        """A training in the host community for people of the other host, in a week."""
        defaults: dict[str, Any] = {
            "starts_on": self.day + timedelta(days=7),
            "community": self.host,
            "communities": [self.other_host],
            "confirmed_on": self.day,
        }
        return add_event(
            session=self.session,
            organization=self.organization,
            kind=EventKind.TRAINING,
            name_uk=name,
            entered_on=self.day,
            **(defaults | details),
        )

    def add_forum(self, name: str, *guests: Organization) -> Forum:
        """A forum with guests, a challenge, and a solution of each guest for it."""
        event = add_event(
            session=self.session,
            organization=self.organization,
            kind=EventKind.FORUM,
            name_uk=name,
            community=self.host,
            entered_on=self.day,
        )
        forum = add_forum(session=self.session, event=event, participants=guests)
        challenge = add_challenge(session=self.session, forum=forum, text_uk="Дітям ніде гратися")
        for guest in guests:
            add_solution(
                session=self.session,
                forum=forum,
                text_uk="Відкрити простір",
                challenge=challenge,
                owner=guest,
            )
        return forum

    def add_many(self, count: int) -> None:
        """`count` of everything that lists show, on one topic in one community."""
        for number in range(count):
            place = self.add_location(self.host)
            self.add_service(f"Психолог {number}", at=[place])
            travelling = self.add_service(f"Виїзний психолог {number}", mode=Mode.MOBILE, origins=[self.home])
            self.add_team(f"Бригада {number}", [travelling], self.host, self.day + timedelta(days=number % 9))
            self.add_service(f"Психолог онлайн {number}", mode=Mode.ONLINE, area=Area.UKRAINE)
            other = self.add_organization(f"ГО «Осередок {number}»")
            self.add_move(other)
            self.add_partnership(f"Разом {number}", other)
            self.add_event(f"Навчання {number}")
            self.add_forum(f"Форум {number}", other)
            self.add_item(f"Новина {number}")
        self.finish()

    def finish(self) -> None:
        """Index and commit what was added."""
        rebuild(session=self.session)
        self.session.commit()
        self.session.expire_all()


def load_ground(session: Session, tables: Path) -> None:
    """What every world stands on: the small gazetteer, the topics and the urgent numbers."""
    load_places(session=session, folder=tables)
    load_taxonomy(session=session)
    load_urgent_numbers(session=session)


@pytest.fixture
def world(session: Session, fill: Fill, small_tables: Path) -> World:
    """An almost empty world over the small gazetteer; confirmed today."""
    fill("ground", lambda session: load_ground(session, small_tables))
    made = World(session, today())
    made.finish()
    return made


@pytest.fixture
def run(app: Flask) -> Callable[[list[str]], str]:
    """A function: what a command of `flask` prints; the command must succeed."""

    def invoke(arguments: list[str]) -> str:
        result = app.test_cli_runner().invoke(args=arguments)
        assert result.exit_code == 0, result.output
        return result.output

    return invoke
