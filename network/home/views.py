"""The home page, the pages about the directory itself, and what machines ask: robots, sitemap, health."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, render_template
from sqlalchemy import text

from network.core.database import db
from network.core.i18n import reader_language
from network.core.permissions import public
from network.home.numbers import count_all, find_origins
from network.home.sitemap import find_addresses
from network.organizations.queries import OrganizationFilter, find_published
from network.taxonomy.queries import find_topics

blueprint = Blueprint("home", __name__)
MEMBERS_SHOWN = 100
PROSE = ("about", "privacy", "accessibility", "how-we-check")


@blueprint.get("/")
@public
def index() -> str:
    """What do you need, and where: one field, and the topics."""
    return render_template(
        "home/index.html",
        topics=find_topics(db.session()),
        numbers=count_all(db.session()),
        origins=find_origins(db.session()),
    )


@blueprint.get("/network")
@public
def network() -> str:
    """What the network is, its members, how to join, contact."""
    members = find_published(db.session(), OrganizationFilter(is_member=True), size=MEMBERS_SHOWN)
    return render_template("home/network.html", members=members)


@blueprint.get("/<any('about', 'privacy', 'accessibility', 'how-we-check'):page>")
@public
def prose(page: str) -> str:
    """A page of plain text, written in each language on its own."""
    return render_template(f"home/prose/{page}.{reader_language()}.html")


@blueprint.get("/healthz")
@public
def healthz() -> Response:
    """The process answers."""
    return _plain("ok")


@blueprint.get("/readyz")
@public
def readyz() -> Response:
    """The database answers too; 503 when it does not."""
    db.session.execute(text("SELECT 1"))
    return _plain("ready")


def _plain(words: str) -> Response:
    response = Response(words + "\n", mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/robots.txt")
@public
def robots() -> Response:
    """What crawlers may read: everything but searches, which have no end."""
    lines = [
        "User-agent: *",
        "Disallow: /services?",
        "Disallow: /en/services?",
        "Disallow: /map/",
        "Disallow: /en/map/",
    ]
    sitemap = f"Sitemap: {current_app.config['PUBLIC_URL']}/sitemap.xml"
    return Response("\n".join([*lines, sitemap, ""]), mimetype="text/plain")


@blueprint.get("/sitemap.xml")
@public
def sitemap() -> Response:
    """Every public page in both languages, each naming the other."""
    page = render_template(
        "home/sitemap.xml", addresses=find_addresses(db.session()), base=current_app.config["PUBLIC_URL"]
    )
    return Response(page, mimetype="application/xml")
