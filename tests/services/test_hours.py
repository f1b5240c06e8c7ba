"""Hours in words."""

from __future__ import annotations

from datetime import datetime, time

import pytest
from flask import Flask

from network.core.i18n import in_language
from network.services.hours import describe, describe_days, is_open
from network.services.models import Schedule


def weekly(days: str, opens: time | None, closes: time | None) -> Schedule:
    return Schedule(days=days.split(), opens_at=opens, closes_at=closes, note_uk="", note_en="")


@pytest.mark.parametrize(
    ("days", "uk", "en"),
    [
        ("MO TU WE TH FR", "пн–пт", "Mon–Fri"),
        ("MO TU", "пн, вт", "Mon, Tue"),
        ("MO WE FR", "пн, ср, пт", "Mon, Wed, Fri"),
        ("MO TU WE SA SU", "пн–ср, сб, нд", "Mon–Wed, Sat, Sun"),
        ("MO TU WE TH FR SA SU", "щодня", "every day"),
    ],
)
@pytest.mark.engines("sqlite")
def test_days_in_words(app: Flask, days: str, uk: str, en: str) -> None:
    with app.app_context():
        with in_language("uk"):
            assert describe_days(days.split()) == uk
        with in_language("en"):
            assert describe_days(days.split()) == en


@pytest.mark.engines("sqlite")
def test_two_intervals_of_the_same_days_stand_together(app: Flask) -> None:
    with app.app_context(), in_language("uk"):
        lines = describe([weekly("MO TU WE", time(9), time(13)), weekly("MO TU WE", time(14), time(17, 30))])
        assert lines == ["пн–ср 9:00–13:00, 14:00–17:30"]
        assert describe([weekly("SA", time(0), time(23, 59))]) == ["сб цілодобово"]


def test_open_until_the_closing_hour() -> None:
    schedule = [weekly("TU", time(9), time(17))]
    assert is_open(schedule, datetime(2026, 11, 24, 9, 0))
    assert not is_open(schedule, datetime(2026, 11, 24, 17, 0))
    assert not is_open(schedule, datetime(2026, 11, 25, 12, 0))
    assert not is_open([weekly("TU", None, None)], datetime(2026, 11, 24, 12, 0))
