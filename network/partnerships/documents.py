"""Who may have the document of a partnership, and what its page says of it."""

from __future__ import annotations

from collections.abc import Collection

from flask import Response
from sqlalchemy.orm import Session

from network.core.errors import NotFound
from network.files.answers import attachment
from network.files.audiences import SharedWith
from network.files.queries import find_file, get_content, get_file
from network.files.words import size_words
from network.partnerships.models import Partnership
from network.partnerships.showing import OfferedDocument


def is_for_everybody(partnership: Partnership) -> bool:
    """Of a partnership that everybody sees: whether everybody may have its document, too."""
    return partnership.document_shared_with == SharedWith.PUBLIC


def is_for_members(partnership: Partnership, organization_ids: Collection[int]) -> bool:
    """Of a partnership that these members may see: whether they may have its document; the parties always may."""
    is_party = any(party.organization_id in organization_ids for party in partnership.parties)
    return is_party or partnership.document_shared_with in (SharedWith.PUBLIC, SharedWith.NETWORK)


def offer(
    session: Session, partnership: Partnership, address: str, is_allowed: bool
) -> OfferedDocument | None:
    """The document for the page, None when there is none or its reader may not have it."""
    file = find_file(session, partnership.document) if partnership.document and is_allowed else None
    return OfferedDocument(address, size_words(file.size)) if file else None


def download(session: Session, partnership: Partnership, is_allowed: bool) -> Response:
    """The document as a download named after its partnership; raises NotFound for who may not have it, as if there were none."""
    if not partnership.document or not is_allowed:
        raise NotFound("no such document")
    file = get_file(session, partnership.document)
    return attachment(file, get_content(session, partnership.document), partnership.slug)
