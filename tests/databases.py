"""Databases for tests: made by the migrations, emptied after each test, or filled once with the starting data."""

from __future__ import annotations

import atexit
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import Context
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import (
    Connection,
    Engine,
    Table,
    delete,
    event,
    exists,
    insert,
    literal,
    select,
    text,
    union_all,
)
from sqlalchemy.orm import Session

from network.app import create_app
from network.core.database import db

UNCOUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SAVEPOINT", "RELEASE")
GUARDED = "audit_entries"
MAIL_FOLDER = tempfile.TemporaryDirectory(prefix="network-mail-")
atexit.register(MAIL_FOLDER.cleanup)
SECRET_KEY = "a key for tests alone"
LOCK_TIMEOUT = "-c lock_timeout=10000"


class Client(FlaskClient):
    """A test client whose requests share nothing with the test: no `g`, no database session."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        return Context().run(super().open, *args, **kwargs)


def make_application(url: str, **settings: Any) -> Flask:
    """The application over a database, with settings for tests."""
    options: dict[str, Any] = {"pool_pre_ping": False}
    if url.startswith("postgresql"):
        options["connect_args"] = {"options": LOCK_TIMEOUT}
    app = create_app(
        {
            "TESTING": True,
            "SECRET_KEY": SECRET_KEY,
            "LIMIT_FEEDBACK": "1000 per minute",
            "PASSWORD_COST": {"memory_kib": 64, "rounds": 1, "lanes": 1},
            "SQLALCHEMY_DATABASE_URI": url,
            "MAIL_FOLDER": MAIL_FOLDER.name,
            "SQLALCHEMY_ENGINE_OPTIONS": options,
            **settings,
        }
    )
    app.test_client_class = Client
    return app


def migrate(app: Flask) -> None:
    """Make the schema, as in earnest."""
    with app.app_context():
        upgrade()


def load(app: Flask) -> None:
    """Migrate and load the starting data, by the command that `make run` calls."""
    result = app.test_cli_runner().invoke(args=["prepare"])
    if result.exception:
        raise RuntimeError(f"flask prepare failed:\n{result.output}") from result.exception


def close(app: Flask) -> None:
    """Leave no connection open."""
    with app.app_context():
        db.engine.dispose()


def empty_tables(app: Flask, kept: Collection[str] = ()) -> None:
    """Delete every row but those of the `kept` tables, asking first which tables have any."""
    tables = {table.name: table for table in db.metadata.sorted_tables if table.name not in kept}
    filled = union_all(
        *(select(literal(name)).where(exists(select(table))) for name, table in tables.items())
    )
    with app.app_context(), db.engine.execution_options(write_lock=True).begin() as connection:
        names = set(connection.scalars(filled))
        for name in reversed(tables):
            if name in names:
                with _unguarded(connection) if name == GUARDED else nullcontext():
                    connection.execute(delete(tables[name]))


@contextmanager
def _unguarded(connection: Connection) -> Iterator[None]:
    """The triggers that refuse changes of the audit record rest meanwhile; a test's end is no part of it."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"ALTER TABLE {GUARDED} DISABLE TRIGGER USER"))
        yield
        connection.execute(text(f"ALTER TABLE {GUARDED} ENABLE TRIGGER USER"))
        return
    query = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :name")
    guards = connection.execute(query, {"name": GUARDED}).all()
    for trigger, _sql in guards:
        connection.execute(text(f"DROP TRIGGER {trigger}"))
    yield
    for _trigger, sql in guards:
        connection.execute(text(sql))


Fill = Callable[[str, Callable[[Session], object]], None]
Rows = list[tuple[Table, list[dict[str, Any]]]]


def take_rows(session: Session) -> Rows:
    """All rows of a database, in an order in which they can be put back."""
    taken: Rows = []
    for table in db.metadata.sorted_tables:
        rows = [dict(row) for row in session.execute(select(table).order_by(*table.primary_key)).mappings()]
        if rows:
            taken.append((table, rows))
    return taken


def put_rows(session: Session, rows: Rows) -> None:
    """Put the rows back into an empty database."""
    for table, values in rows:
        session.execute(insert(table), values)
    session.commit()


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """The statements that any database is sent meanwhile, without those that only begin and end transactions."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.lstrip().upper().startswith(UNCOUNTED):
            statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)
