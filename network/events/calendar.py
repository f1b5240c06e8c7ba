"""One event as a file that calendars open (iCalendar, RFC 5545), in Kyiv time."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Timezone
from icalendar import Event as CalendarEvent

from network.core.clock import KYIV
from network.core.errors import NotFound
from network.events.models import Event
from network.events.states import last_day
from network.events.words import where_words

PRODUCT = "-//Network of Civil Society Organizations of Donetsk Region//Directory//UK"
MIMETYPE = "text/calendar"


def write_calendar(event: Event, address: str, host: str, sequence: int) -> bytes:
    """The file of an event whose day is known; raises NotFound for one without.

    `address` is that of its page, `host` makes its identity the site's own, `sequence` grows with each change.
    """
    last = last_day(event)
    if event.starts_on is None or last is None:
        raise NotFound(f"event {event.id} has no day")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    if event.starts_at is not None:
        calendar.add_component(_zone(date(event.starts_on.year, 1, 1), date(last.year + 1, 12, 31)))
    calendar.add_component(_entry(event, event.starts_on, last, address, host, sequence))
    return calendar.to_ical()


def _zone(first: date, last: date) -> Timezone:
    """Kyiv's changes of the clock between two days.

    The library writes those to summer time as the clock shows after them; the format wants what it showed before.
    """
    zone = Timezone.from_tzinfo(KYIV, first_date=first, last_date=last)
    for part in zone.daylight:
        ahead = part.TZOFFSETTO - part.TZOFFSETFROM
        later = [day - ahead for day, _ in part.rdates]
        part.DTSTART -= ahead
        part.pop("RDATE", None)
        if later:
            part.add("rdate", later)
    return zone


def _entry(event: Event, first: date, last: date, address: str, host: str, sequence: int) -> CalendarEvent:
    entry = CalendarEvent()
    entry.add("uid", f"event-{event.id}@{host}")
    entry.add("dtstamp", event.updated_at.astimezone(UTC).replace(microsecond=0))
    entry.add("last-modified", event.updated_at.astimezone(UTC).replace(microsecond=0))
    entry.add("sequence", sequence)
    entry.add("summary", event.name)
    _add_times(entry, event, first, last)
    if where := where_words(event):
        entry.add("location", where)
    entry.add("description", _description(event, address))
    entry.add("url", address)
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    return entry


def _add_times(entry: CalendarEvent, event: Event, first: date, last: date) -> None:
    """Whole days where there are no hours; an end that is not known is left open, or is that of the last day."""
    if event.starts_at is None:
        entry.add("dtstart", first)
        entry.add("dtend", last + timedelta(days=1))
        return
    entry.add("dtstart", datetime.combine(first, event.starts_at, KYIV))
    if event.ends_at is not None:
        entry.add("dtend", datetime.combine(last, event.ends_at, KYIV))
    elif last > first:
        entry.add("dtend", datetime.combine(last + timedelta(days=1), time(0), KYIV))


def _description(event: Event, address: str) -> str:
    parts = (event.summary, event.for_whom, event.enrolment_how, event.organization.name, address)
    return "\n".join(part for part in parts if part)
