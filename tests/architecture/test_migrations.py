"""Migrations go up and down on each engine and agree with the models."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from flask_migrate import check, downgrade, upgrade
from sqlalchemy import inspect

from network.core.database import db
from tests import databases

NAME = re.compile(r"\d{4}_[a-z]+(_[a-z0-9]+)+\.py")


def test_migrations_go_up_and_down_and_agree_with_the_models(
    engine_name: str, new_url: Callable[[str], str]
) -> None:
    app = databases.make_application(new_url(engine_name))
    with app.app_context():
        upgrade()
        check()
        downgrade(revision="base")
        left = set(inspect(db.engine).get_table_names())
        assert left <= {"alembic_version"}
        upgrade()
        check()
    databases.close(app)


def test_migrations_are_numbered_and_named(root: Path) -> None:
    names = sorted(path.name for path in (root / "migrations" / "versions").glob("*.py"))
    assert all(NAME.fullmatch(name) for name in names)
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
