"""A line between two points drawn as a calm curve: a quadratic Bézier, sampled here so that the browser only draws."""

from __future__ import annotations

from math import cos, radians

Point = tuple[float, float]
"""(longitude, latitude) in degrees, the order of GeoJSON."""

BEND = 0.18
"""How far the curve's control point lies off the straight line, as a part of its length."""
SAMPLES = 24
"""Pieces of the curve; an even number, so that one point is its middle."""
DIGITS = 3
"""Decimal places kept: about a hundred metres."""


def curve(start: Point, end: Point, *, bend: float = BEND, samples: int = SAMPLES) -> list[Point]:
    """`samples` + 1 points from start to end, bent to the left of the way there: the way back is another curve."""
    control = _control(start, end, bend)
    return [_at(start, control, end, step / samples) for step in range(samples + 1)]


def _control(start: Point, end: Point, bend: float) -> Point:
    """The middle of the straight line, moved aside at a right angle to it; a degree of longitude is the shorter one."""
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    shrink = cos(radians(middle[1]))
    east, north = (end[0] - start[0]) * shrink, end[1] - start[1]
    return middle[0] - north * bend / shrink, middle[1] + east * bend


def _at(start: Point, control: Point, end: Point, share: float) -> Point:
    """The point of the curve at a share of its parameter."""
    rest = 1 - share
    weights = (rest * rest, 2 * rest * share, share * share)
    longitude, latitude = (
        sum(weight * point[axis] for weight, point in zip(weights, (start, control, end), strict=True))
        for axis in (0, 1)
    )
    return round(longitude, DIGITS), round(latitude, DIGITS)
