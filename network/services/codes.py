"""Short permanent codes `/s/<code>`: typed from paper, read out by phone, the same on every database."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.services.models import Service

ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"  # no 0 o, 1 l i; no vowels, so no words
SHORTEST, LONGEST = 4, 12


def free_code(*, session: Session, slug: str) -> str:
    """The shortest beginning of the slug's code that no other service has."""
    whole = code_of(slug)
    candidates = [whole[:length] for length in range(SHORTEST, LONGEST + 1)]
    taken = set(session.scalars(select(Service.code).where(Service.code.in_(candidates))))
    return next(code for code in candidates if code not in taken)


def code_of(slug: str) -> str:
    """Twelve characters that follow from the slug alone."""
    number = int.from_bytes(sha256(slug.encode()).digest())
    letters = []
    for _position in range(LONGEST):
        number, rank = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rank])
    return "".join(letters)
