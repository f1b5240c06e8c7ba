"""A month as people see it: weeks from Monday, today marked, each event on its days."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import format_date

from network.core.errors import BadInput
from network.core.i18n import gettext as _
from network.events.models import Event

EARLIEST, LATEST = 2014, 2100
LONG_DAYS = 7
"""What lasts longer stands above the month, not on each of its days."""


@dataclass(frozen=True, order=True)
class Month:
    """One month of a year."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def code(self) -> str:
        """«2026-11», as it stands in an address."""
        return f"{self.year}-{self.number:02d}"

    @property
    def words(self) -> str:
        """«листопад 2026»."""
        return format_date(self.first, "LLLL y")

    @property
    def previous(self) -> Month | None:
        """The month before; None before the first that is shown."""
        found = month_of(self.first - timedelta(days=1))
        return found if found.year >= EARLIEST else None

    @property
    def next(self) -> Month | None:
        """The month after; None after the last that is shown."""
        found = month_of(self.last + timedelta(days=1))
        return found if found.year <= LATEST else None


@dataclass(frozen=True)
class Day:
    """One day of the table of a month; `is_outside` is one of the months around."""

    on: date
    is_today: bool
    is_outside: bool
    events: Sequence[Event]


@dataclass(frozen=True)
class MonthView:
    """What a month shows: events that last long apart, the weeks of the table, the days of the list."""

    month: Month
    lasting: Sequence[Event]
    weeks: Sequence[Sequence[Day]]
    days: Sequence[Day]


def month_of(day: date) -> Month:
    """The month of a day."""
    return Month(day.year, day.month)


def read_month(text: str) -> Month:
    """The month of «2026-11»; raises BadInput for anything else."""
    found = re.fullmatch(r"(\d{4})-(\d{2})", text, re.ASCII)
    if not found or not EARLIEST <= int(found[1]) <= LATEST or not 1 <= int(found[2]) <= 12:
        raise BadInput(_("Write a month like 2026-11."))
    return Month(int(found[1]), int(found[2]))


def make_view(month: Month, events: Sequence[Event], today: date) -> MonthView:
    """The month with its events; in the list each stands once, on its first day of the month."""
    lasting = [event for event in events if _length(event) > LONG_DAYS]
    short = [event for event in events if _length(event) <= LONG_DAYS]
    weeks = [
        [_day(on, month, today, [event for event in short if _is_on(event, on)]) for on in week]
        for week in calendar.Calendar(calendar.MONDAY).monthdatescalendar(month.year, month.number)
    ]
    firsts: dict[date, list[Event]] = {}
    for event in short:
        if event.starts_on is not None:
            firsts.setdefault(max(event.starts_on, month.first), []).append(event)
    days = [_day(on, month, today, firsts[on]) for on in sorted(firsts)]
    return MonthView(month, lasting, weeks, days)


def day_names() -> list[tuple[str, str]]:
    """«пн» and «понеділок», from Monday on."""
    monday = date(2026, 11, 23)
    days = [monday + timedelta(days=number) for number in range(7)]
    return [(format_date(day, "ccc"), format_date(day, "cccc")) for day in days]


def _day(on: date, month: Month, today: date, events: Sequence[Event]) -> Day:
    is_outside = month_of(on) != month
    return Day(on, on == today, is_outside, [] if is_outside else events)


def _length(event: Event) -> int:
    return (event.ends_on - event.starts_on).days + 1 if event.starts_on and event.ends_on else 1


def _is_on(event: Event, day: date) -> bool:
    if event.starts_on is None:
        return False
    return event.starts_on <= day <= (event.ends_on or event.starts_on)
