"""The token in a private link: random, and kept only as a hash that is signed with the site's key."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256

TOKEN_BYTES = 24


def new_token() -> str:
    """192 random bits for an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str, key: str) -> str:
    """The signed hash: it is not read back into a token, nor made by who writes to the database but lacks the key."""
    written = b"application " + token.encode("utf-8", "surrogatepass")
    return hmac.new(key.encode(), written, sha256).hexdigest()
