"""What belongs to the signed-in person's organizations: every record is reached through them, others are not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from network.accounts.actors import Actor
from network.core.errors import NotFound
from network.moderation.fields import Kind, get_kind
from network.moderation.models import Change
from network.moderation.queries import find_live, get_change_of
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
}
"""The part of the address for each kind of record."""
OF_KIND = {kind: collection for collection, kind in COLLECTIONS.items()}


@dataclass(frozen=True)
class Item:
    """One record in a list, with its live change, if there is one."""

    collection: str
    record: Any
    title: str
    organization_id: int
    page: tuple[str, str] | None
    change: Change | None


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


def own_change(session: Session, actor: Actor, change_id: int) -> Change:
    """A change of this person's organizations; raises NotFound."""
    return get_change_of(session, change_id, actor.editor_of)


def find_items(session: Session, actor: Actor, collection: str) -> list[Item]:
    """All records of a kind that belong to this person's organizations."""
    spec = kind_of(collection)
    live = {
        change.record_id: change
        for change in find_live(session, actor.editor_of)
        if change.kind == spec.code and change.record_id is not None
    }
    return [
        Item(
            collection=collection,
            record=record,
            title=title_of(session, spec, record),
            organization_id=spec.organization_id(record),
            page=spec.page(record),
            change=live.get(record.id),
        )
        for record in spec.find(session, sorted(actor.editor_of))
    ]


def title_of(session: Session, spec: Kind, record: Any) -> str:
    """What a record is called in lists, with what it belongs to."""
    name = getattr(record, "name", None) or spec.describe(spec.read(session, record))
    parent = spec.parent(record) if spec.parent else ""
    return ": ".join(part for part in (parent, name) if part)
