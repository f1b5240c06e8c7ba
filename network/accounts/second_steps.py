"""The second factor of one's own account: connecting a phone, and the codes that stand in for a lost one."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for

from network.accounts import cookies, operations, sessions
from network.accounts.access import one_time_codes
from network.accounts.addresses import local_path
from network.accounts.forms import CodeForm, PresentPasswordForm
from network.accounts.models import User, UserSession
from network.accounts.proving import INVALID, Page, is_proved, mine, show
from network.accounts.views import blueprint, signed_in_page
from network.audit.operations import record
from network.core.database import db
from network.core.errors import NotFound
from network.core.i18n import gettext as _
from network.core.limits import count, limited, seconds_left, show_too_many
from network.core.permissions import Permission, public, requires


@blueprint.route("/account/second-factor/new", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
@limited("LIMIT_SIGN_IN")
def new_second_factor() -> Page:
    """Ask for the password, then begin with a new second factor."""
    row, user = mine()
    form = PresentPasswordForm(user=user, begun_at=row.created_at)
    if not is_proved(form):
        return show("accounts/new_second_factor.html", form)
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
        is_must=not row.is_complete,
        key=codes.spelled(row.pending_secret),
        image=codes.picture(user.email, row.pending_secret),
    )
    return (page, INVALID) if form.errors else page


@blueprint.route("/account/second-factor/off", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
@limited("LIMIT_SIGN_IN")
def drop_second_factor() -> Page:
    """Switch the second factor off, after the password; not for those who must have one."""
    row, user = mine()
    if user.needs_second_factor or not user.totp_secret:
        raise NotFound
    form = PresentPasswordForm(user=user, begun_at=row.created_at)
    if not is_proved(form):
        return show("accounts/drop_second_factor.html", form)
    operations.drop_second_factor(session=db.session(), user=user)
    sessions.end_sessions(session=db.session(), user_id=user.id, but=row.id)
    return redirect(url_for("accounts.index", done="no_second_factor"), 303)


@blueprint.route("/account/recovery-codes", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
@limited("LIMIT_SIGN_IN")
def recovery_codes() -> Page:
    """New recovery codes in place of the old ones, after the password."""
    row, user = mine()
    form = PresentPasswordForm(user=user, begun_at=row.created_at)
    if not is_proved(form):
        return show("accounts/recovery_codes.html", form)
    made = operations.new_recovery_codes(session=db.session(), user=user, codes=one_time_codes())
    return render_template("accounts/codes.html", codes=made, following=url_for("accounts.index"))


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
