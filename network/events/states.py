"""Where an event stands on a day: coming or past, and whether people can enrol, from its days and from what is said."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, or_

from network.events.models import Enrolment, Event
from network.freshness.states import is_shown


class EnrolmentState(StrEnum):
    """Whether people can enrol on a day; CLOSES is open until a day that is known."""

    NOT_NEEDED = "not_needed"
    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSES = "closes"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    PAST = "past"

    @property
    def is_open(self) -> bool:
        """Whether a call makes sense."""
        return self in {EnrolmentState.OPEN, EnrolmentState.CLOSES}


def last_day(event: Event) -> date | None:
    """The last day of an event, None when no day is known."""
    return event.ends_on or event.starts_on


def is_past(event: Event, today: date) -> bool:
    """Whether it is over: after its last day, or as the organizer says."""
    last = last_day(event)
    return event.is_over if last is None else last < today


def enrolment_state(event: Event, today: date) -> EnrolmentState:
    """What is true of the enrolment on a day; without a last day of its own it closes when the event has begun."""
    if event.is_cancelled:
        return EnrolmentState.CANCELLED
    if is_past(event, today):
        return EnrolmentState.PAST
    if event.enrolment != Enrolment.OPEN:
        return EnrolmentState(event.enrolment)
    if event.enrolment_until is not None:
        return EnrolmentState.CLOSES if today <= event.enrolment_until else EnrolmentState.CLOSED
    has_begun = event.starts_on is not None and event.starts_on < today
    return EnrolmentState.CLOSED if has_begun else EnrolmentState.OPEN


def past_on(today: date) -> ColumnElement[bool]:
    """The condition that says the same as `is_past`."""
    known = func.coalesce(Event.ends_on, Event.starts_on)
    return or_(known < today, and_(known.is_(None), Event.is_over))


def to_come_on(today: date) -> ColumnElement[bool]:
    """The opposite condition, said so that an unknown day cannot make it unknown."""
    known = func.coalesce(Event.ends_on, Event.starts_on)
    return or_(known >= today, and_(known.is_(None), ~Event.is_over))


def coming_on(today: date) -> ColumnElement[bool]:
    """What lists of coming events show: not over, and confirmed not too long ago."""
    return and_(to_come_on(today), is_shown(Event, today))


def enrolling_on(today: date) -> ColumnElement[bool]:
    """The condition that says the same as `enrolment_state(…).is_open`."""
    event = Event
    not_closed = or_(
        event.enrolment_until >= today,
        and_(event.enrolment_until.is_(None), or_(event.starts_on.is_(None), event.starts_on >= today)),
    )
    return and_(~event.is_cancelled, to_come_on(today), event.enrolment == Enrolment.OPEN, not_closed)
