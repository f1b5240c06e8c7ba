"""One's own account: what the site knows, the browsers where one is signed in, password and address."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import redirect, render_template, request, url_for

from network.accounts import cookies, operations, sessions
from network.accounts.actors import current_actor
from network.accounts.forms import ChangeAddressForm, ChangePasswordForm
from network.accounts.models import LinkPurpose
from network.accounts.proving import INVALID, Page, is_proved, mine, show
from network.accounts.queries import (
    count_recovery_codes,
    find_organization_names,
    find_passkeys,
    find_sessions,
    get_link,
)
from network.accounts.views import blueprint, dead_link, own_words
from network.core.database import db
from network.core.errors import BadInput, NotFound
from network.core.i18n import gettext as _
from network.core.limits import limited
from network.core.permissions import Permission, public, requires
from network.places.queries import find_by_ids


@blueprint.get("/account")
@requires(Permission.SIGNED_IN)
def index() -> Page:
    """What the site knows of a person, and the browsers where that person is signed in."""
    row, user = mine()
    actor = current_actor()
    return render_template(
        "accounts/index.html",
        user=user,
        actor=actor,
        organizations=find_organization_names(db.session(), user.id),
        oblasts=find_by_ids(db.session(), actor.coordinates or ()).values(),
        sessions=find_sessions(db.session(), user.id, datetime.now(UTC)),
        this_session=row.id,
        recovery_codes=count_recovery_codes(db.session(), user.id),
        passkeys=find_passkeys(db.session(), user.id),
        done=request.args.get("done", ""),
    )


@blueprint.post("/account/sessions/<int:session_id>/end")
@requires(Permission.SIGNED_IN)
def end_session(session_id: int) -> Page:
    """Sign out another browser of one's own."""
    _row, user = mine()
    own = {row.id: row for row in find_sessions(db.session(), user.id, datetime.now(UTC))}
    if session_id not in own:
        raise NotFound(session_id)
    sessions.end_session(session=db.session(), row=own[session_id])
    return redirect(url_for("accounts.index", done="ended"), 303)


@blueprint.post("/account/sessions/end")
@requires(Permission.SIGNED_IN)
def end_other_sessions() -> Page:
    """Sign out all other browsers of one's own."""
    row, user = mine()
    sessions.end_sessions(session=db.session(), user_id=user.id, but=row.id)
    return redirect(url_for("accounts.index", done="ended"), 303)


@blueprint.route("/account/password", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
@limited("LIMIT_SIGN_IN")
def password() -> Page:
    """Change one's password: this browser gets a new session, all others are signed out."""
    row, user = mine()
    form = ChangePasswordForm(user=user, begun_at=row.created_at, own_words=own_words(user))
    if not is_proved(form):
        return show("accounts/password.html", form)
    operations.set_password(session=db.session(), user=user, password=form.password.data)
    cookies.begin(user, is_complete=True)
    return redirect(url_for("accounts.index", done="password"), 303)


@blueprint.route("/account/email", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
@limited("LIMIT_SIGN_IN")
def email() -> Page:
    """Ask for another address: a link goes to the new one, word of it to the present one; nothing has changed yet.

    An address that somebody else has gets no link, and the answer does not tell.
    """
    row, user = mine()
    form = ChangeAddressForm(user=user, begun_at=row.created_at)
    if not is_proved(form):
        return show("accounts/email.html", form, user=user)
    if form.email.data == user.email:
        form.email.errors = [_("This is your present address.")]
        return render_template("accounts/email.html", form=form, user=user), INVALID
    operations.ask_address(session=db.session(), user=user, email=form.email.data)
    return render_template("accounts/email_sent.html", email=form.email.data)


@blueprint.route("/account/email/<token>", methods=["GET", "POST"])
@public
@limited("LIMIT_SIGN_IN")
def new_email(token: str) -> Page:
    """The page behind that link: by its button the address changes, and all sessions but this browser's end."""
    try:
        link, user = get_link(db.session(), token, LinkPurpose.EMAIL, datetime.now(UTC))
    except NotFound:
        return dead_link()
    if request.method != "POST":
        return render_template("accounts/new_email.html", email=link.email, present=user.email)
    is_mine = cookies.is_signed_in_as(user)
    try:
        operations.set_address(session=db.session(), token=token, now=datetime.now(UTC))
    except BadInput:
        return dead_link()
    if not is_mine:
        return redirect(url_for("accounts.sign_in"), 303)
    cookies.begin(user, is_complete=True)
    return redirect(url_for("accounts.index", done="email"), 303)
