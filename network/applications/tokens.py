"""The token in the private link of an application."""

from __future__ import annotations

from network.core.tokens import signed_hash


def hash_of(token: str, key: str) -> str:
    """What is kept of it."""
    return signed_hash(token, key, "application")
