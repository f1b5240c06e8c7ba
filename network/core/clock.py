"""The time in Ukraine: days and hours on all pages are Kyiv's."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import format_date

from network.core.i18n import gettext, ngettext

KYIV = ZoneInfo("Europe/Kyiv")
DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def now() -> datetime:
    """This moment in Kyiv."""
    return datetime.now(KYIV)


def today() -> date:
    """This day in Kyiv."""
    return now().date()


def day_words(day: date, today_is: date) -> str:
    """A day in words: «сьогодні», «завтра», «ср, 25 листопада», with the year when it is another one."""
    if day == today_is:
        return gettext("today")
    if day == today_is + timedelta(days=1):
        return gettext("tomorrow")
    return format_date(day, "EEE, d MMMM" if day.year == today_is.year else "EEE, d MMMM y")


def date_words(day: date) -> str:
    """A date in words: «12 серпня», with the year when it is not this one."""
    return format_date(day, "d MMMM" if day.year == today().year else "d MMMM y")


def days_words(number: int) -> str:
    """A number of days in words: «90 днів», «2 дні»."""
    return ngettext("%(num)s day", "%(num)s days", number)
