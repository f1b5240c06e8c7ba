"""The light basemap: outlines of a TopoJSON simplified, put on a coarser grid and stripped to what a map draws."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

Coordinate = tuple[float, float]
Line = list[Coordinate]
Topology = dict[str, Any]
Properties = Mapping[str, str]
Describe = Callable[[Properties], dict[str, str] | None]

GRID = 0.004
"""Degrees of longitude of a grid step (300 m); a step of latitude is 0.7 of it, about as long on the ground."""
OBLAST_DETAIL, RAION_DETAIL = 1.5, 4.0
"""A corner whose triangle is smaller than this many km² is dropped; inner lines between raions may be rougher."""
KM_PER_DEGREE = 111.2
SQUEEZE = math.cos(math.radians(48.5))


def decode_arcs(topology: Topology) -> list[Line]:
    """The arcs of a quantized topology as degrees."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((left + x * scale_x, bottom + y * scale_y))
        arcs.append(line)
    return arcs


def polygons_of(geometry: Mapping[str, Any], arcs: list[Line]) -> list[list[Line]]:
    """The polygons of a geometry, each a list of rings, the outer one first."""
    parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    return [[_ring(numbers, arcs) for numbers in part] for part in parts]


def _ring(numbers: list[int], arcs: list[Line]) -> Line:
    ring: Line = []
    for number in numbers:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += line[1:] if ring else line
    return ring


def centroid(polygons: list[list[Line]]) -> Coordinate:
    """The centre of gravity of the outer rings (longitude, latitude), by their areas."""
    total = east = north = 0.0
    for rings in polygons:
        for (x1, y1), (x2, y2) in pairwise(rings[0]):
            cross = x1 * y2 - x2 * y1
            total, east, north = total + cross, east + (x1 + x2) * cross, north + (y1 + y2) * cross
    return east / (3 * total), north / (3 * total)


def lighten(topology: Topology, describe: Mapping[str, Describe]) -> Topology:
    """A lighter topology of the described objects; a description gives new properties, or None to leave a shape out."""
    objects = {
        name: [
            {"type": shape["type"], "properties": properties, "arcs": shape["arcs"]}
            for shape in topology["objects"][name]["geometries"]
            if (properties := make(shape["properties"])) is not None
        ]
        for name, make in describe.items()
    }
    arcs = decode_arcs(topology)
    outer = set(_arc_numbers(objects["oblasts"]))
    lines = [
        simplify(arc, OBLAST_DETAIL if number in outer else RAION_DETAIL) for number, arc in enumerate(arcs)
    ]
    left, bottom = min(x for line in lines for x, _y in line), min(y for line in lines for _x, y in line)
    return {
        "type": "Topology",
        "transform": {"scale": [GRID, round(GRID * 0.7, 6)], "translate": [round(left, 4), round(bottom, 4)]},
        "objects": {
            name: {"type": "GeometryCollection", "geometries": shapes} for name, shapes in objects.items()
        },
        "arcs": [_encode(line, round(left, 4), round(bottom, 4)) for line in lines],
    }


def _arc_numbers(shapes: list[dict[str, Any]]) -> Iterator[int]:
    for shape in shapes:
        for part in [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]:
            for ring in part:
                yield from (number if number >= 0 else ~number for number in ring)


def simplify(line: Line, least: float) -> Line:
    """Visvalingam's way: drop the corner with the smallest triangle until all are at least `least` km²; ends stay."""
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    waiting = [
        (_triangle(line, number - 1, number, number + 1), number) for number in range(1, len(line) - 1)
    ]
    area = {number: size for size, number in waiting}
    heapq.heapify(waiting)
    spare = len(line) - (4 if line[0] == line[-1] else 2)
    while waiting and spare > 0:
        size, number = heapq.heappop(waiting)
        if size >= least:
            break
        if area.get(number) != size:
            continue
        del area[number]
        spare -= 1
        one, other = before[number], after[number]
        after[one], before[other] = other, one
        for corner in (one, other):
            if corner in area:
                area[corner] = max(size, _triangle(line, before[corner], corner, after[corner]))
                heapq.heappush(waiting, (area[corner], corner))
    return [line[number] for number in range(len(line)) if number in area or number in (0, len(line) - 1)]


def _triangle(line: Line, one: int, two: int, three: int) -> float:
    (x1, y1), (x2, y2), (x3, y3) = line[one], line[two], line[three]
    return abs((x2 - x1) * (y3 - y1) - (x3 - x1) * (y2 - y1)) / 2 * KM_PER_DEGREE**2 * SQUEEZE


def _encode(line: Line, left: float, bottom: float) -> list[list[int]]:
    """Steps on the grid, each from the one before; steps of nothing are left out, but two ends remain."""
    points = [(round((x - left) / GRID), round((y - bottom) / (GRID * 0.7))) for x, y in line]
    kept = [points[0]] + [two for one, two in pairwise(points) if one != two]
    kept += [points[-1]] if len(kept) == 1 else []
    steps = [[x2 - x1, y2 - y1] for (x1, y1), (x2, y2) in pairwise(kept)]
    return [list(kept[0]), *steps]
