"""Passwords: kept as argon2id, long, and none that people or this network's name would suggest.

`tables/common_passwords.txt` is drawn from the list of Django (BSD, made by Royce Williams from leaked passwords): its
3,000 first entries and all of its entries that are long enough for us.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.core.text import normalize, transliterate

SHORTEST, LONGEST = 12, 200
FEWEST_OWN = 4
"""Letters that a password holds beside the words that everybody would try."""
OBVIOUS = ("донецьк", "донеччина", "донбас", "україна", "мережа", "пароль", "довідник", "donbas", "donetsk", "donechchyna",
           "ukraine", "ukraina", "network", "password", "parol", "qwerty", "йцукен", "asdf", "admin", "welcome")  # fmt: skip
TABLE = Path(__file__).with_name("tables") / "common_passwords.txt"
_cost: dict[str, Any] = {"memory_cost": 65_536, "time_cost": 3, "parallelism": 4}


def set_cost(*, memory_kib: int, rounds: int, lanes: int) -> None:
    """How much work a password is, for the whole process; hashes of another cost are still understood."""
    _cost.update(memory_cost=memory_kib, time_cost=rounds, parallelism=lanes)


@lru_cache(maxsize=1)
def common_passwords() -> frozenset[str]:
    """Passwords that everybody would try, in lower case."""
    return frozenset(TABLE.read_text("utf-8").split("\n"))


def hash_password(password: str) -> str:
    """What is kept of a password."""
    return PasswordHasher(**_cost).hash(password)


def is_password(password: str, password_hash: str) -> bool:
    """Whether this is the password; without a hash it takes as long, and the answer is no."""
    try:
        PasswordHasher().verify(password_hash or _hash_of_nothing(*_cost.values()), password)
    except (VerificationError, InvalidHashError):
        return False
    return bool(password_hash)


@lru_cache(maxsize=4)
def _hash_of_nothing(*_at_cost: int) -> str:
    return hash_password("nobody has this password, it only takes as long as a real one")


def check_password(password: str, own_words: Iterable[str] = ()) -> None:
    """Raises BadInput for a password that is short, common, or made of words around this person."""
    if len(password) < SHORTEST:
        raise BadInput(
            _l("A password has at least 12 characters. Several words in a row are easy to remember.")
        )
    if len(password) > LONGEST:
        raise BadInput(_l("A password has at most 200 characters."))
    if _is_common(password) or _is_obvious(password, own_words):
        raise BadInput(_l("This password is easy to guess. Choose another one."))


def _is_common(password: str) -> bool:
    lowered = password.lower()
    return bool({lowered, re.sub(r"[\W\d_]+$", "", lowered)} & common_passwords())


def _is_obvious(password: str, own_words: Iterable[str]) -> bool:
    """What is left without those words, digits and signs is hardly anything, or one letter again and again."""
    left = normalize(password).replace(" ", "")
    known = {word for text in (*OBVIOUS, *own_words) for word in normalize(text).split()}
    for word in sorted(known | {transliterate(word) for word in known}, key=len, reverse=True):
        if len(word) >= FEWEST_OWN:
            left = left.replace(word, "")
    return len(set(re.sub(r"\d", "", left))) < FEWEST_OWN and len(left) < 3 * SHORTEST
