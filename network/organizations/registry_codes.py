"""ЄДРПОУ: the code of a legal entity in the state register, with its check digit."""

from __future__ import annotations

import re

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l

LENGTH = 8
PERSON_LENGTH = 10
_USUAL = (1, 2, 3, 4, 5, 6, 7)
_MIDDLE = (7, 1, 2, 3, 4, 5, 6)


def check_edrpou(code: str) -> str:
    """The code as eight digits (text: leading zeros count); spaces and hyphens are dropped.

    Raises BadInput when it is a person's code (ten digits), not eight digits, or its check digit is wrong.
    """
    digits = re.sub(r"[\s\-–]", "", code)
    if not (digits.isascii() and digits.isdigit()):
        raise BadInput(_l("An EDRPOU code has eight digits."))
    if len(digits) == PERSON_LENGTH:
        raise BadInput(
            _l("Ten digits are a person’s tax number. Do not give it: an organization has eight digits.")
        )
    if len(digits) != LENGTH:
        raise BadInput(_l("An EDRPOU code has eight digits, leading zeros included."))
    if int(digits) == 0 or check_digit(digits[:7]) != int(digits[7]):
        raise BadInput(_l("There is a slip in this EDRPOU code: its last digit does not fit the others."))
    return digits


def check_digit(first_seven: str) -> int:
    """The eighth digit: weights 1–7 (7, 1–6 from 30 to 60 million), sum mod 11; at 10 weights grow by 2."""
    weights = _MIDDLE if 3_000_000 < int(first_seven) < 6_000_000 else _USUAL
    remainder = _weigh(first_seven, weights)
    if remainder == 10:
        remainder = _weigh(first_seven, tuple(weight + 2 for weight in weights))
    return remainder % 10


def _weigh(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
