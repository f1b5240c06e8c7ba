"""Writes of those who look after people: inviting coordinators, shutting out, letting in again, helping after a lost phone."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete
from sqlalchemy.orm import Session

from network.accounts import operations
from network.accounts.letters import send_decision, send_invitation
from network.accounts.models import AccountLink, LinkPurpose, Passkey, RecoveryCode, User
from network.accounts.sessions import end_sessions
from network.audit.operations import record


def invite_coordinator(*, session: Session, email: str, oblast_ids: Iterable[int], by: str) -> User:
    """Make somebody coordinator of these oblasts, or of the whole network without any, and send a link to begin with."""
    user = operations.add_user(session=session, email=email)
    user.is_active = True
    operations.make_coordinator(session=session, user=user, oblast_ids=oblast_ids, by=by)
    token = operations.make_link(session=session, user=user, purpose=LinkPurpose.INVITATION)
    send_invitation(session=session, user=user, token=token)
    return user


def shut_out(*, session: Session, user: User, by: str) -> None:
    """Shut a person out, at once; raises BadInput for the last system administrator."""
    operations.deactivate(session=session, user=user, by=by)
    send_decision(session=session, user=user, what="shut_out")


def let_in_again(*, session: Session, user: User, by: str) -> None:
    """Let a person who was shut out sign in again, with the roles of before."""
    user.is_active = True
    _note(session, user, by, "accounts.reactivate")
    send_decision(session=session, user=user, what="let_in_again")


def sign_out_everywhere(*, session: Session, user: User, by: str) -> None:
    """End all sessions of a person."""
    end_sessions(session=session, user_id=user.id)
    _note(session, user, by, "accounts.end_sessions")
    send_decision(session=session, user=user, what="signed_out")


def forget_second_factor(*, session: Session, user: User, by: str) -> None:
    """Forget phone, passkeys, recovery codes and links of a person, who connects a new phone at the next sign-in."""
    user.totp_secret, user.totp_last_counter = "", None
    for model in (Passkey, RecoveryCode, AccountLink):
        session.execute(delete(model).where(model.user_id == user.id))
    end_sessions(session=session, user_id=user.id)
    _note(session, user, by, "accounts.forget_second_factor")
    send_decision(session=session, user=user, what="no_second_factor")


def end_coordinator(*, session: Session, user: User, by: str) -> None:
    """Take away what a coordinator may do."""
    operations.end_coordinator(session=session, user=user, by=by)
    send_decision(session=session, user=user, what="no_coordinator")


def end_system_administrator(*, session: Session, user: User, by: str) -> None:
    """Take away what a system administrator may do; raises BadInput for the last one."""
    operations.end_system_administrator(session=session, user=user, by=by)
    send_decision(session=session, user=user, what="no_administrator")


def change_oblasts(*, session: Session, user: User, oblast_ids: Iterable[int], by: str) -> None:
    """Let a coordinator look after these oblasts from now on, or after the whole network without any."""
    operations.make_coordinator(session=session, user=user, oblast_ids=oblast_ids, by=by)
    send_decision(session=session, user=user, what="oblasts")


def _note(session: Session, user: User, by: str, action: str) -> None:
    record(session=session, actor=by, action=action, subject_kind="user", subject_id=user.id)
