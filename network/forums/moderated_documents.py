"""What members change of the documents of their forums, and how a decided change is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from network.core.errors import BadInput, NotFound
from network.core.i18n import lazy_gettext as _l
from network.core.i18n import pick
from network.core.lengths import check_lengths
from network.events.models import Event
from network.events.moderated import check_discreet
from network.files.audiences import SharedWith
from network.files.queries import find_file
from network.forums.belonging import TAKEN_OUT, forum_choices, own_forum, page_of
from network.forums.models import Forum, ForumDocument
from network.forums.operations import add_document
from network.forums.words import AUDIENCES
from network.moderation.fields import Field, Kind, Removal, Values, Widget, plain, read_plain, register

CODE = "forum_document"
LINKED = ("forum",)
FIELDS = (
    Field(name="forum", label=_l("Forum"), widget=Widget.CHOICE, required=True, find_choices=forum_choices),
    Field(name="title", label=_l("Title"), languages=True, required=True),
    Field(name="code", label=_l("The document"), widget=Widget.FILE, required=True, is_sensitive=True),
    Field(
        name="shared_with",
        label=_l("Who may have it"),
        hint=_l("Coordinators always may."),
        widget=Widget.CHOICE,
        required=True,
        choices=AUDIENCES,
        is_sensitive=True,
    ),
)


def get(session: Session, record_id: int) -> ForumDocument:
    """The document with its forum; raises NotFound."""
    document = session.get(ForumDocument, record_id, options=_loaded(), populate_existing=True)
    if document is None:
        raise NotFound(f"forum document {record_id}")
    return document


def _loaded() -> list[Any]:
    return [joinedload(ForumDocument.forum).joinedload(Forum.event)]


def read(session: Session, document: ForumDocument) -> Values:
    """All its values."""
    return {**read_plain(document, FIELDS, without=LINKED), "forum": str(document.forum_id)}


def apply(session: Session, document: ForumDocument, values: Values) -> None:
    """Write the values; raises BadInput for what the operations refuse."""
    organization_id = document.forum.event.organization_id
    forum = own_forum(session, organization_id, values["forum"])
    _check_own(session, organization_id, values["code"])
    check_discreet(session, organization_id, values, FIELDS)
    for key, value in plain(values, FIELDS, without=LINKED).items():
        setattr(document, key, value)
    document.forum_id = forum.id
    check_lengths(document)
    session.flush()


def create(session: Session, organization_id: int, values: Values) -> ForumDocument:
    """Add a document with these values; raises BadInput for what the operations refuse."""
    _check_own(session, organization_id, values["code"])
    check_discreet(session, organization_id, values, FIELDS)
    return add_document(
        session=session,
        forum=own_forum(session, organization_id, values["forum"]),
        **plain(values, FIELDS, without=LINKED),
    )


def _check_own(session: Session, organization_id: int, code: str) -> None:
    """Raises BadInput for a file that is not there or that another organization stored."""
    stored = find_file(session, code)
    if stored is None or stored.organization_id != organization_id:
        raise BadInput(_l("A document needs its file."))


def remove(session: Session, document: ForumDocument, removal: Removal) -> None:
    """Nobody downloads it any more; the history keeps it."""
    session.delete(document)
    session.flush()


def find(session: Session, organization_ids: Sequence[int]) -> Sequence[ForumDocument]:
    """The documents of all forums of these organizations."""
    query = select(ForumDocument).join(ForumDocument.forum).join(Forum.event)
    query = query.where(Event.organization_id.in_(organization_ids)).options(*_loaded())
    return session.scalars(query.order_by(Event.sort_uk, Event.id, ForumDocument.id)).all()


def _describe(values: Values) -> str:
    return pick(values.get("title_uk"), values.get("title_en"))


def _page(document: ForumDocument) -> tuple[str, str] | None:
    """The page where everybody finds it; what is not for everybody stands on none."""
    return page_of(document.forum) if document.shared_with == SharedWith.PUBLIC else None


def init() -> None:
    """Let members change the documents of their forums."""
    register(
        Kind(
            code=CODE,
            title=_l("Document of a forum"),
            plural=_l("Documents of forums"),
            fields=FIELDS,
            get=get,
            read=read,
            create=create,
            apply=apply,
            organization_id=lambda document: document.forum.event.organization_id,
            describe=_describe,
            find=find,
            remove=remove,
            page=_page,
            index=lambda session, document: None,
            is_kept=False,
            defaults={"shared_with": SharedWith.PUBLIC.value},
            parent=lambda document: document.forum.event.name,
            belongs_to=lambda document: document.forum.event,
            ending=TAKEN_OUT,
        )
    )
