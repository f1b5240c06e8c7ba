"""Whether a point lies in a shape, by casting a ray over its rings."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from network.places.basemap import Line, polygons_of


def holds(shape: Mapping[str, Any], arcs: list[Line], latitude: float, longitude: float) -> bool:
    """Whether the point is in one of the polygons of the shape and not in a hole of it."""
    return any(
        sum(_crosses(ring, latitude, longitude) for ring in rings) % 2 for rings in polygons_of(shape, arcs)
    )


def _crosses(ring: Line, latitude: float, longitude: float) -> int:
    crossings = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > latitude) != (y2 > latitude):
            crossings += longitude < x1 + (x2 - x1) * (latitude - y1) / (y2 - y1)
    return crossings % 2
