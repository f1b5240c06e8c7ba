"""Whether the person of a request has the permission that its view declares."""

from __future__ import annotations

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from flask_wtf.csrf import generate_csrf, validate_csrf
from werkzeug.wrappers import Response as AnyResponse
from wtforms import ValidationError

from network.accounts import cookies
from network.accounts.actors import Actor
from network.accounts.codes import OneTimeCodes
from network.accounts.homes import is_overseer, own_pages
from network.accounts.models import Role, User
from network.accounts.passwords import set_cost
from network.accounts.queries import find_oblast_ids, find_roles
from network.core.database import db
from network.core.errorpages import http_error, show_http_error
from network.core.i18n import gettext as _
from network.core.permissions import Permission, register_check
from network.core.transactions import READS

CODES = "network_codes"


def init_app(app: Flask) -> None:
    """Replace Flask's session, register the check and the headers of pages for one person."""
    app.session_interface = cookies.RowSessions()
    set_cost(**app.config["PASSWORD_COST"])
    app.extensions[CODES] = OneTimeCodes(app.config["SECRET_KEY"], app.config["SITE_NAME_EN"])
    app.jinja_env.globals["csrf_token"] = generate_csrf
    app.jinja_env.globals["own_pages"] = own_pages
    register_check(app, check)
    app.after_request(_keep_private)


def one_time_codes() -> OneTimeCodes:
    """The codes under the key of this application."""
    codes: OneTimeCodes = current_app.extensions[CODES]
    return codes


def check(permission: Permission) -> AnyResponse | None:
    """Send visitors to the sign-in page, refuse everything else that is not permitted or was forged."""
    g.is_private = True
    row, user = cookies.current_session(), cookies.current_user()
    if row is None or user is None or not row.is_complete:
        if request.method in {"GET", "HEAD"}:
            here = request.full_path if request.query_string else request.path
            return redirect(url_for("accounts.sign_in", next=request.script_root + here), 303)
        abort(403)
    g.actor = actor_of(user)
    if not is_permitted(g.actor, permission):
        abort(403)
    return None if request.method in READS else _refuse_forged()


def actor_of(user: User) -> Actor:
    """What a person may touch."""
    roles = find_roles(db.session(), user.id)
    administrator_of = frozenset(key for key, role in roles.items() if role is Role.ADMINISTRATOR)
    return Actor(
        user_id=user.id,
        email=user.email,
        editor_of=frozenset(roles),
        administrator_of=administrator_of,
        coordinates=find_oblast_ids(db.session(), user.id) if user.is_coordinator else None,
        is_system_administrator=user.is_system_administrator,
    )


def is_permitted(actor: Actor, permission: Permission) -> bool:
    """Whether a signed-in person has a permission; what is not named here is denied."""
    granted = {
        Permission.SIGNED_IN: True,
        Permission.MEMBER: bool(actor.editor_of),
        Permission.COORDINATOR: actor.coordinates is not None,
        Permission.OVERSEER: is_overseer(actor),
        Permission.SYSTEM_ADMINISTRATOR: actor.is_system_administrator,
    }
    return granted.get(permission, False)


def _refuse_forged() -> Response | None:
    try:
        validate_csrf(request.form.get("csrf_token") or request.headers.get("X-CSRFToken"))
    except ValidationError:
        return show_http_error(
            http_error(400, _("This form has grown old. Open the page again and send it anew."))
        )
    return None


def _keep_private(response: Response) -> Response:
    """What is for one person stays out of every cache."""
    if g.get("is_private"):
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        response.vary.add("Cookie")
    return cookies.note_use(response)
