"""The time in Ukraine: days and hours on all pages are Kyiv's."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

KYIV = ZoneInfo("Europe/Kyiv")
DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def now() -> datetime:
    """This moment in Kyiv."""
    return datetime.now(KYIV)


def today() -> date:
    """This day in Kyiv."""
    return now().date()
