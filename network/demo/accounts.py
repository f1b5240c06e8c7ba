"""The accounts of the fictional network: known passwords and codes, so they exist in development alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.accounts.codes import OneTimeCodes
from network.accounts.models import Role, User
from network.accounts.operations import add_user, make_coordinator, set_role
from network.accounts.passwords import hash_password
from network.accounts.queries import find_roles, find_user
from network.organizations.models import Membership, Organization


@dataclass(frozen=True)
class DemoAccount:
    """Who it is and how to sign in; `place` counts the fictional member organizations."""

    role: str
    email: str
    password: str
    place: int | None = None
    totp_secret: str | None = None


ACCOUNTS = (
    DemoAccount("editor", "editor-one@example.org", "willow-kettle-harbor-1", 0),
    DemoAccount("editor", "editor-two@example.org", "willow-kettle-harbor-2", 1),
    DemoAccount("organization_admin", "organization-admin@example.org", "willow-kettle-harbor-3", 0),
    DemoAccount(
        "coordinator", "coordinator-one@example.org", "willow-kettle-harbor-4", None, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    ),
    DemoAccount(
        "coordinator", "coordinator-two@example.org", "willow-kettle-harbor-5", None, "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"
    ),
    DemoAccount(
        "system_admin", "system-admin@example.org", "willow-kettle-harbor-6", None, "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK"
    ),
)  # fmt: skip


def ensure_accounts(*, session: Session, codes: OneTimeCodes) -> int:
    """Make those accounts that are missing, and seal their codes with the present key; how many were made."""
    organizations = _organizations(session)
    made = 0
    for account in ACCOUNTS:
        user = find_user(session, account.email)
        if user is None:
            user = _make(session, account)
            made += 1
        _give_role(session, account, user, organizations)
        if account.totp_secret and not codes.is_sealed(user.totp_secret, account.totp_secret):
            user.totp_secret = codes.seal(account.totp_secret)
    session.flush()
    return made


def describe_accounts(session: Session) -> list[dict[str, Any]]:
    """The accounts as programs read them; `organization` is the slug of its page."""
    organizations = _organizations(session)
    described = []
    for account in ACCOUNTS:
        values = asdict(account)
        place = values.pop("place")
        values["organization"] = None if place is None else organizations[place].slug
        described.append(
            {key: values[key] for key in ("role", "email", "password", "organization", "totp_secret")}
        )
    return described


def _make(session: Session, account: DemoAccount) -> User:
    user = add_user(session=session, email=account.email, is_example=True)
    user.password_hash = hash_password(account.password)
    user.confirmed_at = datetime.now(UTC)
    return user


def _give_role(
    session: Session, account: DemoAccount, user: User, organizations: Sequence[Organization]
) -> None:
    """What is as it should be stays untouched, so that nobody is signed out by a second run."""
    if account.place is not None:
        organization = organizations[account.place]
        role = Role.EDITOR if account.role == "editor" else Role.ADMINISTRATOR
        if find_roles(session, user.id) != {organization.id: role}:
            set_role(session=session, user=user, organization_id=organization.id, role=role, by="command")
    elif account.role == "coordinator" and not user.is_coordinator:
        make_coordinator(session=session, user=user)
    elif account.role == "system_admin":
        user.is_system_administrator = True


def _organizations(session: Session) -> Sequence[Organization]:
    query = select(Organization).where(
        Organization.is_example, Organization.membership == Membership.MEMBER, Organization.is_published
    )
    return session.scalars(query.order_by(Organization.id).limit(2)).all()
