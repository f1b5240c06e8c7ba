"""The file for calendars, read back as a calendar reads it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from network.core.errors import NotFound
from network.events.calendar import write_calendar
from network.events.models import Enrolment, Event, EventKind
from network.organizations.models import Organization
from network.places.models import Place

KYIV = ZoneInfo("Europe/Kyiv")
FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)
ADDRESS = "https://example.org/events/treninh"


def make(**details: Any) -> Event:
    """An event that no database knows."""
    defaults: dict[str, Any] = {
        "id": 7,
        "kind": EventKind.TRAINING,
        "name_uk": "Тренінг: «Опора», частина 2; для батьків",
        "name_en": "",
        "starts_on": FRIDAY,
        "spot_uk": "вул. Центральна, 1, 2-й поверх",
        "spot_en": "",
        "summary_uk": "Рядок перший,\nрядок другий; \\ кінець",
        "summary_en": "",
        "for_whom_uk": "",
        "enrolment_how_uk": "",
        "is_online": False,
        "is_cancelled": False,
        "is_over": False,
        "enrolment": Enrolment.NOT_NEEDED,
        "organization": Organization(name_uk="ГО «Криниця»", name_en=""),
        "community": Place(name_uk="Царичанська", centre_uk="Царичанка"),
        "updated_at": datetime(2026, 11, 1, 8, 30, 15, 999, tzinfo=UTC),
    }
    return Event(**(defaults | details))


def read(event: Event, sequence: int = 0) -> tuple[Calendar, Any]:
    """The file and its one event, as a calendar understands them."""
    content = write_calendar(event, ADDRESS, "example.org", sequence)
    assert all(len(line) <= 75 for line in content.split(b"\r\n")), "long lines are folded"
    assert b"\n" not in content.replace(b"\r\n", b"")
    calendar = Calendar.from_ical(content)
    assert not calendar.errors
    [entry] = calendar.events
    assert not entry.errors
    return calendar, entry


@pytest.fixture(autouse=True)
def speaking(app):
    """Words need a language."""
    with app.app_context():
        yield


def test_texts_come_back_as_they_were_written():
    calendar, entry = read(make())
    assert entry["summary"] == "Тренінг: «Опора», частина 2; для батьків"
    assert entry["location"] == "Царичанка, вул. Центральна, 1, 2-й поверх"
    assert entry["description"] == (f"Рядок перший,\nрядок другий; \\ кінець\nГО «Криниця»\n{ADDRESS}")
    assert entry["url"] == ADDRESS
    assert (calendar["version"], "method" in calendar) == ("2.0", False)


def test_it_keeps_its_identity_and_counts_its_changes():
    _calendar, entry = read(make(), 0)
    _calendar, later = read(make(name_uk="Інша назва", slug="other"), 3)
    assert entry["uid"] == later["uid"] == "event-7@example.org"
    assert (entry["sequence"], later["sequence"]) == (0, 3)
    assert entry["dtstamp"].dt == datetime(2026, 11, 1, 8, 30, 15, tzinfo=UTC)
    assert (entry["status"], read(make(is_cancelled=True))[1]["status"]) == ("CONFIRMED", "CANCELLED")


@pytest.mark.parametrize(("ends_on", "days"), [(None, 1), (FRIDAY, 1), (SATURDAY, 2)])
def test_without_hours_it_takes_whole_days(ends_on, days):
    calendar, entry = read(make(ends_on=ends_on))
    assert entry["dtstart"].dt == FRIDAY
    assert entry["dtend"].dt == FRIDAY + timedelta(days=days), "the day after the last one"
    assert calendar.timezones == []


@pytest.mark.parametrize(
    ("details", "ends"),
    [
        ({"ends_at": time(14)}, datetime(2026, 11, 27, 14, tzinfo=KYIV)),
        ({"ends_at": time(2), "ends_on": SATURDAY}, datetime(2026, 11, 28, 2, tzinfo=KYIV)),
        ({"ends_on": SATURDAY}, datetime(2026, 11, 29, tzinfo=KYIV)),
        ({}, None),
    ],
)  # fmt: skip
def test_hours_are_kyivs(details, ends):
    calendar, entry = read(make(starts_at=time(10), **details))
    assert entry["dtstart"].params["TZID"] == "Europe/Kyiv"
    assert entry["dtstart"].dt.astimezone(UTC) == datetime(2026, 11, 27, 8, tzinfo=UTC)
    assert ("dtend" in entry) is (ends is not None)
    if ends is not None:
        assert entry["dtend"].dt.astimezone(UTC) == ends.astimezone(UTC)
    [zone] = calendar.timezones
    assert zone["tzid"] == "Europe/Kyiv"


@pytest.mark.parametrize("day", [date(2026, 1, 15), date(2026, 3, 29), date(2026, 7, 1), date(2026, 10, 25)])
def test_the_zone_in_the_file_is_the_zone_of_kyiv(day):
    """A calendar that knows no zones by name reckons with what the file says."""
    calendar, _entry = read(make(starts_on=day, starts_at=time(12), ends_at=time(13)))
    zone = calendar.timezones[0].to_tz(lookup_tzid=False)
    wall = datetime.combine(day, time(12))
    assert wall.replace(tzinfo=zone).utcoffset() == wall.replace(tzinfo=KYIV).utcoffset()


def test_each_change_of_the_clock_is_written_as_the_clock_showed_before_it():
    """Days reckoned as RFC 5545 says, without the library: each change is at one in the morning in Greenwich."""
    calendar, _entry = read(make(starts_at=time(12), ends_at=time(13)))
    parts: list[Any] = calendar.timezones[0].subcomponents
    changes: dict[datetime, timedelta] = {}
    for part in parts:
        days = [part.DTSTART, *(day for day, _ in part.rdates)]
        changes |= {day - part.TZOFFSETFROM: part.TZOFFSETTO for day in days}
    later = {moment: offset for moment, offset in changes.items() if moment.month != 12}
    assert later == {
        datetime(2026, 3, 29, 1): timedelta(hours=3),
        datetime(2026, 10, 25, 1): timedelta(hours=2),
        datetime(2027, 3, 28, 1): timedelta(hours=3),
        datetime(2027, 10, 31, 1): timedelta(hours=2),
    }


def test_an_event_without_a_day_has_no_file():
    with pytest.raises(NotFound):
        write_calendar(make(starts_on=None, when_uk="жовтень 2026"), ADDRESS, "example.org", 0)
