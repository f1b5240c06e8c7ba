"""What records and changes are called on the coordinators' pages; a confidential place has no name there."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from sqlalchemy.orm import Session

from network.core.errors import NotFound
from network.core.i18n import gettext as _
from network.locations.models import Visibility
from network.locations.moderated import CODE as LOCATION
from network.moderation.fields import Kind, Values, get_kind
from network.moderation.models import Change


def record_title(session: Session, spec: Kind, record: Any) -> str:
    """A record's name with what it belongs to."""
    if getattr(record, "visibility", None) == Visibility.CONFIDENTIAL:
        return _("A confidential place")
    parent = spec.parent(record) if spec.parent else ""
    own = getattr(record, "name", None) or spec.describe({**spec.empty(), **spec.read(session, record)})
    return ": ".join(part for part in (parent, str(own)) if part)


def change_title(session: Session, change: Change, covered: frozenset[str]) -> str:
    """What the changed record is called, or the new one will be."""
    spec = get_kind(change.kind)
    if change.kind == LOCATION and covered:
        return _("A confidential place")
    if change.record_id is not None and "name_uk" not in change.values:
        with suppress(NotFound):
            return record_title(session, spec, spec.get(session, change.record_id))
    return spec.describe({**spec.empty(), **change.before, **change.values})


def values_of(session: Session, change: Change) -> Values:
    """All values of the record as it would be."""
    spec = get_kind(change.kind)
    if change.record_id is None:
        return {**spec.empty(), **change.values}
    try:
        record = spec.get(session, change.record_id)
    except NotFound:
        return {**spec.empty(), **change.before, **change.values}
    return {**spec.read(session, record), **change.values}
