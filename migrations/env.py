"""How migrations run: one transaction each, on SQLite too, numbered from 0001."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from alembic.operations import MigrationScript
from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import Connection

from network.core.database import db
from network.search.models import WORDS_INDEX

OUTSIDE_MODELS = ("search_fts", WORDS_INDEX)
"""Tables and indexes that only one of the engines has, made by hand in a migration."""


def is_compared(_object: Any, name: str | None, _kind: str, _reflected: bool, _compare_to: Any) -> bool:
    """Whether the models have a say about this object of the database."""
    return name is None or not name.startswith(OUTSIDE_MODELS)


def number(_context: Any, _revision: Any, directives: list[MigrationScript]) -> None:
    """Give a new migration the next number; write none when the models and the database agree."""
    script = directives[0]
    is_automatic = getattr(context.config.cmd_opts, "autogenerate", False)
    if is_automatic and script.upgrade_ops is not None and script.upgrade_ops.is_empty():
        directives.clear()
        return
    known = ScriptDirectory.from_config(context.config).walk_revisions()
    script.rev_id = f"{max((int(revision.revision) for revision in known), default=0) + 1:04d}"


@contextmanager
def without_foreign_keys(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by replacing it, which would empty those that point to it; afterwards all is checked."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.dbapi_connection
    assert raw is not None
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        broken = raw.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"rows point to nothing after the migration: {broken[:5]}")
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def run() -> None:
    """Migrate the application's database."""
    with (
        db.engine.connect().execution_options(write_lock=True) as connection,
        without_foreign_keys(connection),
    ):
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            include_object=is_compared,
            process_revision_directives=number,
            transaction_per_migration=True,
            transactional_ddl=True,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("Migrations read the database, so there is no --sql mode.")
run()
