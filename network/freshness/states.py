"""How fresh a record is, from the day it was last confirmed, and the condition that keeps old ones out of lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from network.freshness.limits import Limits, limits, shown_since


class Freshness(StrEnum):
    """FRESH within the first limit, STALE after it, HIDDEN from lists after the second; ENTERED when nobody has
    confirmed it since it was entered and that is not long ago."""

    FRESH = "fresh"
    ENTERED = "entered"
    STALE = "stale"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Check:
    """The state of a record and the day that it counts from: confirmed on it, or, when nobody ever has, entered."""

    state: Freshness
    on: date
    is_confirmed: bool = True

    @property
    def is_hidden(self) -> bool:
        """Whether lists leave the record out."""
        return self.state is Freshness.HIDDEN


def check_of(confirmed_on: date | None, entered_on: date, today: date, by: Limits | None = None) -> Check:
    """The freshness of a record; the application's limits unless others are given."""
    on, by = confirmed_on or entered_on, by or limits()
    days, is_confirmed = (today - on).days, confirmed_on is not None
    if days > by.hidden_days:
        return Check(Freshness.HIDDEN, on, is_confirmed)
    if days > by.stale_days:
        return Check(Freshness.STALE, on, is_confirmed)
    return Check(Freshness.FRESH if is_confirmed else Freshness.ENTERED, on, is_confirmed)


def is_shown(record: Any, today: date) -> ColumnElement[bool]:
    """The one rule of all lists, counts and maps: the model `record` was confirmed, or else entered, not too long ago."""
    return confirmed_since(record.confirmed_on, record.entered_on, shown_since(today))


def is_faded(record: Any, today: date) -> ColumnElement[bool]:
    """The opposite of `is_shown`, said so that a missing date cannot make it unknown."""
    return confirmed_before(record.confirmed_on, record.entered_on, shown_since(today))


def confirmed_since(confirmed_on: Any, entered_on: Any, day: date) -> ColumnElement[bool]:
    """The condition on two columns that a record was confirmed, or else entered, on this day or later."""
    return or_(confirmed_on >= day, and_(confirmed_on.is_(None), entered_on >= day))


def confirmed_before(confirmed_on: Any, entered_on: Any, day: date) -> ColumnElement[bool]:
    """The opposite condition, said so that a missing date cannot make it unknown."""
    return or_(confirmed_on < day, and_(confirmed_on.is_(None), entered_on < day))
