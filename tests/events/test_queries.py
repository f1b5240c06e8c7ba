"""Which events a list shows, in which order, with how many statements."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest

from network.core.errors import NotFound
from network.events.models import Enrolment, EventKind
from network.events.queries import EventFilter, find_coming, find_in_days, find_listed, find_past, get_public
from tests.events.conftest import Make
from tests.world import World


def names(events) -> list[str]:
    return [event.name_uk for event in events]


def listed(world: World, **criteria: Any) -> list[str]:
    world.finish()
    return names(find_listed(world.session, EventFilter(**criteria), world.day).items)


def test_the_next_comes_first_those_without_a_day_last(world: World, make: Make):
    make("Ґрунт, день невідомий")
    make("Ввечері", 3, starts_at=time(18))
    make("Зранку", 3, starts_at=time(9))
    make("Увесь день", 3)
    make("Триває", -1, 1)
    make("Минула", -1)
    make("Відбулася колись", is_over=True)
    assert listed(world) == ["Триває", "Увесь день", "Зранку", "Ввечері", "Ґрунт, день невідомий"]
    assert listed(world, is_past=True) == ["Минула", "Відбулася колись"]


def test_only_what_is_public_is_listed(world: World, make: Make):
    hidden_organization = world.add_organization("ГО «Прихована»")
    hidden_organization.is_published = False
    make("Чернетка", 1, is_published=False)
    event = make("Від прихованої", 1, organization=hidden_organization)
    make("Видима", 1)
    assert listed(world) == ["Видима"]
    with pytest.raises(NotFound):
        get_public(world.session, event.slug)
    with pytest.raises(NotFound):
        get_public(world.session, "nothing")


def test_filters(world: World, make: Make):
    other = world.add_organization("ГО «Інша»")
    service = world.add_service("Навчання")
    make("У громаді", 1, community=world.host)
    make("Для людей громади", 1, communities=[world.host, world.other_host])
    make("Для людей області", 1, communities=[world.oblast])
    make("Онлайн", 1, is_online=True, kind=EventKind.COURSE)
    make("З записом", 1, enrolment=Enrolment.OPEN, service=service)
    make("Запис закрито", 1, enrolment=Enrolment.CLOSED)
    make("Разом", 1, organization=other, organizations=[world.organization])
    assert listed(world, community_id=world.host.id) == [
        "Для людей громади", "Для людей області", "У громаді",
    ]  # fmt: skip
    assert listed(world, community_id=world.home.id) == []
    assert listed(world, kind=EventKind.COURSE) == ["Онлайн"]
    assert listed(world, is_online=True) == ["Онлайн"]
    assert listed(world, is_enrolling=True) == ["З записом"]
    assert listed(world, service_id=service.id) == ["З записом"]
    assert listed(world, organization_id=other.id) == ["Разом"]
    assert "Разом" in listed(world, organization_id=world.organization.id)


def test_days_of_a_month_hold_what_begins_before_and_ends_after(world: World, make: Make):
    make("До", -9, -6)
    make("Через межу", -6, -4)
    make("Усередині", 0)
    make("Довга", -20, 20)
    make("Після", 6)
    make("Без дня")
    world.finish()
    first, last = world.day - timedelta(days=5), world.day + timedelta(days=5)
    found = find_in_days(world.session, EventFilter(), first, last, world.day)
    assert names(found) == ["Довга", "Через межу", "Усередині"]


def test_pages_of_others_leave_out_what_is_cancelled(world: World, make: Make):
    make("Скасована", 1, is_cancelled=True)
    make("Чинна", 2)
    make("Минула скасована", -1, is_cancelled=True)
    make("Минула", -2)
    world.finish()
    criteria = EventFilter(organization_id=world.organization.id)
    assert names(find_coming(world.session, criteria, world.day, 5)) == ["Чинна"]
    assert names(find_past(world.session, criteria, world.day, 5)) == ["Минула"]
    assert listed(world) == ["Скасована", "Чинна"], "the list says that it is cancelled"


def test_pages_are_numbered(world: World, make: Make):
    for number in range(3):
        make(f"Подія {number}", number)
    world.finish()
    page = find_listed(world.session, EventFilter(), world.day, 2, size=2)
    assert (page.total, page.last, names(page.items)) == (3, 2, ["Подія 2"])
    with pytest.raises(NotFound):
        find_listed(world.session, EventFilter(), world.day, 3, size=2)


def test_the_number_of_statements_does_not_grow(world: World, make: Make, count_statements):
    def count() -> int:
        world.finish()
        with count_statements() as statements:
            for event in find_listed(world.session, EventFilter(), world.day, size=50).items:
                assert event.organization.name and event.community
            find_in_days(world.session, EventFilter(), world.day, world.day, world.day)
        return len(statements)

    make("Подія", 0, community=world.host)
    first = count()
    for number in range(8):
        make(f"Подія {number}", 0, community=world.host, organization=world.add_organization(f"ГО {number}"))
    assert count() == first
