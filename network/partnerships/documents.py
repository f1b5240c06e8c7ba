"""Who may have the document of a partnership, and what its page says of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from flask import Response
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from network.core.errors import NotFound
from network.files.answers import attachment
from network.files.audiences import SharedWith
from network.files.queries import find_file, get_content, get_file
from network.files.words import size_words
from network.partnerships.models import Partnership
from network.partnerships.queries import has_party, living_first, with_parties
from network.partnerships.showing import OfferedDocument
from network.partnerships.states import is_network, is_public


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


def get_for_document(session: Session, partnership_id: int, organization_ids: Collection[int]) -> Partnership:
    """One whose document a member may ask for: a party's, and all that the network or everybody sees; raises NotFound."""
    found = session.scalar(
        select(Partnership)
        .where(Partnership.id == partnership_id, or_(has_party(organization_ids), is_network(), is_public()))
        .options(*with_parties())
    )
    if found is None:
        raise NotFound(f"partnership {partnership_id}")
    return found


def find_for_network(session: Session, today: date) -> Sequence[Partnership]:
    """What everybody sees, but has a document for members of the network alone."""
    return session.scalars(
        select(Partnership)
        .where(
            is_public(),
            Partnership.document != "",
            Partnership.document_shared_with == SharedWith.NETWORK,
        )
        .options(*with_parties())
        .order_by(*living_first(today))
    ).all()


def download(session: Session, partnership: Partnership, is_allowed: bool) -> Response:
    """The document as a download named after its partnership; raises NotFound for who may not have it, as if there were none."""
    if not partnership.document or not is_allowed:
        raise NotFound("no such document")
    file = get_file(session, partnership.document)
    return attachment(file, get_content(session, partnership.document), partnership.slug)
