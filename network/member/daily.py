"""What members do every day in two taps: confirm what is right, tell that a team does not come, see the people."""

from __future__ import annotations

from datetime import date, timedelta

from flask import redirect, render_template, request, url_for

from network.accounts.actors import current_actor
from network.accounts.models import Role
from network.accounts.operations import invite as invite_member
from network.accounts.operations import remove_member
from network.accounts.queries import find_members
from network.audit.operations import record as record_audit
from network.core.clock import today
from network.core.database import db
from network.core.errors import BadInput, NotFound
from network.core.i18n import gettext as _
from network.core.permissions import Permission, requires
from network.freshness.operations import confirm_current
from network.freshness.queries import find_records, get_owner
from network.freshness.views import site
from network.member.belongings import own_organization, own_organizations, own_record
from network.member.editing import INVALID, Page
from network.member.views import blueprint
from network.mobile_teams.models import MobileTeamStop
from network.mobile_teams.operations import cancel_day, happens_on, undo_cancelled_day

DAYS_SHOWN = 28


@blueprint.route("/confirm/<int:organization_id>", methods=["GET", "POST"])
@requires(Permission.MEMBER)
def confirm(organization_id: int) -> Page:
    """Look at what families see and say that it is right."""
    session, actor = db.session(), current_actor()
    own_organization(session, actor, organization_id)
    owner = get_owner(session, organization_id)
    records = find_records(session, [organization_id], today())[organization_id]
    if request.method == "POST":
        stopped = set(request.form.getlist("stopped"))
        confirm_current(
            session=session,
            owner=owner,
            records=[record for record in records if record.key not in stopped],
            stopped=[record for record in records if record.key in stopped and record.can_stop],
            today=today(),
            actor=actor.audit_name,
            site=site(),
        )
        return redirect(url_for("member.index", done="confirmed"), 303)
    return render_template("member/confirm.html", owner=owner, records=records)


@blueprint.route("/stops/<int:record_id>/cancel", methods=["GET", "POST"])
@requires(Permission.MEMBER)
def cancel(record_id: int) -> Page:
    """Tell that a team does not come on one of its days: the days are buttons, one tap each; another tap undoes it."""
    session, actor = db.session(), current_actor()
    _spec, stop, _organization_id = own_record(session, actor, "stops", record_id)
    if request.method == "POST":
        _toggle(stop, _day(request.form.get("day", "")))
        return redirect(url_for("member.cancel", record_id=record_id, done=1), 303)
    cancelled = {each.on_day for each in stop.cancellations}
    days = [today() + timedelta(days=number) for number in range(DAYS_SHOWN)]
    return render_template(
        "member/cancel.html",
        stop=stop,
        days=[(day, day in cancelled) for day in days if happens_on(stop, day)],
        today_is=today(),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(_("The team does not come on this day.")) from None


def _toggle(stop: MobileTeamStop, day: date) -> None:
    session, actor = db.session(), current_actor()
    is_cancelled = day in {each.on_day for each in stop.cancellations}
    if request.form.get("action") == "undo":
        undo_cancelled_day(session=session, stop=stop, on_day=day)
    elif not is_cancelled:
        cancel_day(session=session, stop=stop, on_day=day)
    record_audit(
        session=session,
        actor=actor.audit_name,
        action="stop.day_changed",
        subject_kind="stop",
        subject_id=stop.id,
        details={"day": day.isoformat(), "action": request.form.get("action", "cancel")[:10]},
    )


@blueprint.get("/people")
@requires(Permission.MEMBER)
def people() -> str:
    """Who signs in for each of our organizations."""
    return _show_people()


@blueprint.post("/people/<int:organization_id>/invite")
@requires(Permission.MEMBER)
def invite(organization_id: int) -> Page:
    """Invite a colleague by mail; administrators only."""
    _administered(organization_id)
    email = request.form.get("email", "")
    try:
        _refuse_known(organization_id, email)
        invite_member(
            session=db.session(),
            email=email,
            organization_id=organization_id,
            role=Role.EDITOR,
            by=current_actor().audit_name,
        )
    except BadInput as error:
        return _show_people(organization_id, str(error)), INVALID
    return redirect(url_for("member.people", done="invited"), 303)


@blueprint.post("/people/<int:organization_id>/<int:user_id>/remove")
@requires(Permission.MEMBER)
def remove_person(organization_id: int, user_id: int) -> Page:
    """End a colleague's role in the organization; administrators only, and never one's own."""
    _administered(organization_id)
    if user_id == current_actor().user_id or user_id not in {
        user.id for user, _role in find_members(db.session(), organization_id)
    }:
        raise NotFound(f"user {user_id}")
    remove_member(
        session=db.session(),
        user_id=user_id,
        organization_id=organization_id,
        by=current_actor().audit_name,
    )
    return redirect(url_for("member.people", done="removed"), 303)


def _refuse_known(organization_id: int, email: str) -> None:
    """An invitation never changes the role that somebody has."""
    known = {user.email for user, _role in find_members(db.session(), organization_id)}
    if email.strip().lower() in known:
        raise BadInput(_("This person is in the list already."))


def _administered(organization_id: int) -> None:
    if not current_actor().may_administer(organization_id):
        raise NotFound(f"organization {organization_id}")


def _show_people(wrong_at: int = 0, error: str = "") -> str:
    session, actor = db.session(), current_actor()
    organizations = own_organizations(session, actor)
    return render_template(
        "member/people.html",
        groups=[(each, find_members(session, each.id)) for each in organizations],
        actor=actor,
        administrator=Role.ADMINISTRATOR,
        wrong_at=wrong_at,
        error=error,
        email=request.form.get("email", ""),
    )
