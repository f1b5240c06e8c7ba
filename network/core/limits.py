"""How often one client may do a thing: amounts from configuration, counts in memory or in a store shared by servers.

A client is known by its network address, and only as a keyed hash that leaves memory in no form that leads back. When
the store does not answer, each server counts for itself until it does.
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from typing import Any, TypeVar

from flask import Flask, Response, current_app, request
from flask_limiter import Limiter, RateLimitExceeded
from limits import RateLimitItem, parse_many
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from network.core.errorpages import http_error, show_http_error
from network.core.i18n import ngettext

View = TypeVar("View", bound=Callable[..., Any])
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
OWN_COUNTS = "network_own_counts"
STORE_SECONDS = 1
"""How long a store may keep a request waiting."""


def limited(setting: str) -> Callable[[View], View]:
    """Declare the setting («LIMIT_FEEDBACK») that says how many unsafe requests of a client a view answers."""

    def declare(view: View) -> View:
        view.limit_setting = setting  # type: ignore[attr-defined]  # the declaration travels with the function
        return view

    return declare


def init_app(app: Flask) -> None:
    """Put the limits around the views that declare one; all views must be known. Raises ValueError for an amount."""
    store = str(app.config["RATELIMIT_STORAGE_URI"])
    limiter = Limiter(
        _client,
        app=app,
        storage_uri=store,
        storage_options=_patience(store),
        strategy="moving-window",
        in_memory_fallback_enabled=True,
    )
    for endpoint, view in app.view_functions.items():
        setting = getattr(view, "limit_setting", None)
        if setting is not None:
            amounts = _amounts(app, setting)
            guarded: Callable[..., Any] = limiter.limit(amounts, methods=list(UNSAFE))(view)
            app.view_functions[endpoint] = guarded
    app.register_error_handler(RateLimitExceeded, _show_exceeded)
    app.extensions["network_limiter"] = limiter
    app.extensions[OWN_COUNTS] = MovingWindowRateLimiter(MemoryStorage())


def count(setting: str, name: str) -> None:
    """Count one more try at what `name` stands for (an account, say), whoever tries; the name is kept as a hash."""
    for amount in parse_many(_amounts(current_app, setting)):
        _ask_counts("hit", amount, setting, name)


def seconds_left(setting: str, name: str) -> int:
    """How long nothing more may be tried at `name`; 0 while it may."""
    waits = [0]
    for amount in parse_many(_amounts(current_app, setting)):
        if not _ask_counts("test", amount, setting, name):
            stats = _ask_counts("get_window_stats", amount, setting, name)
            waits.append(max(1, int(stats.reset_time - time.time())))
    return max(waits)


def _ask_counts(method: str, amount: RateLimitItem, setting: str, name: str) -> Any:
    """From the common counts, or from this server's own while the store does not answer."""
    limiter: Limiter = current_app.extensions["network_limiter"]
    key = (setting, _hash(name))
    try:
        return getattr(limiter.limiter, method)(amount, *key)
    except Exception as error:  # whatever a store raises: people sign in without it
        current_app.logger.warning("the store of limits does not answer: %s", type(error).__name__)
        return getattr(current_app.extensions[OWN_COUNTS], method)(amount, *key)


def _patience(store: str) -> dict[str, Any]:
    if not store.startswith("redis"):
        return {}
    return {"socket_connect_timeout": STORE_SECONDS, "socket_timeout": STORE_SECONDS}


def _amounts(app: Flask, setting: str) -> str:
    """Read once at the start: a mistake in it must not mean that there is no limit."""
    amounts = str(app.config[setting])
    try:
        parse_many(amounts)
    except ValueError as error:
        raise ValueError(f"{setting} is {amounts!r}: write it like '10 per minute; 60 per hour'.") from error
    return amounts


def _client() -> str:
    """A provider gives a home a whole /64 of IPv6 addresses, so they count as one."""
    address = request.remote_addr or ""
    try:
        parsed = ip_address(address)
    except ValueError:
        parsed = None
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        address = str(int(parsed) >> 64)
    return _hash(address)


def _hash(name: str) -> str:
    return hmac.new(current_app.config["SECRET_KEY"].encode(), name.encode(), sha256).hexdigest()[:32]


def _show_exceeded(_error: RateLimitExceeded) -> Response:
    return show_too_many(_seconds_to_wait())


def show_too_many(seconds: int) -> Response:
    """The page that says when to try again."""
    minutes = -(-seconds // 60)
    advice = ngettext(
        "You can send again in %(num)s minute.", "You can send again in %(num)s minutes.", minutes
    )
    response = show_http_error(http_error(429, advice))
    response.headers["Retry-After"] = str(seconds)
    return response


def _seconds_to_wait() -> int:
    limiter: Limiter = current_app.extensions["network_limiter"]
    exceeded = limiter.current_limit
    return max(1, int(exceeded.reset_at - time.time())) if exceeded else 60
