"""Events: days in order, an enrolment that can be, who holds them together."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from network.core.errors import BadInput
from network.core.i18n import in_language
from network.events.models import Enrolment, Event, EventKind
from network.events.operations import add_event, confirm_current
from tests.records import DAY, make_organization, make_place

FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)


def add(session, **details) -> Event:
    defaults: dict[str, Any] = {"kind": EventKind.TRAINING, "name_uk": "Тренінг", "entered_on": DAY}
    if "organization" not in details:
        defaults["organization"] = make_organization(session)
    return add_event(session=session, **(defaults | details))


def test_an_event_needs_a_name_alone(session):
    event = add(session)
    session.refresh(event)
    assert (event.slug, event.enrolment, event.starts_on) == ("treninh", Enrolment.NOT_NEEDED, None)
    assert not (event.is_over or event.is_online or event.is_cancelled)


def test_the_address_is_made_from_the_english_name_and_is_never_the_same_twice(session):
    organization = make_organization(session)
    slugs = [add(session, organization=organization, name_en="Training!").slug for _ in range(2)]
    assert slugs == ["training", "training-2"]


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({"name_uk": "  "}, "name"),
        ({"ends_on": FRIDAY}, "first day"),
        ({"starts_on": SATURDAY, "ends_on": FRIDAY}, "before the first"),
        ({"starts_at": time(10)}, "need a day"),
        ({"starts_on": FRIDAY, "ends_at": time(10)}, "when it begins"),
        ({"starts_on": FRIDAY, "starts_at": time(22), "ends_at": time(2)}, "after midnight"),
        ({"starts_on": FRIDAY, "starts_at": time(10), "ends_at": time(10)}, "before it begins"),
        ({"enrolment_until": FRIDAY}, "Nobody has to enrol"),
        ({"starts_on": FRIDAY, "enrolment": Enrolment.OPEN, "enrolment_until": SATURDAY}, "after the event"),
        ({"enrolment_link": "javascript:alert(1)"}, "https://"),
        ({"seats": -1}, "below zero"),
        ({"participants": -1}, "below zero"),
        ({"enrolment_phone": "12"}, "phone number"),
        ({"enrolment_email": "nobody"}, "e-mail"),
        ({"summary_uk": "а" * 301}, "300"),
        ({"slug": "Not An Address"}, "small Latin letters"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(session, details, words):
    with in_language("en"):
        with pytest.raises(BadInput) as error:
            add(session, **details)
        assert words in str(error.value)


def test_an_event_may_go_on_after_midnight(session):
    event = add(
        session, starts_on=FRIDAY, ends_on=SATURDAY, starts_at=time(22), ends_at=time(2),
        enrolment=Enrolment.OPEN, enrolment_until=SATURDAY,
    )  # fmt: skip
    assert event.ends_on == SATURDAY


def test_it_is_in_a_community_for_people_of_communities(session):
    host, oblast = make_place(session), make_place(session, "UA12000000000090473", "oblast")
    raion = make_place(session, "UA12020000000044475", "raion")
    event = add(session, community=host, communities=[host, oblast])
    assert event.communities == [host, oblast]
    for details in ({"community": oblast}, {"communities": [raion]}):
        with pytest.raises(BadInput):
            add(session, **details)


def test_the_organizer_is_named_once(session):
    own, other = make_organization(session, "ГО «Своя»"), make_organization(session, "ГО «Інша»")
    event = add(session, organization=own, organizations=[other, own, other])
    assert event.organizations == [other]


def test_numbers_and_mailboxes_are_brought_to_one_form(session):
    event = add(session, enrolment_phone="000 000 00 00", enrolment_email=" one@Example.ORG ")
    assert (event.enrolment_phone, event.enrolment_email) == ("+380000000000", "one@example.org")


def test_confirming_says_the_day(session):
    event, other = add(session), add(session)
    confirm_current(session=session, ids=[event.id], on=FRIDAY)
    session.expire_all()
    assert (event.confirmed_on, other.confirmed_on) == (FRIDAY, None)
