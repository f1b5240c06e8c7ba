"""What a map is handed: its layers, and every word it says in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from network.core.i18n import gettext as _
from network.core.i18n import reader_language

Shape = Literal["count", "dot", "triangle", "flow"]
"""How a layer is drawn: marks with numbers, dots, triangles, or curves from one place to another."""
SAMPLES = {"one": 1, "few": 2, "many": 5, "other": 5}
"""A number of each plural category of Unicode CLDR; Ukrainian uses all four, English the outer two."""


@dataclass(frozen=True)
class MapLayer:
    """One layer of marks, read by the browser from `url` (GeoJSON); `counted` comes from `count_words`."""

    key: str
    label: str
    url: str
    shape: Shape
    shown: bool
    counted: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not (self.key.isascii() and self.key.isidentifier()):
            raise ValueError(f"a layer key becomes a name in the script: {self.key!r}")


@dataclass(frozen=True)
class MapLabels:
    """The words of the map's controls. `merged` names several marks drawn as one, by {name} and {more}."""

    language: str
    canvas: str
    failed: str
    skip: str
    layers: str
    tools: str
    zoom_in: str
    zoom_out: str
    left: str
    up: str
    down: str
    right: str
    whole: str
    close: str
    merged: str


def map_labels() -> MapLabels:
    """The words of every map, in the reader's language."""
    return MapLabels(
        language=reader_language(),
        canvas=_("Map. Arrow keys move it, plus and minus zoom, Tab goes from mark to mark"),
        failed=_("The map did not load. The list is below."),
        skip=_("Skip the map"),
        layers=_("Show on the map"),
        tools=_("Move the map"),
        zoom_in=_("Zoom in"),
        zoom_out=_("Zoom out"),
        left=_("Left"),
        up=_("Up"),
        down=_("Down"),
        right=_("Right"),
        whole=_("Whole map"),
        close=_("Close"),
        merged=_("{name} and {more} more"),
    )


def count_words(phrase: Callable[[int], str]) -> dict[str, str]:
    """Plural forms for the browser: `count_words(lambda n: ngettext("%(num)d stop", "%(num)d stops", n))`."""
    return {category: phrase(number).replace(str(number), "{n}", 1) for category, number in SAMPLES.items()}
