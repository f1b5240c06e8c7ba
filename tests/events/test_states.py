"""Coming or past, open or closed: Python and the database agree about every case."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import select

from network.events.models import Enrolment, Event, EventKind
from network.events.operations import add_event
from network.events.states import (
    EnrolmentState,
    coming_on,
    enrolling_on,
    enrolment_state,
    is_past,
    past_on,
    to_come_on,
)
from tests.records import DAY, make_organization

DAYS = (None, -2, -1, 0, 1)


def day(offset: int | None):
    return None if offset is None else DAY + timedelta(days=offset)


@pytest.fixture
def events(session) -> list[Event]:
    """Every combination of days, of an enrolment with or without its last day, of being cancelled or over."""
    organization = make_organization(session)
    made: list[Event] = []
    spans = [(None, None), *((day(s), day(e)) for s in DAYS[1:] for e in DAYS if e is None or e >= s)]
    for (starts, ends), enrolment, until, flags in product(
        spans, Enrolment, DAYS, [(False, False), (True, False), (False, True)]
    ):
        last = ends or starts
        if until is not None and (enrolment == Enrolment.NOT_NEEDED or (last and day(until) > last)):
            continue
        made.append(
            Event(
                organization=organization, kind=EventKind.COURSE, name_uk="Курси", slug=f"c-{len(made)}",
                starts_on=starts, ends_on=ends, enrolment=enrolment, enrolment_until=day(until),
                is_over=flags[0], is_cancelled=flags[1], entered_on=DAY,
            )
        )  # fmt: skip
    session.add_all(made)
    session.flush()
    return made


def test_the_database_says_the_same(session, events):
    def ids(condition) -> set[int]:
        return set(session.scalars(select(Event.id).where(condition)))

    assert ids(past_on(DAY)) == {event.id for event in events if is_past(event, DAY)}
    assert ids(to_come_on(DAY)) == {event.id for event in events if not is_past(event, DAY)}
    assert ids(coming_on(DAY)) == ids(to_come_on(DAY)), "all were entered today"
    assert ids(enrolling_on(DAY)) == {event.id for event in events if enrolment_state(event, DAY).is_open}
    assert ids(enrolling_on(DAY)) and ids(past_on(DAY))


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ({}, EnrolmentState.NOT_NEEDED),
        ({"enrolment": Enrolment.ANNOUNCED}, EnrolmentState.ANNOUNCED),
        ({"enrolment": Enrolment.CLOSED}, EnrolmentState.CLOSED),
        ({"enrolment": Enrolment.OPEN}, EnrolmentState.OPEN),
        ({"enrolment": Enrolment.OPEN, "starts_on": day(0)}, EnrolmentState.OPEN),
        ({"enrolment": Enrolment.OPEN, "enrolment_until": day(0)}, EnrolmentState.CLOSES),
        ({"enrolment": Enrolment.OPEN, "enrolment_until": day(-1)}, EnrolmentState.CLOSED),
        ({"enrolment": Enrolment.OPEN, "starts_on": day(-1), "ends_on": day(1)}, EnrolmentState.CLOSED),
        (
            {"enrolment": Enrolment.OPEN, "starts_on": day(-1), "ends_on": day(1), "enrolment_until": day(1)},
            EnrolmentState.CLOSES,
        ),
        ({"enrolment": Enrolment.OPEN, "starts_on": day(-1)}, EnrolmentState.PAST),
        ({"enrolment": Enrolment.OPEN, "is_over": True}, EnrolmentState.PAST),
        ({"enrolment": Enrolment.OPEN, "is_cancelled": True}, EnrolmentState.CANCELLED),
        ({"starts_on": day(-1), "is_cancelled": True}, EnrolmentState.CANCELLED),
    ],
)
def test_what_is_true_of_the_enrolment(session, details, expected):
    event = add_event(
        session=session, organization=make_organization(session), kind=EventKind.COURSE, name_uk="Курси",
        entered_on=DAY, **details,
    )  # fmt: skip
    assert enrolment_state(event, DAY) is expected


def test_a_promise_without_a_day_fades(session):
    event = add_event(
        session=session, organization=make_organization(session), kind=EventKind.COURSE, name_uk="Курси",
        entered_on=DAY, when_uk="навесні",
    )  # fmt: skip
    assert session.scalars(select(Event.id).where(coming_on(DAY))).all() == [event.id]
    assert session.scalars(select(Event.id).where(coming_on(DAY + timedelta(days=400)))).all() == []
