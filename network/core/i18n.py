"""The reader's language: decided by the address alone (`/` Ukrainian, `/en/` English), never by a cookie or a guess."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from flask import Flask, has_request_context, request
from flask_babel import Babel, force_locale, gettext, lazy_gettext, ngettext, pgettext

if TYPE_CHECKING:
    from collections.abc import Iterator
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

LANGUAGES = ("uk", "en")
PREFIX = "/en"
ENVIRON_KEY = "network.language"
_forced: ContextVar[str | None] = ContextVar("forced_language", default=None)


class LanguagePrefix:
    """Moves a leading `/en` of the address into SCRIPT_NAME, so that every rule stands once and `url_for` keeps the language."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        environ[ENVIRON_KEY] = "uk"
        if path == PREFIX:
            query = environ.get("QUERY_STRING", "")
            location = f"{environ.get('SCRIPT_NAME', '')}{PREFIX}/" + (f"?{query}" if query else "")
            start_response("308 Permanent Redirect", [("Location", location), ("Content-Length", "0")])
            return [b""]
        if path.startswith(PREFIX + "/"):
            environ[ENVIRON_KEY] = "en"
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + PREFIX
            environ["PATH_INFO"] = path[len(PREFIX) :]
        return self.application(environ, start_response)


def reader_language() -> str:
    """ "uk" or "en": forced by `in_language`, else by the address, else Ukrainian."""
    forced = _forced.get()
    if forced:
        return forced
    return str(request.environ.get(ENVIRON_KEY, "uk")) if has_request_context() else "uk"


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Everything inside speaks this language, whatever the request's own is (needs an application context)."""
    token = _forced.set(language)
    try:
        with force_locale(language):
            yield
    finally:
        _forced.reset(token)


def pick(uk: str | None, en: str | None) -> str:
    """The text in the reader's language; what exists in one language only is given in that one."""
    mine, other = (uk, en) if reader_language() == "uk" else (en, uk)
    return mine or other or ""


def is_borrowed(uk: str | None, en: str | None) -> bool:
    """Whether `pick` had to give the other language's text, which the page then says."""
    mine, other = (uk, en) if reader_language() == "uk" else (en, uk)
    return not mine and bool(other)


def other_language() -> str:
    """The language of the page that is not the reader's."""
    return "en" if reader_language() == "uk" else "uk"


def init_app(app: Flask) -> None:
    """Set up translations and the language prefix."""
    Babel(app, default_locale="uk", default_timezone="Europe/Kyiv", locale_selector=reader_language)
    wrapped: Callable[..., Any] = LanguagePrefix(app.wsgi_app)
    app.wsgi_app = wrapped  # type: ignore[method-assign]  # the documented way to add a middleware


__all__ = [
    "LANGUAGES", "gettext", "in_language", "init_app", "is_borrowed", "lazy_gettext", "ngettext", "other_language",
    "pgettext", "pick", "reader_language",
]  # fmt: skip
