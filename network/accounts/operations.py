"""Writes of people: who they are, which roles they have, their passwords, links and codes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from network.accounts.codes import OneTimeCodes
from network.accounts.codes import new_recovery_codes as new_codes
from network.accounts.last import (
    refuse_last_administrator,
    refuse_last_system_administrator,
    tell_of_left_alone,
)
from network.accounts.letters import send_address_link, send_invitation, send_notice
from network.accounts.models import (
    AccountLink,
    CoordinatedOblast,
    LinkPurpose,
    RecoveryCode,
    Role,
    User,
    UserMembership,
)
from network.accounts.passwords import check_password, hash_password
from network.accounts.queries import find_recovery_code, find_user, get_link, get_user
from network.accounts.sessions import end_sessions
from network.accounts.tokens import new_token, token_hash
from network.audit.operations import record
from network.core.errors import BadInput, NotFound
from network.core.i18n import lazy_gettext as _l
from network.mail.addresses import check_address

LIFETIMES = {
    LinkPurpose.SIGN_IN: timedelta(minutes=20),
    LinkPurpose.RESET: timedelta(hours=1),
    LinkPurpose.INVITATION: timedelta(days=7),
    LinkPurpose.EMAIL: timedelta(hours=1),
}


def add_user(*, session: Session, email: str, is_example: bool = False) -> User:
    """The person of an address, made when there is none; raises BadInput for what is no address."""
    address = check_address(email).lower()
    user = find_user(session, address)
    if user is None:
        user = User(email=address, is_example=is_example)
        session.add(user)
        session.flush()
    return user


def invite(*, session: Session, email: str, organization_id: int, role: Role, by: str) -> User:
    """Make somebody an editor or administrator of an organization and send a link to begin with; `by` is for the record."""
    user = add_user(session=session, email=email)
    user.is_active = True
    set_role(session=session, user=user, organization_id=organization_id, role=role, by=by)
    token = make_link(session=session, user=user, purpose=LinkPurpose.INVITATION)
    send_invitation(session=session, user=user, token=token)
    return user


def invite_system_administrator(*, session: Session, email: str, by: str) -> User:
    """Make somebody a system administrator and send a link to begin with."""
    user = add_user(session=session, email=email)
    user.is_active = user.is_system_administrator = True
    _roles_changed(session, user, by, "accounts.make_system_administrator", {})
    token = make_link(session=session, user=user, purpose=LinkPurpose.INVITATION)
    send_invitation(session=session, user=user, token=token)
    return user


def set_role(*, session: Session, user: User, organization_id: int, role: Role, by: str) -> None:
    """Give a person a role in an organization; a change of it ends the sessions."""
    known = session.scalar(
        select(UserMembership).where(
            UserMembership.user_id == user.id, UserMembership.organization_id == organization_id
        )
    )
    if known is None:
        session.add(UserMembership(user_id=user.id, organization_id=organization_id, role=role))
    elif known.role == role:
        return
    else:
        known.role = role
    details = {"organization": organization_id, "role": str(role)}
    _roles_changed(session, user, by, "accounts.set_role", details)


def remove_member(*, session: Session, user_id: int, organization_id: int, by: str) -> None:
    """Take a person out of an organization, at once.

    Raises NotFound when the person is not in it, BadInput for its last administrator.
    """
    known = session.scalar(
        select(UserMembership).where(
            UserMembership.user_id == user_id, UserMembership.organization_id == organization_id
        )
    )
    if known is None:
        raise NotFound(user_id)
    refuse_last_administrator(session, user_id, organization_id)
    session.delete(known)
    user = get_user(session, user_id)
    _roles_changed(session, user, by, "accounts.remove_member", {"organization": organization_id})
    session.execute(delete(AccountLink).where(AccountLink.user_id == user_id))


def make_coordinator(
    *, session: Session, user: User, oblast_ids: Iterable[int] = (), by: str = "command"
) -> None:
    """Make a person coordinator of these oblasts, or of the whole network without any."""
    user.is_coordinator = True
    session.execute(delete(CoordinatedOblast).where(CoordinatedOblast.user_id == user.id))
    oblasts = sorted(set(oblast_ids))
    session.add_all(CoordinatedOblast(user_id=user.id, place_id=place_id) for place_id in oblasts)
    _roles_changed(session, user, by, "accounts.make_coordinator", {"oblasts": oblasts})


def end_coordinator(*, session: Session, user: User, by: str) -> None:
    """Take away what a coordinator may do; other roles stay."""
    user.is_coordinator = False
    session.execute(delete(CoordinatedOblast).where(CoordinatedOblast.user_id == user.id))
    _roles_changed(session, user, by, "accounts.end_coordinator", {})


def end_system_administrator(*, session: Session, user: User, by: str) -> None:
    """Take away what a system administrator may do; other roles stay. Raises BadInput for the last one."""
    refuse_last_system_administrator(session, user)
    user.is_system_administrator = False
    _roles_changed(session, user, by, "accounts.end_system_administrator", {})


def deactivate(*, session: Session, user: User, by: str) -> None:
    """Shut a person out, at once; raises BadInput for the last system administrator."""
    refuse_last_system_administrator(session, user)
    tell_of_left_alone(session, user)
    user.is_active = False
    session.execute(delete(AccountLink).where(AccountLink.user_id == user.id))
    _roles_changed(session, user, by, "accounts.deactivate", {})


def make_link(*, session: Session, user: User, purpose: LinkPurpose, email: str = "") -> str:
    """The token of a new link; older ones of the same purpose die. `email` is an address that the link shall prove."""
    now = datetime.now(UTC)
    _kill_links(session, user, purpose, now)
    token = new_token()
    session.add(
        AccountLink(
            token_hash=token_hash(token),
            user_id=user.id,
            purpose=purpose,
            email=email,
            created_at=now,
            expires_at=now + LIFETIMES[purpose],
        )
    )
    session.flush()
    return token


def use_link(*, session: Session, token: str, purpose: LinkPurpose, now: datetime) -> User:
    """The person of a link, which works no more; raises NotFound. An address that got it is proved."""
    link, user = get_link(session, token, purpose, now)
    link.used_at = now
    _kill_links(session, user, purpose, now)
    user.confirmed_at = user.confirmed_at or now
    session.flush()
    return user


def set_password(
    *, session: Session, user: User, password: str, own_words: Iterable[str] = (), but: int | None = None
) -> None:
    """Change a password: other sessions and all links die, its owner gets a mail; raises BadInput for a weak one."""
    check_password(password, (user.email.partition("@")[0], *own_words))
    user.password_hash = hash_password(password)
    session.execute(delete(AccountLink).where(AccountLink.user_id == user.id, AccountLink.used_at.is_(None)))
    end_sessions(session=session, user_id=user.id, but=but)
    record(session=session, actor=str(user.id), action="accounts.set_password")
    send_notice(session=session, user=user, what="password")


def ask_address(*, session: Session, user: User, email: str) -> None:
    """Send a link to an address that a person wants to have, and word to the present one; a taken one gets none."""
    record(session=session, actor=str(user.id), action="accounts.ask_address")
    send_notice(session=session, user=user, what="email_asked")
    if find_user(session, email) is None:
        token = make_link(session=session, user=user, purpose=LinkPurpose.EMAIL, email=email)
        send_address_link(session=session, email=email, token=token)


def set_address(*, session: Session, token: str, now: datetime) -> User:
    """Give a person the address that a link has proved: all links die, all sessions end, the old address gets a mail.

    Raises NotFound for a link that does not work, BadInput when somebody else has the address by now.
    """
    link, user = get_link(session, token, LinkPurpose.EMAIL, now)
    if find_user(session, link.email) is not None:
        raise BadInput(_l("Somebody else has this address."))
    send_notice(session=session, user=user, what="email")
    user.email, user.confirmed_at = link.email, now
    session.execute(delete(AccountLink).where(AccountLink.user_id == user.id))
    _roles_changed(session, user, str(user.id), "accounts.set_address", {})
    return user


def set_second_factor(*, session: Session, user: User, secret: str, codes: OneTimeCodes) -> list[str]:
    """Keep a proved secret of one-time codes; gives new recovery codes, which are shown once."""
    user.totp_secret = secret
    record(session=session, actor=str(user.id), action="accounts.set_second_factor")
    send_notice(session=session, user=user, what="second_factor")
    return new_recovery_codes(session=session, user=user, codes=codes)


def drop_second_factor(*, session: Session, user: User) -> None:
    """Forget the phone and the recovery codes of a person who need not have a second factor."""
    user.totp_secret, user.totp_last_counter = "", None
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    record(session=session, actor=str(user.id), action="accounts.drop_second_factor")
    send_notice(session=session, user=user, what="no_second_factor")


def new_recovery_codes(*, session: Session, user: User, codes: OneTimeCodes) -> list[str]:
    """New recovery codes in place of the old ones."""
    forgotten: Any = session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    made = new_codes()
    session.add_all(RecoveryCode(user_id=user.id, code_hash=codes.hash_recovery_code(code)) for code in made)
    record(session=session, actor=str(user.id), action="accounts.new_recovery_codes")
    if forgotten.rowcount:
        send_notice(session=session, user=user, what="recovery_codes")
    return made


def use_recovery_code(*, session: Session, user: User, code: str, codes: OneTimeCodes, now: datetime) -> bool:
    """Whether this is an unused recovery code; it is used now."""
    found = find_recovery_code(session, user.id, codes.hash_recovery_code(code))
    if found is None:
        return False
    found.used_at = now
    record(session=session, actor=str(user.id), action="accounts.use_recovery_code")
    send_notice(session=session, user=user, what="recovery_code")
    return True


def _kill_links(session: Session, user: User, purpose: LinkPurpose, now: datetime) -> None:
    session.execute(
        update(AccountLink)
        .where(AccountLink.user_id == user.id, AccountLink.purpose == purpose, AccountLink.used_at.is_(None))
        .values(used_at=now)
    )


def _roles_changed(session: Session, user: User, by: str, action: str, details: dict[str, object]) -> None:
    session.flush()
    end_sessions(session=session, user_id=user.id)
    record(session=session, actor=by, action=action, subject_kind="user", subject_id=user.id, details=details)


__all__ = [
    "add_user", "ask_address", "deactivate", "drop_second_factor", "end_coordinator", "end_sessions",
    "end_system_administrator", "invite", "invite_system_administrator", "make_coordinator", "make_link",
    "new_recovery_codes", "remove_member", "set_address", "set_password", "set_role", "set_second_factor", "use_link",
    "use_recovery_code",
]  # fmt: skip
