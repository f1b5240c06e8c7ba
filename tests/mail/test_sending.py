"""After a committed write its mails leave at once; no mail server can spoil an answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, abort
from sqlalchemy import select

from network.core.database import db
from network.core.permissions import public
from network.mail import sending
from network.mail.models import Mail
from tests.mail.conftest import give_greeting, queue_greeting
from tests.mail.smtp_server import running_mail_server

OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def writing(make_app: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """A function: an application with a form that queues a mail, and one that queues it and then fails."""

    def make(**settings):
        app = make_app(MAIL_FOLDER=str(tmp_path), **settings)
        give_greeting(app, monkeypatch)

        @public
        def write():
            queue_greeting(db.session())
            return "written"

        @public
        def fail():
            queue_greeting(db.session())
            abort(409)

        app.add_url_rule("/write", endpoint="home.write", view_func=write, methods=["POST"])
        app.add_url_rule("/fail", endpoint="home.fail", view_func=fail, methods=["POST"])
        return app

    return make


def post(app, path="/write"):
    with app.test_client().post(path, headers=OURS) as response:
        return response.status_code


def test_a_write_sends_its_mail_after_the_answer(writing, session, tmp_path):
    assert post(writing()) == 200
    mail = session.scalars(select(Mail)).one()
    assert mail.sent_at is not None
    assert [path.suffix for path in tmp_path.iterdir()] == [".eml"]


def test_a_write_that_failed_leaves_no_mail(writing, session, tmp_path):
    assert post(writing(), "/fail") == 409
    assert session.scalars(select(Mail)).all() == []
    assert not list(tmp_path.iterdir())


def test_a_mail_server_that_is_down_spoils_no_answer(writing, session):
    with running_mail_server() as server:
        port = server.port
    assert post(writing(MAIL_URL=f"smtp://127.0.0.1:{port}")) == 200
    mail = session.scalars(select(Mail)).one()
    assert (mail.attempts, mail.sent_at) == (1, None)
    assert mail.next_attempt_at is not None


def test_a_delivery_that_breaks_spoils_no_answer(writing, session, monkeypatch, caplog):
    def broken(limit):
        raise RuntimeError("broken")

    monkeypatch.setattr(sending, "deliver", broken)
    app = writing()
    assert post(app) == 200
    assert "they wait in the outbox" in caplog.text
    monkeypatch.undo()
    assert session.scalars(select(Mail)).one().sent_at is None


def test_a_slow_server_holds_one_thread_at_most(writing, session):
    app = writing()
    assert sending._one_at_a_time.acquire(blocking=False)
    try:
        started = time.monotonic()
        assert post(app) == 200
        assert time.monotonic() - started < 5
    finally:
        sending._one_at_a_time.release()
    assert session.scalars(select(Mail)).one().sent_at is None


def test_production_without_a_server_keeps_mails_in_the_outbox(app, session, greet, tmp_path):
    app.config.update(NETWORK_ENV="production", MAIL_URL="", MAIL_FOLDER=str(tmp_path))
    greet()
    session.commit()
    assert sending.deliver(5) is None
    assert not list(tmp_path.iterdir())
