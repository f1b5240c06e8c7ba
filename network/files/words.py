"""A document in words."""

from __future__ import annotations

from network.core.i18n import gettext as _
from network.core.i18n import reader_language
from network.core.uploads import MEGABYTE


def size_words(size: int) -> str:
    """What kind of file it is and how large: «PDF, 1,2 MB»."""
    if size < MEGABYTE:
        return _("PDF, %(size)s kB", size=max(1, round(size / 1024)))
    return _("PDF, %(size)s MB", size=_decimal(size / MEGABYTE))


def _decimal(number: float) -> str:
    text = f"{number:.1f}".removesuffix(".0")
    return text.replace(".", ",") if reader_language() == "uk" else text
