"""Who else holds documents that no published record took yet: drafts, say, which stand in features above."""

from __future__ import annotations

from collections.abc import Callable, Collection

from sqlalchemy.orm import Session

FindCodes = Callable[[Session], Collection[str]]
_holders: list[FindCodes] = []


def register(find_codes: FindCodes) -> None:
    """Let what `find_codes` names be spared from forgetting."""
    if find_codes not in _holders:
        _holders.append(find_codes)


def find_held(session: Session) -> set[str]:
    """The codes of all documents that somebody holds."""
    return {code for find_codes in _holders for code in find_codes(session)}
