"""The form of a kind of record, made from its fields: what stands in it, what was typed, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

from sqlalchemy.orm import Session

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.core.uploads import TooLarge
from network.moderation.documents import Documents, Uploads
from network.moderation.fields import Choice, Field, Kind, Values, Widget
from network.moderation.parsing import parse, typed
from network.moderation.records import EMPTY_ROWS, PairRow, RowMistakes, pair_up, rows_of

COMPARED = frozenset({Widget.PAIRS, Widget.FILE})
"""Widgets of several inputs: untouched is what has the same value."""


class Typed(Protocol):
    """What a request's form offers (werkzeug's MultiDict)."""

    def getlist(self, key: str) -> list[str]: ...

    def __contains__(self, key: object) -> bool: ...


@dataclass(frozen=True)
class Input:
    """One field in one language, as a template draws it; `language` is '' for a field without, `pairs` are its rows.

    Of a file `text` is its code, and `document` says what it is.
    """

    key: str
    field: Field
    language: str
    text: str
    chosen: Sequence[str]
    options: Sequence[Choice]
    error: str
    pairs: Sequence[PairRow] = ()
    document: str = ""


@dataclass(frozen=True)
class Row:
    """One field with its one or two inputs."""

    field: Field
    inputs: Sequence[Input]


class EditForm:
    """Fields that are not in the kind's list are never looked at; a checkbox counts only beside its marker `has-<key>`."""

    def __init__(
        self,
        session: Session,
        spec: Kind,
        organization_id: int,
        stored: Values,
        typed_in: Typed | None = None,
        errors: Mapping[str, Any] | None = None,
        *,
        uploads: Uploads | None = None,
        by: int | None = None,
    ) -> None:
        self.spec, self.stored = spec, stored
        self._session, self._typed = session, typed_in
        self._options = {field.name: field.options(session, organization_id) for field in spec.fields}
        self.errors: dict[str, str] = {key: str(message) for key, message in (errors or {}).items()}
        self.values: Values = {}
        self.documents = Documents(session, organization_id, uploads, by)
        self.is_too_large = False
        self._rows: dict[str, Mapping[int, str]] = {}
        if typed_in is not None:
            self._read(typed_in)

    def _read(self, typed_in: Typed) -> None:
        for field in self.spec.fields:
            for key in field.keys:
                if key not in typed_in and f"has-{key}" not in typed_in and not self.documents.has(key):
                    continue
                if self._is_untouched(field, key, typed_in.getlist(key)):
                    continue
                try:
                    if field.widget is Widget.FILE:
                        value = self._read_file(field, key, typed_in)
                    else:
                        value = self._parse(field, key, self._texts(field, key, typed_in))
                except BadInput as error:
                    self.errors[key] = str(error)
                    self._rows[key] = error.rows if isinstance(error, RowMistakes) else {}
                    self.is_too_large = self.is_too_large or isinstance(error, TooLarge)
                    continue
                if field.widget not in COMPARED or value != self.stored.get(key, field.empty):
                    self.values[key] = value

    @property
    def has_files(self) -> bool:
        """Whether the form has to be sent as one with files."""
        return any(field.widget is Widget.FILE for field in self.spec.fields)

    def _read_file(self, field: Field, key: str, typed_in: Typed) -> str:
        named = [*typed_in.getlist(key), ""][0]
        is_removed = bool(typed_in.getlist(f"{key}-remove"))
        return self.documents.read(key, named, is_removed, self.stored.get(key, field.empty))

    def _texts(self, field: Field, key: str, typed_in: Typed) -> list[str]:
        if field.widget is not Widget.PAIRS:
            return typed_in.getlist(key)
        rows = pair_up(typed_in.getlist(key), typed_in.getlist(f"{key}-code"))
        return [text for row in rows for text in row]

    def _parse(self, field: Field, key: str, texts: Sequence[str]) -> Any:
        """What a new record has from the start, a status say, is never emptied: previews and pages rely on it."""
        stored = self.stored.get(key, field.empty)
        value = parse(self._session, field, texts, self._options[field.name], stored)
        if field.required and value in (None, "") and self.spec.defaults.get(key):
            raise BadInput(_l("Fill in this field."))
        return value

    def _is_untouched(self, field: Field, key: str, texts: Sequence[str]) -> bool:
        """What stands as it was shown stays as it is stored, spaces and all."""
        if field.widget in {Widget.CHOICES, Widget.BOOLEAN, *COMPARED}:
            return False
        shown = typed(self._session, field, self.stored.get(key, field.empty))
        return bool(texts) and texts[0].replace("\r\n", "\n") == shown

    def rows(self) -> list[Row]:
        """All fields in order."""
        return [Row(field, [self._input(field, key) for key in field.keys]) for field in self.spec.fields]

    def sections(self) -> list[tuple[str, list[Row]]]:
        """The rows under the headings of their sections."""
        groups = groupby(self.rows(), key=lambda row: str(row.field.section))
        return [(title, list(rows)) for title, rows in groups]

    def problems(self) -> list[tuple[str, str]]:
        """Where to go and messages in the order of the page; what concerns the record as a whole leads to the first field."""
        first = self.spec.fields[0].keys[0]
        keys = [key for field in self.spec.fields for key in field.keys]
        return [
            (f"f-{self._first_row(key) or first}", self.errors[key])
            for key in ("", *keys)
            if key in self.errors
        ]

    def _first_row(self, key: str) -> str:
        """The row of `pairs` that has a mistake, else the field itself."""
        is_pairs = any(field.widget is Widget.PAIRS and key == field.name for field in self.spec.fields)
        return f"{key}-{min(self._rows[key])}" if is_pairs and self._rows.get(key) else key

    def _input(self, field: Field, key: str) -> Input:
        if field.widget is Widget.PAIRS:
            return self._pairs(field, key)
        if field.widget is Widget.FILE:
            return self._file(field, key)
        value = self.stored.get(key, field.empty)
        if self._typed is not None and (key in self._typed or f"has-{key}" in self._typed):
            texts = self._typed.getlist(key)
            text, chosen = (texts[0] if texts else ""), texts
        else:
            text = typed(self._session, field, value)
            chosen = value if isinstance(value, list) else [text] if text else []
            if field.widget is Widget.BOOLEAN:
                text, chosen = ("1", ["1"]) if value else ("", [])
        return Input(
            key=key,
            field=field,
            language=key[-2:] if field.languages else "",
            text=text,
            chosen=chosen,
            options=self._options[field.name],
            error=self.errors.get(key, ""),
        )

    def _pairs(self, field: Field, key: str) -> Input:
        """What stands in the rows, and some empty ones below."""
        typed_rows = None
        if self._typed is not None and key in self._typed:
            typed_rows = pair_up(self._typed.getlist(key), self._typed.getlist(f"{key}-code"))
        found = rows_of(self._session, field, self.stored.get(key, field.empty), typed_rows)
        options, errors = self._options[field.name], self._rows.get(key, {})
        words = {str(code): str(said) for code, said in options}
        rows = [PairRow(number, *row, errors.get(number, "")) for number, row in enumerate(found)]
        spare = range(len(rows), min(len(rows) + EMPTY_ROWS, max(field.most, len(rows))))
        return Input(
            key=key,
            field=field,
            language="",
            text="\n".join(f"{text}: {words.get(code, '—')}" for text, code in found),
            chosen=(),
            options=options,
            error=self.errors.get(key, ""),
            pairs=[*rows, *(PairRow(number, "", "") for number in spare)],
        )

    def _file(self, field: Field, key: str) -> Input:
        """What was uploaded just now, even if something else is wrong; else what the form holds."""
        code = self.documents.shown(key, self.stored.get(key, field.empty))
        return Input(
            key=key,
            field=field,
            language="",
            text=code,
            chosen=self._typed.getlist(f"{key}-remove") if self._typed is not None else (),
            options=(),
            error=self.errors.get(key, ""),
            document=self.documents.describe(code) if code else "",
        )
