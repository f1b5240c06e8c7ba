"""News: the list and one item."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for

from network.core.database import db
from network.core.lists import page_number
from network.core.permissions import public
from network.news.queries import find_published, get_published

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
def show(slug: str) -> str:
    """One item."""
    return render_template("news/show.html", item=get_published(db.session(), slug))
