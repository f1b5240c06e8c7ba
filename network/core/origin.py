"""Which site an unsafe request comes from: this one, or it is refused; so a form needs no cookie and no token."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request

from network.core.errorpages import http_error, show_http_error
from network.core.i18n import gettext as _
from network.core.transactions import READS

View = TypeVar("View", bound=Callable[..., Any])
OURS = frozenset({"same-origin", "none"})
"""What Sec-Fetch-Site says of our own pages; «none» is an address that the reader opened anew."""


def from_any_site(view: View) -> View:
    """Declare that a view proves in another way who asks: by a signature or by a token in a header."""
    view.from_any_site = True  # type: ignore[attr-defined]  # the declaration travels with the function
    return view


def init_app(app: Flask) -> None:
    """Refuse each unsafe request from elsewhere, unless its view declares otherwise."""
    app.before_request(_refuse_foreign)


def is_ours(fetch_site: str | None, origin: str | None, own: frozenset[str]) -> bool:
    """Whether the headers that a browser sets, and no page can, name this site; none of them is a refusal.

    Phones without Sec-Fetch-Site still send Origin with a form. An Origin of «null» says nothing, so it counts only
    where Sec-Fetch-Site speaks for it.
    """
    if fetch_site is not None and fetch_site not in OURS:
        return False
    if origin == "null":
        return fetch_site == "same-origin"
    if origin is not None:
        return origin.lower() in own
    return fetch_site is not None


def _refuse_foreign() -> Response | None:
    if request.method in READS or request.endpoint is None:
        return None
    if getattr(current_app.view_functions[request.endpoint], "from_any_site", False):
        return None
    if is_ours(request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin"), _own_origins()):
        return None
    return show_http_error(http_error(403, _("This form can be sent only from this site’s own page.")))


def _own_origins() -> frozenset[str]:
    public = urlsplit(current_app.config["PUBLIC_URL"])
    return frozenset(
        {f"{public.scheme}://{public.netloc}".lower(), f"{request.scheme}://{request.host}".lower()}
    )
