"""Documents in a form: a PDF is stored as soon as it is uploaded, and kept when a change that names it is published."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.files import holders
from network.files.operations import keep, store
from network.files.queries import find_file
from network.files.words import size_words
from network.moderation.fields import Kind, Values, Widget, kinds
from network.moderation.models import LIVE, Change


class Uploads(Protocol):
    """What a request's files offer (network.core.uploads)."""

    def read(self, name: str) -> bytes | None: ...

    def __contains__(self, name: object) -> bool: ...


class Documents:
    """What was uploaded with a form of an organization, and what its hidden fields may name."""

    def __init__(
        self, session: Session, organization_id: int, uploads: Uploads | None, by: int | None
    ) -> None:
        self._session, self._organization_id, self._by = session, organization_id, by
        self._uploads = uploads
        self._stored: dict[str, bytes] = {}
        self._shown: dict[str, str] = {}

    def has(self, key: str) -> bool:
        """Whether the form was sent with this field."""
        return self._uploads is not None and f"{key}-file" in self._uploads

    def read(self, key: str, named: str, is_removed: bool, present: str) -> str:
        """The code of the document that the field stands for now, '' for none; raises BadInput.

        What is uploaded comes before what stood there; `named` is believed for documents of this organization alone.
        """
        is_known = not named or named == present or _is_own(self._session, named, self._organization_id)
        self._shown[key] = named if is_known else present
        content = self._uploads.read(f"{key}-file") if self._uploads is not None else None
        if content is not None:
            self._shown[key] = self._store(content)
            return self._shown[key]
        if not is_known and not is_removed:
            raise _gone()
        return "" if is_removed else named

    def shown(self, key: str, present: str) -> str:
        """What the field holds when it is drawn again: nobody has to choose a file twice."""
        return self._shown.get(key, present)

    def describe(self, code: str) -> str:
        """A document in words; asks the database only for what was stored before."""
        if code in self._stored:
            return size_words(len(self._stored[code]))
        return describe(self._session, code)

    def store_again(self) -> None:
        """Store what was uploaded although all else of the request was rolled back."""
        for code, content in self._stored.items():
            self._add(content, code)

    def _store(self, content: bytes) -> str:
        code = self._add(content, None)
        self._stored[code] = content
        return code

    def _add(self, content: bytes, code: str | None) -> str:
        return store(
            session=self._session,
            organization_id=self._organization_id,
            content=content,
            by=self._by,
            code=code,
        ).code


def describe(session: Session, code: str) -> str:
    """A stored document in words."""
    file = find_file(session, code) if code else None
    return size_words(file.size) if file is not None else ""


def find_lost(
    session: Session, spec: Kind, values: Values, present: Values, organization_id: int
) -> dict[str, Any]:
    """Messages by key of documents that are gone, or not this organization's own."""
    return {
        key: str(_gone())
        for key in keys_of(spec)
        if values.get(key)
        and values[key] != present.get(key)
        and not _is_own(session, values[key], organization_id)
    }


def keep_documents(session: Session, spec: Kind, values: Values, moment: datetime) -> None:
    """A published change took these documents."""
    for key in keys_of(spec):
        if values.get(key):
            keep(session=session, code=values[key], moment=moment)


def keys_of(spec: Kind) -> list[str]:
    """The keys of a kind's documents."""
    return [field.name for field in spec.fields if field.widget is Widget.FILE]


def takes_documents(code: str | None) -> bool:
    """Whether a form of this kind has a document; False for no kind."""
    return any(spec.code == code and keys_of(spec) for spec in kinds())


def find_in_changes(session: Session) -> Collection[str]:
    """The codes of all documents that live changes name."""
    with_files = {spec.code: keys_of(spec) for spec in kinds() if keys_of(spec)}
    query = select(Change.kind, Change.values).where(Change.kind.in_(with_files), Change.state.in_(LIVE))
    return {
        values[key] for kind, values in session.execute(query) for key in with_files[kind] if values.get(key)
    }


def init() -> None:
    """Spare what drafts hold from forgetting."""
    holders.register(find_in_changes)


def _is_own(session: Session, code: str, organization_id: int) -> bool:
    file = find_file(session, code)
    return file is not None and file.organization_id == organization_id


def _gone() -> BadInput:
    return BadInput(_l("This document is not here any more. Choose the file again."))
