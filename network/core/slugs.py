"""Addresses of records: made from a name, and never the same twice."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.core.text import slugify

LONGEST = 70


def unique_slug(*, session: Session, column: Any, text: str, fallback: str) -> str:
    """A slug made from the text, «-2», «-3»… when others have it; the fallback for a text without letters."""
    base = slugify(text, LONGEST) or fallback
    taken = set(
        session.scalars(
            select(column).where((column == base) | column.startswith(f"{base}-", autoescape=True))
        )
    )
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


def given_slug(*, session: Session, column: Any, slug: str) -> str:
    """A slug that was chosen; raises BadInput when it cannot stand in an address or is taken."""
    if slug != slugify(slug, LONGEST) or not slug:
        raise BadInput(_l("An address may have small Latin letters, digits and hyphens only."))
    if session.scalar(select(column).where(column == slug)) is not None:
        raise BadInput(_l("This address is taken."))
    return slug


def choose_slug(*, session: Session, column: Any, slug: str | None, text: str, fallback: str) -> str:
    """The chosen slug, or else one made from the text."""
    if slug is not None:
        return given_slug(session=session, column=column, slug=slug)
    return unique_slug(session=session, column=column, text=text, fallback=fallback)
