"""Reads of documents: what is known of one, and its bytes."""

from __future__ import annotations

import re

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from network.core.errors import NotFound
from network.files.models import StoredFile

_CODE = re.compile(r"[0-9a-f]{32}")


def find_file(session: Session, code: str) -> StoredFile | None:
    """The document with this code, without its bytes; None for what is no code of ours."""
    if not _CODE.fullmatch(code):
        return None
    return session.scalar(select(StoredFile).where(StoredFile.code == code))


def get_file(session: Session, code: str) -> StoredFile:
    """The document with this code, without its bytes; raises NotFound."""
    found = find_file(session, code)
    if found is None:
        raise NotFound("no such document")
    return found


def get_content(session: Session, code: str) -> bytes:
    """The bytes of a document; raises NotFound."""
    known = _CODE.fullmatch(code) is not None
    content = session.scalar(select(StoredFile.content).where(StoredFile.code == code)) if known else None
    if content is None:
        raise NotFound("no such document")
    return bytes(content)


def find_same(session: Session, organization_id: int, sha256: str) -> StoredFile | None:
    """A document of the organization with the same content."""
    same = StoredFile.organization_id == organization_id, StoredFile.sha256 == sha256
    return session.scalars(select(StoredFile).where(*same).order_by(StoredFile.id).limit(1)).first()


def count_unused(session: Session, organization_id: int) -> int:
    """How many documents of the organization no published record took yet."""
    query = select(func.count()).select_from(StoredFile)
    query = query.where(StoredFile.organization_id == organization_id, StoredFile.kept_at.is_(None))
    return session.scalar(query) or 0
