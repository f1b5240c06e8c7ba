"""When mails leave: by the command, and once right after a committed write that queued one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from flask import Flask, Response, current_app
from sqlalchemy.orm import Session

from network.core.database import db
from network.mail.delivery import Delivered, Sender, deliver_due
from network.mail.operations import QUEUED
from network.mail.transports import Transport, transport_of

AT_ONCE = 5
"""Mails that one answer may send after itself; the rest waits for the command."""
_one_at_a_time = Lock()


def init_app(app: Flask) -> None:
    """Send after each answer what its write has queued."""
    app.after_request(_send_when_answered)


def configured_transport() -> Transport | None:
    """The transport of the settings; None in production without MAIL_URL: mails wait in the outbox."""
    config = current_app.config
    folder = Path(config["MAIL_FOLDER"]) if config["NETWORK_ENV"] == "development" else None
    return transport_of(config["MAIL_URL"], folder)


def deliver(limit: int) -> Delivered | None:
    """Send what is due now, in a session of its own; None when mails have no way to leave."""
    transport = configured_transport()
    if transport is None:
        return None
    config = current_app.config
    with Session(db.engine) as session:
        return deliver_due(
            session=session,
            transport=transport,
            sender=Sender(config["MAIL_FROM"], config["SITE_NAME_UK"]),
            now=datetime.now(UTC),
            limit=limit,
            keeps_sent=config["NETWORK_ENV"] == "development",  # /dev/mail shows them
        )


def _send_when_answered(response: Response) -> Response:
    """The reader waits for the commit, never for a mail server."""
    if db.session.info.pop(QUEUED, False) and response.status_code < 400:
        response.call_on_close(_attempt(current_app._get_current_object()))  # type: ignore[attr-defined]
    return response


def _attempt(app: Flask) -> Callable[[], None]:
    """One round of delivery; a slow server holds one thread at most, and no failure reaches the answer."""

    def attempt() -> None:
        if not _one_at_a_time.acquire(blocking=False):
            return
        try:
            with app.app_context():
                deliver(AT_ONCE)
        except Exception:
            app.logger.exception("mails were not sent; they wait in the outbox")
        finally:
            _one_at_a_time.release()

    return attempt
