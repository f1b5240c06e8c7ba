"""Where somebody goes after signing in: a page of this site, whatever an address asks for."""

from __future__ import annotations

import re

LONGEST = 500
_LOCAL = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")
"""One slash, then neither a slash nor a backslash; no spaces, control characters or backslashes anywhere."""


def local_path(text: str | None) -> str:
    """The text when it is a path of this site, else ''."""
    if not text or len(text) > LONGEST or not _LOCAL.fullmatch(text):
        return ""
    return "" if "/../" in text or "//" in text.partition("?")[0] else text
