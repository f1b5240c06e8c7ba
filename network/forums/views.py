"""Forums: the list, one forum with all that it led to, and its documents."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, render_template, request, url_for

from network.accounts.actors import current_actor
from network.core.clock import today
from network.core.database import db
from network.core.errors import NotFound
from network.core.lists import page_number
from network.core.permissions import Permission, public, requires
from network.events.cards import make_cards
from network.events.disclosure import get_told_service
from network.events.page import compose_event
from network.files.answers import attachment
from network.files.audiences import SharedWith
from network.files.queries import get_content, get_file
from network.files.words import size_words
from network.forums.models import ForumDocument
from network.forums.moderated import CODE
from network.forums.page import compose
from network.forums.queries import find_published, find_sizes, get_document, get_published
from network.forums.sharing import may_have
from network.forums.words import AUDIENCES, outcome_words
from network.moderation.removals import find_removed

blueprint = Blueprint("forums", __name__)


@blueprint.get("/forums")
@public
def index() -> str:
    """Forums, the latest first."""
    page = find_published(db.session(), page_number(request.args))
    return render_template(
        "forums/index.html",
        page=page,
        page_link=lambda number: url_for(".index", page=number if number > 1 else None),
        cards=make_cards([forum.event for forum in page.items], today()),
        outcome_words=outcome_words,
    )


@blueprint.get("/forums/<slug>")
@public
def show(slug: str) -> str:
    """One forum: when and where, who took part, which challenges were raised and what was agreed."""
    session = db.session()
    found = get_published(session, slug)
    forum = compose(found, today())
    return render_template(
        "forums/show.html",
        page=compose_event(found.event, get_told_service(session, found.event), today()),
        forum=forum,
        removed=find_removed(session, CODE, found.id) if found.is_cancelled else None,
        file_words=_describe_files(forum.documents),
    )


def _describe_files(documents: Sequence[ForumDocument]) -> dict[str, str]:
    """What kind of file each is and how large, by its code."""
    return {code: size_words(size) for code, size in find_sizes(db.session(), documents).items()}


@blueprint.get("/forums/<slug>/documents/<int:number>.pdf")
@public
def document(slug: str, number: int) -> Response:
    """A document for everybody."""
    found = get_document(db.session(), slug, number)
    if found.shared_with != SharedWith.PUBLIC:
        raise NotFound(f"document {number} is not for everybody")
    return _answer(found)


@blueprint.get("/member/forums/<slug>/documents")
@requires(Permission.SIGNED_IN)
def documents(slug: str) -> str:
    """All documents of a forum that this person may have."""
    forum, actor = get_published(db.session(), slug), current_actor()
    allowed = [each for each in forum.documents if may_have(each, forum, actor)]
    return render_template(
        "forums/documents.html",
        forum=forum,
        documents=allowed,
        file_words=_describe_files(allowed),
        audiences=AUDIENCES,
    )


@blueprint.get("/member/forums/<slug>/documents/<int:number>.pdf")
@requires(Permission.SIGNED_IN)
def shared_document(slug: str, number: int) -> Response:
    """A document that this person may have."""
    found = get_document(db.session(), slug, number)
    if not may_have(found, found.forum, current_actor()):
        raise NotFound(f"document {number} is for others")
    return _answer(found)


def _answer(document: ForumDocument) -> Response:
    session = db.session()
    return attachment(get_file(session, document.code), get_content(session, document.code), document.title)
