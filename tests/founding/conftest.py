"""A database that holds what the directory starts with, and nothing else."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from network.founding.facts import read_facts
from network.founding.operations import load_founding
from network.places.operations import load_places
from network.places.tables import TABLES
from network.taxonomy.operations import load_taxonomy
from network.urgent.operations import load_urgent_numbers


@pytest.fixture(scope="session")
def places_of_facts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of all oblasts and raions, but only of the communities that the facts name: quick to load."""
    folder = tmp_path_factory.mktemp("places")
    kept = {
        "oblasts.csv": ("UA",),
        "raions.csv": ("UA",),
        "communities.csv": tuple(read_facts().places["community"].values()),
        "settlements.csv": (),
    }
    for name, codes in kept.items():
        with (TABLES / name).open(encoding="utf-8", newline="") as lines:
            header, *rows = csv.reader(lines)
        with (folder / name).open("w", encoding="utf-8", newline="") as lines:
            csv.writer(lines).writerows([header, *(row for row in rows if row[0].startswith(codes))])
    return folder


@pytest.fixture
def shared_words(session: Session, places_of_facts: Path) -> Session:
    """The session of a database with places, topics and urgent numbers."""
    load_places(session=session, folder=places_of_facts)
    load_taxonomy(session=session)
    load_urgent_numbers(session=session)
    session.commit()
    return session


@pytest.fixture
def founded(shared_words: Session) -> Session:
    """The same with the founding facts."""
    load_founding(session=shared_words, today=date(2026, 11, 24))
    shared_words.commit()
    return shared_words
