"""The form behind a reminder's link: one record, whose change is proposed to the coordinators; it signs nobody in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from flask import render_template, request

from network.audit.operations import record as record_audit
from network.core.clock import today
from network.core.database import db
from network.core.errors import BadInput, NotFound
from network.core.limits import limited
from network.core.permissions import public
from network.freshness.operations import Answer, confirm_current, use_link
from network.freshness.registry import KINDS, Owner, Record
from network.freshness.views import (
    ACTOR,
    Page,
    blueprint,
    is_good,
    link_and_owner,
    records_of,
    site,
    stale_page,
)
from network.moderation import operations
from network.moderation.fields import Audience, Field, Kind, Widget, get_kind
from network.moderation.forms import EditForm
from network.moderation.queries import get_version, live_change

GONE, CONFLICT, INVALID = 410, 409, 422
NOT_BY_MAIL = frozenset({"is_published"})
"""What does not work is marked on the page of the link, where a coordinator calls about it."""


@blueprint.route("/confirm/<token>/edit/<kind>/<int:record_id>", methods=["GET", "POST"])
@public
@limited("LIMIT_CONFIRM")
def edit(token: str, kind: str, record_id: int) -> Page:
    """Propose a change of one record that the link's page shows; looking changes nothing."""
    link, owner = link_and_owner(token)
    if not is_good(link):
        return stale_page(token, link, owner), GONE
    records = records_of(owner)
    record = _find(records, f"{kind}-{record_id}")
    form = _form(owner, record)
    others = [each for each in records if each is not record]
    is_taken = live_change(db.session(), form.spec.code, record.id) is not None
    if request.method != "POST":
        return _show(token, record, others, form, is_taken)
    if is_taken or _has_moved(form.spec, record):
        return _show(token, record, others, form, is_taken), CONFLICT
    if form.errors or not _propose(owner, record, form):
        return _show(token, record, others, form, is_taken), INVALID
    if not use_link(session=db.session(), link=link, answer=Answer.CHANGE, now=datetime.now(UTC)):
        return stale_page(token, link, owner), GONE
    confirmed = _confirm_others(owner, others)
    return render_template(
        "freshness/proposed.html", token=token, record=record, confirmed=confirmed, others=others
    )


def _find(records: list[Record], key: str) -> Record:
    """The record of the page with this key; raises NotFound, for those of others too."""
    for record in records:
        if record.key == key:
            return record
    raise NotFound(key)


def _form(owner: Owner, record: Record) -> EditForm:
    session = db.session()
    spec = get_kind(KINDS[record.kind].changed_as)
    shown = replace(spec, fields=[field for field in spec.fields if is_for_mail(field)])
    stored = spec.read(session, spec.get(session, record.id))
    return EditForm(session, shown, owner.id, stored, request.form if request.method == "POST" else None)


def is_for_mail(field: Field) -> bool:
    """Whether a form that a mailed link opens may hold a field: only what everybody sees.

    What an organization chooses from its own records (where a service is given) is left out too: their names may tell
    of a place that nobody may see. So are documents: only who has signed in uploads.
    """
    is_left_out = field.find_choices is not None or field.widget is Widget.FILE or field.name in NOT_BY_MAIL
    return field.audience is Audience.PUBLIC and not is_left_out


def _has_moved(spec: Kind, record: Record) -> bool:
    """Whether the record was changed after the form was opened."""
    return request.form.get("record_version", "") != str(get_version(db.session(), spec.code, record.id))


def _propose(owner: Owner, record: Record, form: EditForm) -> bool:
    """Hand what was typed to the coordinators; False when something is wrong, which the form then says."""
    session = db.session()
    try:
        change = operations.save_draft(
            session=session,
            kind=form.spec.code,
            organization_id=owner.id,
            record_id=record.id,
            values=form.values,
            by=None,
        )
        operations.propose(session=session, change_id=change.id, version_shown=change.version, by=None)
    except operations.Invalid as error:
        form.errors.update(_in_sight(form.spec, error.errors))
        return False
    except BadInput as error:
        form.errors[""] = str(error)
        return False
    record_audit(
        session=session,
        actor=ACTOR,
        action="freshness.change_proposed",
        subject_kind="organization",
        subject_id=owner.id,
        details={"record": record.key, "change": change.id},
    )
    return True


def _in_sight(spec: Kind, errors: dict[str, Any]) -> dict[str, str]:
    """Messages beside their fields; about one that this form leaves out, above all fields."""
    keys = set(spec.keys())
    return {key if key in keys else "": str(message) for key, message in errors.items()}


def _confirm_others(owner: Owner, others: list[Record]) -> list[Record]:
    """The other records, when it was said that they are right as they were shown."""
    shown = set(request.form.getlist("shown"))
    chosen = [each for each in others if each.key in shown] if "others" in request.form else []
    if chosen:
        confirm_current(
            session=db.session(),
            owner=owner,
            records=chosen,
            stopped=(),
            today=today(),
            actor=ACTOR,
            site=site(),
        )
    return chosen


def _show(token: str, record: Record, others: list[Record], form: EditForm, is_taken: bool) -> str:
    """The form, with what was typed; when a change of the record is under way (`is_taken`), the way to say it in words."""
    version = get_version(db.session(), form.spec.code, record.id)
    return render_template(
        "freshness/edit.html",
        token=token,
        record=record,
        others=others,
        form=form,
        record_version=version,
        is_taken=is_taken,
        has_moved=request.method == "POST" and _has_moved(form.spec, record),
        are_others_right="others" in request.form,
        can_write=bool(site().coordinators),
    )
