"""Text as people type it, brought to one form for comparing, finding and naming addresses."""

from __future__ import annotations

import re
import unicodedata

APOSTROPHES = "'’ʼ`´‘ʹ′"
_DROP_APOSTROPHES = str.maketrans("", "", APOSTROPHES)
_FOLD_LETTERS = str.maketrans({"ґ": "г", "ё": "е"})
_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)
_UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean(text: str, limit: int | None = None) -> str:
    """One line without control characters, bidi overrides or lone surrogates, cut to `limit` characters."""
    kept = "".join(" " if unicodedata.category(c) in _UNSAFE else c for c in text)
    line = " ".join(kept.split())
    return line if limit is None else line[:limit].rstrip()


def clean_lines(text: str) -> str:
    """Several lines, each cleaned; at most one empty line between paragraphs, none at the ends."""
    lines = [clean(line) for line in re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", text)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def shorten(text: str, limit: int = 100) -> str:
    """One line of at most `limit` characters, cut between words, with «…» for what is left out."""
    line = clean(text)
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    if " " in head and line[limit - 1] != " ":
        head = head.rsplit(" ", 1)[0]
    return head.rstrip(" ,;:.–-") + "…"


def normalize(text: str) -> str:
    """Fold case, apostrophes, ґ/г, ё/е, hyphens and spaces: «Камʼянка-Бузька» and «камянка бузька» are one."""
    folded = unicodedata.normalize("NFKC", text.translate(_DROP_APOSTROPHES)).casefold()
    folded = folded.translate(_DROP_APOSTROPHES).translate(_FOLD_LETTERS).replace("_", " ")
    return " ".join(_NOT_WORD.sub(" ", folded).split())


def words_of(text: str, limit: int = 12) -> list[str]:
    """The normalized words of a text, at most `limit` of them."""
    return normalize(text).split()[:limit]


_KMU_2010 = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z",
    "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ь": "", "ю": "iu", "я": "ia", "ы": "y", "э": "e", "ё": "io", "ъ": "",
}  # fmt: skip
_WORD_START = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


def transliterate(text: str) -> str:
    """Ukrainian in Latin letters, lower case, by resolution 55 of the Cabinet of Ministers (2010)."""
    result = []
    previous = " "
    for letter in text.casefold().translate(_DROP_APOSTROPHES):
        if previous == "з" and letter == "г":
            result.append("gh")
        elif not previous.isalnum() and letter in _WORD_START:
            result.append(_WORD_START[letter])
        else:
            result.append(_KMU_2010.get(letter, letter))
        previous = letter
    return "".join(result)


def slugify(text: str, limit: int = 60) -> str:
    """The part of an address made from a name: Latin letters, digits and hyphens, at most `limit` characters."""
    latin = unicodedata.normalize("NFKD", transliterate(text))
    plain = "".join(c for c in latin if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:limit].strip("-")
