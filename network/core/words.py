"""Columns that every named record shares: a name in two languages and its place in the alphabet."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, String, event
from sqlalchemy.orm import Mapped, mapped_column

from network.core.i18n import pick, reader_language
from network.core.sorting import ukrainian_key


class Named:
    """A name in Ukrainian and English; `sort_uk` and `sort_en` follow it by themselves."""

    name_uk: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200), default="")
    sort_uk: Mapped[str] = mapped_column(String(120), default="", index=True)
    sort_en: Mapped[str] = mapped_column(String(120), default="", index=True)

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return pick(self.name_uk, self.name_en)


@event.listens_for(Named, "before_insert", propagate=True)
@event.listens_for(Named, "before_update", propagate=True)
def _keep_sort_keys(_mapper: Any, _connection: Any, record: Named) -> None:
    record.sort_uk, record.sort_en = sort_keys(record.name_uk or "", record.name_en or "")


def sort_keys(name_uk: str, name_en: str) -> tuple[str, str]:
    """The keys of both languages; a name missing in one is sorted by the other's."""
    return ukrainian_key(name_uk or name_en), ukrainian_key(name_en or name_uk)


def by_name(model: type[Named]) -> ColumnElement[str]:
    """What to order a list by in the reader's language."""
    return (model.sort_uk if reader_language() == "uk" else model.sort_en).expression
