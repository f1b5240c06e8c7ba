"""A coordinator puts values of a waiting change right: what is corrected is then the coordinator's own word."""

from __future__ import annotations

from dataclasses import replace

from flask import render_template, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from network.coordination.blueprint import INVALID, blueprint, coordinator, insist, moved_on
from network.coordination.forms import VersionForm
from network.coordination.queries import Waiting, get_waiting
from network.coordination.reviewing import is_covered
from network.coordination.titles import change_title
from network.core.database import db
from network.core.errors import BadInput
from network.core.permissions import Permission, requires
from network.core.transactions import READS, after_refusal
from network.core.uploads import Uploads, takes_files
from network.moderation import operations
from network.moderation.fields import get_kind
from network.moderation.forms import EditForm
from network.moderation.models import Change, ChangeState

TOO_LARGE = 413
Page = Response | str | tuple[str, int]


@blueprint.route("/coordination/review/<int:change_id>/correct", methods=["GET", "POST"])
@requires(Permission.COORDINATOR)
@takes_files(lambda change_id: True)
def correct_change(change_id: int) -> Page:
    """The form of the fields that the change touches, and of no others."""
    found, back = get_waiting(db.session(), change_id), url_for(".change", change_id=change_id)
    insist(coordinator()[0], found.oblast_id)
    if is_covered(found):
        return redirect(back, 303)
    if found.change.state != ChangeState.WAITING:
        return moved_on(back)
    if request.method in READS:
        return _show(found, _form(found.change, is_typed=False))
    return _correct(found, back)


def _correct(found: Waiting, back: str) -> Page:
    form, version = _form(found.change, is_typed=True), VersionForm()
    if not version.validate() or version.version.data != found.change.version:
        return moved_on(back)
    after_refusal(form.documents.store_again)
    if not form.errors:
        try:
            operations.correct(
                session=db.session(),
                change_id=found.change.id,
                version_shown=found.change.version,
                values=form.values,
                by=coordinator()[0].user_id,
            )
        except operations.Stale:
            return moved_on(back)
        except operations.Invalid as error:
            form.errors.update({key: str(message) for key, message in error.errors.items()})
        except BadInput as error:
            form.errors[""] = str(error)
        else:
            return redirect(f"{back}?done=corrected", 303)
        db.session.rollback()
        found = get_waiting(db.session(), found.change.id)
    return _show(found, form), TOO_LARGE if form.is_too_large else INVALID


def _form(change: Change, *, is_typed: bool) -> EditForm:
    spec = get_kind(change.kind)
    touched = [field for field in spec.fields if any(key in change.values for key in field.keys)]
    return EditForm(
        db.session(),
        replace(spec, fields=touched),
        change.organization_id,
        {**spec.empty(), **change.before, **change.values},
        request.form if is_typed else None,
        uploads=Uploads(request.files) if is_typed else None,
        by=coordinator()[0].user_id,
    )


def _show(found: Waiting, form: EditForm) -> str:
    return render_template(
        "coordination/correct.html",
        found=found,
        change=found.change,
        form=form,
        title=change_title(db.session(), found.change, frozenset()),
    )
