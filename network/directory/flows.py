"""Who moved where, on the map: the flows that its filters of place admit, the same for the curves and for the list."""

from __future__ import annotations

from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from network.core.i18n import gettext as _
from network.core.i18n import ngettext
from network.directory.asking import Asked
from network.maps.curves import curve
from network.maps.words import MapLayer, count_words
from network.places.models import Place, PlaceLevel
from network.relocations.queries import Flow, RelocationFilter, Totals, count_all, count_flows
from network.relocations.telling import people_words

DRAWN = 200
"""So many ways stand on the map and in its list, those with most moves; more could be neither seen nor read."""


def find_flows(session: Session, asked: Asked) -> list[Flow]:
    """Moves counted from place to place: to where help is looked for, from where the reader's people are."""
    return count_flows(session, _criteria(asked), DRAWN)


def count_moves(session: Session, asked: Asked) -> Totals:
    """How many moves and ways there are in all."""
    return count_all(session, _criteria(asked))


def _criteria(asked: Asked) -> RelocationFilter:
    return RelocationFilter(
        origin_id=asked.origin.place.id if asked.origin else None,
        host_id=asked.place.place.id if asked.place else None,
    )


def flow_features(flows: list[Flow]) -> dict[str, Any]:
    """The flows as a GeoJSON FeatureCollection: curves between the middles of places, degrees WGS 84."""
    found = [_feature(flow) for flow in flows if _has_point(flow.origin) and _has_point(flow.host)]
    return {"type": "FeatureCollection", "features": found}


def _has_point(place: Place) -> bool:
    return place.latitude is not None and place.longitude is not None


def _point(place: Place) -> tuple[float, float]:
    return place.longitude or 0.0, place.latitude or 0.0


def _feature(flow: Flow) -> dict[str, Any]:
    people = people_words(flow.families, flow.children)
    ends: dict[str, Any] = {"from": flow.origin.slug, "to": flow.host.slug}
    return {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": curve(_point(flow.origin), _point(flow.host))},
        "properties": {
            "name": flow.name,
            "count": flow.count,
            "lines": [people] if people else [],
            "url": url_for("relocations.index", **ends),
            "link": move_count(flow.count),
            "note": _note(flow.origin),
        },
    }


def _note(origin: Place) -> str:
    """Why the curve begins where it does."""
    if origin.level == PlaceLevel.OBLAST:
        return _("From which community is not stated: the curve begins in the middle of the oblast.")
    return _("From the centre of one community to that of the other, not along any road.")


def move_count(number: int) -> str:
    """«3 переїзди»."""
    return ngettext("%(num)s move", "%(num)s moves", number)


def flow_layer(asked: Asked, shown: bool) -> MapLayer:
    """The layer of the map; not shown at first unless asked for."""
    address = asked.link_to("directory.flow_data")
    return MapLayer("flows", _("Who moved where"), address, "flow", shown, count_words(move_count))
