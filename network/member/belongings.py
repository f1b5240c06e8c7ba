"""What belongs to the signed-in person's organizations: every record is reached through them, others are not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from network.accounts.actors import Actor
from network.core.clock import today
from network.core.errors import NotFound
from network.freshness.states import Check, check_of
from network.moderation.fields import Kind, get_kind
from network.moderation.models import Change, Revision
from network.moderation.queries import find_live, get_change_of
from network.moderation.removals import ending_of
from network.moderation.taken_out import TakenOut, find_taken_out, get_taken_out
from network.moderation.titles import title_of
from network.organizations.models import Organization
from network.organizations.moderated import find as find_organizations

COLLECTIONS = {
    "profile": "organization",
    "locations": "location",
    "services": "service",
    "hours": "schedule",
    "mobile-teams": "team",
    "stops": "stop",
    "results": "result",
    "relocations": "relocation",
    "events": "event",
    "partnerships": "partnership",
    "forums": "forum",
    "challenges": "challenge",
    "solutions": "solution",
    "forum-documents": "forum_document",
    "solutions-to-see-to": "owned_solution",
}
"""The part of the address for each kind of record."""
OF_KIND = {kind: collection for collection, kind in COLLECTIONS.items()}


@dataclass(frozen=True)
class Item:
    """One record in a list, with its live change, if there is one; what is to be made has a change alone.

    `check` says when it was last confirmed; kinds that are confirmed with something else have none. `ending` is what
    it is called to say that it is over.
    """

    collection: str
    record: Any
    title: str
    organization_id: int
    page: tuple[str, str] | None
    change: Change | None
    state: str = "new"
    check: Check | None = None
    ending: Any = ""


def kind_of(collection: str) -> Kind:
    """The kind behind a part of the address; raises NotFound."""
    if collection not in COLLECTIONS:
        raise NotFound(f"no collection {collection!r}")
    return get_kind(COLLECTIONS[collection])


def own_organizations(session: Session, actor: Actor) -> Sequence[Organization]:
    """The organizations that this person edits, in order of names."""
    return find_organizations(session, sorted(actor.editor_of))


def own_organization(session: Session, actor: Actor, organization_id: int) -> Organization:
    """One of them; raises NotFound for any other."""
    for organization in own_organizations(session, actor):
        if organization.id == organization_id:
            return organization
    raise NotFound(f"organization {organization_id}")


def own_record(session: Session, actor: Actor, collection: str, record_id: int) -> tuple[Kind, Any, int]:
    """The kind, the record and its organization, which must be this person's; raises NotFound."""
    spec = kind_of(collection)
    record = spec.get(session, record_id)
    organization_id = spec.organization_id(record)
    if not actor.may_edit(organization_id):
        raise NotFound(f"{spec.code} {record_id}")
    return spec, record, organization_id


def own_taken_out(session: Session, actor: Actor, collection: str, record_id: int) -> Sequence[Revision]:
    """The history of a record of this person's that was taken out and is gone, the removal first; raises NotFound."""
    revisions = get_taken_out(session, kind_of(collection), record_id)
    if not actor.may_edit(revisions[0].organization_id):
        raise NotFound(f"{collection} {record_id}")
    return revisions


def find_own_taken_out(session: Session, actor: Actor, collection: str) -> Sequence[TakenOut]:
    """What was taken out of a kind and is gone."""
    return find_taken_out(session, sorted(actor.editor_of), kind_of(collection).code)


def own_change(session: Session, actor: Actor, change_id: int) -> Change:
    """A change of this person's organizations; raises NotFound."""
    return get_change_of(session, change_id, actor.editor_of)


def find_items(session: Session, actor: Actor, collection: str) -> list[Item]:
    """All records of a kind that belong to this person's organizations, and those that are proposed to be made."""
    return _items(session, actor, collection, find_live(session, actor.editor_of))


def find_everything(session: Session, actor: Actor, live: Sequence[Change]) -> dict[str, list[Item]]:
    """All records of each kind; the number of statements is that of the kinds."""
    return {collection: _items(session, actor, collection, live) for collection in COLLECTIONS}


def _items(session: Session, actor: Actor, collection: str, live: Sequence[Change]) -> list[Item]:
    spec = kind_of(collection)
    of_kind = [change for change in live if change.kind == spec.code]
    changes = {change.record_id: change for change in of_kind if change.record_id is not None}
    found = spec.find(session, sorted(actor.editor_of))
    items = [_item(spec, collection, record, changes.get(record.id)) for record in found]
    return items + [_new_item(spec, collection, change) for change in of_kind if change.record_id is None]


def _item(spec: Kind, collection: str, record: Any, change: Change | None) -> Item:
    is_checked = hasattr(record, "confirmed_on")
    return Item(
        collection=collection,
        record=record,
        title=title_of(spec, record),
        organization_id=spec.organization_id(record),
        page=spec.page(record),
        change=change,
        state=spec.state(record) if spec.state else state_of(record),
        ending=ending_of(spec).title,
        check=check_of(record.confirmed_on, record.entered_on, today()) if is_checked else None,
    )


def _new_item(spec: Kind, collection: str, change: Change) -> Item:
    title = spec.describe({**spec.empty(), **change.values})
    return Item(collection, None, title, change.organization_id, None, change)


def state_of(record: Any) -> str:
    """«hidden» when families see nothing of it, «ended» when they see that it is over, «paused», «planned», else «shown»."""
    if not getattr(record, "is_published", True):
        return "hidden"
    if getattr(record, "is_cancelled", False):
        return "ended"
    status = str(getattr(record, "status", ""))
    return {"closed": "ended", "moved": "ended", "evacuated": "ended"}.get(
        status, status if status in {"paused", "planned"} else "shown"
    )
