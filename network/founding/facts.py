"""The founding facts as they stand in the tables beside this module, in our own words."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

TABLES = Path(__file__).parent / "tables"
ENTERED_ON = date(2026, 11, 22)
"""The day on which the facts were written down: fixed, so that every database says the same."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Facts:
    """Rows by kind; `places` has, for each level, short names and their КАТОТТГ codes.

    `corrections` are words that were loaded earlier and are said otherwise now, `retired` the news that became records.
    """

    places: dict[str, dict[str, str]]
    organizations: list[Row]
    services: list[Row]
    teams: list[Row]
    news: list[Row]
    relocations: list[Row]
    partnerships: list[Row]
    events: list[Row]
    forums: list[Row]
    corrections: list[Row]
    retired: list[Row]

    def __len__(self) -> int:
        records = (self.organizations, self.services, self.teams, self.news)
        joint = (self.relocations, self.partnerships, self.events, self.forums)
        return sum(len(rows) for rows in (*records, *joint))


@cache
def read_facts() -> Facts:
    """All facts; texts are folded to one line a paragraph, agendas stay a line each."""
    services = _read("services.toml")
    return Facts(
        places=_read("places.toml"),
        organizations=_read("organizations.toml")["organization"],
        services=services["service"],
        teams=services["team"],
        news=_read("news.toml")["news"],
        relocations=_read("relocations.toml")["relocation"],
        partnerships=_read("partnerships.toml")["partnership"],
        events=_read("events.toml")["event"],
        forums=_read("forums.toml")["forum"],
        corrections=_read("corrections.toml")["correction"],
        retired=_read("retired.toml")["retired"],
    )


def _read(name: str) -> Any:
    return _fold(tomllib.loads((TABLES / name).read_text(encoding="utf-8")))


def _fold(value: Any, *, keep_lines: bool = False) -> Any:
    if isinstance(value, dict):
        return {key: _fold(inner, keep_lines=key.startswith("agenda_")) for key, inner in value.items()}
    if isinstance(value, list):
        return [_fold(inner) for inner in value]
    if isinstance(value, str):
        return value.strip() if keep_lines else _one_line_a_paragraph(value)
    return value


def _one_line_a_paragraph(text: str) -> str:
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n")).strip()
