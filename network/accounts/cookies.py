"""The session of a request: a row of the database, read when first asked for, written only when it begins or ends.

Flask's own session is replaced: nothing but a random token is in the cookie, and no page that does not ask who is
there reads a row or sets a cookie.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask, Request, Response, current_app, g, request
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from network.accounts import sessions
from network.accounts.models import User, UserSession
from network.accounts.queries import find_session
from network.core.database import db
from network.core.transactions import READS, begin_write

NOTE_EVERY = timedelta(minutes=5)
"""How exactly the last use of a session is known: reading pages writes no more often."""


class RowSession(SessionMixin):
    """What Flask and its extensions see: the token against forged forms, and nothing that stays."""

    def __init__(self) -> None:
        self._values: dict[str, Any] | None = None

    def _loaded(self) -> dict[str, Any]:
        if self._values is None:
            row = current_session()
            self._values = {"csrf_token": row.csrf_token} if row else {}
        return self._values

    def __getitem__(self, key: str) -> Any:
        return self._loaded()[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self._loaded()[key] = value

    def __delitem__(self, key: str) -> None:
        del self._loaded()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._loaded())

    def __len__(self) -> int:
        return len(self._loaded())


class RowSessions(SessionInterface):
    """Sets the cookie of a session that began in this request, and takes back that of one that ended."""

    def open_session(self, app: Flask, request: Request) -> RowSession:
        """Nothing is read yet."""
        return RowSession()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """The rows were written with the rest of the request; only the cookie is left to do."""
        token: str | None = g.pop("session_token", None)
        if token is None or response.status_code >= 400:
            return
        where: dict[str, Any] = {
            "path": self.get_cookie_path(app),
            "secure": self.get_cookie_secure(app),
            "httponly": True,
            "samesite": self.get_cookie_samesite(app),
        }
        if token:
            response.set_cookie(self.get_cookie_name(app), token, **where)
        else:
            response.delete_cookie(self.get_cookie_name(app), **where)


def current_session() -> UserSession | None:
    """The living session of this request, its second factor shown or not."""
    return _row_and_user()[0]


def current_user() -> User | None:
    """The person of that session."""
    return _row_and_user()[1]


def is_signed_in_as(user: User) -> bool:
    """Whether this browser is this person's, with every factor shown."""
    row, present = _row_and_user()
    return row is not None and row.is_complete and present is not None and present.id == user.id


def begin(user: User, *, is_complete: bool, pending_secret: str = "") -> None:
    """Sign a person in under a new token; the browser's old session dies."""
    old = current_session()
    if old is not None:
        sessions.end_session(session=db.session(), row=old)
    row, token = sessions.start_session(
        session=db.session(),
        user=user,
        device=request.user_agent.string,
        is_complete=is_complete,
        now=datetime.now(UTC),
        pending_secret=pending_secret,
    )
    g.session_token, g.user_session = token, (row, user)


def finish() -> None:
    """Sign out: the row is gone, the cookie opens nothing any more."""
    row = current_session()
    if row is not None:
        sessions.end_session(session=db.session(), row=row)
    g.session_token, g.user_session = "", (None, None)


def note_use(response: Response) -> Response:
    """Write down now and then, after the answer of a reading page, that its session is in use."""
    row = g.get("user_session", (None, None))[0]
    if row is None or request.method not in READS or response.status_code >= 400:
        return response
    now = datetime.now(UTC)
    if row.last_seen_at <= now - NOTE_EVERY:
        response.call_on_close(_noting(current_app._get_current_object(), row.id, now))  # type: ignore[attr-defined]
    return response


def _noting(app: Flask, row_id: int, now: datetime) -> Any:
    def note() -> None:
        with app.app_context():
            try:
                with db.engine.connect().execution_options(write_lock=True) as connection, connection.begin():
                    used = update(UserSession).where(UserSession.id == row_id).values(last_seen_at=now)
                    connection.execute(used)
            except OperationalError:  # no room, or locked: people go on reading, the next page tries again
                app.logger.warning("the use of a session was not noted")

    return note


def _row_and_user() -> tuple[UserSession | None, User | None]:
    if "user_session" not in g:
        token = request.cookies.get(current_app.config["SESSION_COOKIE_NAME"], "")
        g.user_session = _find(token) if token else (None, None)
    return g.user_session


def _find(token: str) -> tuple[UserSession | None, User | None]:
    """A write takes its lock first, and notes the use of the session with itself."""
    is_write = request.method not in READS
    if is_write:
        begin_write()
    now = datetime.now(UTC)
    row, user = find_session(db.session(), token, now) or (None, None)
    if is_write and row is not None:
        row.last_seen_at = now
    return row, user
