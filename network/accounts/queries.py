"""Reads of people, their sessions and their links."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import column, select, table
from sqlalchemy.orm import Session

from network.accounts.models import (
    AccountLink,
    CoordinatedOblast,
    LinkPurpose,
    Passkey,
    RecoveryCode,
    Role,
    User,
    UserMembership,
    UserSession,
)
from network.accounts.tokens import token_hash
from network.core.errors import NotFound

ORGANIZATIONS = table("organizations", column("id"), column("name_uk"), column("name_en"))
"""By name alone: the feature itself stands above."""


def find_user(session: Session, email: str) -> User | None:
    """The person of an address, active or not."""
    return session.scalar(select(User).where(User.email == email.strip().lower()))


def get_user(session: Session, user_id: int) -> User:
    """A person by id; raises NotFound."""
    user = session.get(User, user_id)
    if user is None:
        raise NotFound(user_id)
    return user


def find_members(session: Session, organization_id: int) -> Sequence[tuple[User, Role]]:
    """The active people of an organization and their roles in it, by address."""
    rows = session.execute(
        select(User, UserMembership.role)
        .join(UserMembership, UserMembership.user_id == User.id)
        .where(UserMembership.organization_id == organization_id, User.is_active)
        .order_by(User.email)
    )
    return [(user, Role(role)) for user, role in rows]


def find_mailboxes(session: Session, organization_ids: Collection[int]) -> dict[int, list[str]]:
    """The addresses of the active people of each of these organizations, in order; none for those without."""
    rows = session.execute(
        select(UserMembership.organization_id, User.email)
        .join(User, UserMembership.user_id == User.id)
        .where(UserMembership.organization_id.in_(sorted(organization_ids)), User.is_active)
        .order_by(User.email)
    )
    found: dict[int, list[str]] = {each: [] for each in organization_ids}
    for organization_id, email in rows:
        found[organization_id].append(email)
    return found


def find_coordinators(session: Session, oblast_id: int | None) -> Sequence[User]:
    """The active coordinators of the whole network, and of this oblast, by address."""
    anywhere = select(CoordinatedOblast.user_id)
    here = anywhere.where(CoordinatedOblast.place_id == oblast_id)
    return session.scalars(
        select(User)
        .where(User.is_coordinator, User.is_active, User.id.not_in(anywhere) | User.id.in_(here))
        .order_by(User.email)
    ).all()


def find_organization_names(session: Session, user_id: int) -> dict[int, tuple[str, str]]:
    """The names, Ukrainian and English, of a person's organizations by their ids."""
    rows = session.execute(
        select(ORGANIZATIONS.c.id, ORGANIZATIONS.c.name_uk, ORGANIZATIONS.c.name_en)
        .join(UserMembership, UserMembership.organization_id == ORGANIZATIONS.c.id)
        .where(UserMembership.user_id == user_id)
        .order_by(ORGANIZATIONS.c.id)
    )
    return {key: (name_uk, name_en) for key, name_uk, name_en in rows}


def find_roles(session: Session, user_id: int) -> dict[int, Role]:
    """Ids of a person's organizations with the role in each."""
    rows = session.execute(
        select(UserMembership.organization_id, UserMembership.role).where(UserMembership.user_id == user_id)
    )
    return {organization_id: Role(role) for organization_id, role in rows}


def find_oblast_ids(session: Session, user_id: int) -> frozenset[int]:
    """Ids of the oblasts that a coordinator looks after; none means the whole network."""
    query = select(CoordinatedOblast.place_id).where(CoordinatedOblast.user_id == user_id)
    return frozenset(session.scalars(query))


def find_session(session: Session, token: str, now: datetime) -> tuple[UserSession, User] | None:
    """The living session of a cookie with its active person."""
    row = session.execute(
        select(UserSession, User)
        .join(User, User.id == UserSession.user_id)
        .where(UserSession.token_hash == token_hash(token), UserSession.expires_at > now, User.is_active)
    ).one_or_none()
    return (row[0], row[1]) if row is not None and is_alive(row[0], now) else None


def is_alive(row: UserSession, now: datetime) -> bool:
    """Whether a session is neither too old nor unused for too long."""
    return row.expires_at > now and row.last_seen_at + timedelta(seconds=row.idle_seconds) > now


def find_sessions(session: Session, user_id: int, now: datetime) -> list[UserSession]:
    """A person's living sessions, the last used first."""
    rows = session.scalars(
        select(UserSession)
        .where(UserSession.user_id == user_id, UserSession.is_complete)
        .order_by(UserSession.last_seen_at.desc(), UserSession.id.desc())
    )
    return [row for row in rows if is_alive(row, now)]


def get_link(session: Session, token: str, purpose: LinkPurpose, now: datetime) -> tuple[AccountLink, User]:
    """A link that still works, with its active person; raises NotFound for a used, old or invented one."""
    row = session.execute(
        select(AccountLink, User)
        .join(User, User.id == AccountLink.user_id)
        .where(
            AccountLink.token_hash == token_hash(token),
            AccountLink.purpose == purpose,
            AccountLink.used_at.is_(None),
            AccountLink.expires_at > now,
            User.is_active,
        )
        .with_for_update(of=AccountLink)
    ).one_or_none()
    if row is None:
        raise NotFound(purpose)
    return row[0], row[1]


def find_recovery_code(session: Session, user_id: int, code_hash: str) -> RecoveryCode | None:
    """An unused recovery code of a person."""
    return session.scalars(
        select(RecoveryCode)
        .where(
            RecoveryCode.user_id == user_id,
            RecoveryCode.code_hash == code_hash,
            RecoveryCode.used_at.is_(None),
        )
        .with_for_update()
    ).first()


def count_recovery_codes(session: Session, user_id: int) -> int:
    """How many recovery codes a person has left."""
    query = select(RecoveryCode.id).where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
    return len(session.scalars(query).all())


def find_passkeys(session: Session, user_id: int) -> Sequence[Passkey]:
    """A person's passkeys, the oldest first."""
    return session.scalars(select(Passkey).where(Passkey.user_id == user_id).order_by(Passkey.id)).all()


def find_passkey(session: Session, credential_id: str) -> tuple[Passkey, User] | None:
    """The passkey of an id with its active person."""
    row = session.execute(
        select(Passkey, User)
        .join(User, User.id == Passkey.user_id)
        .where(Passkey.credential_id == credential_id, User.is_active)
    ).one_or_none()
    return (row[0], row[1]) if row is not None else None
