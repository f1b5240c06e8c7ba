"""Weekly hours in words («пн–пт 9:00–17:00») and whether they mean open now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time

from network.core.clock import DAY_CODES
from network.core.i18n import gettext as _
from network.services.models import Schedule


def day_names() -> dict[str, str]:
    """Short names of the days in the reader's language."""
    return {
        "MO": _("Mon"),
        "TU": _("Tue"),
        "WE": _("Wed"),
        "TH": _("Thu"),
        "FR": _("Fri"),
        "SA": _("Sat"),
        "SU": _("Sun"),
    }


def describe_days(days: Iterable[str]) -> str:
    """Days in words, three or more in a row as a range: «пн–пт», «вт, чт»."""
    names, given = day_names(), set(days)
    if given == set(DAY_CODES):
        return _("every day")
    runs: list[list[str]] = []
    for code in DAY_CODES:
        if code not in given:
            continue
        if runs and DAY_CODES.index(runs[-1][-1]) == DAY_CODES.index(code) - 1:
            runs[-1].append(code)
        else:
            runs.append([code])
    return ", ".join(_run(run, names) for run in runs)


def _run(run: list[str], names: dict[str, str]) -> str:
    if len(run) > 2:
        return f"{names[run[0]]}–{names[run[-1]]}"
    return ", ".join(names[code] for code in run)


def clock(moment: time) -> str:
    """An hour as people write it: «9:00»."""
    return f"{moment.hour}:{moment.minute:02d}"


def describe_hours(opens_at: time | None, closes_at: time | None) -> str:
    """«9:00–17:00», «з 9:00», or nothing when the hours are not known."""
    if opens_at == time(0) and closes_at is not None and closes_at >= time(23, 59):
        return _("around the clock")
    if opens_at is not None and closes_at is not None:
        return f"{clock(opens_at)}–{clock(closes_at)}"
    if opens_at is not None:
        return _("from %(hour)s", hour=clock(opens_at))
    return ""


def describe(schedules: Sequence[Schedule]) -> list[str]:
    """One line for each set of days: «пн–пт 9:00–13:00, 14:00–17:00»."""
    by_days: dict[str, list[str]] = {}
    for schedule in schedules:
        hours = describe_hours(schedule.opens_at, schedule.closes_at)
        parts = by_days.setdefault(describe_days(schedule.days), [])
        parts.append(
            " ".join(part for part in (hours, f"({schedule.note})" if schedule.note else "") if part)
        )
    return [
        " ".join(part for part in (days, ", ".join(hours)) if part).strip() for days, hours in by_days.items()
    ]


def is_open(schedules: Sequence[Schedule], moment: datetime) -> bool:
    """Whether the hours hold this moment (Kyiv time)."""
    day, hour = moment.date(), moment.time()
    return any(
        DAY_CODES[day.weekday()] in schedule.days
        and schedule.opens_at is not None
        and schedule.closes_at is not None
        and schedule.opens_at <= hour < schedule.closes_at
        and (schedule.valid_from is None or schedule.valid_from <= day)
        and (schedule.valid_until is None or schedule.valid_until >= day)
        for schedule in schedules
    )
