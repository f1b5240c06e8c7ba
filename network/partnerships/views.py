"""The public pages of partnerships: the list, one of them, and who works with whom as a picture and a table."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request, url_for

from network.core.clock import today
from network.core.database import db
from network.core.i18n import lazy_gettext as _l
from network.core.permissions import public
from network.partnerships.asking import ask
from network.partnerships.documents import download, is_for_everybody, offer
from network.partnerships.forms import LIVING, SHOWN_STATES
from network.partnerships.overview import count_public, find_circle
from network.partnerships.picture import draw_narrow, draw_wide
from network.partnerships.queries import find_public, get_public
from network.partnerships.showing import compose, make_rows
from network.partnerships.ties import DOING, GIVING, HOSTING
from network.partnerships.words import KINDS

blueprint = Blueprint("partnerships", __name__)
LAYER_WORDS = {
    GIVING: _l("Who gives money and support"),
    DOING: _l("Who does the work"),
    HOSTING: _l("Communities and institutions"),
}
Answer = str | tuple[str, int]


@blueprint.get("/partnerships")
@public
def index() -> Answer:
    """Public partnerships, those in force first."""
    session, day = db.session(), today()
    asked = ask(session, request.args, "partnerships.index")
    if asked.has_errors:
        return render_template("partnerships/index.html", asked=asked, page=None, **_words()), 400
    page = find_public(session, asked.criteria, day, asked.form.page.data or 1)
    return render_template(
        "partnerships/index.html",
        asked=asked,
        page=page,
        rows=make_rows(page.items, day),
        counts=count_public(session, asked.criteria, day),
        **_words(),
    )


@blueprint.get("/partnerships/network")
@public
def network() -> Answer:
    """Who works with whom: a picture, and a table with the very same rows."""
    session = db.session()
    asked = ask(session, request.args, "partnerships.network")
    if asked.has_errors:
        return render_template("partnerships/network.html", asked=asked, circle=None, **_words()), 400
    circle, totals = find_circle(session, asked.criteria, today())
    return render_template(
        "partnerships/network.html",
        asked=asked,
        circle=circle,
        totals=totals,
        wide=draw_wide(circle.nodes, circle.edges),
        narrow=draw_narrow(circle.nodes, circle.edges),
        layers=LAYER_WORDS,
        state=asked.form.state.data or LIVING,
        **_words(),
    )


@blueprint.get("/partnerships/<slug>")
@public
def show(slug: str) -> str:
    """One partnership: who does what in it, for whom, until when, and what came of it."""
    session = db.session()
    found = get_public(session, slug)
    address = url_for("partnerships.document", slug=slug)
    offered = offer(session, found, address, is_for_everybody(found))
    return render_template("partnerships/show.html", page=compose(session, found, today(), offered))


@blueprint.get("/partnerships/<slug>/document.pdf")
@public
def document(slug: str) -> Response:
    """The agreement itself, where its parties show it to everybody."""
    found = get_public(db.session(), slug)
    return download(db.session(), found, is_for_everybody(found))


def _words() -> dict[str, Any]:
    return {"kinds": KINDS, "states": SHOWN_STATES}
