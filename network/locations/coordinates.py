"""A point on the map, checked before it is kept."""

from __future__ import annotations

from math import isfinite

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l

UKRAINE_LATITUDES = (44.0, 52.5)
UKRAINE_LONGITUDES = (22.0, 40.3)


def check_point(latitude: float | None, longitude: float | None) -> tuple[float | None, float | None]:
    """The point in degrees (WGS 84), or two None; a point abroad is allowed.

    Raises BadInput when one half is missing, a number is not finite or out of range, or the two halves are
    swapped: the point lies outside Ukraine and its mirror inside.
    """
    if latitude is None and longitude is None:
        return None, None
    if latitude is None or longitude is None:
        raise BadInput(_l("A point needs both latitude and longitude."))
    if not (isfinite(latitude) and isfinite(longitude)):
        raise BadInput(_l("Latitude and longitude must be numbers."))
    if not is_in_ukraine(latitude, longitude) and is_in_ukraine(longitude, latitude):
        raise BadInput(_l("Latitude and longitude seem to be swapped: latitude comes first."))
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise BadInput(_l("There is no such point: latitude goes to 90, longitude to 180 degrees."))
    return latitude, longitude


def check_point_here(latitude: float | None, longitude: float | None) -> tuple[float | None, float | None]:
    """The same for what members write: a point outside Ukraine is a slip of the hand."""
    check_point(latitude, longitude)
    if latitude is not None and longitude is not None and not is_in_ukraine(latitude, longitude):
        raise BadInput(_l("This point lies outside Ukraine. Latitude is about 44 to 52, longitude 22 to 40."))
    return latitude, longitude


def is_in_ukraine(latitude: float, longitude: float) -> bool:
    """Whether the point lies in the box around Ukraine (degrees), which holds parts of its neighbours too."""
    south, north = UKRAINE_LATITUDES
    west, east = UKRAINE_LONGITUDES
    return south <= latitude <= north and west <= longitude <= east
