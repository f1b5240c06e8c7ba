"""The tables: all that they name exists, and all that exists is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from network.core.tables import read_rows
from network.demo.facts import read_tables
from network.founding.facts import read_facts
from network.taxonomy.operations import TABLES as TAXONOMY
from network.taxonomy.words import AUDIENCES, SPOKEN_LANGUAGES

PLACE_KEYS = {"origin", "host", "community", "communities", "base", "at", "origins", "areas", "places"}
CATEGORIES = {row["code"]: row for row in read_rows(TAXONOMY / "categories.csv")}


def _values(row: Any, wanted: set[str]) -> Iterator[str]:
    if isinstance(row, dict):
        for key, value in row.items():
            if key in wanted:
                yield from [value] if isinstance(value, str) else value
            elif isinstance(value, (dict, list)):
                yield from _values(value, wanted)
    elif isinstance(row, list):
        for item in row:
            yield from _values(item, wanted)


def test_every_place_is_used_and_every_used_place_is_named() -> None:
    tables = read_tables()
    named = {*tables.places["community"], *tables.places["oblast"]}
    locations = {row["key"] for of in tables.organizations for row in of.get("location", [])}
    rows = [tables.organizations, tables.teams, tables.news]
    rows += [tables.relocations, tables.partnerships, tables.events, tables.forums]
    used = {*_values(rows, PLACE_KEYS)} - locations
    assert used == named


@pytest.mark.parametrize("key", ["way", "bring", "alarm", "access"])
def test_every_shared_word_is_used(key: str) -> None:
    tables = read_tables()
    words = {"way": tables.ways, "bring": tables.bring, "alarm": tables.alarm, "access": tables.access}[key]
    assert {*_values([tables.organizations, tables.kinds], {key})} == set(words)


def test_each_category_has_words_and_a_service() -> None:
    tables = read_tables()
    used = {row["kind"] for of in tables.organizations for row in of["service"]}
    assert set(tables.kinds) == set(CATEGORIES) == used


@pytest.mark.parametrize("kind", sorted(read_tables().kinds))
def test_words_of_a_category_are_whole(kind: str) -> None:
    row = read_tables().kinds[kind]
    assert set(row["audiences"]) <= set(AUDIENCES)
    assert set(row.get("languages", [])) <= set(SPOKEN_LANGUAGES)
    for text in row["text"]:
        assert set(text) == {"summary_uk", "summary_en", "description_uk", "description_en"}
        assert all(text.values())


def test_children_are_named_where_a_category_is_for_them() -> None:
    for code, row in read_tables().kinds.items():
        if CATEGORIES[code]["is_for_children"] == "yes":
            assert {"children", "teenagers"} & set(row["audiences"]), code


def test_steps_are_two_to_four_lines() -> None:
    for name, words in read_tables().ways.items():
        lines = {language: text.splitlines() for language, text in words.items()}
        assert 2 <= len(lines["uk"]) <= 4, name
        assert len(lines["uk"]) == len(lines["en"]), name


def test_the_readme_says_how_much_there_is(root: Path) -> None:
    facts, tables = read_facts(), read_tables()
    services = [row for of in tables.organizations for row in of["service"]]
    readme = (root / "README.md").read_text("utf-8")
    for name, rows in (
        ("founding facts", (facts.organizations, facts.services, facts)),
        ("fictional network", (tables.organizations, services, tables)),
    ):
        *first, rest = rows
        lists = [*first, rest.teams, rest.news, rest.relocations, rest.partnerships, rest.events, rest.forums]
        assert f"| {name} | {' | '.join(str(len(each)) for each in lists)} |" in readme


def test_some_teams_come_today_and_tomorrow() -> None:
    next_days = [stop["in_days"] for team in read_tables().teams for stop in team["stops"]]
    assert next_days.count(0) >= 5
    assert next_days.count(1) >= 5
    assert max(next_days) > 20
