"""The commands of the gazetteer."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from network.places.models import Place
from tests.places.source import write_source


@pytest.mark.engines("sqlite")
def test_load_says_how_many_places_there_are(app, session: Session):
    result = app.test_cli_runner().invoke(args=["places", "load"])
    assert result.exit_code == 0, result.output
    assert "2931 places" in result.output
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Place)) == 2931


@pytest.mark.engines("sqlite")
def test_derive_writes_where_it_is_told(app, tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    write_source(source)
    arguments = ["--source", str(source), "--tables", str(tmp_path), "--basemap", str(tmp_path / "map.json")]
    result = app.test_cli_runner().invoke(args=["places", "derive", *arguments])
    assert result.exit_code == 0, result.output
    assert {"oblasts.csv", "settlements.csv", "map.json"} <= {path.name for path in tmp_path.iterdir()}
