"""Titles on the coordinators' pages: those of moderation, but that a confidential place has no name there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from network.core.i18n import gettext as _
from network.locations.models import Visibility
from network.locations.moderated import CODE as LOCATION
from network.moderation import titles
from network.moderation.fields import Kind, get_kind
from network.moderation.models import Change


def record_title(spec: Kind, record: Any) -> str:
    """A record's name with what it belongs to."""
    if getattr(record, "visibility", None) == Visibility.CONFIDENTIAL:
        return _("A confidential place")
    return titles.title_of(spec, record)


def change_title(session: Session, change: Change, covered: frozenset[str]) -> str:
    """What the changed record is called, or the new one will be."""
    if change.kind == LOCATION and covered:
        return _("A confidential place")
    return titles.change_title(session, change)


def titles_of(session: Session, changes: Sequence[Change]) -> Mapping[int, str]:
    """The titles of a list of changes, by their ids; the number of statements is that of the kinds among them."""
    found: dict[int, str] = {}
    for code in dict.fromkeys(change.kind for change in changes):
        of_kind = [change for change in changes if change.kind == code]
        spec = get_kind(code)
        owners = {change.organization_id for change in of_kind if change.record_id is not None}
        records = {each.id: each for each in spec.find(session, sorted(owners))} if owners else {}
        for change in of_kind:
            found[change.id] = _title_in_list(spec, change, records.get(change.record_id))
    return found


def _title_in_list(spec: Kind, change: Change, record: Any) -> str:
    """What is, was or shall be confidential has no name in a list."""
    told = {change.before.get("visibility"), change.values.get("visibility")}
    if spec.code == LOCATION and Visibility.CONFIDENTIAL.value in told:
        return _("A confidential place")
    return record_title(spec, record) if record is not None else titles.describe_change(change)
