"""Whether somebody who proposes another address or number may have taken an account over."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.audit.models import AuditEntry
from network.moderation.fields import get_kind
from network.moderation.models import Change

RECENT = timedelta(days=7)
ACTIONS = (
    "accounts.set_password",
    "accounts.set_address",
    "accounts.set_second_factor",
    "accounts.add_passkey",
    "accounts.use_recovery_code",
)
"""What whoever takes an account over does first."""


def is_suspicious(session: Session, change: Change) -> bool:
    """Whether a sensitive field changes soon after the proposer's way of signing in did."""
    spec = get_kind(change.kind)
    is_sensitive = any(spec.field_of(key).is_sensitive for key in change.values)
    if not is_sensitive or change.proposer_id is None or change.proposed_at is None:
        return False
    query = select(AuditEntry.id).where(
        AuditEntry.actor == str(change.proposer_id),
        AuditEntry.action.in_(ACTIONS),
        AuditEntry.at >= change.proposed_at - RECENT,
    )
    return session.scalar(query.limit(1)) is not None
