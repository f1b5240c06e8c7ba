"""One commit per request, here and nowhere else: after a good answer to a write; everything else is rolled back."""

from __future__ import annotations

from flask import Flask, Response, request

from network.core.database import db

READS = frozenset({"GET", "HEAD", "OPTIONS"})


def init_app(app: Flask) -> None:
    """Commit after each write that was answered below 400; the session's end rolls back the rest."""
    app.after_request(_commit_writes)


def _commit_writes(response: Response) -> Response:
    if request.method not in READS:
        if response.status_code < 400:
            db.session.commit()
        else:
            db.session.rollback()
    return response
