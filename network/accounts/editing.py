"""One's own account: roles, sessions, password, second factor and recovery codes."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import redirect, render_template, request, url_for

from network.accounts import cookies, operations, sessions
from network.accounts.access import one_time_codes
from network.accounts.actors import current_actor
from network.accounts.addresses import local_path
from network.accounts.forms import ChangePasswordForm, CodeForm, PresentPasswordForm
from network.accounts.models import User, UserSession
from network.accounts.passwords import is_password
from network.accounts.queries import count_recovery_codes, find_organization_names, find_sessions
from network.accounts.views import INVALID, Page, blueprint, own_words, signed_in_page
from network.audit.operations import record
from network.core.database import db
from network.core.errors import NotFound
from network.core.i18n import gettext as _
from network.core.limits import count, limited, seconds_left, show_too_many
from network.core.permissions import Permission, public, requires


@blueprint.get("/account")
@requires(Permission.SIGNED_IN)
def index() -> Page:
    """What the site knows of a person, and the browsers where that person is signed in."""
    row, user = _mine()
    return render_template(
        "accounts/index.html",
        user=user,
        actor=current_actor(),
        organizations=find_organization_names(db.session(), user.id),
        sessions=find_sessions(db.session(), user.id, datetime.now(UTC)),
        this_session=row.id,
        recovery_codes=count_recovery_codes(db.session(), user.id),
        done=request.args.get("done", ""),
    )


@blueprint.post("/account/sessions/<int:session_id>/end")
@requires(Permission.SIGNED_IN)
def end_session(session_id: int) -> Page:
    """Sign out another browser of one's own."""
    _row, user = _mine()
    mine = {row.id: row for row in find_sessions(db.session(), user.id, datetime.now(UTC))}
    if session_id not in mine:
        raise NotFound(session_id)
    sessions.end_session(session=db.session(), row=mine[session_id])
    return redirect(url_for("accounts.index", done="ended"), 303)


@blueprint.post("/account/sessions/end")
@requires(Permission.SIGNED_IN)
def end_other_sessions() -> Page:
    """Sign out all other browsers of one's own."""
    row, user = _mine()
    sessions.end_sessions(session=db.session(), user_id=user.id, but=row.id)
    return redirect(url_for("accounts.index", done="ended"), 303)


@blueprint.route("/account/password", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
@limited("LIMIT_SIGN_IN")
def password() -> Page:
    """Change one's password: this browser gets a new session, all others are signed out."""
    _row, user = _mine()
    form = ChangePasswordForm(own_words=own_words(user))
    refused = _refuse_wrong_password(user, form)
    if refused is not None:
        return refused
    if not form.validate_on_submit():
        page = render_template("accounts/password.html", form=form)
        return (page, INVALID) if form.errors else page
    operations.set_password(session=db.session(), user=user, password=form.password.data)
    cookies.begin(user, is_complete=True)
    return redirect(url_for("accounts.index", done="password"), 303)


@blueprint.route("/account/second-factor/new", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
@limited("LIMIT_SIGN_IN")
def new_second_factor() -> Page:
    """Ask for the password, then begin with a new second factor."""
    row, user = _mine()
    form = PresentPasswordForm()
    refused = _refuse_wrong_password(user, form)
    if refused is not None:
        return refused
    if not form.validate_on_submit():
        page = render_template("accounts/new_second_factor.html", form=form)
        return (page, INVALID) if form.errors else page
    row.pending_secret = one_time_codes().new_secret()
    return redirect(url_for("accounts.second_factor"), 303)


@blueprint.route("/account/second-factor", methods=["GET", "POST"])
@public
@limited("LIMIT_SIGN_IN")
def second_factor() -> Page:
    """Show the secret and take the first code; open to who has shown the first factor and must have a second one."""
    row, user = cookies.current_session(), cookies.current_user()
    following = local_path(request.values.get("next"))
    if row is None or user is None or not row.pending_secret:
        return redirect(url_for("accounts.sign_in"), 303)
    codes, form = one_time_codes(), CodeForm()
    if form.validate_on_submit():
        wait = seconds_left("LIMIT_ACCOUNT", f"code {user.id}")
        if wait:
            return show_too_many(wait)
        if codes.is_code(form.code.data, row.pending_secret, user):
            return _keep_second_factor(row, user, following)
        count("LIMIT_ACCOUNT", f"code {user.id}")
        form.code.errors = [_("The code is not right. Check the time on your phone and write the next code.")]
    page = render_template(
        "accounts/second_factor.html",
        form=form,
        following=following,
        key=codes.spelled(row.pending_secret),
        image=codes.picture(user.email, row.pending_secret),
    )
    return (page, INVALID) if form.errors else page


@blueprint.route("/account/recovery-codes", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
@limited("LIMIT_SIGN_IN")
def recovery_codes() -> Page:
    """New recovery codes in place of the old ones, after the password."""
    _row, user = _mine()
    form = PresentPasswordForm()
    refused = _refuse_wrong_password(user, form)
    if refused is not None:
        return refused
    if not form.validate_on_submit():
        page = render_template("accounts/recovery_codes.html", form=form)
        return (page, INVALID) if form.errors else page
    made = operations.new_recovery_codes(session=db.session(), user=user, codes=one_time_codes())
    return render_template("accounts/codes.html", codes=made, following=url_for("accounts.index"))


def _mine() -> tuple[UserSession, User]:
    row, user = cookies.current_session(), cookies.current_user()
    if row is None or user is None:  # the permission of the view has made sure
        raise NotFound
    return row, user


def _refuse_wrong_password(user: User, form: PresentPasswordForm) -> Page | None:
    """Who has a session alone may not change what guards it; who has no password yet gets one by a link."""
    if not form.is_submitted() or not form.present.data:
        return None
    wait = seconds_left("LIMIT_ACCOUNT", user.email)
    if wait:
        return show_too_many(wait)
    if is_password(form.present.data, user.password_hash):
        return None
    count("LIMIT_ACCOUNT", user.email)
    form.validate()
    form.present.errors = [_("The password is not right.")]
    template = {
        "accounts.password": "accounts/password.html",
        "accounts.new_second_factor": "accounts/new_second_factor.html",
    }.get(str(request.endpoint), "accounts/recovery_codes.html")
    return render_template(template, form=form), INVALID


def _keep_second_factor(row: UserSession, user: User, following: str) -> Page:
    """The codes are shown in this very answer and never again; the session begins anew, all others are signed out."""
    made = operations.set_second_factor(
        session=db.session(), user=user, secret=row.pending_secret, codes=one_time_codes()
    )
    sessions.end_sessions(session=db.session(), user_id=user.id, but=row.id)
    cookies.begin(user, is_complete=True)
    record(
        session=db.session(), actor=str(user.id), action="accounts.sign_in", details={"how": "second factor"}
    )
    return render_template("accounts/codes.html", codes=made, following=signed_in_page(user, following))
