"""How fresh a record is, from the day it was last confirmed; the limits are configurable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

STALE_AFTER_DAYS = 90


class Freshness(StrEnum):
    """FRESH within the limit, STALE after it, ENTERED when nobody has confirmed it since it was entered."""

    FRESH = "fresh"
    STALE = "stale"
    ENTERED = "entered"


@dataclass(frozen=True)
class Check:
    """The state of a record and the day that it counts from."""

    state: Freshness
    on: date


def check_of(
    confirmed_on: date | None, entered_on: date, today: date, stale_after: int = STALE_AFTER_DAYS
) -> Check:
    """The freshness of a record; a day counts as 24 hours of the calendar, the limit itself is still fresh."""
    on = confirmed_on or entered_on
    if (today - on).days > stale_after:
        return Check(Freshness.STALE, on)
    return Check(Freshness.FRESH if confirmed_on else Freshness.ENTERED, on)
