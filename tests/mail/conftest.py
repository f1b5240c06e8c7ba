"""A mail to queue, a server to send it to, and a round of delivery."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader
from sqlalchemy.orm import Session

from network.core.database import db
from network.mail.delivery import Delivered, Sender, deliver_due
from network.mail.models import Mail
from network.mail.operations import queue
from network.mail.transports import SmtpTransport, Transport
from tests.mail.smtp_server import MailServer, running_mail_server

GREETING = {
    "mail/greeting.uk.txt": "Вітаємо, {{ name }}.\n\n{{ words }}\n\nТак, усе правильно: {{ link }}\n\n{{ site_name }}",
    "mail/greeting.en.txt": "Hello {{ name }}.\n\nYes, all is right: {{ link }}\n\n{{ site_name }}",
}
Queue = Callable[..., Mail]
Round = Callable[..., Delivered]


def give_greeting(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `queue` find the words of the tests."""
    loader = app.jinja_env.loader
    assert loader is not None
    monkeypatch.setattr(app.jinja_env, "loader", ChoiceLoader([DictLoader(GREETING), loader]))


def queue_greeting(session: Session, name: str = "родино", **changes: object) -> Mail:
    """Put a greeting into the outbox."""
    values = {"name": name, "words": "", "link": "http://127.0.0.1:5000/confirm/abc"}
    given = {
        "recipient": "olena@example.org",
        "cause": "greeting",
        "subject_uk": "Перевірте дані послуги «Психолог»",
        "subject_en": "Check your service",
        "template": "greeting",
        "values": values,
    }
    return queue(session=session, **(given | changes))  # type: ignore[arg-type]


@pytest.fixture
def greet(app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch) -> Queue:
    """A function: `greet(recipient=…)` queues a greeting; the test commits."""
    give_greeting(app, monkeypatch)
    return lambda **changes: queue_greeting(session, **changes)


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """A mail server that listens."""
    with running_mail_server() as server:
        yield server


@pytest.fixture
def smtp(mail_server: MailServer) -> Transport:
    """The way to that server."""
    return SmtpTransport("127.0.0.1", mail_server.port, timeout=5)


@pytest.fixture
def deliver_round(session: Session) -> Round:
    """A function: one round of delivery so many minutes from now, in a session of its own."""

    def run(transport: Transport, minutes: float = 0, limit: int = 100) -> Delivered:
        with Session(db.engine) as own:
            return deliver_due(
                session=own,
                transport=transport,
                sender=Sender("network@example.org", "Мережа"),
                now=datetime.now(UTC) + timedelta(minutes=minutes),
                limit=limit,
            )

    return run
