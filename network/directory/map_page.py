"""The map's rows: services counted by host community, the same for the marks, the list and each layer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app, url_for
from sqlalchemy.orm import Session

from network.core.assets import asset_url
from network.core.i18n import gettext as _
from network.core.i18n import ngettext
from network.directory.asking import Asked
from network.directory.flows import flow_layer
from network.finding.criteria import Criteria
from network.finding.queries import count_by_topic
from network.maps.folium_map import MapParts, Tiles, render_map
from network.maps.words import MapLayer, Shape, count_words, map_labels
from network.places.models import Place
from network.places.queries import find_by_ids
from network.taxonomy.queries import find_topics

BASEMAP = "geo/basemap.topo.json"
HOME_OBLAST = "UA14"


@dataclass(frozen=True)
class CommunityRow:
    """A host community with its counts: all services, those that come with a team, and by topic in the topics' order."""

    place: Place
    total: int
    with_team: int
    at_place: int
    by_topic: tuple[tuple[str, int], ...]


def count_communities(session: Session, criteria: Criteria, moment: datetime) -> list[CommunityRow]:
    """The rows of the map and of its list: most services first, then by name."""
    topics = {topic.id: (topic.position, topic.name) for topic in find_topics(session)}
    counted: dict[int, list[Any]] = {}
    for presence in count_by_topic(session, criteria, moment):
        counted.setdefault(presence.community_id, []).append(presence)
    places = find_by_ids(session, counted)
    rows = [
        CommunityRow(
            place=place,
            total=sum(presence.total for presence in counted[key]),
            with_team=sum(presence.with_team for presence in counted[key]),
            at_place=sum(presence.at_place for presence in counted[key]),
            by_topic=tuple(
                (topics[presence.topic_id][1], presence.total)
                for presence in sorted(counted[key], key=lambda item: topics[item.topic_id][0])
            ),
        )
        for key, place in places.items()
    ]
    return sorted(rows, key=lambda row: -row.total)


def features(rows: list[CommunityRow], layer: str, asked: Asked) -> dict[str, Any]:
    """A layer as a GeoJSON FeatureCollection; points are the centres of communities, degrees WGS 84."""
    number = {"communities": "total", "sites": "at_place", "stops": "with_team"}[layer]
    return {
        "type": "FeatureCollection",
        "features": [
            _feature(row, getattr(row, number), asked)
            for row in rows
            if getattr(row, number) and _has_point(row)
        ],
    }


def _has_point(row: CommunityRow) -> bool:
    return row.place.latitude is not None and row.place.longitude is not None


def _feature(row: CommunityRow, count: int, asked: Asked) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [row.place.longitude, row.place.latitude]},
        "properties": {
            "name": row.place.title,
            "count": count,
            "lines": [f"{name}: {number}" for name, number in row.by_topic],
            "url": url_for("profiles.community", slug=row.place.slug),
            "link": ngettext("%(num)s service", "%(num)s services", row.total),
            "note": _("The mark stands at the community’s centre."),
        },
    }


def draw(asked: Asked, *, with_flows: bool = False) -> MapParts:
    """The map around the addresses of its layers; `with_flows` shows at first who moved where instead of what there is."""

    counted = count_words(lambda number: ngettext("%(num)s service", "%(num)s services", number))

    def layer(key: str, label: str, shape: Shape, shown: bool) -> MapLayer:
        return MapLayer(key, label, asked.link_to("directory.map_data", layer=key), shape, shown, counted)

    tiles_url = current_app.config["MAP_TILES_URL"]
    return render_map(
        layers=[
            layer("communities", _("Communities"), "count", not with_flows),
            layer("sites", _("Services at a place"), "dot", False),
            layer("stops", _("Services of mobile teams"), "triangle", False),
            flow_layer(asked, with_flows),
        ],
        basemap_url=asset_url(BASEMAP),
        asset_url=asset_url,
        labels=map_labels(),
        tinted=HOME_OBLAST,
        tiles=Tiles(tiles_url, current_app.config["MAP_TILES_ATTRIBUTION"]) if tiles_url else None,
    )
