"""A small gazetteer for tests: the oblasts, all raions and communities of two of them, settlements of one raion."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from network.places.operations import load_places
from network.places.tables import TABLES
from tests.databases import Fill

KEPT = {
    "oblasts.csv": ("UA",),
    "raions.csv": ("UA12", "UA14", "UA48"),
    "communities.csv": ("UA12", "UA14", "UA80"),
    "settlements.csv": ("UA1416",),
}


@pytest.fixture(scope="session")
def small_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    for name, prefixes in KEPT.items():
        with (TABLES / name).open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *(row for row in rows if row[0].startswith(prefixes))])
    return folder


@pytest.fixture
def gazetteer(session: Session, fill: Fill, small_tables: Path) -> Session:
    """The session of a database that holds the small gazetteer."""
    fill("gazetteer", lambda session: load_places(session=session, folder=small_tables))
    return session
