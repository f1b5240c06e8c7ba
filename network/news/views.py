"""News: the list and one item."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from network.core.database import db
from network.core.errors import NotFound
from network.core.lists import page_number
from network.core.permissions import public
from network.news.queries import find_published, get_published, get_redirect

blueprint = Blueprint("news", __name__)


@blueprint.get("/news")
@public
def index() -> str:
    """News, the latest first."""
    page = find_published(db.session(), page_number(request.args))
    return render_template(
        "news/index.html", page=page, page_link=lambda number: url_for(".index", page=number)
    )


@blueprint.get("/news/<slug>")
@public
def show(slug: str) -> str | Response:
    """One item; the address of one that became a record leads to the record."""
    session = db.session()
    try:
        item = get_published(session, slug)
    except NotFound:
        record = get_redirect(session, slug)
        return redirect(url_for(record.endpoint, slug=record.target_slug), 301)
    return render_template("news/show.html", item=item)
