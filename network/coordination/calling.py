"""The phone round: organizations that answer no mail are called, and confirm their records by phone."""

from __future__ import annotations

from flask import render_template, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from network.audit.operations import record
from network.audit.queries import find_entries
from network.coordination.blueprint import INVALID, blueprint, coordinator, insist, moved_on, scope
from network.coordination.queries import find_round, get_oblast_id
from network.coordination.scopes import Scope
from network.core.clock import KYIV, today
from network.core.database import db
from network.core.errors import BadInput, NotFound
from network.core.permissions import Permission, requires
from network.freshness.forms import read_reply
from network.freshness.operations import Answer, confirm_current
from network.freshness.queries import Call, find_records
from network.freshness.views import site

Page = Response | str | tuple[str, int]
MISSED = "freshness.call_missed"


@blueprint.get("/coordination/calls")
@requires(Permission.COORDINATOR)
def calls() -> Page:
    """Who is to be called: the coordinator's oblasts first, then those who wait longest."""
    actor, chosen = coordinator()[0], scope()
    found = find_round(db.session(), chosen)
    ours = [call for call, oblast_id in found if actor.may_coordinate(oblast_id)]
    others = [call for call, oblast_id in found if not actor.may_coordinate(oblast_id)]
    return render_template("coordination/calls.html", ours=ours, others=others, scope=chosen)


@blueprint.get("/coordination/calls/<int:owner_id>")
@requires(Permission.COORDINATOR)
def call(owner_id: int) -> Page:
    """What people see of an organization, to be read to it by phone."""
    return _show(_call(owner_id))


@blueprint.post("/coordination/calls/<int:owner_id>")
@requires(Permission.COORDINATOR)
def answer_call(owner_id: int) -> Page:
    """What was heard: all is right, some of it has stopped, or nobody answered."""
    actor, _oblast_ids = coordinator()
    insist(actor, get_oblast_id(db.session(), owner_id))
    try:
        found = _call(owner_id)
    except NotFound:
        return moved_on(url_for(".calls"))
    if request.form.get("answer") == "missed":
        record(
            session=db.session(),
            actor=actor.audit_name,
            action=MISSED,
            subject_kind="organization",
            subject_id=owner_id,
        )
        return redirect(url_for(".calls"), 303)
    return _confirm(found)


def _confirm(found: Call) -> Page:
    actor, _oblast_ids = coordinator()
    records = find_records(db.session(), [found.owner.id], today())[found.owner.id]
    try:
        reply = read_reply(request.form, records)
    except BadInput as error:
        return _show(found, str(error)), INVALID
    if reply.answer is not Answer.CONFIRMED:
        return _show(found), INVALID
    confirm_current(
        session=db.session(),
        owner=found.owner,
        records=reply.confirmed,
        stopped=reply.stopped,
        today=today(),
        actor=actor.audit_name,
        site=site(),
    )
    return redirect(url_for(".calls"), 303)


def _call(owner_id: int) -> Call:
    """The organization on the phone round; raises NotFound when it is not there, or not any more."""
    for each, _oblast_id in find_round(db.session(), Scope(frozenset())):
        if each.owner.id == owner_id:
            return each
    raise NotFound(f"call {owner_id}")


def _show(found: Call, error: str = "") -> str:
    actor, _oblast_ids = coordinator()
    missed = find_entries(
        db.session(), subject_kind="organization", subject_id=found.owner.id, action=MISSED, limit=3
    )
    return render_template(
        "coordination/call.html",
        call=found,
        records=find_records(db.session(), [found.owner.id], today())[found.owner.id],
        missed=[entry for entry in missed if entry.at.astimezone(KYIV).date() >= found.since],
        error=error,
        may_decide=actor.may_coordinate(get_oblast_id(db.session(), found.owner.id)),
    )
