"""Composing the rows of the fictional network: its words, its days counted from the loading day, its numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import count
from typing import Any

from network.core.errors import BadInput
from network.demo.chance import near, number_of, spread_days
from network.demo.facts import Row, Tables
from network.locations.models import Answer
from network.services.operations import NewPhone, NewSchedule

WEEK = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FACTS = {
    "step-free": "step_free",
    "power": "backup_power",
    "internet": "backup_internet",
    "charging": "phone_charging",
    "shelter": "shelter_nearby",
}
NUMBER_LENGTH = 7
GONE = ("moved", "closed")
"""Of what is gone nobody says how to get it."""
ENTERED_BEFORE_DAYS = 45


@dataclass
class Composer:
    """Composes rows for one loading day; the same tables and day give the same records."""

    tables: Tables
    today: date
    _turns: dict[str, int] = field(default_factory=dict)
    _numbers: Any = field(default_factory=lambda: count(1))

    def day(self, days_ago: int) -> date:
        """A day in the past; a negative number means the future."""
        return self.today - timedelta(days=days_ago)

    def checked(self, row: Row, name: str) -> dict[str, Any]:
        """When a record was confirmed and entered: as the row says, or spread by its name."""
        ago = row.get("confirmed", row["free"][1] if "free" in row else spread_days(name))
        if ago == "never":
            return {"confirmed_on": None, "entered_on": self.day(10 + number_of(name, 120))}
        return {
            "confirmed_on": self.day(ago),
            "entered_on": self.day(ago + ENTERED_BEFORE_DAYS + number_of(name, 90)),
        }

    def phone(self) -> str:
        """The next number that no operator has: +380 00 …"""
        return f"+38000{next(self._numbers) * 43781 % 10**NUMBER_LENGTH:0{NUMBER_LENGTH}d}"

    def words(self, kind: str) -> dict[str, str]:
        """The default texts of a category; where it has several they take turns."""
        texts: list[dict[str, str]] = self.tables.kinds[kind]["text"]
        turn = self._turns[kind] = self._turns.get(kind, -1) + 1
        return texts[turn % len(texts)]

    def service(self, row: Row, organization: Row) -> dict[str, Any]:
        """The columns of a service except its links to other records."""
        kind = self.tables.kinds[row["kind"]]
        row = {key: value for key, value in kind.items() if key != "text"} | row
        details: dict[str, Any] = {"name_en": row.get("name_en", ""), "is_example": True}
        details |= self.words(row["kind"])
        if row.get("status") in GONE:
            details |= {"description_uk": "", "description_en": ""}
        else:
            details |= self._how_to_get_it(row)
        details |= {key: row[key] for key in SERVICE_TEXTS if key in row}
        details |= _complaint(row, organization, kind)
        details |= self._when(row) | self.checked(row, row["name_uk"]) | _for_whom(row)
        return _one_language(details, row)

    def _how_to_get_it(self, row: Row) -> dict[str, str]:
        way, bring = self.tables.ways[row["way"]], self.tables.bring[row["bring"]]
        return {
            "steps_uk": way["uk"],
            "steps_en": way["en"],
            "bring_uk": bring["uk"],
            "bring_en": bring["en"],
        }

    def _when(self, row: Row) -> dict[str, Any]:
        """The days of the status and of the free places."""
        details: dict[str, Any] = {}
        days = row.get("status_days", [])
        if days:
            details["status_from"] = self.day(days[0])
        if len(days) > 1:
            details["status_until"] = self.day(-days[1])
        if "free" in row:
            details["free_places"], ago = row["free"]
            details["free_places_on"] = self.day(ago)
        return details

    def phones(self, row: Row) -> list[NewPhone]:
        """As many numbers as the row says, one by default; the second has its own note."""
        phones = [NewPhone(number=self.phone()) for _number in range(row.get("phones", 1))]
        if len(phones) > 1:
            note = {"note_uk": row["second_phone_uk"], "note_en": row["second_phone_en"]}
            phones[1] = NewPhone(number=phones[1].number, **note)
        return phones

    def location(self, row: Row, centre: tuple[float, float] | None) -> dict[str, Any]:
        """The columns of a location except its community; a point near the centre where an address is given."""
        details = {key: row[key] for key in LOCATION_TEXTS if key in row}
        details |= _answers(row) | self.checked(row, row["key"]) | {"is_example": True}
        for column, words in (("alarm", self.tables.alarm), ("accessibility", self.tables.access)):
            key = row.get("alarm" if column == "alarm" else "access")
            if key:
                details |= {f"{column}_uk": words[key]["uk"], f"{column}_en": words[key]["en"]}
        if "status_days" in row:
            details["status_from"] = self.day(row["status_days"])
        if centre and "address_uk" in row:
            details["latitude"], details["longitude"] = near(centre, row["key"])
        return details

    def stop(self, row: Row) -> dict[str, Any]:
        """The columns of a stop: one that repeats began some turns ago, so that its next time is the one given."""
        weeks = row.get("weeks", 0)
        details = {key: row[key] for key in STOP_COLUMNS if key in row}
        details |= {"every_weeks": weeks, "starts_on": self.day(-row["in_days"]) - timedelta(weeks=4 * weeks)}
        if "hours" in row:
            details["opens_at"], details["closes_at"] = read_hours(row["hours"])
        details["cancelled_days"] = [self.day(-days) for days in row.get("gone_days", [])]
        return details

    def result(self, row: Row) -> dict[str, Any]:
        """The columns of a result report."""
        details: dict[str, Any] = {key: row[key] for key in RESULT_COLUMNS if key in row}
        details |= {"is_at_least": row.get("at_least", False), "is_example": True}
        if "days" in row:
            details["from_on"], details["until_on"] = (self.day(days) for days in row["days"])
        return details


SERVICE_TEXTS = (
    "slug", "summary_uk", "summary_en", "description_uk", "description_en", "steps_uk", "steps_en",
    "status_note_uk", "status_note_en", "cost_note_uk", "cost_note_en", "website", "languages", "audiences",
)  # fmt: skip
LOCATION_TEXTS = (
    "name_en", "settlement_uk", "settlement_en", "address_uk", "address_en", "directions_uk", "directions_en",
    "latitude", "longitude",
)  # fmt: skip
RESULT_COLUMNS = ("what_uk", "what_en", "quantity", "months")
STOP_COLUMNS = ("spot_uk", "spot_en", "latitude", "longitude", "is_cancelled")


def read_hours(text: str) -> tuple[time, time]:
    """«9:00-17:30» as two hours."""
    opens, closes = text.split("-")
    return _read_hour(opens), _read_hour(closes)


def _read_hour(text: str) -> time:
    hour, minute = text.split(":")
    return time(int(hour), int(minute))


def read_schedule(text: str) -> NewSchedule:
    """«MO-FR 9:00-17:00» or «TU,TH 9:00-13:00» as hours on days of the week."""
    days, hours = text.split(" ")
    opens_at, closes_at = read_hours(hours)
    return NewSchedule(days=_read_days(days), opens_at=opens_at, closes_at=closes_at)


def _read_days(text: str) -> list[str]:
    if "-" not in text:
        return text.split(",")
    first, last = (WEEK.index(day) for day in text.split("-"))
    return list(WEEK[first : last + 1])


def _answers(row: Row) -> dict[str, Answer]:
    known = {}
    for answer in Answer:
        for name in row.get(answer.value, "").split():
            if name not in FACTS:
                raise BadInput(f"there is no fact {name!r} of a place")
            known[FACTS[name]] = answer
    return known


def _for_whom(row: Row) -> dict[str, Any]:
    ages = row.get("ages", [None, None])
    return {
        "age_from": ages[0],
        "age_to": ages[1],
        "languages": row.get("languages", ["uk"]),
        "serves_everyone": not row.get("only_origins", False),
    }


def _complaint(row: Row, organization: Row, kind: Row) -> dict[str, str]:
    """The organization's own words on how to complain, at services for children and for women."""
    audiences: list[str] = row.get("audiences") or kind["audiences"]
    if "complaint_uk" in organization and {"children", "women"} & set(audiences):
        return {"complaint_uk": organization["complaint_uk"], "complaint_en": organization["complaint_en"]}
    return {}


def _one_language(details: dict[str, Any], row: Row) -> dict[str, Any]:
    """Drop the texts of a language in which a service was never written."""
    missing = "_en" if row.get("english_missing") else "_uk" if row.get("ukrainian_missing") else ""
    if not missing:
        return details
    return {
        key: "" if key.endswith(missing) and not key.startswith("complaint") else value
        for key, value in details.items()
    }
