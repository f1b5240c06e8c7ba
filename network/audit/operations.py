"""The only write of the audit record: one more entry, in the transaction of what it tells of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from network.audit.models import AuditEntry

SECRETS = ("password", "secret", "token", "key", "cookie", "session", "hash")
"""Words in the name of a detail whose value is never kept."""
HIDDEN = "…"


def record(
    *,
    session: Session,
    actor: str,
    action: str,
    subject_kind: str = "",
    subject_id: int | None = None,
    details: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Add an entry: who (a user's id, «link» or «command»), what, on which record.

    `details` become JSON on one line; a detail whose name speaks of a secret keeps its name and loses its value.
    """
    entry = AuditEntry(
        actor=actor,
        action=action,
        subject_kind=subject_kind,
        subject_id=subject_id,
        details=json.dumps(_without_secrets(details or {}), ensure_ascii=False, sort_keys=True, default=str),
    )
    session.add(entry)
    session.flush()
    return entry


def _without_secrets(value: Any, name: str = "") -> Any:
    if any(word in name.lower() for word in SECRETS):
        return HIDDEN
    if isinstance(value, Mapping):
        return {str(key): _without_secrets(item, str(key)) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_secrets(item) for item in value]
    return value
