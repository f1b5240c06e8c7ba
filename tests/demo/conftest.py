"""A database with the places that the fictional network speaks of, the topics, and the network itself."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from network.core.database import Base
from network.demo.facts import read_tables
from network.demo.operations import load_demo
from network.places.operations import load_places
from network.places.tables import TABLES
from network.taxonomy.operations import load_taxonomy

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def spoken_of(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The gazetteer's tables cut down to all oblasts and the communities named in the demo's tables."""
    folder = tmp_path_factory.mktemp("spoken-of")
    named = {*read_tables().places["community"].values(), *read_tables().places["oblast"].values()}
    for path in TABLES.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        kept = [row for row in rows if row[0] in named or path.stem == "oblasts"]
        with (folder / path.name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *kept])
    return folder


def load_words(session: Session, folder: Path) -> None:
    """Places and topics, which the demo needs."""
    load_places(session=session, folder=folder)
    load_taxonomy(session=session)


@pytest.fixture(scope="session")
def example(spoken_of: Path) -> Iterator[Session]:
    """A session of a database in memory that holds the fictional network and nothing else; for reading only."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        load_words(session, spoken_of)
        load_demo(session=session, today=TODAY)
        session.commit()
        yield session
    engine.dispose()


@pytest.fixture
def shown(session: Session, spoken_of: Path) -> Session:
    """The session of a database that holds the fictional network and nothing else."""
    load_words(session, spoken_of)
    load_demo(session=session, today=TODAY)
    return session
