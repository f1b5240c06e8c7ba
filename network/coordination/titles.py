"""Titles on the coordinators' pages: those of moderation, but that a confidential place has no name there."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from network.core.i18n import gettext as _
from network.locations.models import Visibility
from network.locations.moderated import CODE as LOCATION
from network.moderation import titles
from network.moderation.fields import Kind
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
