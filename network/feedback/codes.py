"""Codes of reports: written on paper and read out by phone, so without letters and digits that look alike."""

from __future__ import annotations

import secrets

ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"  # no 0 o, 1 l i; no vowels, so no words
LENGTH = 10


def new_code() -> str:
    """Ten characters that nobody can guess (48 bits)."""
    return "".join(secrets.choice(ALPHABET) for _position in range(LENGTH))


def read_code(typed: str) -> str:
    """The code as it is kept, from how a person typed it: capitals, spaces and hyphens do not matter."""
    return "".join(letter for letter in typed.casefold() if letter.isalnum())
