"""Phone numbers: as people write them, kept as E.164, shown in groups."""

from __future__ import annotations

import re
import unicodedata

import phonenumbers

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l

REGION, UKRAINE = "UA", 380
_EXTENSION = re.compile(
    r"[\s,;]*(?:extension|ext|доб|дод|внутр|вн|x|#)\.?\s*:?\s*(\d{1,7})\s*$", re.IGNORECASE
)
_SEPARATORS = re.compile(r"[\s().\-–—/\u00a0]+")
_SHORT = re.compile(r"[1-9]\d{2,3}|116\d{3}")
_UKRAINIAN = re.compile(r"\+380\d{9}")


def normalize_phone(text: str) -> tuple[str, str]:
    """The number in E.164 and its extension ('' when there is none).

    Short numbers (112, 1547, 116 111) stay as they are. A complete Ukrainian number is kept even when
    no operator has its code: that is how numbers in examples are written. Raises BadInput for anything else
    that cannot be called.
    """
    written, extension = _split_extension(unicodedata.normalize("NFKC", text).strip())
    compact = _SEPARATORS.sub("", written)
    if _SHORT.fullmatch(compact) or _UKRAINIAN.fullmatch(compact):
        return compact, extension
    if re.fullmatch(r"(38)?0\d{9}", compact):
        return f"+38{compact[-10:]}", extension
    return _parse(compact), extension


def _split_extension(text: str) -> tuple[str, str]:
    found = _EXTENSION.search(text)
    return (text[: found.start()], found[1]) if found else (text, "")


def _parse(compact: str) -> str:
    problem = _l("This does not look like a phone number. Write it like +380 00 000 00 00.")
    if not re.fullmatch(r"\+?\d{7,15}", compact):
        raise BadInput(problem)
    try:
        number = phonenumbers.parse(compact, REGION)
    except phonenumbers.NumberParseException as error:
        raise BadInput(problem) from error
    if number.country_code == UKRAINE or not phonenumbers.is_possible_number(number):
        raise BadInput(problem)  # a Ukrainian number of another length: the library would quietly mend it
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def format_phone(e164: str) -> str:
    """The number in groups: «+380 00 000 00 00», «116 111»; anything else stays."""
    if re.fullmatch(r"116\d{3}", e164):
        return f"{e164[:3]} {e164[3:]}"
    if re.fullmatch(r"\+380[89]00\d{6}", e164):
        return f"+380 {e164[4:7]} {e164[7:10]} {e164[10:]}"
    if _UKRAINIAN.fullmatch(e164):
        return f"+380 {e164[4:6]} {e164[6:9]} {e164[9:11]} {e164[11:]}"
    return _format_foreign(e164) if e164.startswith("+") else e164


def _format_foreign(e164: str) -> str:
    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
