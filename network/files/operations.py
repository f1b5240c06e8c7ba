"""Writes of documents: one is stored when it is uploaded, kept when a record takes it, else erased after a while."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import CursorResult, delete
from sqlalchemy.orm import Session

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.files.checks import check_pdf
from network.files.models import StoredFile
from network.files.queries import count_unused, find_same, get_file

UNUSED_FOR = timedelta(days=60)
MOST_UNUSED = 30
"""How many documents an organization may have that no record took yet: more are not uploaded by people."""


def store(
    *,
    session: Session,
    organization_id: int,
    content: bytes,
    by: int | None,
    code: str | None = None,
    moment: datetime | None = None,
) -> StoredFile:
    """Store a PDF of an organization under a new name of ours, or `code`; the same content is stored once.

    Raises BadInput for what is no whole PDF, is too large, or when too many wait unused.
    """
    check_pdf(content)
    now, digest = moment or datetime.now(UTC), sha256(content).hexdigest()
    same = find_same(session, organization_id, digest)
    if same is not None:
        if same.kept_at is None:
            same.created_at = now
        return same
    if count_unused(session, organization_id) >= MOST_UNUSED:
        raise BadInput(_l("Too many documents of your organization wait unused. Write to the coordinators."))
    stored = StoredFile(
        code=code or secrets.token_hex(16),
        organization_id=organization_id,
        size=len(content),
        sha256=digest,
        content=content,
        uploaded_by=by,
        created_at=now,
    )
    session.add(stored)
    session.flush()
    return stored


def keep(*, session: Session, code: str, moment: datetime) -> None:
    """A published record took the document: it stays, so that history can bring it back. Raises NotFound."""
    stored = get_file(session, code)
    stored.kept_at = stored.kept_at or moment
    session.flush()


def forget_unused(*, session: Session, moment: datetime, held: Collection[str] = ()) -> int:
    """Erase what no record took for 60 days and nobody holds; how many."""
    query = delete(StoredFile).where(
        StoredFile.kept_at.is_(None),
        StoredFile.created_at < moment - UNUSED_FOR,
        StoredFile.code.not_in(sorted(held)),
    )
    result: CursorResult[Any] = session.execute(query)  # type: ignore[assignment]  # a delete has a cursor
    return result.rowcount
