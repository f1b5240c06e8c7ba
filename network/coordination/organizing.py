"""One organization for coordinators: its people, whether it is trusted, what waits, its records, history and removal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import abort, render_template, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from network.accounts.queries import find_members
from network.audit.operations import record as record_audit
from network.coordination.blueprint import INVALID, blueprint, coordinator, insist
from network.coordination.covering import covered_keys, uncovered
from network.coordination.queries import find_emails, get_oblast_id
from network.coordination.titles import change_title, record_title
from network.core.clock import today
from network.core.database import db
from network.core.errors import BadInput
from network.core.permissions import Permission, requires
from network.moderation.fields import Kind, get_kind, index_record, kinds
from network.moderation.models import Revision
from network.moderation.operations import set_trusted
from network.moderation.queries import differences, find_live, history, is_trusted
from network.moderation.recording import has_record
from network.moderation.removals import ending_of, read_removal
from network.moderation.removing import remove
from network.moderation.taken_out import find_taken_out, get_taken_out, name_taken_out
from network.organizations import operations
from network.organizations.models import Membership
from network.organizations.moderated import CODE as ORGANIZATION
from network.organizations.moderated import get as get_organization

Page = Response | str | tuple[str, int]


@blueprint.get("/coordination/organizations/<int:organization_id>")
@requires(Permission.COORDINATOR)
def organization(organization_id: int) -> str:
    """What coordinators know of an organization and may do with it."""
    session, actor = db.session(), coordinator()[0]
    found = get_organization(session, organization_id)
    live = find_live(session, [organization_id])
    return render_template(
        "coordination/organization.html",
        organization=found,
        people=find_members(session, organization_id),
        is_trusted=is_trusted(session, organization_id),
        live=[
            (each, change_title(session, each, covered_keys(session, each)), get_kind(each.kind))
            for each in live
        ],
        records=[(spec, _records(spec, organization_id)) for spec in kinds()],
        taken_out=find_taken_out(session, [organization_id]),
        may_decide=actor.may_coordinate(get_oblast_id(session, organization_id)),
    )


def _records(spec: Kind, organization_id: int) -> list[tuple[int, str]]:
    found = spec.find(db.session(), [organization_id])
    return [(record.id, record_title(spec, record)) for record in found]


@blueprint.post("/coordination/organizations/<int:organization_id>/trust")
@requires(Permission.COORDINATOR)
def trust(organization_id: int) -> Page:
    """Let an organization publish harmless fields at once, or end that."""
    session, actor = db.session(), coordinator()[0]
    get_organization(session, organization_id)
    insist(actor, get_oblast_id(session, organization_id))
    wanted = request.form.get("trusted")
    if wanted not in {"0", "1"}:
        abort(400)
    set_trusted(session=session, organization_id=organization_id, is_trusted=wanted == "1", by=actor.user_id)
    return redirect(url_for(".organization", organization_id=organization_id), 303)


@blueprint.post("/coordination/organizations/<int:organization_id>/return")
@requires(Permission.COORDINATOR)
def take_back(organization_id: int) -> Page:
    """Make an organization that has left a member again."""
    session, actor = db.session(), coordinator()[0]
    found = get_organization(session, organization_id)
    insist(actor, get_oblast_id(session, organization_id))
    if found.membership == Membership.FORMER:
        operations.take_back(session=session, organization=found)
        index_record(session, get_kind(ORGANIZATION), found)
        record_audit(
            session=session,
            actor=actor.audit_name,
            action="organization.taken_back",
            subject_kind="organization",
            subject_id=organization_id,
        )
    return redirect(url_for(".organization", organization_id=organization_id), 303)


@blueprint.get("/coordination/records/<kind>/<int:record_id>")
@requires(Permission.COORDINATOR)
def record_history(kind: str, record_id: int) -> Page:
    """Who changed a record and when; a form to say that it does not work any more. What is gone keeps its history."""
    spec = get_kind(kind)
    if has_record(db.session(), spec, record_id):
        return _show(*_record(kind, record_id))
    revisions = get_taken_out(db.session(), spec, record_id)
    return _render(spec, revisions, revisions[0].organization_id, title=name_taken_out(revisions[0]))


@blueprint.post("/coordination/records/<kind>/<int:record_id>/remove")
@requires(Permission.COORDINATOR)
def remove_record(kind: str, record_id: int) -> Page:
    """Say since when and why a record does not work; security concerns are asked once more."""
    spec, record, organization_id = _record(kind, record_id)
    actor = coordinator()[0]
    insist(actor, get_oblast_id(db.session(), organization_id))
    try:
        removal = read_removal(request.form, today(), ending_of(spec).reasons)
    except BadInput as problem:
        return _show(spec, record, organization_id, str(problem)), INVALID
    if removal.is_security and request.form.get("sure") != "1":
        return _show(spec, record, organization_id, is_asked=True), INVALID
    remove(
        session=db.session(),
        kind=spec.code,
        record_id=record_id,
        organization_id=organization_id,
        removal=removal,
        by=actor.user_id,
    )
    return redirect(url_for(".organization", organization_id=organization_id), 303)


def _record(kind: str, record_id: int) -> tuple[Kind, Any, int]:
    spec = get_kind(kind)
    record = spec.get(db.session(), record_id)
    return spec, record, spec.organization_id(record)


def _show(spec: Kind, record: Any, organization_id: int, error: str = "", is_asked: bool = False) -> str:
    revisions = history(db.session(), spec.code, record.id)
    return _render(
        spec,
        revisions,
        organization_id,
        title=record_title(spec, record),
        record=record,
        error=error,
        is_asked=is_asked,
        may_decide=coordinator()[0].may_coordinate(get_oblast_id(db.session(), organization_id)),
    )


def _render(spec: Kind, revisions: Sequence[Revision], organization_id: int, **values: Any) -> str:
    """The history of a record; without `may_decide` no form stands under it."""
    session = db.session()
    shown = []
    for revision in revisions:
        covered = covered_keys(session, revision)
        shown.append((revision, uncovered(differences(revision), covered), bool(covered)))
    people = {each.proposer_id for each in revisions} | {each.decider_id for each in revisions}
    return render_template(
        "coordination/record.html",
        spec=spec,
        organization=get_organization(session, organization_id),
        revisions=shown,
        people=find_emails(session, people),
        ending=ending_of(spec),
        reasons=ending_of(spec).reasons,
        chosen=request.form.get("reason", ""),
        since=request.form.get("since") or today().isoformat(),
        today=today(),
        **values,
    )
