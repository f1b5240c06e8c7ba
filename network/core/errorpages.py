"""Error pages in the reader's language: plain words, a way on, never a trace; the last of them cannot fail."""

from __future__ import annotations

import uuid

from flask import Flask, Response, current_app, make_response, render_template, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from network.core.database import db
from network.core.errors import BadInput, NotFound
from network.core.i18n import gettext as _

LAST_RESORT = """<!doctype html><html lang="uk"><meta charset="utf-8"><title>Щось зламалося</title>
<h1>Щось зламалося в нас</h1><p>Спробуйте за кілька хвилин.</p>
<p lang="en">Something broke on our side. Please try again in a few minutes.</p></html>"""

UNKNOWN_HOST = """<!doctype html><html lang="uk"><meta charset="utf-8"><title>Адреса</title>
<h1>За цією адресою довідника немає</h1>
<p lang="en">The directory is not at this address.</p></html>"""


def init_app(app: Flask) -> None:
    """Register the pages, and refuse addresses with control characters before any view reads them."""
    app.before_request(_refuse_control_characters)
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(SecurityError, lambda error: make_response(UNKNOWN_HOST, 400))
    app.register_error_handler(NotFound, lambda error: show_http_error(http_error(404, "")))
    app.register_error_handler(BadInput, lambda error: show_http_error(http_error(400, str(error))))
    app.register_error_handler(OperationalError, show_unavailable)
    app.register_error_handler(Exception, _show_failure)


def http_error(code: int, description: str) -> HTTPException:
    """An error with this code; its description, when there is one, is for the reader, in the reader's language."""
    error = HTTPException(description)
    error.code = code
    return error


def _refuse_control_characters() -> Response | None:
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in request.path):
        return show_http_error(http_error(400, ""))
    return None


def _texts(code: int) -> tuple[str, str]:
    """Title and advice for a status code."""
    known = {
        400: (
            _("This address or form has a mistake"),
            _("Check what you typed, or begin again from the home page."),
        ),
        403: (_("This page is not open to you"), _("Go back to the home page.")),
        404: (_("There is no such page"), _("Try the search or look through the topics.")),
        405: (_("This page cannot be used that way"), _("Go back to the home page.")),
        409: (
            _("Somebody else changed this meanwhile"),
            _("Open the page again and look at what stands now."),
        ),
        410: (_("This page has been removed"), _("Try the search or look through the topics.")),
        413: (_("That is too much at once"), _("Send a shorter text or a smaller file.")),
        429: (_("Too many requests"), _("Wait a minute and try again.")),
        503: (_("The directory is busy right now"), _("Reading works. Try to send again in a minute.")),
    }
    if code in known:
        return known[code]
    if code >= 500:
        return _("Something broke on our side"), _("Try again in a few minutes.")
    return known[400]


def show_http_error(error: HTTPException, reference: str = "") -> Response:
    """The page of an HTTP error; redirects and ready answers pass through."""
    code = error.code or 500
    if error.response is not None or code < 400:
        return make_response(error.get_response())
    title, advice = _texts(code)
    detail = error.description if type(error) is HTTPException else ""
    page = render_template(
        "errors/error.html", code=code, title=title, advice=advice, detail=detail, reference=reference
    )
    response = make_response(page, code)
    for name, value in error.get_headers():
        if name not in {"Content-Type", "Content-Length"}:
            response.headers.add(name, value)
    return response


def show_unavailable(error: OperationalError) -> Response:
    """The database cannot be written, or not be reached: 503, with the time after which to try again."""
    db.session.rollback()
    current_app.logger.warning("database unavailable: %s", type(error.orig).__name__)
    response = show_http_error(http_error(503, ""))
    response.headers["Retry-After"] = "5"
    return response


def _show_failure(error: Exception) -> Response:
    reference = uuid.uuid4().hex[:8]
    current_app.logger.error("failure %s at %s", reference, request.path, exc_info=error)
    try:
        db.session.rollback()
        return show_http_error(InternalServerError(), reference)
    except Exception:  # the page that cannot fail
        current_app.logger.exception("the error page failed too")
        return make_response(LAST_RESORT, 500)
