"""One commit per request, here and nowhere else: after a good answer to a write; everything else is rolled back.

The one exception is what a view hands to `after_refusal`.
"""

from __future__ import annotations

from collections.abc import Callable

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


def after_refusal(work: Callable[[], None]) -> None:
    """Let `work` be written when the answer is a refusal and all else is rolled back: what was uploaded, for one."""
    g.setdefault("after_refusal", []).append(work)


def _begin_writes() -> None:
    if request.method not in READS and request.endpoint is not None:
        begin_write()


def _commit_writes(response: Response) -> Response:
    if request.method not in READS:
        is_refused = response.status_code >= 400
        if is_refused:
            db.session.rollback()
        try:
            if not is_refused or _write_after_refusal():
                db.session.commit()
        except OperationalError as error:  # no room on the disk, or the server is gone: nothing was written
            return show_unavailable(error)
    return response


def _write_after_refusal() -> bool:
    works: list[Callable[[], None]] = g.pop("after_refusal", [])
    if works:
        db.session.connection(execution_options={"write_lock": True})
    for work in works:
        work()
    return bool(works)
