"""What members say of an event: mistakes beside their fields, whom it names, how it ends, what its people are told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from network.core.errors import NotFound
from network.events.event_fields import FIELDS
from network.events.freshness import due_owners, find_records
from network.events.models import Enrolment, Event, EventKind
from network.events.moderated import CODE, get, state
from network.freshness.states import Freshness
from network.locations.models import Visibility
from network.moderation import operations
from network.moderation.fields import Reason, get_kind
from network.moderation.removals import find_removed
from tests.events.conftest import Make
from tests.moderation.steps import draft, propose, publish, remove
from tests.world import World

NEW: dict[str, Any] = {"kind": "training", "name_uk": "Тренінг"}


def make_public(world: World, values: dict[str, Any], record_id: int | None = None) -> Event:
    change = publish(world, propose(world, draft(world, CODE, record_id, values)))
    assert change.record_id is not None
    return get(world.session, change.record_id)


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"kind": ""}, "kind"),
        ({"name_uk": ""}, "name_uk"),
        ({"ends_on": "2026-12-01"}, "ends_on"),
        ({"starts_on": "2026-12-02", "ends_on": "2026-12-01"}, "ends_on"),
        ({"starts_at": "10:00"}, "starts_on"),
        ({"starts_on": "2026-12-02", "ends_at": "10:00"}, "ends_at"),
        ({"starts_on": "2026-12-02", "starts_at": "22:00", "ends_at": "02:00"}, "ends_at"),
        ({"enrolment_until": "2026-12-01"}, "enrolment_until"),
        (
            {"starts_on": "2026-12-02", "enrolment": "closed", "enrolment_until": "2026-12-03"},
            "enrolment_until",
        ),
        ({"enrolment": "open"}, "enrolment_how_uk"),
    ],
)
def test_a_mistake_stands_beside_its_field(world: World, values: dict[str, Any], key: str):
    with pytest.raises(operations.Invalid) as refused:
        propose(world, draft(world, CODE, None, NEW | values))
    assert list(refused.value.errors) == [key]


def test_all_that_a_form_says_is_kept(world: World):
    partner, service = world.add_organization("ГО «Партнер»"), world.add_service("Навчання")
    values = NEW | {
        "starts_on": "2026-12-04", "ends_on": "2026-12-05", "starts_at": "22:00", "ends_at": "02:00",
        "community": world.host.katottg, "communities": [world.home.katottg, world.oblast.katottg],
        "organizations": [partner.slug, world.organization.slug], "service": str(service.id),
        "enrolment": "open", "enrolment_phone": "+380000000077", "seats": 12, "is_online": True,
    }  # fmt: skip
    event = make_public(world, values)
    assert (event.organizations, event.service_id) == ([partner], service.id), "itself is named once"
    assert {place.slug for place in event.communities} == {world.home.slug, world.oblast.slug}
    read = get_kind(CODE).read(world.session, event)
    assert read["organizations"] == [partner.slug]
    assert {key: read[key] for key in ("starts_at", "ends_at", "seats", "enrolment")} == {
        "starts_at": "22:00", "ends_at": "02:00", "seats": 12, "enrolment": "open",
    }  # fmt: skip
    make_public(world, {"organizations": [], "service": None, "communities": []}, event.id)
    read = get_kind(CODE).read(world.session, get(world.session, event.id))
    assert (read["organizations"], read["service"], read["communities"]) == ([], None, [])


def test_a_service_of_others_is_refused(world: World):
    kept = world.organization
    world.organization = world.add_organization("ГО «Чужа»")
    foreign = world.add_service("Чужа послуга")
    world.organization = kept
    with pytest.raises(operations.Invalid):
        propose(world, draft(world, CODE, None, NEW | {"service": str(foreign.id)}))


@pytest.mark.parametrize(
    "text",
    [
        "вул. Тиха, 7",
        "Тиха 7",
        "прийдіть на вулицю: ТИХА,7 (двір)",
        "Збір: вулиця Тиха, буд. 7",
        "at 7 Quiet Street",
    ],
)
def test_the_address_of_an_own_confidential_place_is_refused(world: World, make: Make, text: str):
    world.add_location(
        world.host, Visibility.CONFIDENTIAL, address_uk="вул. Тиха, 7", address_en="7 Quiet St"
    )
    event = make("Тренінг", 5)
    world.finish()
    for record_id, key in ((None, "spot_uk"), (event.id, "enrolment_how_en"), (event.id, "description_uk")):
        with pytest.raises(operations.Invalid) as refused:
            propose(world, draft(world, CODE, record_id, (NEW if record_id is None else {}) | {key: text}))
        assert list(refused.value.errors) == [key]
        world.session.rollback()


def test_other_addresses_may_be_said(world: World, make: Make):
    world.add_location(world.host, Visibility.CONFIDENTIAL, address_uk="вул. Тиха, 7")
    world.add_location(world.host, Visibility.PUBLIC, address_uk="вул. Людна, 1")
    kept, world.organization = world.organization, world.add_organization("ГО «Інша»")
    world.add_location(world.host, Visibility.CONFIDENTIAL, address_uk="вул. Чужа, 3")
    world.organization = kept
    for text in ("вул. Людна, 1", "вул. Тиха, 71", "тиха година о 7", "вул. Чужа, 3"):
        assert make_public(world, NEW | {"spot_uk": text}).spot_uk == text


def test_a_change_makes_it_the_latest(world: World, make: Make):
    event = make("Тренінг", 5)
    event.updated_at -= timedelta(days=30)
    before = event.updated_at
    assert make_public(world, {"seats": 5}, event.id).updated_at > before


def test_forums_have_a_form_of_their_own(world: World, make: Make):
    forum, event = make("Форум", 5, kind=EventKind.FORUM), make("Тренінг", 5)
    with pytest.raises(NotFound):
        get(world.session, forum.id)
    found = get_kind(CODE).find(world.session, [world.organization.id])
    assert [each.id for each in found] == [event.id]
    [kind] = [field for field in FIELDS if field.name == "kind"]
    assert EventKind.FORUM not in (kind.choices or {})


@pytest.mark.parametrize("reason", [Reason.ENDED, Reason.NO_STAFF])
def test_what_ends_is_cancelled_and_says_why(world: World, make: Make, reason: Reason):
    event = make("Тренінг", 5)
    remove(world, CODE, event.id, reason)
    assert event.is_cancelled and event.is_published
    removed = find_removed(world.session, CODE, event.id)
    assert removed is not None and str(removed.words) == str(get_kind(CODE).ending.reasons[reason])  # type: ignore[union-attr]


@pytest.mark.parametrize("reason", [Reason.MISTAKE, Reason.SECURITY])
def test_a_mistake_and_what_is_not_safe_have_no_page(world: World, make: Make, reason: Reason):
    event = make("Тренінг", 5)
    remove(world, CODE, event.id, reason)
    assert (event.is_published, event.is_cancelled) == (False, False)
    assert get_kind(CODE).page(event) is None


def test_its_people_are_told_how_it_stands(world: World, make: Make):
    events = (
        make("Майбутній", 5), make("Минулий", -5), make("Скасований", 5, is_cancelled=True),
        make("Прихований", 5, is_published=False),
    )  # fmt: skip
    assert [state(event) for event in events] == ["shown", "held", "cancelled", "hidden"]


def test_coming_events_are_kept_fresh(world: World, make: Make):
    old = world.day - timedelta(days=100)
    make(
        "Майбутній", 5, entered_on=old, community=world.host, enrolment=Enrolment.OPEN, enrolment_phone="112"
    )
    make("Без дня", entered_on=old)
    for name, days, details in (
        ("Минулий", -5, {}), ("Скасований", 5, {"is_cancelled": True}), ("Чернетка", 5, {"is_published": False}),
        ("Форум", 5, {"kind": EventKind.FORUM}), ("Уже відбувся", None, {"is_over": True}),
    ):  # fmt: skip
        make(name, days, entered_on=old, **details)
    session, owner = world.session, world.organization.id
    assert set(session.scalars(due_owners(world.day - timedelta(days=90)))) == {owner}
    assert set(session.scalars(due_owners(world.day - timedelta(days=101)))) == set()
    first, second = find_records(session, [owner], world.day)[owner]
    assert (first.name, second.name) == ("Майбутній", "Без дня")
    assert first.facts[1:] == ("Царичанка", "Запис відкрито") and first.phone == "112"
    assert (second.facts[0], second.phone) == ("день не вказано", "+380000000001")
    assert first.check.state is Freshness.STALE and not first.can_stop
    get_confirmed = get_kind(CODE).get(session, first.id)
    assert get_confirmed.confirmed_on is None and isinstance(get_confirmed.entered_on, date)
