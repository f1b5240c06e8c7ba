"""Signing in: by password, by a link in a mail, with a second factor; invitations and new passwords; signing out.

Opening an address changes nothing: mail programs and scanners open each link, so all is done by a button (POST). An
unknown address is answered like a known one, with the same work.
"""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, current_app, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from network.accounts import cookies, letters, operations
from network.accounts.access import actor_of, one_time_codes
from network.accounts.addresses import local_path
from network.accounts.forms import AddressForm, CodeForm, NewPasswordForm, SignInForm
from network.accounts.homes import first_page
from network.accounts.models import LinkPurpose, User
from network.accounts.passwords import is_password
from network.accounts.proving import INVALID, Page
from network.accounts.queries import find_organization_names, find_passkeys, find_user, get_link
from network.audit.operations import record
from network.core.clock import KYIV, date_words
from network.core.database import db
from network.core.errors import NotFound
from network.core.i18n import gettext as _
from network.core.limits import count, limited, seconds_left, show_too_many
from network.core.permissions import Permission, public, requires

blueprint = Blueprint("accounts", __name__)
GONE = 410


@blueprint.app_template_filter("moment")
def moment_words(moment: datetime) -> str:
    """A moment in Ukraine, to the minute."""
    here = moment.astimezone(KYIV)
    return f"{date_words(here.date())}, {here:%H:%M}"


@blueprint.before_request
def _never_kept() -> None:
    """No cache keeps a page of the account, and its address may be a key."""
    g.is_private = True


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
@limited("LIMIT_SIGN_IN")
def sign_in() -> Page:
    """Address and password; the way to a link by mail stands below."""
    form = SignInForm()
    following = local_path(request.values.get("next"))
    if not form.is_submitted():
        needs_key = _("Your role needs a second step: sign in with your passkey.")
        return sign_in_page(form, following, needs_key if request.args.get("use") == "passkey" else "")
    if not form.validate():
        return sign_in_page(form, following), INVALID
    wait = seconds_left("LIMIT_ACCOUNT", form.email.data)
    if wait:
        return show_too_many(wait)
    user = find_user(db.session(), form.email.data)
    known = user.password_hash if user is not None and user.is_active else ""
    if not is_password(form.password.data, known) or user is None:
        _note_failure(user, form.email.data, "password")
        return sign_in_page(form, following, _("The address or the password is not right."))
    return _first_factor_shown(user, following, "password")


@blueprint.get("/member/login")
@public
def member_login() -> Page:
    """An address that people guess or have on paper."""
    return redirect(url_for("accounts.sign_in"), 303)


@blueprint.route("/sign-in/link", methods=["GET", "POST"])
@public
@limited("LIMIT_SIGN_IN")
def ask_link() -> Page:
    """Ask for a link that signs in without a password."""
    form = AddressForm()
    if not form.validate_on_submit():
        page = render_template("accounts/ask_link.html", form=form)
        return (page, INVALID) if form.errors else page
    wait = _count_mail(form.email.data)
    if wait:
        return show_too_many(wait)
    user = _active(form.email.data)
    if user is None:
        letters.write_to_nobody()
    else:
        token = operations.make_link(session=db.session(), user=user, purpose=LinkPurpose.SIGN_IN)
        letters.send_sign_in_link(session=db.session(), user=user, token=token)
    record(session=db.session(), actor=_name(user), action="accounts.ask_link")
    return render_template("accounts/sent.html", email=form.email.data)


@blueprint.get("/sign-in/link/<token>")
@public
def link(token: str) -> Page:
    """The page behind the link: a button, nothing happens before it is pressed."""
    try:
        get_link(db.session(), token, LinkPurpose.SIGN_IN, datetime.now(UTC))
    except NotFound:
        return dead_link()
    return render_template("accounts/link.html")


@blueprint.post("/sign-in/link/<token>")
@public
@limited("LIMIT_SIGN_IN")
def use_link(token: str) -> Page:
    """Sign in by the link, once; the second factor is still asked for."""
    try:
        user = operations.use_link(
            session=db.session(), token=token, purpose=LinkPurpose.SIGN_IN, now=datetime.now(UTC)
        )
    except NotFound:
        return dead_link()
    return _first_factor_shown(user, "", "link")


@blueprint.route("/reset", methods=["GET", "POST"])
@public
@limited("LIMIT_SIGN_IN")
def ask_reset() -> Page:
    """Ask for a link to a new password."""
    form = AddressForm()
    if not form.validate_on_submit():
        page = render_template("accounts/ask_reset.html", form=form)
        return (page, INVALID) if form.errors else page
    wait = _count_mail(form.email.data)
    if wait:
        return show_too_many(wait)
    user = _active(form.email.data)
    if user is None:
        letters.write_to_nobody()
    else:
        token = operations.make_link(session=db.session(), user=user, purpose=LinkPurpose.RESET)
        letters.send_reset(session=db.session(), user=user, token=token)
    record(session=db.session(), actor=_name(user), action="accounts.ask_reset")
    return render_template("accounts/sent.html", email=form.email.data)


@blueprint.route("/reset/<token>", methods=["GET", "POST"])
@public
@limited("LIMIT_SIGN_IN")
def reset(token: str) -> Page:
    """A new password behind the link; it signs nobody in past the second factor."""
    return _new_password(token, LinkPurpose.RESET)


@blueprint.route("/invitation/<token>", methods=["GET", "POST"])
@public
@limited("LIMIT_SIGN_IN")
def invitation(token: str) -> Page:
    """Accept an invitation: choose a password and begin."""
    return _new_password(token, LinkPurpose.INVITATION)


@blueprint.route("/sign-in/code", methods=["GET", "POST"])
@public
@limited("LIMIT_SIGN_IN")
def code() -> Page:
    """The second factor: the code of the phone's application, or a recovery code."""
    row, user = cookies.current_session(), cookies.current_user()
    following = local_path(request.values.get("next"))
    if row is None or user is None or row.is_complete or not user.totp_secret:
        return redirect(url_for("accounts.sign_in"), 303)
    form = CodeForm()
    if not form.validate_on_submit():
        page = render_template("accounts/code.html", form=form, following=following, error="")
        return (page, INVALID) if form.errors else page
    wait = seconds_left("LIMIT_ACCOUNT", f"code {user.id}")
    if wait:
        return show_too_many(wait)
    if not _is_second_factor(user, form.code.data):
        _note_failure(user, f"code {user.id}", "code")
        error = _("The code is not right, or it was used already. Wait for the next one.")
        return render_template("accounts/code.html", form=form, following=following, error=error)
    return signed_in(user, following, "code")


@blueprint.post("/sign-out")
@requires(Permission.SIGNED_IN)
def sign_out() -> Page:
    """End this session."""
    user = cookies.current_user()
    record(session=db.session(), actor=_name(user), action="accounts.sign_out")
    cookies.finish()
    return redirect(url_for("home.index"), 303)


def own_words(user: User) -> tuple[str, ...]:
    """Words that a password of this person must not be made of."""
    config = current_app.config
    names = find_organization_names(db.session(), user.id).values()
    return (
        user.email.partition("@")[0],
        config["SITE_NAME_UK"],
        config["SITE_NAME_EN"],
        *(name for pair in names for name in pair),
    )


def begin_second_factor(user: User, following: str = "") -> Response:
    """Let a person who must have a second factor, and has none yet, set one up before anything else."""
    cookies.begin(user, is_complete=False, pending_secret=one_time_codes().new_secret())
    return redirect(url_for("accounts.second_factor", next=following or None), 303)


def signed_in_page(user: User, following: str) -> str:
    """The address where somebody goes on after signing in."""
    return following or first_page(actor_of(user))


def _first_factor_shown(user: User, following: str, how: str) -> Response:
    if user.totp_secret:
        cookies.begin(user, is_complete=False)
        return redirect(url_for("accounts.code", next=following or None), 303)
    if user.needs_second_factor and find_passkeys(db.session(), user.id):  # the key is the second factor
        return redirect(url_for("accounts.sign_in", next=following or None, use="passkey"), 303)
    if user.needs_second_factor:
        return begin_second_factor(user, following)
    return signed_in(user, following, how)


def signed_in(user: User, following: str, how: str) -> Response:
    """Begin a whole session and go on."""
    cookies.begin(user, is_complete=True)
    record(session=db.session(), actor=str(user.id), action="accounts.sign_in", details={"how": how})
    return redirect(signed_in_page(user, following), 303)


def _is_second_factor(user: User, typed: str) -> bool:
    codes = one_time_codes()
    digits = typed.replace(" ", "")
    if digits.isdigit() and len(digits) == 6:
        return codes.is_code(digits, user.totp_secret, user)
    return operations.use_recovery_code(
        session=db.session(), user=user, code=typed, codes=codes, now=datetime.now(UTC)
    )


def _new_password(token: str, purpose: LinkPurpose) -> Page:
    now = datetime.now(UTC)
    try:
        _link, user = get_link(db.session(), token, purpose, now)
    except NotFound:
        return dead_link()
    form = NewPasswordForm(own_words=own_words(user))
    if not form.validate_on_submit():
        page = render_template("accounts/new_password.html", form=form, user=user, purpose=str(purpose))
        return (page, INVALID) if form.errors else page
    operations.use_link(session=db.session(), token=token, purpose=purpose, now=now)
    operations.set_password(session=db.session(), user=user, password=form.password.data)
    return _first_factor_shown(user, "", str(purpose))


def sign_in_page(form: SignInForm, following: str, error: str = "") -> str:
    """The page with the form, with what went wrong."""
    return render_template("accounts/sign_in.html", form=form, following=following, error=error)


def dead_link() -> Page:
    """The page of a link that works no more."""
    return render_template("accounts/dead_link.html"), GONE


def _active(email: str) -> User | None:
    user = find_user(db.session(), email)
    return user if user is not None and user.is_active else None


def _count_mail(email: str) -> int:
    """Seconds to wait before one more mail to this address may be asked for, whether there is an account or not."""
    wait = seconds_left("LIMIT_ACCOUNT_MAIL", email)
    if not wait:
        count("LIMIT_ACCOUNT_MAIL", email)
    return wait


def _note_failure(user: User | None, name: str, how: str) -> None:
    count("LIMIT_ACCOUNT", name)
    record(session=db.session(), actor=_name(user), action="accounts.sign_in_failed", details={"how": how})


def _name(user: User | None) -> str:
    return str(user.id) if user is not None else "visitor"
