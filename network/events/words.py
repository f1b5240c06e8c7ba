"""Events in words: their kinds, their days, their place, whether people can enrol."""

from __future__ import annotations

from datetime import date, time

from flask_babel import format_date

from network.core.clock import day_words
from network.core.i18n import gettext as _
from network.core.i18n import lazy_gettext as _l
from network.core.i18n import pick
from network.events.models import Enrolment, Event, EventKind
from network.events.states import EnrolmentState, enrolment_state, is_past
from network.services.hours import clock

KINDS = {
    EventKind.TRAINING: _l("Training"),
    EventKind.COURSE: _l("Course"),
    EventKind.MEETING: _l("Meeting"),
    EventKind.FORUM: _l("Forum"),
    EventKind.CULTURE: _l("Culture and leisure"),
    EventKind.OTHER: _l("Other event"),
}
ENROLMENTS = {
    Enrolment.NOT_NEEDED: _l("Nobody has to enrol"),
    Enrolment.ANNOUNCED: _l("Announced, enrolment opens later"),
    Enrolment.OPEN: _l("Enrolment is open"),
    Enrolment.CLOSED: _l("Enrolment is closed"),
}


def when_words(event: Event, today: date) -> str:
    """«ср, 25 листопада, 10:00–14:00», «25–27 листопада», «жовтень 2024»; '' when nothing is known."""
    if event.starts_on is None:
        return pick(event.when_uk, event.when_en)
    if event.ends_on is None or event.ends_on == event.starts_on:
        day = day_words(event.starts_on, today)
        return ", ".join(part for part in (day, hours_words(event.starts_at, event.ends_at)) if part)
    if event.starts_at is not None and event.ends_at is not None:
        first = f"{_short(event.starts_on, today)}, {clock(event.starts_at)}"
        return f"{first} – {_short(event.ends_on, today)}, {clock(event.ends_at)}"
    days = days_between(event.starts_on, event.ends_on, today)
    return ", ".join(part for part in (days, hours_words(event.starts_at, None)) if part)


def hours_words(starts_at: time | None, ends_at: time | None) -> str:
    """«10:00–14:00», «початок о 10:00»; '' when nothing is known."""
    if starts_at is None:
        return ""
    return (
        f"{clock(starts_at)}–{clock(ends_at)}" if ends_at else _("begins at %(hour)s", hour=clock(starts_at))
    )


def days_between(first: date, last: date, today: date) -> str:
    """«25–27 листопада», «30 листопада – 2 грудня», with the year when it is another one than today's."""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_short(last, today)}"
    same_year = first.year == last.year
    return f"{format_date(first, 'd MMMM') if same_year else _long(first)} – " + (
        _short(last, today) if same_year else _long(last)
    )


def _short(day: date, today: date) -> str:
    return format_date(day, "d MMMM") if day.year == today.year else _long(day)


def _long(day: date) -> str:
    return format_date(day, "d MMMM y")


def where_words(event: Event) -> str:
    """«Царичанка, будинок культури», «онлайн»; the community must be loaded."""
    place = ", ".join(part for part in (event.community.short if event.community else "", event.spot) if part)
    online = _("online") if event.is_online else ""
    return " · ".join(part for part in (place, online) if part)


def enrolment_words(event: Event, today: date) -> str:
    """What a list says of the enrolment; '' where there is nothing to say."""
    state = enrolment_state(event, today)
    if state is EnrolmentState.CLOSES and event.enrolment_until is not None:
        return _("Enrolment is open, closes %(day)s", day=day_words(event.enrolment_until, today))
    words = {
        EnrolmentState.NOT_NEEDED: _("Come without enrolling"),
        EnrolmentState.ANNOUNCED: _("Enrolment opens later"),
        EnrolmentState.OPEN: _("Enrolment is open"),
        EnrolmentState.CLOSED: _("Enrolment is closed"),
        EnrolmentState.CANCELLED: _("Cancelled"),
    }
    return words.get(state, "")


def past_words(event: Event, today: date) -> str:
    """«Відбулося» for what is over."""
    return _("Took place") if is_past(event, today) and not event.is_cancelled else ""
