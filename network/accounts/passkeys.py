"""Passkeys (WebAuthn): asking a browser to make or to use one, and checking what it answers.

A challenge is random, works once and for five minutes; the person is known to the key (fingerprint, face, PIN), so a
passkey stands for both factors.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from network.accounts.letters import send_notice
from network.accounts.models import Passkey, PasskeyChallenge, User
from network.accounts.queries import find_passkey, find_passkeys
from network.audit.operations import record
from network.core.errors import NotFound

LIFETIME = timedelta(minutes=5)
MOST = 10
"""Passkeys of one person."""
WRONG = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError)
"""What a forged or broken answer makes the reader of it raise."""


@dataclass(frozen=True)
class Site:
    """Whose keys these are: the host name, where its pages are, and its name for people."""

    host: str
    origin: str
    name: str


class NoPasskey(Exception):
    """The answer of a browser proves nothing."""


def ask_new(*, session: Session, user: User, site: Site, now: datetime) -> str:
    """What a browser needs to make a passkey for a person, as JSON; keys that the person has are left out."""
    options = generate_registration_options(
        rp_id=site.host,
        rp_name=site.name,
        user_id=_handle(user),
        user_name=user.email,
        user_display_name=user.email,
        timeout=int(LIFETIME.total_seconds() * 1000),
        authenticator_selection=AuthenticatorSelectionCriteria(
            authenticator_attachment=None,
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.credential_id))
            for key in find_passkeys(session, user.id)
        ],
    )
    _keep_challenge(session, options.challenge, user.id, now)
    return options_to_json(options)


def add(*, session: Session, user: User, site: Site, answer: str, name: str, now: datetime) -> Passkey:
    """Keep the passkey that a browser has made; raises NoPasskey."""
    try:
        credential = parse_registration_credential_json(answer)
        challenge = _use_challenge(session, credential.response.client_data_json, user.id, now)
        made = verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except WRONG as error:
        raise NoPasskey(type(error).__name__) from None
    credential_id = bytes_to_base64url(made.credential_id)
    if find_passkey(session, credential_id) is not None or len(find_passkeys(session, user.id)) >= MOST:
        raise NoPasskey("known")
    passkey = Passkey(
        user_id=user.id,
        name=name,
        credential_id=credential_id,
        public_key=bytes_to_base64url(made.credential_public_key),
        sign_count=made.sign_count,
        created_at=now,
    )
    session.add(passkey)
    record(session=session, actor=str(user.id), action="accounts.add_passkey", details={"name": name})
    send_notice(session=session, user=user, what="passkey")
    return passkey


def remove(*, session: Session, user: User, passkey_id: int) -> None:
    """Forget a passkey of a person; raises NotFound."""
    passkey = next((key for key in find_passkeys(session, user.id) if key.id == passkey_id), None)
    if passkey is None:
        raise NotFound(passkey_id)
    session.delete(passkey)
    record(
        session=session, actor=str(user.id), action="accounts.remove_passkey", details={"name": passkey.name}
    )
    send_notice(session=session, user=user, what="no_passkey")


def ask_known(*, session: Session, site: Site, now: datetime) -> str:
    """What a browser needs to use whichever passkey of this site it has, as JSON."""
    options = generate_authentication_options(
        rp_id=site.host,
        timeout=int(LIFETIME.total_seconds() * 1000),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    _keep_challenge(session, options.challenge, None, now)
    return options_to_json(options)


def use(*, session: Session, site: Site, answer: str, now: datetime) -> User:
    """The person whose passkey has signed the challenge; raises NoPasskey."""
    try:
        credential = parse_authentication_credential_json(answer)
        challenge = _use_challenge(session, credential.response.client_data_json, None, now)
        found = find_passkey(session, bytes_to_base64url(credential.raw_id))
        if found is None or credential.response.user_handle not in {None, _handle(found[1])}:
            raise NoPasskey("unknown")
        passkey, user = found
        used = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except WRONG as error:
        raise NoPasskey(type(error).__name__) from None
    passkey.sign_count, passkey.last_used_at = used.new_sign_count, now
    return user


def _keep_challenge(session: Session, challenge: bytes, user_id: int | None, now: datetime) -> None:
    session.execute(delete(PasskeyChallenge).where(PasskeyChallenge.expires_at <= now))
    session.add(
        PasskeyChallenge(
            challenge_hash=sha256(challenge).hexdigest(), user_id=user_id, expires_at=now + LIFETIME
        )
    )
    session.flush()


def _use_challenge(session: Session, client_data: bytes, user_id: int | None, now: datetime) -> bytes:
    """The challenge that was signed, if it was given to this person and lives; no other request finds it any more."""
    challenge: bytes = parse_client_data_json(client_data).challenge
    used: Any = session.execute(
        delete(PasskeyChallenge).where(
            PasskeyChallenge.challenge_hash == sha256(challenge).hexdigest(),
            PasskeyChallenge.user_id.is_not_distinct_from(user_id),
            PasskeyChallenge.expires_at > now,
        )
    )
    if used.rowcount != 1:
        raise NoPasskey("challenge")
    return challenge


def _handle(user: User) -> bytes:
    """What a key keeps to tell people apart; it says nothing about them."""
    return sha256(f"passkey of person {user.id}".encode()).digest()
