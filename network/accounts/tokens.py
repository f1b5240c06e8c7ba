"""Secrets that leave this house (in a cookie, in a mail), and what is kept of them."""

from __future__ import annotations

import secrets
from hashlib import sha256


def new_token() -> str:
    """256 random bits that fit into a cookie and an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()
