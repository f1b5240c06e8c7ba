"""The people of the site, for system administrators; coordinators see those of their oblasts' organizations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from flask import abort, redirect, render_template, request, url_for
from wtforms.fields.choices import SelectChoice

from network.accounts import operations, overseeing
from network.accounts.actors import current_actor
from network.accounts.forms import AreaForm, InviteForm, PeopleForm, PresentPasswordForm
from network.accounts.people import Person, find_people, get_person
from network.accounts.proving import INVALID, Page, is_proved, mine, show
from network.accounts.queries import find_passkeys, find_sessions
from network.accounts.views import blueprint
from network.core.database import db
from network.core.errors import BadInput, NotFound
from network.core.i18n import lazy_gettext as _l
from network.core.limits import limited
from network.core.permissions import Permission, requires
from network.places.queries import find_oblasts


class Action(NamedTuple):
    """What a system administrator may do with somebody's account, in words, and when it makes sense."""

    title: Any
    explanation: Any
    act: Callable[..., None]
    is_for: Callable[[Person], bool]


ACTIONS = {
    "shut-out": Action(
        _l("Shut out"),
        _l("This person is signed out at once and cannot sign in until you let the person in again."),
        overseeing.shut_out,
        lambda person: person.user.is_active,
    ),
    "let-in": Action(
        _l("Let in again"),
        _l("This person can sign in again, with the same roles as before."),
        overseeing.let_in_again,
        lambda person: not person.user.is_active,
    ),
    "no-coordinator": Action(
        _l("Take away the role of coordinator"),
        _l("This person decides on nothing in the Network any more and is signed out; other roles stay."),
        overseeing.end_coordinator,
        lambda person: person.user.is_coordinator,
    ),
    "no-administrator": Action(
        _l("Take away the role of system administrator"),
        _l("This person looks after nobody’s account any more and is signed out; other roles stay."),
        overseeing.end_system_administrator,
        lambda person: person.user.is_system_administrator,
    ),
    "forget-phone": Action(
        _l("Forget the lost phone"),
        _l(
            "Codes of the phone, passkeys and recovery codes stop working. At the next sign-in this person connects a new phone."
            " Make sure that it is really this person who asks: call back on a number you know."
        ),
        overseeing.forget_second_factor,
        lambda person: bool(person.user.totp_secret) or person.user.needs_second_factor,
    ),
}
CODES = ", ".join(f"'{code}'" for code in ACTIONS)


@blueprint.get("/people")
@requires(Permission.OVERSEER)
def people() -> Page:
    """Who signs in to the site, thirty a page, with a search by address."""
    form = PeopleForm(request.args)
    search, number = (form.q.data or "", form.page.data or 1) if form.validate() else ("", 1)
    actor = current_actor()
    found = find_people(db.session(), actor, search, number)
    page = render_template(
        "accounts/people.html",
        people=found,
        form=form,
        search=search,
        may_invite=actor.is_system_administrator,
    )
    return (page, INVALID) if form.errors else page


@blueprint.get("/people/<int:user_id>")
@requires(Permission.OVERSEER)
def person(user_id: int) -> Page:
    """One person, and what can be done."""
    actor = current_actor()
    found = get_person(db.session(), actor, user_id)
    may_decide = actor.is_system_administrator and actor.user_id != user_id
    actions = {code: action for code, action in ACTIONS.items() if may_decide and action.is_for(found)}
    return render_template(
        "accounts/person.html",
        person=found,
        sessions=find_sessions(db.session(), user_id, datetime.now(UTC)),
        passkeys=find_passkeys(db.session(), user_id),
        actions=actions,
        may_change_oblasts=may_decide and found.user.is_coordinator,
        is_me=actor.user_id == user_id,
        done=request.args.get("done", ""),
    )


@blueprint.post("/people/<int:user_id>/sign-out")
@requires(Permission.OVERSEER)
def sign_out_person(user_id: int) -> Page:
    """End all sessions of somebody else."""
    actor = current_actor()
    found = get_person(db.session(), actor, user_id)
    if user_id == actor.user_id:
        abort(403)
    overseeing.sign_out_everywhere(session=db.session(), user=found.user, by=actor.audit_name)
    return redirect(url_for("accounts.person", user_id=user_id, done="signed-out"), 303)


@blueprint.route(f"/people/<int:user_id>/<any({CODES}):code>", methods=["GET", "POST"])
@requires(Permission.SYSTEM_ADMINISTRATOR)
@limited("LIMIT_SIGN_IN")
def decide_on_person(user_id: int, code: str) -> Page:
    """Say what an action does, ask for the password, and do it; nobody does it to the own account."""
    actor, (row, user) = current_actor(), mine()
    found, action = get_person(db.session(), actor, user_id), ACTIONS[code]
    if user_id == actor.user_id:
        abort(403)
    form = PresentPasswordForm(user=user, begun_at=row.created_at)
    if not is_proved(form):
        return show("accounts/decide_on_person.html", form, person=found, action=action)
    try:
        action.act(session=db.session(), user=found.user, by=actor.audit_name)
    except BadInput as error:
        page = render_template(
            "accounts/decide_on_person.html", form=form, person=found, action=action, error=str(error)
        )
        return page, INVALID
    return redirect(url_for("accounts.person", user_id=user_id, done=code), 303)


@blueprint.route("/people/<int:user_id>/oblasts", methods=["GET", "POST"])
@requires(Permission.SYSTEM_ADMINISTRATOR)
@limited("LIMIT_SIGN_IN")
def change_oblasts(user_id: int) -> Page:
    """Say where somebody who is a coordinator decides from now on, after the password."""
    actor, (row, user) = current_actor(), mine()
    found = get_person(db.session(), actor, user_id)
    if user_id == actor.user_id:
        abort(403)
    if not found.user.is_coordinator:
        raise NotFound(user_id)
    present = [str(place.id) for place in found.oblasts]
    form = AreaForm(
        user=user,
        begun_at=row.created_at,
        data={"area": "chosen" if present else "whole", "oblasts": present},
    )
    form.oblasts.choices = _oblast_choices()
    if not is_proved(form):
        return show("accounts/change_oblasts.html", form, person=found)
    overseeing.change_oblasts(
        session=db.session(), user=found.user, oblast_ids=form.oblast_ids(), by=actor.audit_name
    )
    return redirect(url_for("accounts.person", user_id=user_id, done="oblasts"), 303)


def _oblast_choices() -> list[SelectChoice]:
    return [SelectChoice(str(place.id), place.title) for place in find_oblasts(db.session())]


@blueprint.route("/people/invite", methods=["GET", "POST"])
@requires(Permission.SYSTEM_ADMINISTRATOR)
@limited("LIMIT_SIGN_IN")
def invite_person() -> Page:
    """Invite a coordinator, of the whole network or of chosen oblasts, or a system administrator."""
    row, user = mine()
    form = InviteForm(user=user, begun_at=row.created_at)
    form.oblasts.choices = _oblast_choices()
    if not is_proved(form):
        return show("accounts/invite_person.html", form)
    try:
        invited = _invite(form)
    except BadInput as error:
        form.email.errors = [error]
        return render_template("accounts/invite_person.html", form=form), INVALID
    return redirect(url_for("accounts.person", user_id=invited.id, done="invited"), 303)


def _invite(form: InviteForm) -> Any:
    by = current_actor().audit_name
    if form.role.data == "system_administrator":
        return operations.invite_system_administrator(session=db.session(), email=form.email.data, by=by)
    return overseeing.invite_coordinator(
        session=db.session(), email=form.email.data, oblast_ids=form.oblast_ids(), by=by
    )
