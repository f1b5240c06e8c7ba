"""Whether bytes are a PDF document: by how it begins and ends, never by what the file is called."""

from __future__ import annotations

import re

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.core.uploads import LARGEST_FILE, MEGABYTE, TooLarge

MOST_BYTES = LARGEST_FILE
TAIL = 2048
"""How much of the end is looked at: programs leave some lines after the mark of the end."""
_BEGINS = re.compile(rb"%PDF-[12]\.\d(?!\d)")
_ENDS = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF\s*\x00*\s*$")
_OBJECT = re.compile(rb"\b\d{1,10}\s{1,8}\d{1,5}\s{1,8}obj\b")


def check_pdf(content: bytes) -> None:
    """Raises BadInput for what is no whole PDF document, TooLarge for one that is too large.

    It begins with its version, has objects, and ends with the place of their table and the mark of the end: nothing
    may stand before or behind it, so no page, picture, program or archive that only holds a PDF gets through.
    """
    if len(content) > MOST_BYTES:
        raise TooLarge(
            _l("This file is too large. Choose one of at most %(max)d MB.", max=MOST_BYTES // MEGABYTE)
        )
    if not content:
        raise BadInput(_l("This file is empty. Choose the document again."))
    if not _BEGINS.match(content):
        raise BadInput(_l("This is no PDF. Save the document as a PDF and choose that file."))
    end = _ENDS.search(content[-TAIL:])
    if end is None or int(end[1]) >= len(content) or not _OBJECT.search(content):
        raise BadInput(_l("This PDF is damaged or not whole. Save it anew and choose it again."))
