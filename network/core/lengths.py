"""Texts no longer than their column: PostgreSQL refuses what SQLite lets pass, so both are asked here."""

from __future__ import annotations

from sqlalchemy import String, inspect

from network.core.database import Base
from network.core.errors import BadInput
from network.core.i18n import gettext as _


def check_lengths(record: Base) -> None:
    """Raises BadInput that names the first text longer (in characters) than its column."""
    for attribute in inspect(type(record)).column_attrs:
        limit = getattr(attribute.columns[0].type, "length", None)
        value = getattr(record, attribute.key)
        if (
            isinstance(attribute.columns[0].type, String)
            and limit
            and isinstance(value, str)
            and len(value) > limit
        ):
            raise BadInput(
                _("“%(field)s” is longer than %(limit)s characters.", field=attribute.key, limit=limit)
            )
