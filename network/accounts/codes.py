"""One-time codes of a phone application (TOTP) and recovery codes; secrets are kept encrypted, codes as hashes."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256

import segno
from passlib.exc import TokenError
from passlib.totp import TOTP

from network.accounts.models import User

RECOVERY_CODES = 10
RECOVERY_BYTES = 6
DRIFT = 30
"""Seconds that a phone's clock may be off."""


class OneTimeCodes:
    """The codes of one application: its key opens the secrets, its name stands in the phone."""

    def __init__(self, key: str, issuer: str) -> None:
        self.key = hmac.new(key.encode(), b"one-time codes", sha256).hexdigest()
        self._totp = TOTP.using(issuer=issuer, secrets={"1": self.key})

    def new_secret(self) -> str:
        """A new secret as it is kept."""
        return str(self._totp.new().to_json(encrypt=True))

    def seal(self, base32: str) -> str:
        """A known secret as it is kept."""
        return str(self._totp(key=base32, format="base32").to_json(encrypt=True))

    def is_sealed(self, secret: str, base32: str) -> bool:
        """Whether a kept secret is this one and can be read with the present key."""
        try:
            return bool(self._totp.from_source(secret).base32_key == base32)
        except (ValueError, TypeError, KeyError, TokenError):
            return False

    def is_code(self, typed: str, secret: str, user: User) -> bool:
        """Whether this is a code of now, give or take what a phone's clock may be off; it is used now.

        Neither this code nor an older one is accepted again.
        """
        digits = "".join(typed.split())
        try:
            match = self._totp.verify(digits, secret, window=DRIFT, last_counter=user.totp_last_counter)
        except TokenError:
            return False
        user.totp_last_counter = match.counter
        return True

    def spelled(self, secret: str) -> str:
        """The secret in groups of letters, to be typed into a phone."""
        return str(self._totp.from_source(secret).pretty_key())

    def picture(self, name: str, secret: str) -> str:
        """The secret as a picture for the phone's camera: an address that holds the whole picture."""
        address = self._totp.from_source(secret).to_uri(name)
        return segno.make(address, micro=False).svg_data_uri(scale=4, border=4)

    def hash_recovery_code(self, code: str) -> str:
        """What is kept of a recovery code: without the key it tells nothing."""
        plain = "".join(letter for letter in code.lower() if letter.isalnum())
        return hmac.new(self.key.encode(), plain.encode(), sha256).hexdigest()


def new_recovery_codes(number: int = RECOVERY_CODES) -> list[str]:
    """Codes of 48 random bits in three groups, easy to write down."""
    made = (secrets.token_hex(RECOVERY_BYTES) for _number in range(number))
    return ["-".join((code[:4], code[4:8], code[8:])) for code in made]


def code_now(base32: str) -> str:
    """The code that a phone with this secret shows now; for the demo and for tests."""
    return str(TOTP(key=base32, format="base32").generate().token)
