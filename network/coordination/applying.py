"""Applications for coordinators: the list, one of them, and the three decisions on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, render_template, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from network.applications import operations
from network.applications.models import Application
from network.applications.operations import NotCalled, Stale, find_strange
from network.applications.queries import find_alike, find_applications, find_same, get_application
from network.applications.views import site
from network.applications.words import STATES_SHORT
from network.coordination.blueprint import (
    INVALID,
    blueprint,
    coordinator,
    insist,
    moved_on,
    page_number,
    scope,
)
from network.coordination.forms import AskForm, Form, ReasonForm, VersionForm
from network.coordination.queries import find_emails, get_oblast_id
from network.core.clock import now
from network.core.database import db
from network.core.errors import BadInput
from network.core.permissions import Permission, requires
from network.organizations.models import Organization
from network.organizations.words import KINDS

Page = Response | str | tuple[str, int]
NEW = "new"
"""In the place of an organization's id: make a new one."""


@blueprint.get("/coordination/applications")
@requires(Permission.COORDINATOR)
def applications() -> Page:
    """Undecided applications, those of the coordinator's oblasts first; `decided` shows the others."""
    chosen, is_open = scope(), "decided" not in request.args
    page = find_applications(
        db.session(), chosen.ours, is_open=is_open, only_ours=chosen.only_ours, number=page_number()
    )
    return render_template(
        "coordination/applications.html", page=page, is_open=is_open, scope=chosen, states=STATES_SHORT
    )


@blueprint.get("/coordination/applications/<int:application_id>")
@requires(Permission.COORDINATOR)
def application(application_id: int) -> Page:
    """One application, and what the directory has that looks like it."""
    return _show(get_application(db.session(), application_id))


@blueprint.post("/coordination/applications/<int:application_id>/accept")
@requires(Permission.COORDINATOR)
def accept_application(application_id: int) -> Page:
    """Make the applicant a member and invite its administrator."""

    def accept(found: Application, form: Form, given: dict[str, Any]) -> None:
        operations.accept(
            organization=_chosen(found),
            is_published=request.form.get("page") != "hidden",
            has_called=request.form.get("called") == "yes",
            **given,
        )

    return _decide(application_id, VersionForm(), accept)


@blueprint.post("/coordination/applications/<int:application_id>/ask")
@requires(Permission.COORDINATOR)
def ask_applicant(application_id: int) -> Page:
    """Ask who applied for more."""

    def ask(found: Application, form: Form, given: dict[str, Any]) -> None:
        operations.ask(question=form["question"].data, **given)

    return _decide(application_id, AskForm(), ask)


@blueprint.post("/coordination/applications/<int:application_id>/refuse")
@requires(Permission.COORDINATOR)
def refuse_application(application_id: int) -> Page:
    """Refuse with a reason."""

    def refuse(found: Application, form: Form, given: dict[str, Any]) -> None:
        operations.refuse(reason=form["reason"].data, **given)

    return _decide(application_id, ReasonForm(), refuse)


def _decide(
    application_id: int, form: Form, decide: Callable[[Application, Form, dict[str, Any]], None]
) -> Page:
    """A decision by who coordinates there, on the version that was shown; once."""
    actor, _oblast_ids = coordinator()
    found = get_application(db.session(), application_id)
    insist(actor, found.community.oblast_id)
    if not form.validate():
        return (_show(found, form), INVALID) if not form["version"].errors else abort(400)
    given = {
        "session": db.session(), "application": found, "version": form["version"].data, "by": actor.user_id,
        "moment": now(), "site": site(),
    }  # fmt: skip
    back = url_for(".application", application_id=application_id)
    try:
        decide(found, form, given)
    except Stale:
        return moved_on(back)
    except NotCalled as error:
        return _show(found, not_called=str(error)), INVALID
    except BadInput as error:
        return _show(found, error=str(error)), INVALID
    return redirect(back, 303)


def _chosen(found: Application) -> Organization | None:
    """The organization that the coordinator says it is: one that looks like it, in the coordinator's own oblasts."""
    actor, _oblast_ids = coordinator()
    choice = request.form.get("organization", NEW)
    if choice == NEW:
        return None
    for organization in find_alike(db.session(), found):
        if str(organization.id) == choice:
            insist(actor, get_oblast_id(db.session(), organization.id))
            return organization
    abort(400)


def _show(found: Application, form: Form | None = None, error: str = "", not_called: str = "") -> str:
    actor, _oblast_ids = coordinator()
    people = find_emails(db.session(), [found.decider_id, *(message.author_id for message in found.messages)])
    return render_template(
        "coordination/application.html",
        application=found,
        alike=[(each, find_strange(found, each)) for each in find_alike(db.session(), found)]
        if found.is_open
        else [],
        same=find_same(db.session(), found) if found.is_open else (),
        typed=request.form,
        not_called=not_called,
        may_decide=found.is_open and actor.may_coordinate(found.community.oblast_id),
        actor=actor,
        ask=form if isinstance(form, AskForm) else AskForm(formdata=None),
        reason=form if isinstance(form, ReasonForm) else ReasonForm(formdata=None),
        error=error,
        states=STATES_SHORT,
        kinds=KINDS,
        people=people,
    )
