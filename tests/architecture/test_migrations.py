"""Migrations go up and down on each engine and agree with the models."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import inspect

from network.core.database import db
from tests import databases

NAME = re.compile(r"\d{4}_[a-z]+(_[a-z0-9]+)+\.py")


def test_migrations_go_up_and_down_and_agree_with_the_models(
    engine_name: str, new_url: Callable[[str], str]
) -> None:
    app = databases.make_application(new_url(engine_name))
    with closing_engine(app):
        upgrade()
        check()
        downgrade(revision="base")
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
        upgrade()
        check()


@contextmanager
def closing_engine(app: Flask) -> Iterator[None]:
    """An application context that leaves no connection open, whatever happens."""
    try:
        with app.app_context():
            yield
    finally:
        databases.close(app)


def test_migrations_are_numbered_and_named(root: Path) -> None:
    names = sorted(path.name for path in (root / "migrations" / "versions").glob("*.py"))
    assert all(NAME.fullmatch(name) for name in names)
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
