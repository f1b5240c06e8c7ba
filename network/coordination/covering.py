"""What of a change or of history tells where a confidential place is: covered until somebody asks to see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.coordination.titles import record_title
from network.locations.models import Location, Visibility
from network.locations.moderated import CODE as LOCATION
from network.locations.moderated import choices
from network.moderation.fields import get_kind
from network.moderation.models import Change, Revision
from network.moderation.queries import Difference
from network.moderation.touching import Effect, foresee

OPEN = frozenset({"visibility", "status", "status_from"})
"""Of a confidential location itself, all but these is covered, its name too: names give streets away."""


def covered_keys(session: Session, of: Change | Revision) -> frozenset[str]:
    """The keys of a change's or a revision's values that tell of a confidential place."""
    after = of.values if isinstance(of, Change) else of.after
    if of.kind == LOCATION:
        hidden = Visibility.CONFIDENTIAL.value
        is_hidden = hidden in {of.before.get("visibility"), after.get("visibility")}
        ids = [of.record_id] if of.record_id is not None else []
        if is_hidden or is_confidential(session, ids):
            return frozenset(after) - OPEN
        return frozenset()
    linked = [key for key in _links(of.kind) if key in after or key in of.before]
    ids = [int(each) for key in linked for values in (after, of.before) for each in _ids(values, key)]
    return frozenset(linked) if is_confidential(session, ids) else frozenset()


def _links(kind: str) -> list[str]:
    """The fields of other records that name locations."""
    return [field.name for field in get_kind(kind).fields if field.find_choices is choices]


def _ids(values: Mapping[str, Any], key: str) -> list[str]:
    value = values.get(key) or []
    return value if isinstance(value, list) else [str(value)]


def is_confidential(session: Session, location_ids: Sequence[int]) -> bool:
    """Whether one of these locations is confidential."""
    if not location_ids:
        return False
    hidden = Location.visibility == Visibility.CONFIDENTIAL
    query = select(Location.id).where(Location.id.in_(location_ids), hidden).limit(1)
    return session.scalar(query) is not None


def uncovered(differences: Sequence[Difference], covered: frozenset[str]) -> list[Difference]:
    """The differences that may be shown at once."""
    return [each for each in differences if each.key not in covered]


def effects_of(session: Session, change: Change) -> list[Effect]:
    """What publication would write into other records; at which locations services are is said by the change itself."""
    found = foresee(session, change, record_title)
    shown = [
        (each, [one for one in each.differences if one.field.find_choices is not choices]) for each in found
    ]
    return [replace(each, differences=kept) for each, kept in shown if kept]
