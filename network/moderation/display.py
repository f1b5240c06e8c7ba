"""Values of fields in words, in the reader's language: for a preview, for before and after, for history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from network.core.clock import date_words
from network.core.i18n import gettext as _
from network.core.i18n import pick
from network.core.phones import format_phone
from network.moderation.documents import describe
from network.moderation.fields import Audience, Field, Kind, Values, Widget
from network.moderation.gazetteer import find_by_codes
from network.moderation.parsing import write_phone
from network.moderation.records import codes_of, name_all, pair_words


def shown(session: Session, field: Field, value: Any, organization_id: int) -> str:
    """A value in words, lists a line each; '' for nothing."""
    if value is None or value == "" or value == []:
        return ""
    if field.widget is Widget.BOOLEAN:
        return _("Yes") if value else _("No")
    if field.widget in {Widget.CHOICE, Widget.CHOICES}:
        return _chosen(session, field, value, organization_id)
    if field.widget is Widget.FILE:
        return describe(session, value) or _("a document that is not here any more")
    if field.widget is Widget.PAIRS:
        return pair_words(session, field, value, field.options(session, organization_id))
    if field.widget in {Widget.RECORD, Widget.RECORDS}:
        return "\n".join(name_all(session, field, codes_of(field, value)).values())
    if field.widget in {Widget.PLACE, Widget.PLACES}:
        codes = value if isinstance(value, list) else [value]
        found = find_by_codes(session, codes)
        return "\n".join(found[code].told_apart for code in codes if code in found)
    if field.widget is Widget.PHONES:
        return "\n".join(write_phone(number) for number in value)
    if field.widget is Widget.PHONE:
        return format_phone(value)
    if field.widget is Widget.DATE:
        return date_words(date.fromisoformat(value))
    return str(value)


def preview_rows(
    session: Session, spec: Kind, values: Values, organization_id: int
) -> Sequence[tuple[str, str]]:
    """Labels and words of what everybody will see, in the reader's language; the kind itself may say it better."""
    if spec.preview is not None:
        return spec.preview(session, organization_id, values)
    return public_rows(session, spec, values, organization_id)


def public_rows(
    session: Session, spec: Kind, values: Values, organization_id: int, without: Sequence[str] = ()
) -> list[tuple[str, str]]:
    """Labels and words of all public fields that say something."""
    rows = []
    for field in spec.fields:
        if field.audience > Audience.PUBLIC or field.name in {"is_published", "name", *without}:
            continue
        words = _in_language(session, field, values, organization_id)
        if words and not (field.widget is Widget.BOOLEAN and not values.get(field.name)):
            rows.append((str(field.label), words))
    return rows


def missing_translations(spec: Kind, values: Values) -> list[Field]:
    """Fields that have one language only."""
    return [
        field
        for field in spec.fields
        if field.languages and bool(values.get(field.keys[0])) != bool(values.get(field.keys[1]))
    ]


def _in_language(session: Session, field: Field, values: Values, organization_id: int) -> str:
    if not field.languages:
        return shown(session, field, values.get(field.name), organization_id)
    uk, en = (values.get(key) or "" for key in field.keys)
    return pick(uk, en)


def _chosen(session: Session, field: Field, value: Any, organization_id: int) -> str:
    words = dict(field.options(session, organization_id))
    codes = value if isinstance(value, list) else [value]
    return "\n".join(str(words.get(code, "—")) for code in codes)
