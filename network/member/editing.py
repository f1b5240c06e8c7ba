"""What members do: edit, add, send, withdraw, restore, remove, confirm, and tell that a team does not come on a day."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from network.accounts.actors import current_actor
from network.core.clock import today
from network.core.database import db
from network.core.errorpages import http_error, show_http_error
from network.core.errors import BadInput, NotFound
from network.core.permissions import Permission, requires
from network.member.belongings import (
    OF_KIND,
    kind_of,
    own_change,
    own_organization,
    own_record,
    title_of,
)
from network.member.removals import REASONS, read_removal
from network.member.views import blueprint, show_change
from network.moderation import operations
from network.moderation.fields import Kind, Values
from network.moderation.forms import EditForm
from network.moderation.models import Change, Revision
from network.moderation.queries import differences, get_version, live_change

Page = str | tuple[str, int] | Response
INVALID, CONFLICT = 422, 409


@blueprint.errorhandler(operations.Stale)
def _show_stale(error: operations.Stale) -> Response:
    return show_http_error(http_error(CONFLICT, ""))


@blueprint.route("/<collection>/<int:record_id>/edit", methods=["GET", "POST"])
@requires(Permission.MEMBER)
def edit(collection: str, record_id: int) -> Page:
    """The form of a record; what stands in it becomes the record's one live change."""
    session = db.session()
    spec, record, organization_id = own_record(session, current_actor(), collection, record_id)
    change = live_change(session, spec.code, record_id)
    title = title_of(session, spec, record)
    return _edit(spec, organization_id, title, spec.read(session, record), change, record_id)


@blueprint.route("/<collection>/new/<int:organization_id>", methods=["GET", "POST"])
@requires(Permission.MEMBER)
def new(collection: str, organization_id: int) -> Page:
    """The form of a record that is to be made."""
    spec = kind_of(collection)
    own_organization(db.session(), current_actor(), organization_id)
    if not spec.can_create:
        raise NotFound(f"no new {spec.code}")
    return _edit(spec, organization_id, "", spec.empty(), None, None)


@blueprint.route("/changes/<int:change_id>/edit", methods=["GET", "POST"])
@requires(Permission.MEMBER)
def edit_change(change_id: int) -> Page:
    """The form of a change: of its record, or of one that is to be made."""
    change = own_change(db.session(), current_actor(), change_id)
    if change.record_id is not None:
        return redirect(
            url_for("member.edit", collection=OF_KIND[change.kind], record_id=change.record_id), 303
        )
    if not change.is_live:
        return redirect(url_for("member.change", change_id=change_id), 303)
    spec = kind_of(OF_KIND[change.kind])
    return _edit(spec, change.organization_id, "", spec.empty(), change, None)


def _edit(
    spec: Kind,
    organization_id: int,
    title: str,
    present: Values,
    change: Change | None,
    record_id: int | None,
) -> Page:
    stored = {**present, **(change.values if change else {})}
    if request.method == "GET":
        form = EditForm(db.session(), spec, organization_id, stored)
        return _show_form(form, organization_id, title, change, record_id)
    form = EditForm(db.session(), spec, organization_id, stored, request.form)
    if _is_conflict(spec, change, record_id):
        return _show_form(form, organization_id, title, change, record_id, is_conflict=True), CONFLICT
    if form.errors:
        return _show_form(form, organization_id, title, change, record_id), INVALID
    return _keep(form, organization_id, title, change, record_id)


def _keep(
    form: EditForm, organization_id: int, title: str, change: Change | None, record_id: int | None
) -> Page:
    session, actor = db.session(), current_actor()
    kept = change
    try:
        if form.values or change is None:
            kept = operations.save_draft(
                session=session,
                kind=form.spec.code,
                organization_id=organization_id,
                record_id=record_id,
                change_id=change.id if change else None,
                version_shown=change.version if change else 0,
                values=form.values,
                by=actor.user_id,
            )
        assert kept is not None
        if request.form.get("action") == "propose":
            operations.propose(
                session=session, change_id=kept.id, version_shown=kept.version, by=actor.user_id
            )
            return redirect(url_for("member.change", change_id=kept.id), 303)
    except operations.Invalid as error:
        form.errors.update({key: str(message) for key, message in error.errors.items()})
        return _show_form(form, organization_id, title, change, record_id), INVALID
    except BadInput as error:
        form.errors[""] = str(error)
        return _show_form(form, organization_id, title, change, record_id), INVALID
    return redirect(url_for("member.change", change_id=kept.id), 303)


def _shown_version(name: str) -> int | None:
    text = request.form.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _is_conflict(spec: Kind, change: Change | None, record_id: int | None) -> bool:
    return _shown_version("version") != (change.version if change else 0) or _shown_version(
        "record_version"
    ) != get_version(db.session(), spec.code, record_id)


def _show_form(
    form: EditForm,
    organization_id: int,
    title: str,
    change: Change | None,
    record_id: int | None,
    is_conflict: bool = False,
) -> str:
    """With a conflict the form keeps what was typed, beside what others have written meanwhile."""
    return render_template(
        "member/edit.html",
        form=form,
        spec=form.spec,
        collection=OF_KIND[form.spec.code],
        organization=own_organization(db.session(), current_actor(), organization_id),
        title=title,
        change=change,
        record_id=record_id,
        record_version=get_version(db.session(), form.spec.code, record_id),
        is_conflict=is_conflict,
        others=differences(change) if is_conflict and change else [],
    )


@blueprint.post("/changes/<int:change_id>/propose")
@requires(Permission.MEMBER)
def propose(change_id: int) -> Page:
    """Hand a change to the coordinators."""
    change = own_change(db.session(), current_actor(), change_id)
    try:
        operations.propose(
            session=db.session(),
            change_id=change_id,
            version_shown=_shown_version("version") or 0,
            by=current_actor().user_id,
        )
    except operations.Invalid as error:
        words = "; ".join(_name_error(change, key, message) for key, message in error.errors.items())
        return show_change(change, words), INVALID
    return redirect(url_for("member.change", change_id=change_id), 303)


def _name_error(change: Change, key: str, message: Any) -> str:
    spec = kind_of(OF_KIND[change.kind])
    return f"{spec.field_of(key).label}: {message}" if key else str(message)


@blueprint.post("/changes/<int:change_id>/withdraw")
@requires(Permission.MEMBER)
def withdraw(change_id: int) -> Page:
    """Give a change up."""
    own_change(db.session(), current_actor(), change_id)
    operations.withdraw(
        session=db.session(),
        change_id=change_id,
        version_shown=_shown_version("version") or 0,
        by=current_actor().user_id,
    )
    return redirect(url_for("member.index"), 303)


@blueprint.post("/revisions/<int:revision_id>/restore")
@requires(Permission.MEMBER)
def restore(revision_id: int) -> Page:
    """Draft a change that brings a version back."""
    session, actor = db.session(), current_actor()
    revision = session.get(Revision, revision_id)
    if revision is None or not actor.may_edit(revision.organization_id):
        raise NotFound(f"revision {revision_id}")
    change = operations.restore(
        session=session,
        revision_id=revision_id,
        organization_id=revision.organization_id,
        by=actor.user_id,
    )
    return redirect(url_for("member.change", change_id=change.id), 303)


@blueprint.route("/<collection>/<int:record_id>/remove", methods=["GET", "POST"])
@requires(Permission.MEMBER)
def remove(collection: str, record_id: int) -> Page:
    """Say since when and why a record does not work any more."""
    session, actor = db.session(), current_actor()
    spec, record, organization_id = own_record(session, actor, collection, record_id)
    if not spec.can_create and not actor.may_administer(organization_id):
        raise NotFound(f"{spec.code} {record_id}")
    error = ""
    if request.method == "POST":
        try:
            operations.remove(
                session=session,
                kind=spec.code,
                record_id=record_id,
                organization_id=organization_id,
                removal=read_removal(request.form, today()),
                by=actor.user_id,
            )
            return redirect(url_for("member.records", collection=collection), 303)
        except BadInput as problem:
            error = str(problem)
    page = render_template(
        "member/remove.html",
        spec=spec,
        collection=collection,
        title=title_of(session, spec, record),
        reasons=REASONS,
        error=error,
        today=today(),
    )
    return (page, INVALID) if error else page
