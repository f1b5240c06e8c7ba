"""The members' pages that change nothing: tasks, lists, what a change will look like, history, how to refer a family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, render_template

from network.accounts.actors import current_actor
from network.accounts.queries import find_members
from network.core.clock import now, today
from network.core.database import db
from network.core.permissions import Permission, requires
from network.feedback.words import TOPICS
from network.member.belongings import (
    COLLECTIONS,
    OF_KIND,
    find_everything,
    find_items,
    find_own_taken_out,
    kind_of,
    own_change,
    own_organizations,
    own_record,
    own_taken_out,
)
from network.member.referrals import find_referrals
from network.member.tasks import find_tasks
from network.moderation.display import missing_translations, preview_rows, shown
from network.moderation.fields import get_kind
from network.moderation.models import Change, Revision
from network.moderation.queries import Difference, differences, find_live, history, is_trusted
from network.moderation.recording import has_record
from network.moderation.removals import ending_of
from network.moderation.taken_out import name_taken_out
from network.moderation.titles import change_title, title_of, values_of
from network.moderation.touching import foresee
from network.partnerships.queries import find_named
from network.partnerships.showing import make_rows

blueprint = Blueprint("member", __name__, url_prefix="/member")


@blueprint.app_template_global("shown_value")
def shown_value(difference: Difference, value: object, organization_id: int) -> str:
    """A value of a difference in words."""
    return shown(db.session(), difference.field, value, organization_id)


@blueprint.get("")
@requires(Permission.MEMBER)
def index() -> str:
    """Tasks first, then all that is ours."""
    session, actor = db.session(), current_actor()
    organizations = own_organizations(session, actor)
    live = find_live(session, actor.editor_of)
    everything = find_everything(session, actor, live)
    return render_template(
        "member/index.html",
        tasks=find_tasks(session, actor, organizations, live, everything, datetime.now(UTC), today()),
        organizations=organizations,
        everything=everything,
        kinds={name: kind_of(name) for name in COLLECTIONS},
        topics=TOPICS,
        named=make_rows(find_named(session, actor.editor_of), today()) if actor.editor_of else [],
        moment=now(),
        actor=actor,
    )


@blueprint.get("/<collection>")
@requires(Permission.MEMBER)
def records(collection: str) -> str:
    """All of one kind, organization by organization."""
    session, actor = db.session(), current_actor()
    return render_template(
        "member/records.html",
        spec=kind_of(collection),
        collection=collection,
        items=find_items(session, actor, collection),
        taken_out=find_own_taken_out(session, actor, collection),
        organizations=own_organizations(session, actor),
        actor=actor,
    )


@blueprint.get("/changes/<int:change_id>")
@requires(Permission.MEMBER)
def change(change_id: int) -> str:
    """What is proposed: before and after, how families will see it, what is not translated."""
    return show_change(own_change(db.session(), current_actor(), change_id))


def show_change(found: Change, problems: Sequence[str] = ()) -> str:
    """The page of a change, with what keeps it from being sent."""
    session, spec = db.session(), get_kind(found.kind)
    effects = foresee(session, found)
    values = values_of(session, found)
    return render_template(
        "member/change.html",
        effects=effects,
        change=found,
        spec=spec,
        collection=OF_KIND[found.kind],
        title=change_title(session, found),
        differences=differences(found),
        rows=preview_rows(session, spec, values, found.organization_id),
        name=spec.describe(values),
        missing=missing_translations(spec, values),
        is_trusted=is_trusted(session, found.organization_id),
        problems=problems,
    )


def describe_problems(found: Change, errors: Mapping[str, Any]) -> list[str]:
    """What keeps a change from being sent, each with the name of its field."""
    spec = get_kind(found.kind)
    return [f"{spec.field_of(key).label}: {words}" if key else str(words) for key, words in errors.items()]


@blueprint.get("/<collection>/<int:record_id>/history")
@requires(Permission.MEMBER)
def record_history(collection: str, record_id: int) -> str:
    """Who changed what and when; each version can be proposed anew."""
    return show_history(collection, record_id)


def show_history(collection: str, record_id: int, error: str = "", change: Change | None = None) -> str:
    """The history of an own record, with what keeps a version from coming back."""
    session = db.session()
    spec = kind_of(collection)
    is_gone = not has_record(session, spec, record_id)
    revisions, title, organization_id = (_gone if is_gone else _kept)(collection, record_id)
    return render_template(
        "member/history.html",
        spec=spec,
        collection=collection,
        title=title,
        is_gone=is_gone,
        organization_id=organization_id,
        revisions=[(revision, differences(revision)) for revision in revisions],
        colleagues={user.id: user.email for user, _role in find_members(session, organization_id)},
        reasons=ending_of(spec).reasons,
        error=error,
        change=change,
    )


def _kept(collection: str, record_id: int) -> tuple[Sequence[Revision], str, int]:
    spec, record, organization_id = own_record(db.session(), current_actor(), collection, record_id)
    return history(db.session(), spec.code, record_id), title_of(spec, record), organization_id


def _gone(collection: str, record_id: int) -> tuple[Sequence[Revision], str, int]:
    revisions = own_taken_out(db.session(), current_actor(), collection, record_id)
    return revisions, name_taken_out(revisions[0]), revisions[0].organization_id


@blueprint.get("/referrals")
@requires(Permission.MEMBER)
def referrals() -> str:
    """How to refer a family to the services of the network: for members only."""
    return render_template("member/referrals.html", referrals=find_referrals(db.session()))
