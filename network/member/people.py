"""The people who sign in for an organization: all see the list, administrators invite and remove."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for

from network.accounts.actors import current_actor
from network.accounts.models import Role, User
from network.accounts.operations import invite as invite_member
from network.accounts.operations import remove_member
from network.accounts.queries import find_members
from network.core.database import db
from network.core.errors import BadInput, NotFound
from network.core.i18n import gettext as _
from network.core.permissions import Permission, requires
from network.core.transactions import READS
from network.member.belongings import own_organization, own_organizations
from network.member.editing import INVALID, Page
from network.member.views import blueprint


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
        role = _role(request.form.get("role", ""))
        _refuse_known(organization_id, email)
        invite_member(
            session=db.session(),
            email=email,
            organization_id=organization_id,
            role=role,
            by=current_actor().audit_name,
        )
    except BadInput as error:
        return _show_people(organization_id, str(error)), INVALID
    return redirect(url_for("member.people", done="invited"), 303)


@blueprint.route("/people/<int:organization_id>/<int:user_id>/remove", methods=["GET", "POST"])
@requires(Permission.MEMBER)
def remove_person(organization_id: int, user_id: int) -> Page:
    """End a colleague's role in the organization, asked once more; administrators only, and never one's own."""
    _administered(organization_id)
    members = {user.id: user for user, _role in find_members(db.session(), organization_id)}
    if user_id == current_actor().user_id or user_id not in members:
        raise NotFound(f"user {user_id}")
    if request.method in READS:
        return _show_removal(members[user_id], organization_id)
    try:
        remove_member(
            session=db.session(),
            user_id=user_id,
            organization_id=organization_id,
            by=current_actor().audit_name,
        )
    except BadInput as error:
        return _show_removal(members[user_id], organization_id, str(error)), INVALID
    return redirect(url_for("member.people", done="removed"), 303)


def _show_removal(person: User, organization_id: int, error: str = "") -> str:
    organization = own_organization(db.session(), current_actor(), organization_id)
    return render_template("member/remove_person.html", person=person, organization=organization, error=error)


def _role(text: str) -> Role:
    if text not in {*Role}:
        raise BadInput(_("Choose what the person may do."))
    return Role(text)


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
    return render_template(
        "member/people.html",
        groups=[(each, find_members(session, each.id)) for each in own_organizations(session, actor)],
        actor=actor,
        administrator=Role.ADMINISTRATOR,
        wrong_at=wrong_at,
        error=error,
        email=request.form.get("email", ""),
        role=request.form.get("role", Role.EDITOR),
    )
