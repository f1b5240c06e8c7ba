"""Writes begin with the lock of the database: a second one waits, then is told to come back, and reading goes on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from threading import Event, Thread
from time import monotonic

import pytest
from flask import Flask, abort
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from network.audit.models import AuditEntry
from network.audit.operations import record
from network.core.database import db
from network.core.permissions import public

OURS = {"Sec-Fetch-Site": "same-origin"}
PATIENCE = 300
"""Milliseconds that a write of these tests waits for the lock; the site waits 5000."""


@pytest.fixture
def writing(make_app: Callable[..., Flask]) -> Flask:
    """An application with a form that writes, one that writes and fails, and one that reads."""
    app = make_app()

    @public
    def write():
        record(session=db.session(), actor="1", action="write")
        return "written"

    @public
    def fail():
        record(session=db.session(), actor="1", action="fail")
        abort(409)

    for view in (write, fail):
        app.add_url_rule(f"/{view.__name__}", f"home.{view.__name__}", view, methods=["POST"])
    return app


def be_impatient(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()
        event.listen(
            db.engine, "connect", lambda dbapi, _record: dbapi.execute(f"PRAGMA busy_timeout={PATIENCE}")
        )


def post(app: Flask, path: str = "/write"):
    return app.test_client().post(path, headers=OURS)


def count(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def test_a_good_answer_commits_and_a_bad_one_does_not(writing, session):
    assert post(writing).status_code == 200
    assert post(writing, "/fail").status_code == 409
    assert count(session) == 1


@pytest.mark.engines("sqlite")
def test_writes_and_no_reads_begin_with_the_lock(writing, session):
    statements: list[str] = []
    with writing.app_context():
        engine = db.engine
    event.listen(
        engine, "before_cursor_execute", lambda c, cursor, statement, *rest: statements.append(statement)
    )
    post(writing)
    assert [line for line in statements if line.startswith("BEGIN")] == ["BEGIN IMMEDIATE"]
    statements.clear()
    writing.test_client().get("/urgent")
    assert "BEGIN IMMEDIATE" not in statements and "BEGIN" in statements


@pytest.mark.engines("sqlite")
def test_a_refused_request_takes_no_lock(writing, session, database_url):
    be_impatient(writing)
    with locked(database_url):
        assert (
            writing.test_client().post("/write", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
        )
        assert post(writing, "/nothing").status_code == 404


@pytest.mark.engines("sqlite")
def test_a_second_writer_waits_for_the_first(writing, session, database_url):
    locking = locked(database_url)
    released, result = Event(), []
    locking.__enter__()
    thread = Thread(target=lambda: result.append((post(writing).status_code, released.is_set())))
    thread.start()
    thread.join(0.5)
    assert not result, "it waits"
    released.set()
    locking.__exit__(None, None, None)
    thread.join(5)
    assert result == [(200, True)]
    assert count(session) == 1


@pytest.mark.engines("sqlite")
def test_a_locked_database_answers_writes_with_503_while_reading_goes_on(writing, session, database_url):
    be_impatient(writing)
    with locked(database_url):
        started = monotonic()
        refused = post(writing)
        assert monotonic() - started >= PATIENCE / 1000
        assert refused.status_code == 503
        assert refused.headers["Retry-After"] == "5"
        assert "Content-Security-Policy" in refused.headers
        assert "Читати можна" in refused.get_data(as_text=True) or "Reading works" in refused.get_data(
            as_text=True
        )
        assert writing.test_client().get("/urgent").status_code == 200
        assert writing.test_client().get("/readyz").status_code == 200
    assert post(writing).status_code == 200
    assert count(session) == 1


def test_a_commit_that_fails_is_never_answered_as_done(writing, session, monkeypatch):
    def refuse(*_arguments):
        raise OperationalError("COMMIT", {}, sqlite3.OperationalError("database or disk is full"))

    monkeypatch.setattr(Session, "commit", refuse)
    response = post(writing)
    monkeypatch.undo()
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert count(session) == 0


class locked:
    """Another program holds the lock of the database meanwhile."""

    def __init__(self, url: str) -> None:
        self.connection = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)

    def __enter__(self) -> None:
        self.connection.execute("BEGIN IMMEDIATE")

    def __exit__(self, *_error: object) -> None:
        self.connection.execute("ROLLBACK")
        self.connection.close()
