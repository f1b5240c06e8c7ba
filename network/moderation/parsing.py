"""From what people typed to values in JSON, and back: each field by its widget, each mistake beside its field."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.core.phones import format_phone, normalize_phone
from network.core.text import clean, clean_lines
from network.mail.addresses import check_address
from network.moderation.fields import OF_RECORDS, Choice, Field, Widget
from network.moderation.gazetteer import find_by_codes, read_place
from network.moderation.records import codes_of, name_all, pair_up, read_pairs, read_records, rows_of

_HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_EXTENSION = " x"


def parse(
    session: Session, field: Field, texts: Sequence[str], options: Sequence[Choice], stored: Any = None
) -> Any:
    """The value of a field in one language; raises BadInput with a message for the reader.

    The texts of `pairs` are a name and a choice in turn. `stored` is the value there was: records that it names are
    known by the names they are shown with.
    """
    text = clean_lines(texts[0]) if texts else ""
    if field.widget is Widget.CHOICES:
        return _choices(texts, options)
    if field.widget is Widget.PHONES:
        return _unique([_phone(line) for line in _lines(field, text)])
    if field.widget is Widget.PLACES:
        return _unique([read_place(session, line, field.level).katottg for line in _lines(field, text)])
    if field.widget is Widget.PAIRS:
        return read_pairs(session, field, pair_up(texts[::2], texts[1::2]), options, stored)
    if field.widget is Widget.RECORDS:
        return read_records(session, field, _lines(field, text), stored)
    if field.widget is Widget.BOOLEAN:
        return bool(text)
    if not text:
        return field.empty
    if field.widget is Widget.PLACE:
        return read_place(session, clean(text), field.level).katottg
    if field.widget is Widget.RECORD:
        return read_records(session, field, [clean(text)], stored)[0]
    if field.widget is Widget.CHOICE:
        return _choice(text, options)
    return _PARSERS[field.widget](field, text)


def typed(session: Session, field: Field, value: Any) -> str:
    """A value as its field shows it for editing; lists have a line each, and of `pairs` the names alone."""
    if value is None or value == "" or value == []:
        return ""
    if field.widget in OF_RECORDS:
        codes = codes_of(field, value)
        names = name_all(session, field, codes)
        return "\n".join(names[code] for code in codes)
    if field.widget is Widget.PHONES:
        return "\n".join(write_phone(number) for number in value)
    if field.widget in {Widget.PLACE, Widget.PLACES}:
        codes = value if isinstance(value, list) else [value]
        found = find_by_codes(session, codes)
        return "\n".join(found[code].told_apart for code in codes if code in found)
    if field.widget is Widget.PHONE:
        return format_phone(value)
    return str(value)


def typed_all(session: Session, field: Field, value: Any) -> list[str]:
    """A value as its inputs show it, the texts that `parse` reads."""
    if field.widget is Widget.PAIRS:
        return [text for row in rows_of(session, field, value) for text in row]
    if field.widget is Widget.CHOICES:
        return list(value)
    if field.widget is Widget.BOOLEAN:
        return ["1"] if value else []
    return [typed(session, field, value)]


def split_phone(number: str) -> tuple[str, str]:
    """The number in E.164 and its extension, of a value of `phones`."""
    e164, _mark, extension = number.partition(_EXTENSION)
    return e164, extension


def join_phone(number: str, extension: str) -> str:
    """The value of `phones` for a number and its extension."""
    return f"{number}{_EXTENSION}{extension}" if extension else number


def write_phone(number: str) -> str:
    """A value of `phones` as people write it."""
    e164, extension = split_phone(number)
    return f"{format_phone(e164)} x {extension}" if extension else format_phone(e164)


def _line(field: Field, text: str) -> str:
    return _limited(field, clean(text))


def _text(field: Field, text: str) -> str:
    return _limited(field, text)


def _limited(field: Field, text: str) -> str:
    if len(text) > field.limit:
        raise BadInput(_l("Write at most %(max)d characters.", max=field.limit))
    return text


def _number(field: Field, text: str) -> int:
    digits = text.replace(" ", "").replace("\u00a0", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9 and int(digits) <= field.limit):
        raise BadInput(_l("Write a whole number from 0 to %(max)d.", max=field.limit))
    return int(digits)


def _degrees(field: Field, text: str) -> float:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or abs(number) > 180:
        raise BadInput(_l("Write degrees like 48.9401."))
    return number


def _date(field: Field, text: str) -> str:
    found = re.fullmatch(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", text, re.ASCII)
    try:
        day = date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(text)
    except ValueError:
        day = date.min
    if not 1991 <= day.year <= 2100:
        raise BadInput(_l("Write a date like 31.12.2026."))
    return day.isoformat()


def _time(field: Field, text: str) -> str:
    found = re.fullmatch(r"(\d{1,2})[:.](\d{2})(:00)?", text, re.ASCII)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise BadInput(_l("Write a time like 09:00."))
    return time(int(found[1]), int(found[2])).strftime("%H:%M")


def _phone_field(field: Field, text: str) -> str:
    return normalize_phone(text)[0]


def _phone(line: str) -> str:
    return join_phone(*normalize_phone(line))


def _email(field: Field, text: str) -> str:
    return check_address(text)


def _link(field: Field, text: str) -> str:
    address = text if "://" in text else f"https://{text}"
    problem = BadInput(_l("Write the whole address, like https://example.org."))
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        _port = parts.port
    except (ValueError, UnicodeError):
        raise problem from None
    if parts.scheme not in {"http", "https"} or "@" in parts.netloc or not _HOST.fullmatch(host):
        raise problem
    if re.search(r"[\s<>\"'\\]", address):
        raise problem
    return _limited(field, address)


def _choice(text: str, options: Sequence[Choice]) -> str:
    if text not in {code for code, _words in options}:
        raise BadInput(_l("Choose one of the list."))
    return text


def _choices(texts: Sequence[str], options: Sequence[Choice]) -> list[str]:
    chosen = {text for text in texts if text}
    known = [code for code, _words in options]
    if chosen - set(known):
        raise BadInput(_l("Choose from the list."))
    return [code for code in known if code in chosen]


def _lines(field: Field, text: str) -> list[str]:
    lines = [line for line in (clean(part) for part in text.splitlines()) if line]
    if len(lines) > field.most:
        raise BadInput(_l("Write at most %(max)d lines.", max=field.most))
    return lines


def _unique(items: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(items))


_PARSERS: dict[Widget, Callable[[Field, str], Any]] = {
    Widget.LINE: _line,
    Widget.TEXT: _text,
    Widget.NUMBER: _number,
    Widget.DEGREES: _degrees,
    Widget.DATE: _date,
    Widget.TIME: _time,
    Widget.PHONE: _phone_field,
    Widget.EMAIL: _email,
    Widget.LINK: _link,
}
