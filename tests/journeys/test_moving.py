"""An organization records on a phone that its space for children moved; a family from home finds it under any name of home."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select
from sqlalchemy.orm import Session

from network.core.clock import today
from network.core.database import db
from network.locations.operations import add_location
from network.organizations.models import Organization
from network.places.queries import get_community
from network.relocations.models import Relocation
from network.search.operations import rebuild
from network.services.models import Mode, Service
from network.services.operations import add_service
from network.taxonomy.queries import find_categories
from tests.browser import DESKTOP, OpenPage
from tests.journeys.conftest import Journey
from tests.people import SignIn

OWNER = "stepova-krynytsia"
OLD, NEW = "Простір для дітей «Сонечко»", "«Сонечко» на новому місці"
NUMBER = "+380000000456"
Start = Callable[..., Journey]


@dataclass
class Space:
    """The space at home, the one that goes on, and their organization."""

    organization_id: int
    old: str
    new: str


def _add(session: Session, owner: Organization, name: str, community: str, number: str = "") -> Service:
    place = add_location(
        session=session,
        organization=owner,
        name_uk=name,
        community=get_community(session, community),
        entered_on=today(),
    )
    return add_service(
        session=session,
        organization=owner,
        category=next(each for each in find_categories(session) if each.topic.code == "children"),
        name_uk=name,
        mode=Mode.SITE,
        at=[place],
        phones=[number] if number else [],
        entered_on=today(),
        confirmed_on=today(),
        is_example=True,
    )


@pytest.fixture(scope="module")
def space(live_app: Flask) -> Iterator[Space]:
    """An organization of the example data had a space at home and has another one in its host community."""
    with live_app.app_context():
        session = db.session()
        session.connection(execution_options={"write_lock": True})
        owner = session.scalars(select(Organization).where(Organization.slug == OWNER)).one()
        old = _add(session, owner, OLD, "myrnohradska")
        new = _add(session, owner, NEW, "tsarychanska", NUMBER)
        rebuild(session=session)
        made, ids = Space(owner.id, old.slug, new.slug), (old.id, new.id)
        db.session.commit()
    yield made
    with live_app.app_context():
        session = db.session()
        session.connection(execution_options={"write_lock": True})
        for service in session.scalars(select(Service).where(Service.id.in_(ids))):
            service.is_published = False
        for move in session.scalars(select(Relocation).where(Relocation.service_id.in_(ids))):
            move.is_published = False
        db.session.commit()


def tap(page: Page, role: str, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]  # a role of ARIA


def choose(page: Page, name: str, words: str) -> None:
    """One of a list, or one of a few buttons, by its words."""
    select_one = page.locator(f"select[name={name}]")
    if select_one.count():
        select_one.select_option(label=words)
    else:
        page.locator(f"label:has([name={name}])", has_text=words).first.click()


def record(page: Page, space: Space) -> None:
    """The editor fills in the form and sends it."""
    page.goto(f"/member/relocations/new/{space.organization_id}")
    page.locator("[name=what][value=service]").check()
    choose(page, "state", "Переїхали")
    choose(page, "service", OLD)
    choose(page, "successor", NEW)
    page.locator("[name=origin]").fill("Мирноград")
    page.locator("[name=host]").fill("Царичанка")
    page.locator("[name=moved_on]").fill("2025-03-01")
    page.locator("[name=families]").fill("12")
    page.locator("[name=is_published][value='1']").check()
    tap(page, "button", "Надіслати координаторам")


def publish(desk: Page) -> None:
    """A coordinator finds it last in the queue and publishes it."""
    desk.goto("/coordination/review")
    with desk.expect_navigation():
        desk.locator(".changes a").last.click()
    assert "Мирноград" in desk.locator(".differences").first.inner_text()
    tap(desk, "button", "Опублікувати")


@pytest.fixture(scope="module")
def seen() -> dict[str, bool]:
    """Whether the move has been recorded; the families of this module come after it."""
    return {}


@pytest.fixture
def moved(open_page: OpenPage, sign_in: SignIn, space: Space, seen: dict[str, bool]) -> Space:
    """The move as the organization recorded it and a coordinator published it."""
    if not seen:
        page = open_page("/", java_script_enabled=False)
        sign_in(page, "editor")
        record(page, space)
        assert NEW not in open_page("/from/myrnohrad").content(), (
            "families see nothing before a coordinator has"
        )
        desk = open_page("/", java_script_enabled=False, **DESKTOP)
        sign_in(desk, "coordinator")
        publish(desk)
        seen["moved"] = True
    return space


@pytest.mark.parametrize("typed", ["Мирноград", "Димитров", "Dymytrov"])
def test_a_family_finds_it_by_the_name_of_home(typed: str, moved: Space, start: Start) -> None:
    family = start("/")
    family.type("Що вам потрібно і де?", typed)
    family.tap("Знайти")
    card = family.page.locator(".card").first.inner_text()
    assert NEW in card and "Царичанка" in card
    assert "Продовжує «Простір для дітей „Сонечко“» з Мирноградської громади" in card
    assert family.call() == NUMBER
    assert (family.entries, family.taps) == (1, 2)


def test_a_family_with_the_old_link_is_one_tap_from_the_number(moved: Space, start: Start) -> None:
    family = start(f"/services/{moved.old}")
    assert "Евакуйовано з Мирноградської громади. Працює далі у Царичанській громаді як" in family.read()
    assert family.call() == NUMBER
    assert (family.entries, family.taps) == (0, 1)


def test_the_pages_that_tell_of_it_are_accessible_and_narrow(
    moved: Space, open_page: OpenPage, axe: Callable[[Page], list[str]]
) -> None:
    page = open_page(f"/services/{moved.old}")
    for address in (
        f"/services/{moved.old}",
        f"/services/{moved.new}",
        "/communities/tsarychanska",
        "/from/myrnohrad",
        f"/organizations/{OWNER}",
        "/relocations?from=myrnohradska&to=tsarychanska",
        "/en/relocations",
    ):
        page.goto(address)
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


def test_the_map_draws_it_when_asked(moved: Space, open_page: OpenPage) -> None:
    page = open_page("/map?show=flows&from=Димитров", **DESKTOP)
    page.wait_for_selector("html[data-map-ready]")
    mark = page.get_by_role("button", name="Мирноград → Царичанка")
    mark.press("Enter")
    popup = page.get_by_role("dialog")
    with page.expect_navigation():
        popup.get_by_role("link").first.click()
    assert OLD in page.locator("main").inner_text()
