"""What records and changes are called in lists, and what a record would be with a change."""

from __future__ import annotations

from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from network.moderation.fields import Kind, Values, get_kind, read_plain
from network.moderation.models import Change
from network.moderation.recording import has_record


def title_of(spec: Kind, record: Any) -> str:
    """What a record is called in lists, with what it belongs to; asks the database nothing."""
    parent = spec.parent(record) if spec.parent else ""
    return ": ".join(part for part in (parent, name_of(spec, record)) if part)


def name_of(spec: Kind, record: Any) -> str:
    """The record's own name, or what its plain columns say."""
    name = getattr(record, "name", None)
    if name:
        return str(name)
    columns = {*inspect(type(record)).column_attrs.keys()}
    fields = [field for field in spec.fields if columns.issuperset(field.keys)]
    return spec.describe({**spec.empty(), **read_plain(record, fields)})


def describe_change(change: Change) -> str:
    """What the record would be called, by the change's own words alone."""
    spec = get_kind(change.kind)
    return spec.describe({**spec.empty(), **change.before, **change.values})


def change_title(session: Session, change: Change) -> str:
    """What the changed record is called, or the new one will be."""
    spec = get_kind(change.kind)
    if change.record_id is not None and has_record(session, spec, change.record_id):
        return title_of(spec, spec.get(session, change.record_id))
    return describe_change(change)


def values_of(session: Session, change: Change) -> Values:
    """All values of the record as it would be."""
    spec = get_kind(change.kind)
    if change.record_id is None:
        return {**spec.empty(), **change.values}
    if not has_record(session, spec, change.record_id):
        return {**spec.empty(), **change.before, **change.values}
    return {**spec.read(session, spec.get(session, change.record_id)), **change.values}
