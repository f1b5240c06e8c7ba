"""The command that loads what the directory starts with, on an empty database and again."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from network.audit.queries import find_entries
from network.core.database import db
from network.founding import commands
from network.organizations.models import Organization
from network.places.models import Place
from network.places.operations import load_places
from network.search.models import SearchDocument
from network.taxonomy.models import Topic
from network.urgent.models import UrgentNumber


@pytest.fixture
def runner(app, monkeypatch, places_of_facts):
    """A runner whose gazetteer is the small one."""

    def load_small() -> int:
        total = load_places(session=db.session(), folder=places_of_facts)
        db.session.commit()
        return total

    monkeypatch.setattr(commands, "load_places_with_progress", load_small)
    return app.test_cli_runner()


def test_the_first_run_brings_everything_and_the_second_nothing(runner, session):
    first = runner.invoke(args=["founding", "load"])
    assert first.exit_code == 0, first.output
    for model in (Place, Topic, UrgentNumber, Organization, SearchDocument):
        assert session.scalar(select(func.count(model.id))) > 0
    session.rollback()
    second = runner.invoke(args=["founding", "load"])
    assert "0 records added" in second.output
    (entry,) = find_entries(session, action="founding.load")
    assert entry.actor == "command", "what added nothing is no event"
