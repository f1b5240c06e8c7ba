"""The accounts of the fictional network: known passwords and codes, so they exist in development alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.accounts.codes import OneTimeCodes
from network.accounts.models import Role, User
from network.accounts.operations import add_user, make_coordinator, set_role
from network.accounts.passwords import hash_password
from network.accounts.queries import find_oblast_ids, find_roles, find_user
from network.organizations.models import Organization
from network.places.models import PlaceLevel
from network.places.queries import get_place


@dataclass(frozen=True)
class DemoAccount:
    """Who it is and how to sign in; `organization` is the slug of its page, `oblast` the one a coordinator looks after."""

    role: str
    email: str
    password: str
    organization: str = ""
    totp_secret: str = ""
    oblast: str = ""


EDITOR_ONE, EDITOR_TWO = "editor-one@example.org", "editor-two@example.org"
ONE, TWO = "stepova-krynytsia", "terykon-dobra"
"""Members with services, places and a mobile team each."""
ACCOUNTS = (
    DemoAccount("editor", EDITOR_ONE, "willow-kettle-harbor-1", ONE),
    DemoAccount("editor", EDITOR_TWO, "willow-kettle-harbor-2", TWO),
    DemoAccount("organization_admin", "organization-admin@example.org", "willow-kettle-harbor-3", ONE),
    DemoAccount(
        "coordinator",
        "coordinator-one@example.org",
        "willow-kettle-harbor-4",
        totp_secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    ),
    DemoAccount(
        "coordinator",
        "coordinator-two@example.org",
        "willow-kettle-harbor-5",
        totp_secret="KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU",
        oblast="dnipropetrovsk",
    ),
    DemoAccount(
        "system_admin",
        "system-admin@example.org",
        "willow-kettle-harbor-6",
        totp_secret="MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK",
    ),
)


def ensure_accounts(*, session: Session, codes: OneTimeCodes) -> int:
    """Make those accounts that are missing, and seal their codes with the present key; how many were made."""
    made = 0
    for account in ACCOUNTS:
        user = find_user(session, account.email)
        if user is None:
            user = _make(session, account)
            made += 1
        _give_role(session, account, user)
        if account.totp_secret and not codes.is_sealed(user.totp_secret, account.totp_secret):
            user.totp_secret = codes.seal(account.totp_secret)
    session.flush()
    return made


def describe_accounts() -> list[dict[str, str]]:
    """The accounts as programs read them; empty is what an account has not."""
    keys = ("role", "email", "password", "organization", "totp_secret")
    return [{key: getattr(account, key) for key in keys} for account in ACCOUNTS]


def _make(session: Session, account: DemoAccount) -> User:
    user = add_user(session=session, email=account.email, is_example=True)
    user.password_hash = hash_password(account.password)
    user.confirmed_at = datetime.now(UTC)
    return user


def _give_role(session: Session, account: DemoAccount, user: User) -> None:
    """What is as it should be stays untouched, so that nobody is signed out by a second run."""
    if account.organization:
        _join(session, account, user)
    elif account.role == "coordinator":
        oblast_ids = {get_place(session, PlaceLevel.OBLAST, account.oblast).id} if account.oblast else set()
        if not user.is_coordinator or find_oblast_ids(session, user.id) != oblast_ids:
            make_coordinator(session=session, user=user, oblast_ids=oblast_ids)
    else:
        user.is_system_administrator = True


def _join(session: Session, account: DemoAccount, user: User) -> None:
    query = select(Organization.id).where(Organization.slug == account.organization, Organization.is_example)
    organization_id = session.scalars(query).one()
    role = Role.EDITOR if account.role == "editor" else Role.ADMINISTRATOR
    if find_roles(session, user.id) != {organization_id: role}:
        set_role(session=session, user=user, organization_id=organization_id, role=role, by="command")
