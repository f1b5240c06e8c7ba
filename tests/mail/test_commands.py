"""`flask mail send`: everything due leaves, what fails waits, what was given up can be tried again."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from network.mail.models import Mail
from tests.mail.smtp_server import running_mail_server


@pytest.fixture
def folder(app, tmp_path):
    app.config["MAIL_FOLDER"] = str(tmp_path)
    return tmp_path


def test_everything_due_is_sent(session, greet, run, folder):
    for number in range(23):
        greet(recipient=f"reader{number}@example.org")
    session.commit()
    assert "23 mails sent" in run(["mail", "send"])
    assert len(list(folder.iterdir())) == 23
    assert "0 mails sent" in run(["mail", "send"])


def test_a_server_that_is_down_is_said(app, session, greet, run):
    with running_mail_server() as server:
        app.config["MAIL_URL"] = f"smtp://127.0.0.1:{server.port}"
    greet()
    session.commit()
    assert "0 mails sent, 1 failed and will be tried again" in run(["mail", "send"])


def test_what_was_given_up_can_be_tried_again(session, greet, run, folder):
    mail = greet()
    mail.given_up_at, mail.next_attempt_at, mail.attempts = mail.created_at, None, 10
    session.commit()
    assert "1 mails were given up" in run(["mail", "send"])
    assert "1 mails sent" in run(["mail", "send", "--given-up"])
    session.rollback()
    assert session.scalars(select(Mail)).one().sent_at is not None


def test_production_without_a_server_says_what_to_set(app, session, greet):
    app.config.update(NETWORK_ENV="production", MAIL_URL="")
    greet()
    session.commit()
    result = app.test_cli_runner().invoke(args=["mail", "send"])
    assert result.exit_code == 1 and "MAIL_URL" in result.output
