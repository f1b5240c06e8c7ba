"""Forums: the list, one forum with all that it led to, and its documents."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for

from network.accounts.actors import current_actor
from network.core.clock import today
from network.core.database import db
from network.core.lists import page_number
from network.core.permissions import Permission, public, requires
from network.events.words import when_words, where_words
from network.forums.page import compose, is_named
from network.forums.queries import find_published, get_published
from network.forums.sharing import may_have
from network.forums.words import AUDIENCES, SIGNS, STATES, due_words, is_late, outcome_words

blueprint = Blueprint("forums", __name__)
SOLUTION_WORDS = {
    "states": STATES,
    "signs": SIGNS,
    "due_words": due_words,
    "is_late": is_late,
    "is_named": is_named,
}
"""What a template says a solution with."""
EVENT_WORDS = {"when_words": when_words, "where_words": where_words}


@blueprint.get("/forums")
@public
def index() -> str:
    """Forums, the latest first."""
    page = find_published(db.session(), page_number(request.args))
    return render_template(
        "forums/index.html",
        page=page,
        page_link=lambda number: url_for(".index", page=number if number > 1 else None),
        outcome_words=outcome_words,
        day=today(),
        **EVENT_WORDS,
    )


@blueprint.get("/forums/<slug>")
@public
def show(slug: str) -> str:
    """One forum: when and where, who took part, which challenges were raised and what was agreed."""
    page = compose(get_published(db.session(), slug))
    return render_template("forums/show.html", page=page, day=today(), words=SOLUTION_WORDS, **EVENT_WORDS)


@blueprint.get("/member/forums/<slug>/documents")
@requires(Permission.SIGNED_IN)
def documents(slug: str) -> str:
    """All documents of a forum that this person may have."""
    forum, actor = get_published(db.session(), slug), current_actor()
    allowed = [each for each in forum.documents if may_have(each, forum, actor)]
    return render_template("forums/documents.html", forum=forum, documents=allowed, audiences=AUDIENCES)
