"""The tables of the fictional network as they stand beside this module."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TABLES = Path(__file__).parent / "tables"

LINE_BY_LINE = ("steps_", "agenda_")

Row = dict[str, Any]
Words = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Tables:
    """Rows in the order of loading.

    `places` has, for each level, short names and their КАТОТТГ codes; `kinds` what a service of a category
    says by default; `ways`, `bring`, `alarm` and `access` words that many rows share.
    """

    places: dict[str, dict[str, str]]
    kinds: dict[str, Row]
    ways: Words
    bring: Words
    alarm: Words
    access: Words
    organizations: list[Row]
    teams: list[Row]
    news: list[Row]
    relocations: list[Row]
    partnerships: list[Row]
    events: list[Row]
    forums: list[Row]

    def __len__(self) -> int:
        services = sum(len(row["service"]) for row in self.organizations)
        joint = (self.relocations, self.partnerships, self.events, self.forums)
        records = (self.organizations, self.teams, self.news, *joint)
        return services + sum(len(rows) for rows in records)


@cache
def read_tables() -> Tables:
    """All tables; texts are folded to one line a paragraph, steps and agendas stay a line each."""
    ways = _read("ways.toml")
    files = sorted(path.name for path in (TABLES / "organizations").glob("*.toml"))
    return Tables(
        places=_read("places.toml"),
        kinds=_read("kinds.toml"),
        ways=ways["way"],
        bring=ways["bring"],
        alarm=ways["alarm"],
        access=ways["access"],
        organizations=[row for name in files for row in _read(f"organizations/{name}")["organization"]],
        teams=_read("teams.toml")["team"],
        news=_read("news.toml")["news"],
        relocations=_read("relocations.toml")["relocation"],
        partnerships=_read("partnerships.toml")["partnership"],
        events=_read("events.toml")["event"],
        forums=_read("forums.toml")["forum"],
    )


def _read(name: str) -> Any:
    parsed = tomllib.loads((TABLES / name).read_text(encoding="utf-8"))
    return _fold(parsed, keep_lines=name == "ways.toml")


def _fold(value: Any, *, keep_lines: bool = False) -> Any:
    if isinstance(value, dict):
        return {
            key: _fold(item, keep_lines=keep_lines or key.startswith(LINE_BY_LINE))
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_fold(item, keep_lines=keep_lines) for item in value]
    if isinstance(value, str) and not keep_lines:
        return "\n\n".join(" ".join(part.split()) for part in value.split("\n\n")).strip()
    return value.strip() if isinstance(value, str) else value
