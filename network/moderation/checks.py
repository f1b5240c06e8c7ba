"""What must hold before a change can be published: required fields, and the checks of the record's own operations."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.moderation.documents import find_lost
from network.moderation.fields import Kind, Values
from network.moderation.models import Change
from network.moderation.refusals import Invalid

_CONTACT = re.compile(
    r"(?:\d[\s().\-–]*){9}|@|://|\bwww\.|\b[a-z0-9-]+\.(?:ua|org|com|net|me|info)\b", re.IGNORECASE
)


def check(session: Session, spec: Kind, change: Change) -> None:
    """Raises Invalid; tries the change in a savepoint that is taken back, so the operations themselves are asked."""
    attempt = session.begin_nested()
    try:
        put(session, spec, change)
    finally:
        attempt.rollback()


def put(session: Session, spec: Kind, change: Change) -> Any:
    """The record as the change makes it; raises Invalid with all that is missing or cannot be, by field."""
    record = spec.get(session, change.record_id) if change.record_id is not None else None
    present = spec.read(session, record) if record is not None else spec.empty()
    values = {**present, **change.values}
    lost = find_lost(session, spec, values, present, change.organization_id)
    errors = {**lost, **find_mistakes(spec, values), **find_missing(spec, values)}
    if errors:
        raise Invalid(errors)
    try:
        if record is None:
            record = spec.create(session, change.organization_id, values)
        else:
            spec.apply(session, record, values)
        session.flush()
    except Invalid:
        raise
    except BadInput as error:
        raise Invalid({"": str(error)}) from error
    except IntegrityError as error:
        raise Invalid({"": _l("Another record already has this.")}) from error
    return record


def find_mistakes(spec: Kind, values: Values) -> dict[str, Any]:
    """Messages by key of what the kind itself checks."""
    errors = {}
    for key, verify in spec.checks.items():
        try:
            verify(values)
        except BadInput as error:
            errors[key] = str(error)
    return errors


def says_contact(value: Any) -> bool:
    """Whether a text holds what could be a phone number, a mailbox or an address of the web."""
    return isinstance(value, str) and _CONTACT.search(value) is not None


def find_missing(spec: Kind, values: Values) -> dict[str, Any]:
    """Messages for required fields that are empty; of two languages the Ukrainian is required."""
    return {
        field.keys[0]: _l("Fill in this field.")
        for field in spec.fields
        if field.required and values.get(field.keys[0]) in (None, "", [])
    }
