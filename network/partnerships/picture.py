"""The picture of who works with whom: boxes in columns by what organizations do, lines between them; plain geometry in pixels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from network.partnerships.lettering import LINE_HEIGHT, wrap

PADDING = 10
BETWEEN = 22
"""Free pixels between two boxes of a column; lines that pass a column go through them."""
PORT = 7
"""The least distance of two lines that end at the same side of a box."""
HEADING = 34
BOX, GAP = 240, 140
NARROW, NARROW_BOX, NARROW_BETWEEN = 328, 214, 12
"""The width of a phone's page, and of its boxes; the rest is for the brackets beside them."""
ARROW, CORNER = 9, 5
SWEEPS = 4


@dataclass(frozen=True)
class Node:
    """An organization; `layer` is its column, 0 for the leftmost."""

    key: int
    name: str
    layer: int


@dataclass(frozen=True)
class Edge:
    """Two organizations that work together in one kind of partnership; money goes from the first to the second."""

    first: int
    second: int
    kind: str
    is_money: bool = False


@dataclass(frozen=True)
class Box:
    """Where a node stands, and its name in lines."""

    node: Node
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    is_cut: bool = False

    @property
    def named(self) -> tuple[int, str]:
        """The key and the whole name of the node."""
        return self.node.key, self.node.name

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.y + self.height / 2

    @property
    def baselines(self) -> list[tuple[float, str]]:
        """The lines of the name with the height of each."""
        top = self.middle - len(self.lines) * LINE_HEIGHT / 2 + LINE_HEIGHT * 0.75
        return [(round(top + index * LINE_HEIGHT, 1), line) for index, line in enumerate(self.lines)]


@dataclass(frozen=True)
class Line:
    """The way of an edge as the data of an SVG path; `arrow` is the head where money arrives, '' for none."""

    edge: Edge
    path: str
    arrow: str


@dataclass(frozen=True)
class Drawing:
    """A picture of a width and height; `headings` are layers with the place of their words."""

    width: float
    height: float
    headings: tuple[tuple[int, float, float], ...]
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


Ends = Mapping[tuple[Edge, int], tuple[float, float]]
"""Where each end (0, 1) of an edge touches its box."""


def draw_wide(nodes: Sequence[Node], edges: Sequence[Edge]) -> Drawing:
    """Columns side by side, for a screen of a desk."""
    columns = _order(nodes, edges)
    boxes = _place_wide(columns, edges)
    column_of = {node.key: index for index, column in enumerate(columns) for node in column}
    only = len(columns) == 1
    sides = {
        (edge, end): _side(column_of[edge.first], column_of[edge.second], end, len(columns))
        for edge in edges
        for end in (0, 1)
    }
    ends = _ports(boxes, edges, sides)
    lanes = _Lanes(boxes, columns)
    lines = [
        _line(edge, ends, sides, lanes.between(edge, column_of, ends), reach=GAP * 0.75) for edge in edges
    ]
    width = len(columns) * BOX + (len(columns) - 1) * GAP + (GAP if only else 0)
    headings = [(column[0].layer, index * (BOX + GAP), 16.0) for index, column in enumerate(columns)]
    return _drawing(width, headings, boxes, lines)


def draw_narrow(nodes: Sequence[Node], edges: Sequence[Edge]) -> Drawing:
    """One column under the other, brackets beside them, for a phone."""
    columns, y = _order(nodes, edges), 0.0
    boxes: dict[int, Box] = {}
    headings = []
    for column in columns:
        headings.append((column[0].layer, 0.0, y + 16))
        y = _stack(boxes, column, edges, x=0, y=y + HEADING, width=NARROW_BOX, between=NARROW_BETWEEN)
        y += NARROW_BETWEEN
    sides = {(edge, end): 1 for edge in edges for end in (0, 1)}
    ends = _ports(boxes, edges, sides)
    lanes = _free_lanes([(edge, ends[edge, 0][1], ends[edge, 1][1]) for edge in edges])
    step = min(9.0, (NARROW - NARROW_BOX - ARROW - 4) / (max(lanes.values(), default=0) + 1))
    lines = [_bracket(edge, ends, NARROW_BOX + ARROW + (lanes[edge] + 1) * step) for edge in edges]
    return _drawing(NARROW, headings, boxes, lines)


def _drawing(
    width: float, headings: Iterable[tuple[int, float, float]], boxes: Mapping[int, Box], lines: list[Line]
) -> Drawing:
    height = max((box.y + box.height for box in boxes.values()), default=0) + BETWEEN
    return Drawing(width, round(height, 1), tuple(headings), tuple(boxes.values()), tuple(lines))


def _order(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[list[Node]]:
    """The columns that are not empty, each in an order that lets few lines cross: every node near the mean of its neighbours."""
    layers: dict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        layers[node.layer].append(node)
    columns = [layers[layer] for layer in sorted(layers)]
    neighbours: dict[int, list[int]] = defaultdict(list)
    for edge in edges:
        neighbours[edge.first].append(edge.second)
        neighbours[edge.second].append(edge.first)
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 else reversed(columns):
            column[:] = _by_mean(column, neighbours, _positions(columns))
    return columns


def _by_mean(
    column: Sequence[Node], neighbours: Mapping[int, Sequence[int]], at: Mapping[int, float]
) -> list[Node]:
    means = {node.key: _mean([at[key] for key in neighbours[node.key]], at[node.key]) for node in column}
    return sorted(column, key=lambda node: means[node.key])


def _positions(columns: Sequence[Sequence[Node]]) -> dict[int, float]:
    return {node.key: (index + 0.5) / len(column) for column in columns for index, node in enumerate(column)}


def _mean(numbers: Sequence[float], otherwise: float) -> float:
    return sum(numbers) / len(numbers) if numbers else otherwise


def _place_wide(columns: Sequence[Sequence[Node]], edges: Sequence[Edge]) -> dict[int, Box]:
    """All columns begin under their headings, each centred on the tallest."""
    boxes: dict[int, Box] = {}
    bottoms = [
        _stack(boxes, column, edges, x=index * (BOX + GAP), y=HEADING, width=BOX, between=BETWEEN)
        for index, column in enumerate(columns)
    ]
    lowest = max(bottoms, default=0.0)
    for column, bottom in zip(columns, bottoms, strict=True):
        for node in column:
            box = boxes[node.key]
            boxes[node.key] = replace(box, y=round(box.y + (lowest - bottom) / 2, 1))
    return boxes


def _stack(
    boxes: dict[int, Box], column: Sequence[Node], edges: Sequence[Edge], *, x: float, y: float, width: float, between: float
) -> float:  # fmt: skip
    """Put the boxes of a column one under the other; the height where the last one ends."""
    for node in column:
        touching = sum((edge.first == node.key) + (edge.second == node.key) for edge in edges)
        lines, is_cut = wrap(node.name, width - 2 * PADDING)
        height = max(len(lines) * LINE_HEIGHT + PADDING, (touching + 1) * PORT if touching else 0)
        boxes[node.key] = Box(node, x, y, width, height, lines, is_cut)
        y += height + between
    return y - between


def _side(first: int, second: int, end: int, columns: int) -> int:
    """Where an edge leaves its box: 1 on the right, -1 on the left."""
    if first == second:
        return -1 if first == columns - 1 and columns > 1 else 1
    own, other = (first, second) if end == 0 else (second, first)
    return 1 if own < other else -1


def _ports(
    boxes: Mapping[int, Box], edges: Sequence[Edge], sides: Mapping[tuple[Edge, int], int]
) -> dict[tuple[Edge, int], tuple[float, float]]:
    """The ends of the edges, spread over the sides of the boxes in the order of what they lead to."""
    touching: dict[tuple[int, int], list[tuple[float, int, int]]] = defaultdict(list)
    for index, edge in enumerate(edges):
        for end, (own, other) in enumerate(((edge.first, edge.second), (edge.second, edge.first))):
            touching[own, sides[edge, end]].append((boxes[other].middle, index, end))
    ends = {}
    for (key, side), found in touching.items():
        box = boxes[key]
        x = box.x + (box.width if side == 1 else 0)
        for place, (_middle, index, end) in enumerate(sorted(found), 1):
            ends[edges[index], end] = (x, round(box.y + box.height * place / (len(found) + 1), 1))
    return ends


class _Lanes:
    """The free stripes of the columns, for the edges that pass one."""

    def __init__(self, boxes: Mapping[int, Box], columns: Sequence[Sequence[Node]]) -> None:
        self.columns = [[boxes[node.key] for node in column] for column in columns]

    def between(self, edge: Edge, column_of: Mapping[int, int], ends: Ends) -> Sequence[tuple[float, float]]:
        """For each column between the two ends: its left edge, and the height of the stripe nearest to the straight way."""
        first, second = column_of[edge.first], column_of[edge.second]
        passed = range(min(first, second) + 1, max(first, second))
        aim = (ends[edge, 0][1] + ends[edge, 1][1]) / 2
        found = [
            (index * (BOX + GAP), min(self._free(index), key=lambda y: abs(y - aim))) for index in passed
        ]
        return found if first < second else found[::-1]

    def _free(self, index: int) -> list[float]:
        column = self.columns[index]
        middles = [(upper.y + upper.height + lower.y) / 2 for upper, lower in pairwise(column)]
        return [column[0].y - BETWEEN / 2, *middles, column[-1].y + column[-1].height + BETWEEN / 2]


def _line(
    edge: Edge,
    ends: Ends,
    sides: Mapping[tuple[Edge, int], int],
    passing: Sequence[tuple[float, float]],
    reach: float,
) -> Line:
    """A calm curve from end to end; `reach` is how far it leans out of a box."""
    (x, y), (to_x, to_y) = ends[edge, 0], ends[edge, 1]
    side, to_side = sides[edge, 0], sides[edge, 1]
    path = f"M{_n(x)} {_n(y)}"
    for left, lane in passing:
        enter, leave = (left, left + BOX) if side == 1 else (left + BOX, left)
        path += _curve(x, y, side, enter, lane, -side, GAP / 2) + f"H{_n(leave)}"
        x, y = leave, lane
    path += _curve(x, y, side, to_x, to_y, to_side, reach if side == to_side else GAP / 2)
    return Line(edge, path, _arrow(to_x, to_y, to_side) if edge.is_money else "")


def _curve(x: float, y: float, side: int, to_x: float, to_y: float, to_side: int, reach: float) -> str:
    return f"C{_n(x + side * reach)} {_n(y)} {_n(to_x + to_side * reach)} {_n(to_y)} {_n(to_x)} {_n(to_y)}"


def _free_lanes(spans: Sequence[tuple[Edge, float, float]]) -> dict[Edge, int]:
    """A lane beside the boxes for each edge, the short ones inside: what shares a lane never lies side by side."""
    lanes: list[list[tuple[float, float]]] = []
    found = {}
    for edge, y, to_y in sorted(spans, key=lambda span: abs(span[1] - span[2])):
        low, high = min(y, to_y) - PORT, max(y, to_y) + PORT
        free = (index for index, lane in enumerate(lanes) if all(high < a or b < low for a, b in lane))
        index = next(free, len(lanes))
        if index == len(lanes):
            lanes.append([])
        lanes[index].append((low, high))
        found[edge] = index
    return found


def _bracket(edge: Edge, ends: Ends, lane: float) -> Line:
    """Out of one box to the lane, along it, and into the other box."""
    (x, y), (to_x, to_y) = ends[edge, 0], ends[edge, 1]
    corner = min(CORNER, abs(to_y - y) / 2) * (1 if to_y > y else -1)
    inner = lane - abs(corner)
    path = (
        f"M{_n(x)} {_n(y)}H{_n(inner)}Q{_n(lane)} {_n(y)} {_n(lane)} {_n(y + corner)}"
        f"V{_n(to_y - corner)}Q{_n(lane)} {_n(to_y)} {_n(inner)} {_n(to_y)}L{_n(to_x)} {_n(to_y)}"
    )
    return Line(edge, path, _arrow(to_x, to_y, 1) if edge.is_money else "")


def _arrow(x: float, y: float, side: int) -> str:
    return f"M{_n(x)} {_n(y)}l{ARROW * side} -4v8z"


def _n(number: float) -> str:
    return f"{round(number, 1):g}"
