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
    """Rows in the order of loading; `places` has, for each level, short names and their КАТОТТГ codes."""

    places: dict[str, dict[str, str]]
    organizations: list[Row]
    services: list[Row]
    teams: list[Row]
    news: list[Row]

    def __len__(self) -> int:
        return sum(len(rows) for rows in (self.organizations, self.services, self.teams, self.news))


@cache
def read_facts() -> Facts:
    """All facts; texts are folded to one line a paragraph."""
    services = _read("services.toml")
    return Facts(
        places=_read("places.toml"),
        organizations=_read("organizations.toml")["organization"],
        services=services["service"],
        teams=services["team"],
        news=_read("news.toml")["news"],
    )


def _read(name: str) -> Any:
    return _fold(tomllib.loads((TABLES / name).read_text(encoding="utf-8")))


def _fold(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _fold(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_fold(inner) for inner in value]
    if isinstance(value, str):
        return "\n\n".join(" ".join(part.split()) for part in value.split("\n\n")).strip()
    return value
