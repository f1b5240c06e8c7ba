"""Distances between a point and the centres of all communities, as the crow flies."""

from __future__ import annotations

from functools import lru_cache

from geopy.distance import great_circle
from geopy.point import Point
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from network.places.models import Place, PlaceLevel

PRECISION = 4
"""Decimals of a degree that matter here: about 10 m."""

Fingerprint = tuple[object, ...]
_KEPT = 8
_centres: dict[Fingerprint, tuple[tuple[int, Point], ...]] = {}


def distances_from(
    session: Session, latitude: float, longitude: float, within_km: float | None = None
) -> dict[int, float]:
    """Community ids and the km from a point (degrees) to their centres, nearest first; within a radius when given."""
    fingerprint = _fingerprint(session)
    if fingerprint not in _centres:
        _remember(fingerprint, session)
    kilometres = _measure(fingerprint, round(latitude, PRECISION), round(longitude, PRECISION))
    return {key: km for key, km in kilometres if within_km is None or km <= within_km}


def _fingerprint(session: Session) -> Fingerprint:
    """Names the database and the state of its centres, so that another database or a new load is measured anew."""
    row = session.execute(
        select(
            func.count(),
            func.sum(Place.id),
            func.sum(Place.id * Place.latitude),
            func.sum(Place.id * Place.longitude),
        ).where(*_has_centre())
    ).one()
    return (str(session.get_bind().engine.url), *row)


def _remember(fingerprint: Fingerprint, session: Session) -> None:
    rows = session.execute(select(Place.id, Place.latitude, Place.longitude).where(*_has_centre()))
    while len(_centres) >= _KEPT:
        _centres.pop(next(iter(_centres)), None)
    _centres[fingerprint] = tuple((key, Point(latitude, longitude)) for key, latitude, longitude in rows)


def _has_centre() -> tuple[ColumnElement[bool], ...]:
    return Place.level == PlaceLevel.COMMUNITY, Place.latitude.is_not(None), Place.longitude.is_not(None)


@lru_cache(maxsize=64)
def _measure(fingerprint: Fingerprint, latitude: float, longitude: float) -> tuple[tuple[int, float], ...]:
    origin = Point(latitude, longitude)
    kilometres = ((key, float(great_circle(origin, centre).km)) for key, centre in _centres[fingerprint])
    return tuple(sorted(kilometres, key=lambda pair: (pair[1], pair[0])))
