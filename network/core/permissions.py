"""Every view declares who may use it; a view that declares nothing is refused."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from werkzeug.wrappers import Response

View = TypeVar("View", bound=Callable[..., Any])


class Permission(StrEnum):
    """All permissions there are, to be found with one search."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    MEMBER = "member"
    COORDINATOR = "coordinator"
    OVERSEER = "overseer"
    SYSTEM_ADMINISTRATOR = "system_administrator"


Check = Callable[[Permission], Response | None]
"""Answers for a request that must not reach its view; None lets it through."""
CHECK = "network_permission_check"


def requires(permission: Permission) -> Callable[[View], View]:
    """Declare the permission of a view."""

    def declare(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]  # the declaration travels with the function
        return view

    return declare


public = requires(Permission.PUBLIC)


def permission_of(view: Callable[..., Any]) -> Permission | None:
    """What a view declared, or None."""
    return getattr(view, "permission", None)


def register_check(app: Flask, check: Check) -> None:
    """Let `check` decide about everything that is not public; without one all of it is refused."""
    app.extensions[CHECK] = check


def init_app(app: Flask) -> None:
    """Refuse each request whose view declares no permission, or one that its sender does not have."""
    app.before_request(_refuse)


def _refuse() -> Response | None:
    if request.endpoint is None:
        return None
    permission = permission_of(current_app.view_functions[request.endpoint])
    if permission is Permission.PUBLIC:
        return None
    check: Check | None = current_app.extensions.get(CHECK)
    if permission is None or check is None:
        abort(403)
    return check(permission)
