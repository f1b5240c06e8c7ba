"""The public finding: services by need and place, by topic, and on the map."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, render_template, request

from network.core.clock import now
from network.core.database import db
from network.core.i18n import gettext as _
from network.core.permissions import public
from network.directory.asking import Asked, ask
from network.directory.flows import count_moves, find_flows, flow_features
from network.directory.forms import RADII
from network.directory.map_page import count_communities, draw, features
from network.finding.cards import cards_of_found
from network.finding.criteria import Group
from network.finding.queries import count_by_community, count_reached, find
from network.places.queries import find_by_ids
from network.services.words import MODES
from network.taxonomy.queries import get_topic
from network.taxonomy.words import SPOKEN_LANGUAGES

blueprint = Blueprint("directory", __name__)
SUGGESTED_PLACES = 3


@blueprint.get("/services")
@public
def services() -> Response | tuple[str, int] | str:
    """Services by need and place."""
    return _list(ask(db.session(), request.args, now(), endpoint="directory.services"))


@blueprint.get("/topics/<topic>")
@public
def topic(topic: str) -> Response | tuple[str, int] | str:
    """Services on one topic, with a plain explanation and neighbouring topics."""
    get_topic(db.session(), topic)
    return _list(ask(db.session(), request.args, now(), endpoint="directory.topic", topic=topic))


@blueprint.get("/map")
@public
def map_page() -> tuple[str, int] | str:
    """Host communities on the map, and the same as a list."""
    moment = now()
    asked = ask(db.session(), request.args, moment, endpoint="directory.map_page")
    if asked.has_errors:
        return render_template(
            "directory/map.html", asked=asked, rows=[], flows=[], total=0, parts=None, **_words()
        ), 400
    rows = count_communities(db.session(), asked.criteria, moment)
    total = count_reached(db.session(), asked.criteria, moment)
    return render_template(
        "directory/map.html",
        asked=asked,
        rows=rows,
        flows=find_flows(db.session(), asked),
        moves=count_moves(db.session(), asked),
        total=total,
        parts=draw(asked, with_flows=request.args.get("show") == "flows"),
        **_words(),
    )


@blueprint.get("/map/flows.geojson")
@public
def flow_data() -> tuple[Response, int] | Response:
    """Who moved where as GeoJSON: the very rows of the list, one curve from place to place."""
    asked = ask(db.session(), request.args, now(), endpoint="directory.map_page")
    if asked.has_errors:
        return jsonify(errors=asked.form.errors), 400
    return _geojson(flow_features(find_flows(db.session(), asked)))


@blueprint.get("/map/<any(communities, sites, stops):layer>.geojson")
@public
def map_data(layer: str) -> tuple[Response, int] | Response:
    """One layer of the map as GeoJSON: the very rows of the list, one point a community."""
    moment = now()
    asked = ask(db.session(), request.args, moment, endpoint="directory.map_page")
    if asked.has_errors:
        return jsonify(errors=asked.form.errors), 400
    return _geojson(features(count_communities(db.session(), asked.criteria, moment), layer, asked))


def _geojson(data: dict[str, Any]) -> Response:
    response = jsonify(data)
    response.mimetype = "application/geo+json"
    return response


def _list(asked: Asked) -> tuple[str, int] | str:
    moment = now()
    if asked.has_errors:
        return render_template(
            "directory/services.html", asked=asked, results=None, cards=[], suggested=[], **_words()
        ), 400
    results = find(db.session(), asked.criteria, moment, asked.page)
    cards = cards_of_found(db.session(), results.page.items, moment, asked.criteria.community_id)
    return render_template(
        "directory/services.html",
        asked=asked,
        results=results,
        cards=cards,
        suggested=_suggest_places(asked, moment),
        **_words(),
    )


def _words() -> dict[str, Any]:
    """The choices of the filters, and the headings of the groups."""
    return {
        "mode_choices": list(MODES.items()),
        "language_choices": list(SPOKEN_LANGUAGES.items()),
        "radius_choices": [(str(km), _("%(km)s km", km=km)) for km in RADII],
        "group_words": {
            Group.HERE: _("Here"),
            Group.TEAM: _("Teams that come here"),
            Group.REMOTE: _("Online and by phone"),
            Group.NEAR: _("Elsewhere, nearest first"),
        },
    }


def _suggest_places(asked: Asked, moment: Any) -> list[tuple[Any, int]]:
    """The communities with most of what was asked, while no place is chosen."""
    if asked.criteria.has_place:
        return []
    counts = count_by_community(db.session(), asked.criteria, moment)
    top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:SUGGESTED_PLACES]
    found = find_by_ids(db.session(), [key for key, _count in top])
    return [(found[key], count) for key, count in top if key in found]
