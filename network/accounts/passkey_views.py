"""Passkeys in pages: making, naming and removing one's own, and signing in with one."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import Response, current_app, redirect, render_template, request, url_for

from network.accounts import passkeys, sessions
from network.accounts.addresses import local_path
from network.accounts.forms import NewPasskeyForm, PasskeyForm, PresentPasswordForm, SignInForm
from network.accounts.passkeys import NoPasskey, Site
from network.accounts.proving import INVALID, Page, is_proved, mine, show
from network.accounts.queries import find_passkeys
from network.accounts.views import blueprint, sign_in_page, signed_in
from network.audit.operations import record
from network.core.database import db
from network.core.errors import NotFound
from network.core.i18n import gettext as _
from network.core.i18n import pick
from network.core.limits import limited
from network.core.permissions import Permission, public, requires


@blueprint.route("/account/passkeys/new", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
@limited("LIMIT_SIGN_IN")
def new_passkey() -> Page:
    """Ask for the password and a name, then let the browser make a key."""
    row, user = mine()
    form = PasskeyForm(user=user, begun_at=row.created_at)
    if not is_proved(form):
        return show("accounts/new_passkey.html", form)
    options = passkeys.ask_new(session=db.session(), user=user, site=_site(), now=datetime.now(UTC))
    return render_template("accounts/make_passkey.html", name=form.name.data, options=options)


@blueprint.post("/account/passkeys")
@requires(Permission.SIGNED_IN)
@limited("LIMIT_SIGN_IN")
def add_passkey() -> Page:
    """Keep the key that the browser has made; the challenge shows that the password was asked for just now."""
    row, user = mine()
    form = NewPasskeyForm()
    if not form.validate_on_submit():
        return render_template("accounts/no_passkey.html"), INVALID
    try:
        passkeys.add(
            session=db.session(),
            user=user,
            site=_site(),
            answer=form.answer.data,
            name=form.name.data,
            now=datetime.now(UTC),
        )
    except NoPasskey:
        return render_template("accounts/no_passkey.html")  # not an error: the challenge stays used
    sessions.end_sessions(session=db.session(), user_id=user.id, but=row.id)
    return redirect(url_for("accounts.index", done="passkey"), 303)


@blueprint.route("/account/passkeys/<int:passkey_id>/remove", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
@limited("LIMIT_SIGN_IN")
def remove_passkey(passkey_id: int) -> Page:
    """Forget a key, after the password."""
    row, user = mine()
    passkey = next((key for key in find_passkeys(db.session(), user.id) if key.id == passkey_id), None)
    if passkey is None:
        raise NotFound(passkey_id)
    form = PresentPasswordForm(user=user, begun_at=row.created_at)
    if not is_proved(form):
        return show("accounts/remove_passkey.html", form, passkey=passkey)
    passkeys.remove(session=db.session(), user=user, passkey_id=passkey_id)
    sessions.end_sessions(session=db.session(), user_id=user.id, but=row.id)
    return redirect(url_for("accounts.index", done="no_passkey"), 303)


@blueprint.post("/sign-in/passkey/options")
@public
@limited("LIMIT_SIGN_IN")
def ask_passkey() -> Response:
    """What the browser needs to sign in with a key, as JSON."""
    options = passkeys.ask_known(session=db.session(), site=_site(), now=datetime.now(UTC))
    return Response(options, content_type="application/json")


@blueprint.post("/sign-in/passkey")
@public
@limited("LIMIT_SIGN_IN")
def use_passkey() -> Page:
    """Sign in with a key: it has seen the person, so no other factor is asked for."""
    following = local_path(request.values.get("next"))
    try:
        user = passkeys.use(
            session=db.session(),
            site=_site(),
            answer=request.form.get("answer", ""),
            now=datetime.now(UTC),
        )
    except NoPasskey:
        record(
            session=db.session(),
            actor="visitor",
            action="accounts.sign_in_failed",
            details={"how": "passkey"},
        )
        error = _("This key did not work here. Try again, or sign in another way.")
        return sign_in_page(SignInForm(formdata=None), following, error)
    return signed_in(user, following, "passkey")


def _site() -> Site:
    """By configuration; in development the host of the request, which the list of trusted hosts has let through."""
    config = current_app.config
    public_url = urlsplit(config["PUBLIC_URL"])
    name = pick(config["SITE_NAME_UK"], config["SITE_NAME_EN"])
    if config["NETWORK_ENV"] == "production":
        return Site(public_url.hostname or "", f"{public_url.scheme}://{public_url.netloc}", name)
    here = urlsplit(request.host_url)
    return Site(here.hostname or "", f"{here.scheme}://{here.netloc}", name)
