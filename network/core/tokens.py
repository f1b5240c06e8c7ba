"""The token in a private link: random, and kept only as a hash that is signed with the site's key."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256

TOKEN_BYTES = 24


def new_token() -> str:
    """192 random bits for an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def signed_hash(token: str, key: str, purpose: str) -> str:
    """The signed hash: neither read back into a token, nor made by who can write to the database but lacks the key.

    A token of one purpose opens nothing of another.
    """
    written = f"{purpose} ".encode() + token.encode("utf-8", "surrogatepass")
    return hmac.new(key.encode(), written, sha256).hexdigest()
