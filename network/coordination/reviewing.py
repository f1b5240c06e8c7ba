"""Proposed changes for coordinators: the queue, one of them before and after, and the decision on it."""

from __future__ import annotations

from flask import abort, render_template, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from network.audit.operations import record
from network.coordination.blueprint import (
    INVALID,
    blueprint,
    coordinator,
    insist,
    moved_on,
    page_number,
    scope,
)
from network.coordination.covering import covered_keys, effects_of, uncovered
from network.coordination.forms import ReasonForm, VersionForm
from network.coordination.queries import VIEWED, Waiting, find_emails, find_waiting, get_waiting, has_viewed
from network.coordination.takeovers import is_suspicious
from network.coordination.titles import change_title
from network.core.clock import now
from network.core.database import db
from network.core.errors import BadInput
from network.core.i18n import gettext as _
from network.core.permissions import Permission, requires
from network.moderation import operations
from network.moderation.display import missing_translations, preview_rows
from network.moderation.fields import get_kind
from network.moderation.models import ChangeState
from network.moderation.queries import differences, get_version, unsafe_keys
from network.moderation.titles import values_of

Page = Response | str | tuple[str, int]


@blueprint.get("/coordination/review")
@requires(Permission.COORDINATOR)
def review() -> Page:
    """The changes that wait: the coordinator's oblasts first, then from the oldest."""
    chosen = scope()
    return render_template(
        "coordination/review.html",
        page=find_waiting(db.session(), chosen, page_number()),
        scope=chosen,
        actor=coordinator()[0],
        moment=now(),
    )


@blueprint.get("/coordination/review/<int:change_id>")
@requires(Permission.COORDINATOR)
def change(change_id: int) -> Page:
    """One change: before and after, who proposed it, what families would see."""
    return show_change(get_waiting(db.session(), change_id))


@blueprint.post("/coordination/review/<int:change_id>/show")
@requires(Permission.COORDINATOR)
def show_confidential(change_id: int) -> Page:
    """Uncover where a confidential place is; who asked for it is recorded."""
    actor, _oblast_ids = coordinator()
    found = get_waiting(db.session(), change_id)
    insist(actor, found.oblast_id)
    record(
        session=db.session(),
        actor=actor.audit_name,
        action=VIEWED,
        subject_kind="change",
        subject_id=change_id,
        details={
            "kind": found.change.kind,
            "record": found.change.record_id,
            "version": found.change.version,
        },
    )
    return redirect(url_for(".change", change_id=change_id), 303)


@blueprint.post("/coordination/review/<int:change_id>/publish")
@requires(Permission.COORDINATOR)
def publish_change(change_id: int) -> Page:
    """Make exactly the version that was shown public."""
    found, version = _decided(change_id)
    if is_covered(found):
        return show_change(found, error=_("Look at the whole change first.")), INVALID
    try:
        operations.publish(
            session=db.session(), change_id=change_id, version_shown=version, by=coordinator()[0].user_id
        )
    except operations.Stale:
        db.session.rollback()
        return moved_on(url_for(".change", change_id=change_id))
    except operations.Forbidden:
        abort(403)
    except operations.Invalid as error:
        words = str(next(iter(error.errors.values())))
        db.session.rollback()
        return show_change(get_waiting(db.session(), change_id), error=words), INVALID
    return redirect(url_for(".review", done="published"), 303)


@blueprint.post("/coordination/review/<int:change_id>/send-back")
@requires(Permission.COORDINATOR)
def send_back(change_id: int) -> Page:
    """Give a change back with a reason."""
    found, version = _decided(change_id)
    form = ReasonForm()
    if not form.validate():
        return show_change(found, form), INVALID
    try:
        operations.send_back(
            session=db.session(),
            change_id=change_id,
            version_shown=version,
            reason=form.reason.data,
            by=coordinator()[0].user_id,
        )
    except operations.Stale:
        return moved_on(url_for(".change", change_id=change_id))
    except BadInput as error:
        return show_change(found, error=str(error)), INVALID
    return redirect(url_for(".review", done="sent-back"), 303)


def _decided(change_id: int) -> tuple[Waiting, int]:
    """The change of a decision and the version that was shown; 403 in another oblast, 400 without a version."""
    found = get_waiting(db.session(), change_id)
    insist(coordinator()[0], found.oblast_id)
    form = VersionForm()
    if not form.validate():
        abort(400)
    return found, form.version.data or 0


def is_covered(found: Waiting) -> bool:
    """Whether the change tells where a confidential place is, and this coordinator has not asked to see it."""
    session, actor = db.session(), coordinator()[0]
    return bool(covered_keys(session, found.change)) and not has_viewed(
        session, actor.audit_name, found.change
    )


def show_change(found: Waiting, form: ReasonForm | None = None, error: str = "") -> str:
    """The page of a change; `form` and `error` say why a decision was not taken."""
    session, actor = db.session(), coordinator()[0]
    item = found.change
    spec = get_kind(item.kind)
    effects = [] if is_covered(found) else effects_of(session, item)
    covered = covered_keys(session, item) if is_covered(found) else frozenset[str]()
    values = values_of(session, item)
    unsafe = unsafe_keys(item, actor.user_id)
    return render_template(
        "coordination/change.html",
        effects=effects,
        found=found,
        change=item,
        title=change_title(session, item, covered),
        spec=spec,
        differences=uncovered(differences(item), covered),
        covered=list(dict.fromkeys(spec.field_of(key).label for key in item.values if key in covered)),
        rows=[] if covered else preview_rows(session, spec, values, item.organization_id),
        name="" if covered else spec.describe(values),
        missing=missing_translations(spec, values),
        unsafe=list(dict.fromkeys(spec.field_of(key).label for key in unsafe)),
        is_moved=item.is_live and get_version(session, item.kind, item.record_id) != item.base_version,
        is_suspicious=is_suspicious(session, item),
        is_waiting=item.state == ChangeState.WAITING,
        may_decide=item.state == ChangeState.WAITING and actor.may_coordinate(found.oblast_id),
        people=find_emails(session, [item.proposer_id, item.decider_id]),
        reason=form or ReasonForm(formdata=None),
        error=error,
        moment=now(),
        done=request.args.get("done", ""),
    )
