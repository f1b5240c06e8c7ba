"""One commit per request, here and nowhere else: after a good answer to a write; everything else is rolled back."""

from __future__ import annotations

from flask import Flask, Response, g, request
from sqlalchemy.exc import OperationalError

from network.core.database import db
from network.core.errorpages import show_unavailable

READS = frozenset({"GET", "HEAD", "OPTIONS"})


def init_app(app: Flask) -> None:
    """Begin writes with the lock and commit those answered below 400; the session's end rolls back the rest.

    To be called last: what refuses a request comes before the lock, and headers are added to what the commit left.
    """
    app.before_request(_begin_writes)
    app.after_request(_commit_writes)


def begin_write() -> None:
    """Wait for the lock of SQLite at the start (5 seconds at most, then 503): half-way it could not be waited for.

    Who reads before the view is reached, and may write later, calls this first; the second call does nothing.
    """
    if not g.get("write_has_begun"):
        g.write_has_begun = True
        db.session.connection(execution_options={"write_lock": True})


def _begin_writes() -> None:
    if request.method not in READS and request.endpoint is not None:
        begin_write()


def _commit_writes(response: Response) -> Response:
    if request.method not in READS:
        if response.status_code >= 400:
            db.session.rollback()
            return response
        try:
            db.session.commit()
        except OperationalError as error:  # no room on the disk, or the server is gone: nothing was written
            return show_unavailable(error)
    return response
