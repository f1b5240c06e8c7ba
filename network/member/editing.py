"""What members do with a record: edit, add, send, give up, bring back, take out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from network.accounts.actors import current_actor
from network.core.clock import today
from network.core.database import db
from network.core.errorpages import http_error, show_http_error
from network.core.errors import BadInput, NotFound
from network.core.i18n import gettext as _
from network.core.permissions import Permission, requires
from network.core.transactions import READS, after_refusal
from network.core.uploads import Uploads, takes_files
from network.member.belongings import (
    COLLECTIONS,
    OF_KIND,
    kind_of,
    own_change,
    own_organization,
    own_record,
)
from network.member.views import blueprint, describe_problems, show_change, show_history
from network.moderation import operations, removing
from network.moderation.checks import find_missing
from network.moderation.display import missing_translations, preview_rows
from network.moderation.documents import takes_documents
from network.moderation.fields import Kind, Values
from network.moderation.forms import EditForm
from network.moderation.models import Change, Revision
from network.moderation.queries import Difference, differences, get_version, history, live_change
from network.moderation.removals import ending_of, read_removal
from network.moderation.titles import title_of

Page = str | tuple[str, int] | Response
INVALID, CONFLICT, TOO_LARGE = 422, 409, 413
TRIP = ("team", "starts_on", "every_weeks", "ends_on")
"""What the stops of one trip share."""


@blueprint.errorhandler(operations.Stale)
def _show_stale(error: operations.Stale) -> Response:
    return show_http_error(http_error(CONFLICT, ""))


def _has_documents(collection: str, **_numbers: int) -> bool:
    return takes_documents(COLLECTIONS.get(collection))


@blueprint.route("/<collection>/<int:record_id>/edit", methods=["GET", "POST"])
@requires(Permission.MEMBER)
@takes_files(_has_documents)
def edit(collection: str, record_id: int) -> Page:
    """The form of a record; what stands in it becomes the record's one live change."""
    session = db.session()
    spec, record, organization_id = own_record(session, current_actor(), collection, record_id)
    change = live_change(session, spec.code, record_id)
    stored = {**spec.read(session, record), **(change.values if change else {})}
    return _edit(Place(spec, organization_id, title_of(spec, record), stored, change, record_id))


@blueprint.route("/<collection>/new/<int:organization_id>", methods=["GET", "POST"])
@requires(Permission.MEMBER)
@takes_files(_has_documents)
def new(collection: str, organization_id: int) -> Page:
    """The form of a record that is to be made."""
    spec = kind_of(collection)
    own_organization(db.session(), current_actor(), organization_id)
    if not spec.can_create:
        raise NotFound(f"no new {spec.code}")
    return _edit(
        Place(spec, organization_id, "", {**spec.empty(), **_like(spec, organization_id)}, None, None)
    )


def _like(spec: Kind, organization_id: int) -> Values:
    """What the next stop of a trip has in common with the one named in the address: all but the place and the hours."""
    text = request.args.get("like", "")
    if spec.code != "stop" or not (text.isascii() and text.isdigit() and len(text) < 10):
        return {}
    change = own_change(db.session(), current_actor(), int(text))
    if (change.kind, change.organization_id) != (spec.code, organization_id):
        raise NotFound(f"change {change.id}")
    values = {key: change.values[key] for key in TRIP if key in change.values}
    return {**values, "opens_at": change.values.get("closes_at")}


@blueprint.route("/changes/<int:change_id>/edit", methods=["GET", "POST"])
@requires(Permission.MEMBER)
@takes_files(lambda change_id: True)
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
    stored = {**spec.empty(), **change.values}
    return _edit(Place(spec, change.organization_id, spec.describe(stored), stored, change, None))


@dataclass(frozen=True)
class Place:
    """What a form edits: the change as it stands, the record or none, and what stands in the form before it is typed in."""

    spec: Kind
    organization_id: int
    title: str
    stored: Values
    change: Change | None
    record_id: int | None


def _edit(place: Place) -> Page:
    session, spec = db.session(), place.spec
    if request.method in READS:
        return _show_form(place, EditForm(session, spec, place.organization_id, place.stored))
    form = EditForm(
        session,
        spec,
        place.organization_id,
        place.stored,
        request.form,
        uploads=Uploads(request.files),
        by=current_actor().user_id,
    )
    after_refusal(form.documents.store_again)
    if _is_conflict(place):
        return _show_form(place, form, _written_by_others(place)), CONFLICT
    is_sent = request.form.get("action") == "propose"
    if is_sent:
        missing = find_missing(spec, {**place.stored, **form.values})
        form.errors.update({key: str(words) for key, words in missing.items() if key not in form.errors})
    if form.errors:
        return _show_form(place, form), TOO_LARGE if form.is_too_large else INVALID
    return _keep(place, form, is_sent)


def _keep(place: Place, form: EditForm, is_sent: bool) -> Page:
    try:
        kept = _save(place, form)
        if is_sent:
            operations.propose(
                session=db.session(),
                change_id=kept.id,
                version_shown=kept.version,
                by=current_actor().user_id,
            )
    except operations.Invalid as error:
        form.errors.update({key: str(message) for key, message in error.errors.items()})
    except BadInput as error:
        form.errors[""] = str(error)
    else:
        return redirect(url_for("member.change", change_id=kept.id, done="sent" if is_sent else "kept"), 303)
    db.session.rollback()  # nothing is kept of what could not be sent: the form holds it
    return _show_form(place, form), INVALID


def _save(place: Place, form: EditForm) -> Change:
    change = place.change
    if change is not None and not form.values:
        return change
    return operations.save_draft(
        session=db.session(),
        kind=place.spec.code,
        organization_id=place.organization_id,
        record_id=place.record_id,
        change_id=change.id if change else None,
        version_shown=change.version if change else 0,
        values=form.values,
        by=current_actor().user_id,
    )


def _shown_version(name: str) -> int | None:
    text = request.form.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _is_conflict(place: Place) -> bool:
    version = place.change.version if place.change else 0
    record_version = get_version(db.session(), place.spec.code, place.record_id)
    return (_shown_version("version"), _shown_version("record_version")) != (version, record_version)


def _written_by_others(place: Place) -> list[Difference]:
    """The change as it stands now; without one, what was published last."""
    if place.change is not None:
        return differences(place.change)
    revisions = history(db.session(), place.spec.code, place.record_id) if place.record_id else []
    return differences(revisions[0]) if revisions else []


def _show_form(place: Place, form: EditForm, others: list[Difference] | None = None) -> str:
    """With `others`, a conflict: the form keeps what was typed, beside what others have written meanwhile."""
    session = db.session()
    return render_template(
        "member/edit.html",
        form=form,
        typed={input.key: input for row in form.rows() for input in row.inputs},
        spec=form.spec,
        collection=OF_KIND[form.spec.code],
        organization=own_organization(session, current_actor(), place.organization_id),
        title=place.title,
        change=place.change,
        record_id=place.record_id,
        record_version=get_version(session, form.spec.code, place.record_id),
        missing=missing_translations(form.spec, {**place.stored, **form.values}),
        others=others,
        cases={"visibility": _seen(place, form)} if form.spec.code == "location" else {},
    )


def _seen(place: Place, form: EditForm) -> dict[str, str]:
    """What families will see of the address under each visibility, in the words of the public pages."""
    values, spec = {**place.stored, **form.values}, form.spec
    codes = [
        code for code, _words in spec.field_of("visibility").options(db.session(), place.organization_id)
    ]
    return {
        str(code): preview_rows(
            db.session(), spec, {**values, "visibility": str(code)}, place.organization_id
        )[0][1]
        for code in codes
    }


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
        return show_change(change, describe_problems(change, error.errors)), INVALID
    return redirect(url_for("member.change", change_id=change_id, done="sent"), 303)


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
    return redirect(url_for("member.index", done="given_up"), 303)


@blueprint.post("/revisions/<int:revision_id>/restore")
@requires(Permission.MEMBER)
def restore(revision_id: int) -> Page:
    """Draft a change that brings a version back."""
    session, actor = db.session(), current_actor()
    revision = session.get(Revision, revision_id)
    if revision is None or not actor.may_edit(revision.organization_id):
        raise NotFound(f"revision {revision_id}")
    try:
        change = operations.restore(
            session=session,
            revision_id=revision_id,
            organization_id=revision.organization_id,
            by=actor.user_id,
            is_before=request.form.get("before") == "1",
        )
    except operations.Stale:
        live = live_change(session, revision.kind, revision.record_id)
        words = _("A change of this record is under way. Send it or give it up first.")
        return show_history(OF_KIND[revision.kind], revision.record_id, words, live), CONFLICT
    except BadInput as error:
        return show_history(OF_KIND[revision.kind], revision.record_id, str(error)), INVALID
    return redirect(url_for("member.change", change_id=change.id, done="kept"), 303)


@blueprint.route("/<collection>/<int:record_id>/remove", methods=["GET", "POST"])
@requires(Permission.MEMBER)
def remove(collection: str, record_id: int) -> Page:
    """Say since when and why a record does not work any more; security concerns are asked once more."""
    session, actor = db.session(), current_actor()
    spec, record, organization_id = own_record(session, actor, collection, record_id)
    if not spec.can_create and not actor.may_administer(organization_id):
        raise NotFound(f"{spec.code} {record_id}")
    if request.method in READS:
        return _show_removal(spec, record)
    try:
        removal = read_removal(request.form, today(), ending_of(spec).reasons)
    except BadInput as problem:
        return _show_removal(spec, record, str(problem)), INVALID
    if removal.is_security and request.form.get("sure") != "1":
        return _show_removal(spec, record, is_asked=True), INVALID
    removing.remove(
        session=session,
        kind=spec.code,
        record_id=record_id,
        organization_id=organization_id,
        removal=removal,
        by=actor.user_id,
    )
    return redirect(url_for("member.index", done="removed"), 303)


def _show_removal(spec: Kind, record: Any, error: str = "", is_asked: bool = False) -> str:
    return render_template(
        "member/remove.html",
        spec=spec,
        collection=OF_KIND[spec.code],
        title=title_of(spec, record),
        ending=ending_of(spec),
        reasons=ending_of(spec).reasons,
        chosen=request.form.get("reason", ""),
        since=request.form.get("since") or today().isoformat(),
        error=error,
        is_asked=is_asked,
        today=today(),
    )
