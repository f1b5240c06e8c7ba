"""Other records in a form: written by name, kept by code, alone, one a line, or each beside a choice.

What the records are is said by the field's own `find_record` and `name_records`; here no entity is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.core.text import clean
from network.moderation.fields import Choice, Field, Widget

EMPTY_ROWS = 3
"""How many rows stand ready below those that are filled in."""


class RowMistakes(BadInput):
    """Messages by the number of the row, which begins with 0."""

    def __init__(self, rows: Mapping[int, Any]) -> None:
        super().__init__(" ".join(dict.fromkeys(str(message) for message in rows.values())))
        self.rows = {number: str(message) for number, message in rows.items()}


@dataclass(frozen=True)
class PairRow:
    """One row of `pairs` as a template draws it."""

    number: int
    text: str
    choice: str
    error: str = ""


def codes_of(field: Field, value: Any) -> list[str]:
    """The codes that a value names, in its order."""
    if not value:
        return []
    if field.widget is Widget.PAIRS:
        return [row["record"] for row in value]
    return list(value) if isinstance(value, list) else [value]


def name_all(session: Session, field: Field, codes: Sequence[str]) -> dict[str, str]:
    """Names by code; a record that is gone keeps its code."""
    wanted = list(dict.fromkeys(codes))
    found = field.name_records(session, wanted) if wanted and field.name_records else {}
    return {code: clean(found.get(code, code)) for code in wanted}


def read_records(session: Session, field: Field, lines: Sequence[str], stored: Any) -> list[str]:
    """The codes of what is written, each once; what stands in the record already needs no search."""
    known = _by_name(session, field, stored)
    codes: list[str] = []
    mistakes: dict[int, Any] = {}
    for number, line in enumerate(lines):
        try:
            codes.append(_read(session, field, line, known))
        except BadInput as error:
            mistakes[number] = str(error)
    if mistakes:
        raise RowMistakes(mistakes)
    return list(dict.fromkeys(codes))


def pair_up(names: Sequence[str], choices: Sequence[str]) -> list[tuple[str, str]]:
    """The rows of a form that have a name; who empties the name takes the row out."""
    padded = [*choices[: len(names)], *[""] * (len(names) - len(choices))]
    rows = [(clean(name), clean(choice)) for name, choice in zip(names, padded, strict=True)]
    return [row for row in rows if row[0]]


def read_pairs(
    session: Session,
    field: Field,
    rows: Sequence[tuple[str, str]],
    options: Sequence[Choice],
    stored: Any,
) -> list[dict[str, str]]:
    """Codes of records, each with its choice; raises RowMistakes, or BadInput for too many rows."""
    if len(rows) > field.most:
        raise BadInput(_l("Fill in at most %(max)d rows.", max=field.most))
    known, allowed = _by_name(session, field, stored), {str(code) for code, _words in options}
    pairs: list[dict[str, str]] = []
    mistakes: dict[int, Any] = {}
    for number, (text, choice) in enumerate(rows):
        try:
            pairs.append(_read_pair(session, field, (text, choice), known, allowed, pairs))
        except BadInput as error:
            mistakes[number] = str(error)
    if mistakes:
        raise RowMistakes(mistakes)
    return pairs


def rows_of(
    session: Session, field: Field, value: Any, typed_rows: Sequence[tuple[str, str]] | None = None
) -> list[tuple[str, str]]:
    """What stands in the rows: what was typed, else the value."""
    if typed_rows is not None:
        return list(typed_rows[: field.most + EMPTY_ROWS])
    names = name_all(session, field, codes_of(field, value))
    return [(names[row["record"]], row["code"]) for row in value or []]


def pair_words(session: Session, field: Field, value: Any, options: Sequence[Choice]) -> str:
    """The value in words, a line for each row."""
    names, words = name_all(session, field, codes_of(field, value)), {str(c): str(w) for c, w in options}
    return "\n".join(f"{names[row['record']]}: {words.get(row['code'], '—')}" for row in value)


def _by_name(session: Session, field: Field, stored: Any) -> dict[str, str]:
    return {name: code for code, name in name_all(session, field, codes_of(field, stored)).items()}


def _read(session: Session, field: Field, text: str, known: Mapping[str, str]) -> str:
    if text in known:
        return known[text]
    if field.find_record is None:
        raise BadInput(_l("Choose one of the list."))
    if len(text) > field.limit:
        raise BadInput(_l("Write at most %(max)d characters.", max=field.limit))
    return field.find_record(session, text)


def _read_pair(
    session: Session,
    field: Field,
    row: tuple[str, str],
    known: Mapping[str, str],
    allowed: set[str],
    before: Sequence[Mapping[str, str]],
) -> dict[str, str]:
    text, choice = row
    record = _read(session, field, text, known)
    if any(pair["record"] == record for pair in before):
        raise BadInput(_l("“%(name)s” stands in a row above already.", name=text))
    if not choice:
        raise BadInput(_l("Choose one of the list beside “%(name)s”.", name=text))
    if choice not in allowed:
        raise BadInput(_l("Choose one of the list."))
    return {"record": record, "code": choice}
