"""Whether a text tells the address of a confidential place of the organization that writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.core.text import normalize
from network.locations.models import Location, Visibility

STREET_WORDS = frozenset(
    {
        "вул", "вулиця", "вулиці", "пров", "провулок", "провулку", "просп", "проспект", "проспекті", "бул", "бульвар",
        "пл", "площа", "буд", "будинок", "street", "st", "lane", "avenue", "ave", "building", "house",
    }
)  # fmt: skip
"""What people write with a street or leave out."""


def find_secrets(session: Session, organization_id: int, texts: Mapping[str, str]) -> list[str]:
    """The keys of texts that hold the street and number of a confidential place of the organization itself.

    Those of others are not looked at: nobody finds out by trying where they are.
    """
    query = select(Location.address_uk, Location.address_en).where(
        Location.organization_id == organization_id, Location.visibility == Visibility.CONFIDENTIAL
    )
    words = [_words(address) for row in session.execute(query) for address in row]
    secrets = [each for each in words if len(each) > 1]
    return [key for key, text in texts.items() if any(_holds(_words(text), secret) for secret in secrets)]


def _words(text: str) -> list[str]:
    return [word for word in normalize(text).split() if word not in STREET_WORDS]


def _holds(words: Sequence[str], part: Sequence[str]) -> bool:
    return f" {' '.join(part)} " in f" {' '.join(words)} "
