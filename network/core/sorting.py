"""Order by the Ukrainian alphabet on every database: a key is kept beside the name and sorted as plain text."""

from __future__ import annotations

from network.core.text import APOSTROPHES

ALPHABET = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
_RANK = {
    letter: chr(0x61 + rank) if rank < 26 else "z" + chr(0x61 + rank - 26)
    for rank, letter in enumerate(ALPHABET)
}
_DROP = str.maketrans("", "", APOSTROPHES + '«»“”„"')


def ukrainian_key(text: str, limit: int = 120) -> str:
    """An ASCII key that sorts as Ukrainian does (Г before Ґ, И before І, Ь near the end); Latin and digits come first."""
    key = []
    for letter in text.casefold().translate(_DROP).strip():
        if letter in _RANK:
            key.append("5" + _RANK[letter])
        elif letter.isascii() and letter.isalnum():
            key.append("4" + letter if letter.isalpha() else "3" + letter)
        else:
            key.append("1")
    return "".join(key)[:limit]
