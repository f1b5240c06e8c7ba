"""Every view declares who may use it; a view that declares nothing is refused."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request

View = TypeVar("View", bound=Callable[..., Any])


class Permission(StrEnum):
    """All permissions there are, to be found with one search."""

    PUBLIC = "public"


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


def init_app(app: Flask) -> None:
    """Refuse each request whose view declares no permission."""
    app.before_request(_refuse_undeclared)


def _refuse_undeclared() -> None:
    if request.endpoint is None:
        return
    if permission_of(current_app.view_functions[request.endpoint]) is not Permission.PUBLIC:
        abort(403)
