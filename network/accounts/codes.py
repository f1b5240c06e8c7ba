"""One-time codes of a phone application (TOTP) and recovery codes; secrets are kept encrypted, codes as hashes."""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import Any, cast

from flask_security.totp import Totp
from passlib.exc import TokenError
from passlib.totp import TOTP

from network.accounts.models import User

RECOVERY_CODES = 10
DRIFT = 30
"""Seconds that a phone's clock may be off."""


class OneTimeCodes(Totp):
    """Flask-Security's codes, with its promise kept that a code works once."""

    def __init__(self, key: str, issuer: str) -> None:
        self.key = hmac.new(key.encode(), b"one-time codes", sha256).hexdigest()
        super().__init__({"1": self.key}, issuer)

    def get_last_counter(self, user: Any) -> int | None:
        """The time step of the last code that was accepted."""
        return user.totp_last_counter

    def set_last_counter(self, user: Any, tmatch: Any) -> None:
        """Remember it, so that neither this code nor an older one is accepted again."""
        user.totp_last_counter = tmatch.counter

    def is_code(self, typed: str, secret: str, user: User) -> bool:
        """Whether this is a code of now, give or take what a phone's clock may be off; it is used now."""
        is_right: bool = self.verify_totp(typed.replace(" ", ""), secret, cast(Any, user), window=DRIFT)
        return is_right

    def seal(self, base32: str) -> str:
        """A known secret as it is kept."""
        return self._totp(key=base32, format="base32").to_json(encrypt=True)

    def is_sealed(self, secret: str, base32: str) -> bool:
        """Whether a kept secret is this one and can be read with the present key."""
        try:
            return self.get_totp_b32_key(secret) == base32
        except (ValueError, TypeError, KeyError, TokenError):
            return False

    def hash_recovery_code(self, code: str) -> str:
        """What is kept of a recovery code: without the key it tells nothing."""
        plain = "".join(letter for letter in code.lower() if letter.isalnum())
        return hmac.new(self.key.encode(), plain.encode(), sha256).hexdigest()


def code_now(base32: str) -> str:
    """The code that a phone with this secret shows now; for the demo and for tests."""
    return str(TOTP(key=base32, format="base32").generate().token)
