"""Curves between places: where they begin, end and bend, whatever the direction."""

from __future__ import annotations

from itertools import pairwise
from math import cos, hypot, radians

import pytest

from network.maps.curves import BEND, SAMPLES, Point, curve

MYRNOHRAD, TSARYCHANKA, LVIV = (37.26, 48.3), (34.48, 48.94), (24.03, 49.84)
PAIRS = [(MYRNOHRAD, TSARYCHANKA), (TSARYCHANKA, MYRNOHRAD), (MYRNOHRAD, LVIV), ((36.0, 50.0), (36.0, 47.0))]


def in_plane(point: Point, at: float) -> Point:
    """Degrees of longitude made as long as those of latitude."""
    return point[0] * cos(radians(at)), point[1]


def off_the_line(start: Point, end: Point, point: Point) -> float:
    """How far a point lies to the left of the straight line, as a part of the line's length."""
    at = (start[1] + end[1]) / 2
    (x0, y0), (x1, y1), (x, y) = (in_plane(each, at) for each in (start, end, point))
    return ((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)) / hypot(x1 - x0, y1 - y0) ** 2


@pytest.mark.parametrize(("start", "end"), PAIRS)
def test_a_curve_begins_and_ends_at_its_places(start: Point, end: Point) -> None:
    points = curve(start, end)
    assert (points[0], points[-1], len(points)) == (start, end, SAMPLES + 1)


@pytest.mark.parametrize(("start", "end"), PAIRS)
def test_the_middle_is_the_farthest_and_lies_to_the_left(start: Point, end: Point) -> None:
    points = curve(start, end)
    distances = [off_the_line(start, end, point) for point in points]
    assert max(distances) == pytest.approx(distances[SAMPLES // 2]) == pytest.approx(BEND / 2, abs=0.001)
    assert all(distance >= -1e-4 for distance in distances)


def test_the_way_back_is_another_curve() -> None:
    there, back = curve(MYRNOHRAD, TSARYCHANKA), curve(TSARYCHANKA, MYRNOHRAD)
    assert there[SAMPLES // 2][1] < back[SAMPLES // 2][1]


def test_a_curve_turns_calmly() -> None:
    """No two neighbouring pieces differ much in length: nothing jumps and nothing folds back."""
    points = curve(MYRNOHRAD, LVIV)
    lengths = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    assert max(lengths) < 1.5 * min(lengths)


def test_no_way_at_all_is_one_point() -> None:
    assert set(curve(LVIV, LVIV)) == {LVIV}


def test_without_a_bend_the_line_is_straight() -> None:
    assert curve((30.0, 50.0), (32.0, 48.0), bend=0, samples=2) == [(30.0, 50.0), (31.0, 49.0), (32.0, 48.0)]
