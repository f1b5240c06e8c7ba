"""The picture of who works with whom: whatever the organizations are, nothing overlaps and nothing is missing."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from flask import Flask, render_template_string
from hypothesis import given, settings
from hypothesis import strategies as st

from network.partnerships.lettering import MOST_LINES, width_of, wrap
from network.partnerships.picture import NARROW_BETWEEN, Box, Drawing, Edge, Node, draw_narrow, draw_wide

LEAST = NARROW_BETWEEN / 2
"""Free pixels between boxes."""
NAMES = st.text(st.characters(blacklist_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=200)
KINDS = ("memorandum", "cooperation", "implementing", "funding", "referral")
PAGE = """{% from "partnerships/_picture.html" import picture %}
{{ picture(drawing, "wide", "Хто з ким", "Опис", kinds, layers) }}"""


@st.composite
def graphs(draw) -> tuple[list[Node], list[Edge]]:
    names = draw(st.lists(NAMES, min_size=1, max_size=14))
    nodes = [Node(key, name, draw(st.integers(0, 2))) for key, name in enumerate(names)]
    pairs = list(combinations(range(len(nodes)), 2))
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=30)) if pairs else []
    edges = [
        Edge(first, second, draw(st.sampled_from(KINDS)), draw(st.booleans())) for first, second in chosen
    ]
    return nodes, edges


def overlap(one: Box, other: Box) -> bool:
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    return not beside and one.y < other.y + other.height + LEAST and other.y < one.y + one.height + LEAST


def ends_of(path: str) -> tuple[tuple[float, float], tuple[float, float]]:
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", path)]
    return (numbers[0], numbers[1]), (numbers[-2], numbers[-1])


def touches(box: Box, point: tuple[float, float]) -> bool:
    x, y = point
    return x in {box.x, box.x + box.width} and box.y <= y <= box.y + box.height


@pytest.mark.parametrize("draw", [draw_wide, draw_narrow])
@settings(deadline=None, max_examples=60)
@given(graph=graphs())
def test_nothing_overlaps_and_every_edge_joins_its_boxes(draw, graph: tuple[list[Node], list[Edge]]) -> None:
    nodes, edges = graph
    drawing: Drawing = draw(nodes, edges)
    assert {box.node for box in drawing.boxes} == set(nodes)
    assert [line.edge for line in drawing.lines] == edges
    assert not [pair for pair in combinations(drawing.boxes, 2) if overlap(*pair)]
    boxes = {box.node.key: box for box in drawing.boxes}
    for box in drawing.boxes:
        assert box.x >= 0 and box.x + box.width <= drawing.width
        assert box.y >= 0 and box.y + box.height <= drawing.height
        assert len(box.lines) * 19 <= box.height
    points = []
    for line in drawing.lines:
        start, end = ends_of(line.path)
        assert touches(boxes[line.edge.first], start) and touches(boxes[line.edge.second], end)
        assert bool(line.arrow) == line.edge.is_money
        points += [start, end]
    assert len(points) == len(set(points)), "no two lines end at one point"
    assert draw(nodes, edges) == drawing


@settings(deadline=None)
@given(name=NAMES, width=st.integers(60, 300))
def test_a_name_is_wrapped_and_loses_no_letter(name: str, width: int) -> None:
    lines, is_cut = wrap(name, width)
    assert 1 <= len(lines) <= MOST_LINES
    assert all(width_of(line) <= width for line in lines if len(line) > 1)
    joined, whole = "".join(lines).replace("-", ""), "".join(name.split()).replace("-", "")
    if is_cut:
        assert lines[-1].endswith("…")
        assert whole.startswith("".join(joined.removesuffix("…").split()))
    else:
        assert "".join(joined.split()) == whole


def test_words_stay_whole_where_they_fit() -> None:
    lines, is_cut = wrap("Царичанська селищна територіальна громада", 194)
    assert not is_cut
    assert " ".join(lines) == "Царичанська селищна територіальна громада"


@pytest.mark.engines("sqlite")
def test_the_svg_is_well_formed_whatever_the_names_are(app: Flask) -> None:
    @settings(deadline=None, max_examples=30)
    @given(graph=graphs())
    def check(graph: tuple[list[Node], list[Edge]]) -> None:
        nodes, edges = graph
        with app.test_request_context("/"):
            words = {kind: kind for kind in KINDS}
            page = render_template_string(
                PAGE, drawing=draw_wide(nodes, edges), kinds=words, layers={0: "a", 1: "b", 2: "c"}
            )
        svg = ElementTree.fromstring(page.strip())
        assert svg.attrib["role"] == "img"
        assert len(
            [group for group in svg.findall("{*}g") if group.attrib["class"].startswith("tie ")]
        ) == len(edges)
        assert len(svg.findall(".//{*}rect")) == len(nodes)
        assert not svg.findall(".//*[@style]") and not svg.findall(".//{*}script")

    check()


def test_what_goes_past_a_column_keeps_out_of_its_boxes() -> None:
    nodes = [Node(0, "Донор", 0), *(Node(key, f"ГО {key}", 1) for key in range(1, 6)), Node(9, "Громада", 2)]
    edges = [Edge(0, 9, "memorandum"), *(Edge(0, key, "funding", True) for key in range(1, 6))]
    drawing = draw_wide(nodes, edges)
    (passing,) = (line for line in drawing.lines if line.edge.second == 9)
    height = float(re.findall(r" ([\d.]+)H", passing.path)[0])
    middle = [box for box in drawing.boxes if box.node.layer == 1]
    assert not [box for box in middle if box.y < height < box.y + box.height]
