"""The ways a proposed change or a decision is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from network.core.errors import BadInput


class Invalid(BadInput):
    """Messages by key of a field; the key '' stands for the record as a whole."""

    def __init__(self, errors: Mapping[str, Any]) -> None:
        super().__init__(next(iter(errors.values())))
        self.errors = dict(errors)


class Stale(Exception):
    """What was shown moved on meanwhile: nothing was decided or overwritten (409)."""


class Forbidden(Exception):
    """This user may not decide on this change: an address, phone, link or visibility in it is the user's own word (403)."""
