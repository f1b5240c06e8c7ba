"""A name broken into lines by words: how wide letters are is estimated on the safe side, the server knows no font."""

from __future__ import annotations

import unicodedata

FONT_SIZE = 15
LINE_HEIGHT = 19
MOST_LINES = 5
WIDE = frozenset("шщжюфмыШЩЖЮФМЫОQWMmwЄ@—%№")
NARROW = frozenset("іїlijtfr.,'’ʼ:;!|()[]-/ \u00a0І1")
FIRST_OF_FULL_WIDTH = "\u1100"


def width_of(text: str) -> float:
    """The width of a text in pixels, rather more than less."""
    return FONT_SIZE * sum(_em(letter) for letter in text)


def _em(letter: str) -> float:
    if letter in NARROW:
        return 0.42
    if letter in WIDE:
        return 1.08 if letter.isupper() else 0.96
    if unicodedata.combining(letter):
        return 0.0
    if letter >= FIRST_OF_FULL_WIDTH:
        return 1.3
    return 0.8 if letter.isupper() else 0.66


def wrap(text: str, width: float) -> tuple[tuple[str, ...], bool]:
    """The lines of a text, at least one, and whether its end had to be left out."""
    lines = [""]
    for word in text.split():
        for part in _parts(word, width):
            joined = f"{lines[-1]} {part}".strip()
            if width_of(joined) <= width:
                lines[-1] = joined
            else:
                lines.append(part)
    if len(lines) <= MOST_LINES:
        return tuple(lines), False
    last = lines[MOST_LINES - 1]
    while width_of(last + "…") > width:
        last = last[:-1]
    return (*lines[: MOST_LINES - 1], last + "…"), True


def _parts(word: str, width: float) -> list[str]:
    """A word, or pieces of one that is longer than a line."""
    if width_of(word) <= width:
        return [word]
    parts, piece = [], ""
    for letter in word:
        if piece and width_of(piece + letter + "-") > width:
            parts.append(piece + "-")
            piece = ""
        piece += letter
    return [*parts, piece]
