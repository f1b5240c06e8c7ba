"""Services: addresses that last, safety words for children, places, hours and numbers."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import select

from network.core.errors import BadInput
from network.locations.operations import add_location
from network.services.codes import ALPHABET, code_of
from network.services.models import Area, Mode, Phone, Schedule, Service, ServiceAtLocation
from network.services.operations import NewPhone, NewSchedule, add_result, add_service
from tests.records import DAY, make_category, make_organization, make_place


@pytest.fixture
def add(session):
    """Add a service of one organization, in one category unless another is given."""
    organization, category = make_organization(session), make_category(session)

    def _add(name_uk: str = "Кабінет психолога", **details) -> Service:
        known: dict[str, Any] = {"organization": organization, "category": category, "mode": Mode.SITE}
        return add_service(session=session, name_uk=name_uk, entered_on=DAY, **known | details)

    return _add


def test_the_address_follows_from_the_name_and_is_never_taken_twice(add):
    assert add(name_en="Psychologist").slug == "psychologist"
    assert add().slug == "kabinet-psykholoha"
    assert add().slug == "kabinet-psykholoha-2"


def test_the_short_code_follows_from_the_address_alone(add):
    service = add()
    assert service.code == code_of("kabinet-psykholoha")[:4]
    assert set(service.code) <= set(ALPHABET)
    assert not set("01ilo") & set(ALPHABET)


def test_a_short_code_that_is_taken_grows_by_a_letter(add):
    whole = code_of("kabinet-psykholoha")
    first = add("Інша")
    first.code = whole[:4]
    assert add().code == whole[:5]


@pytest.mark.parametrize("audiences", [[], ["children"]])
def test_a_service_for_children_always_says_how_to_complain(session, add, audiences):
    category = make_category(session, "play", is_for_children=not audiences)
    service = add(category=category, audiences=audiences)
    assert "116 111" in service.complaint_uk
    assert "116 111" in service.complaint_en


def test_its_own_words_on_complaints_are_kept_and_others_get_none(session, add):
    own = add(audiences=["children"], complaint_uk="Напишіть нам.")
    assert (own.complaint_uk, own.complaint_en) == ("Напишіть нам.", "")
    assert add(audiences=["adults"]).complaint_uk == ""


def test_places_hours_and_numbers_are_kept(session, add):
    first, second = (
        add_location(session=session, organization=make_organization(session), name_uk=name, entered_on=DAY)
        for name in ("Перше", "Друге")
    )
    service = add(
        at=[first, second],
        phones=["+380 00 000 00 01", NewPhone(number="+380 00 000 00 02 доб. 3", at=second)],
        schedules=[NewSchedule(days=["MO", "FR"], opens_at=time(9), closes_at=time(17), at=first)],
    )
    places = {place.location_id: place.id for place in session.scalars(select(ServiceAtLocation))}
    phones = session.scalars(select(Phone).order_by(Phone.id)).all()
    assert [(phone.number, phone.extension, phone.service_at_location_id) for phone in phones] == [
        ("+380000000001", "", None),
        ("+380000000002", "3", places[second.id]),
    ]
    schedule = session.scalars(select(Schedule)).one()
    assert (schedule.days, schedule.service_at_location_id) == (["MO", "FR"], places[first.id])
    assert schedule.service_id == service.id


def test_a_number_of_a_place_needs_the_place(session, add):
    elsewhere = add_location(
        session=session, organization=make_organization(session), name_uk="Інше", entered_on=DAY
    )
    with pytest.raises(BadInput):
        add(phones=[NewPhone(number="+380 00 000 00 01", at=elsewhere)])


def test_territories_and_origins_are_kept(session, add):
    home, host = make_place(session, "UA14160150000038750"), make_place(session)
    service = add(areas=[host], origins=[home])
    session.refresh(service, ["areas", "origins"])
    assert (service.areas, service.origins) == ([host], [home])
    oblast = make_place(session, "UA12000000000090473", "oblast")
    assert add(area=Area.OBLASTS, areas=[oblast]).areas == [oblast]
    for wrong in ({"areas": [oblast]}, {"origins": [oblast]}, {"area": Area.UKRAINE, "areas": [host]}):
        with pytest.raises(BadInput):
            add(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name_uk": "  "},
        {"age_from": 12, "age_to": 6},
        {"age_from": -1},
        {"age_to": 121},
        {"audiences": ["aliens"]},
        {"languages": ["xx"]},
        {"phones": ["увечері"]},
        {"schedules": [NewSchedule(days=[])]},
        {"schedules": [NewSchedule(days=["XX"])]},
        {"schedules": [NewSchedule(days=["MO"], opens_at=time(17), closes_at=time(9))]},
        {"schedules": [NewSchedule(days=["MO"], opens_at=time(9))]},
        {"status_from": date(2026, 2, 1), "status_until": date(2026, 1, 1)},
        {"free_places": -1},
        {"summary_uk": "х" * 241},
    ],
    ids=str,
)
def test_what_cannot_be_is_refused(add, wrong):
    with pytest.raises(BadInput):
        add(**wrong)


def test_one_age_for_both_ends_and_an_open_end_are_fine(add):
    assert add(age_from=6, age_to=6).age_to == 6
    assert add(age_from=60).age_to is None


def test_a_result_says_how_many_in_what_time(session, add):
    service = add()
    report = add_result(
        session=session, organization=service.organization, service=service,
        what_uk="звернень", quantity=1600, is_at_least=True, months=6,
    )  # fmt: skip
    assert (report.service_id, report.quantity, report.months, report.from_on) == (service.id, 1600, 6, None)


@pytest.mark.parametrize(
    "wrong",
    [{"quantity": -1}, {"months": 0}, {"from_on": date(2026, 2, 1), "until_on": date(2026, 1, 1)}],
    ids=str,
)
def test_a_result_that_cannot_be_is_refused(session, wrong):
    organization = make_organization(session)
    with pytest.raises(BadInput):
        add_result(
            **{"session": session, "organization": organization, "what_uk": "звернень", "quantity": 1} | wrong
        )
