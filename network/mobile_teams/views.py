"""Mobile teams: the list with the next stop first, and one team with its coming visits."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for

from network.core.clock import now
from network.core.database import db
from network.core.i18n import gettext as _
from network.core.lists import page_number
from network.core.permissions import public
from network.core.text import clean
from network.mobile_teams.queries import TeamFilter, find_coming, get_published, visits_of
from network.moderation.removals import find_removed
from network.places.models import Place, PlaceLevel
from network.places.queries import find_named

blueprint = Blueprint("mobile_teams", __name__)
VISITS_SHOWN = 20


@blueprint.get("/mobile-teams")
@public
def index() -> tuple[str, int] | str:
    """Teams, the next stop first; `place` narrows them to a community or an oblast."""
    text, moment = clean(request.args.get("place", ""), 100), now()
    place = find_named(db.session(), text) if text else None
    if text and place is None:
        error = _("This place is not in the directory. Check the name, or choose from the list.")
        return render_template("mobile_teams/index.html", page=None, place=None, text=text, error=error), 400
    page = find_coming(db.session(), _filter_of(place), moment, page_number(request.args))

    def page_link(number: int) -> str:
        return url_for(".index", place=text or None, page=number if number > 1 else None)

    return render_template(
        "mobile_teams/index.html",
        page=page,
        page_link=page_link,
        place=place,
        text=text,
        error="",
        moment=moment,
    )


def _filter_of(place: Place | None) -> TeamFilter:
    if place is None:
        return TeamFilter()
    return (
        TeamFilter(community_id=place.id)
        if place.level == PlaceLevel.COMMUNITY
        else TeamFilter(oblast_id=place.id)
    )


@blueprint.get("/mobile-teams/<slug>")
@public
def show(slug: str) -> str:
    """One team: the next stops, what it brings, how to call."""
    team, moment = get_published(db.session(), slug), now()
    visits: list[Any] = visits_of(team.stops, moment)[:VISITS_SHOWN]
    removed = find_removed(db.session(), "team", team.id) if team.status == "closed" else None
    return render_template("mobile_teams/show.html", team=team, visits=visits, moment=moment, removed=removed)
