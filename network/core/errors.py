"""The ways an answer can be refused, raised below the views and told to the reader by the app."""

from __future__ import annotations


class NotFound(LookupError):
    """There is no such record, or none that this reader may see."""


class BadInput(ValueError):
    """The request cannot be understood; the message is for the reader, in the reader's language."""
