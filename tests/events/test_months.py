"""A month: weeks from Monday, today marked, each event on its days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from network.core.errors import BadInput
from network.core.i18n import in_language
from network.events.models import Event, EventKind
from network.events.months import Month, day_names, make_view, month_of, read_month

NOVEMBER = Month(2026, 11)
TODAY = date(2026, 11, 25)


def event(name: str, starts: date | None, ends: date | None = None) -> Event:
    return Event(kind=EventKind.MEETING, name_uk=name, starts_on=starts, ends_on=ends)


def names(events) -> list[str]:
    return [each.name_uk for each in events]


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-00", "1999-12", "2101-01", "2026-1", "٢٠٢٦-١١"]
)
def test_what_is_no_month_is_refused(app, text):
    with app.app_context(), pytest.raises(BadInput):
        read_month(text)


def test_months_follow_each_other_over_years():
    assert read_month("2026-11") == NOVEMBER == month_of(TODAY)
    assert (NOVEMBER.previous, NOVEMBER.next, Month(2026, 12).next) == (
        Month(2026, 10), Month(2026, 12), Month(2027, 1),
    )  # fmt: skip
    assert Month(2028, 2).last == date(2028, 2, 29)
    assert (Month(2014, 1).previous, Month(2100, 12).next) == (None, None)


def test_its_name_and_its_days_in_both_languages(app):
    with app.app_context():
        assert NOVEMBER.words == "листопад 2026"
        assert [short for short, _long in day_names()] == ["пн", "вт", "ср", "чт", "пт", "сб", "нд"]
        assert day_names()[0][1] == "понеділок"
        with in_language("en"):
            assert NOVEMBER.words == "November 2026"
            assert day_names()[6] == ("Sun", "Sunday")


def test_weeks_begin_on_monday_and_hold_whole_weeks():
    view = make_view(NOVEMBER, [], TODAY)
    assert {len(week) for week in view.weeks} == {7}
    assert view.weeks[0][0].on == date(2026, 10, 26)
    assert view.weeks[-1][-1].on == date(2026, 12, 6)
    assert [day.on for week in view.weeks for day in week if day.is_today] == [TODAY]
    assert [day.is_outside for day in view.weeks[0]] == [True] * 6 + [False]


def test_an_event_is_on_each_of_its_days_in_the_table_and_once_in_the_list():
    events = [
        event("З жовтня", date(2026, 10, 31), date(2026, 11, 2)),
        event("Три дні", date(2026, 11, 24), date(2026, 11, 26)),
        event("Один день", date(2026, 11, 25)),
        event("У грудень", date(2026, 11, 30), date(2026, 12, 1)),
    ]
    view = make_view(NOVEMBER, events, TODAY)
    table = {day.on.day: names(day.events) for week in view.weeks for day in week if day.events}
    assert table == {
        1: ["З жовтня"], 2: ["З жовтня"], 24: ["Три дні"], 25: ["Три дні", "Один день"], 26: ["Три дні"],
        30: ["У грудень"],
    }  # fmt: skip
    assert [(day.on.day, names(day.events)) for day in view.days] == [
        (1, ["З жовтня"]), (24, ["Три дні"]), (25, ["Один день"]), (30, ["У грудень"]),
    ]  # fmt: skip
    assert view.lasting == []


def test_what_lasts_longer_than_a_week_stands_apart():
    week = event("Тиждень", TODAY, TODAY + timedelta(days=6))
    course = event("Курс", TODAY, TODAY + timedelta(days=7))
    view = make_view(NOVEMBER, [week, course], TODAY)
    assert names(view.lasting) == ["Курс"]
    assert all("Курс" not in names(day.events) for line in view.weeks for day in line)
    assert names(view.days[0].events) == ["Тиждень"]
