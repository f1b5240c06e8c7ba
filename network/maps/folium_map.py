"""folium under a strict content security policy: own assets, fixed names, data fetched by the browser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import folium
from branca.element import CssLink, Element, Figure, JavascriptLink, MacroElement
from folium.elements import JSCSSMixin
from folium.map import FitBounds, Layer
from folium.template import Template
from markupsafe import escape

from network.maps.words import MapLabels, MapLayer

Bounds = tuple[tuple[float, float], tuple[float, float]]
"""South-west and north-east corners as (latitude, longitude)."""

UKRAINE: Bounds = ((44.3, 22.1), (52.4, 40.3))
PAN_LIMITS: Bounds = ((32.0, -4.0), (63.0, 66.0))
ATTRIBUTION = (
    '© <a href="https://www.openstreetmap.org/copyright" lang="en">OpenStreetMap contributors</a>, ODbL'
)


@dataclass(frozen=True)
class Tiles:
    """A tile server chosen by the configuration: address with {z}, {x}, {y} and its credit as plain text."""

    url: str
    attribution: str
    max_zoom: int = 17


@dataclass(frozen=True)
class MapParts:
    """What a page needs for one map: style sheets, scripts, the container, and the script that fills it."""

    css: list[str]
    js: list[str]
    html: str
    script: str


class LocalFigure(Figure):
    """A figure that is never a page of its own: it hands out its parts, without folium's inline styles."""

    def parts(self, asset_url: Callable[[str], str]) -> MapParts:
        for child in list(self._children.values()):
            child.render()
        links = list(self.header._children.values())
        return MapParts(
            css=[asset_url(link.url) for link in links if isinstance(link, CssLink)],
            js=[asset_url(link.url) for link in links if isinstance(link, JavascriptLink)],
            html=self.html.render().strip(),
            script=_when_ready(self.script.render()),
        )


def _when_ready(statements: str) -> str:
    """The statements, run after the deferred scripts; when one of those is missing, the message is shown."""
    lines = "\n".join(line.strip() for line in statements.splitlines() if line.strip())
    return (
        'document.addEventListener("DOMContentLoaded", function () {\n'
        "if (!window.networkMap) {\n"
        'document.querySelectorAll(".map__failed").forEach(function (note) { note.hidden = false; });\n'
        f"return;\n}}\n{lines}\n}});"
    )


class LocalMap(folium.Map):
    """folium's map with Leaflet and our own script only; its container carries a name and no style."""

    _container = Template(
        """
            <div class="map__canvas{% if this.has_tiles %} map__canvas--tiles{% endif %}"
                 id="{{ this.get_name() }}" role="group" tabindex="0"
                 aria-label="{{ this.labels.canvas|e }}"></div>
            <p class="map__credit">{{ this.credit }}</p>
            <div role="status"><p class="map__failed" hidden>{{ this.labels.failed|e }}</p></div>
        """
    )

    def __init__(self, labels: MapLabels, *, element_id: str, tiles: Tiles | None) -> None:
        super().__init__(
            location=(48.4, 31.2),
            zoom_start=6,
            tiles=None,
            zoom_control=False,
            attribution_control=False,
            scroll_wheel_zoom=False,
            zoom_snap=0.25,
            max_bounds_viscosity=1,
        )
        self.default_js = [("leaflet", "vendor/leaflet.js")]
        self.default_css = [("leaflet_css", "vendor/leaflet.css"), ("map_css", "map.css")]
        limits = [list(corner) for corner in PAN_LIMITS]
        self.options.update(min_zoom=4, max_zoom=tiles.max_zoom if tiles else 12, max_bounds=limits)
        self._id, self.labels, self.has_tiles = element_id, labels, tiles is not None
        self.credit = f"{escape(tiles.attribution)} · {ATTRIBUTION}" if tiles else ATTRIBUTION
        LocalFigure().add_child(self)

    def render(self, **kwargs: Any) -> str:
        """folium's own parts, with its styled container and its inline styles replaced by ours."""
        super().render(**kwargs)  # type: ignore[no-untyped-call]  # folium types only a part of itself
        figure = self.get_root()
        if isinstance(figure, LocalFigure):
            figure.header._children.pop(self.get_name(), None)
            container = Element(self._container.render(this=self))
            figure.html.add_child(container, name=self.get_name())
        return ""


class TopoBasemap(JSCSSMixin, Layer):
    """Outlines of oblasts and raions from a TopoJSON address, under everything and never interactive."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = networkMap.basemap({{ this.url|tojson }}, {{ this.options|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, url: str, *, language: str, tinted: str) -> None:
        super().__init__(name="basemap", control=False)
        self._name, self._id, self.url = "Layer", "basemap", url
        self.default_js = [("topojson", "vendor/topojson-client.min.js")]
        self.options = {"language": language, "tinted": tinted}


class GeoJsonUrl(Layer):
    """Marks read by the browser from a GeoJSON address: nothing of the data stands in the page."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = networkMap.marks({{ this.url|tojson }}, {{ this.options|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, layer: MapLayer) -> None:
        super().__init__(name=layer.label, overlay=True, show=layer.shown)
        self._name, self._id, self.url = "Layer", layer.key, layer.url
        self.options = {"label": layer.label, "shape": layer.shape, "counted": dict(layer.counted)}


class FlowsUrl(GeoJsonUrl):
    """Curves from one place to another, read as LineStrings; each carries a mark with its count in its middle."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = networkMap.flows({{ this.url|tojson }}, {{ this.options|tojson }});
        {% endmacro %}
        """
    )


class MapControls(JSCSSMixin, MacroElement):
    """The last statement of the script: buttons, layer choices, and the first fit of the view."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            networkMap.start({{ this._parent.get_name() }}, [{{ this.names }}], {{ this.options|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, layers: Sequence[Layer], labels: MapLabels, *, bounds: Bounds | None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # folium types only a part of itself
        self._name, self._id = "Controls", "main"
        self.default_js = [("network_map", "map.js")]
        self.names = ", ".join(layer.get_name() for layer in layers)
        self.options = {"words": asdict(labels), "fit": bounds is None, "bounds": bounds or UKRAINE}


def render_map(
    *,
    layers: Sequence[MapLayer],
    basemap_url: str,
    asset_url: Callable[[str], str],
    labels: MapLabels,
    bounds: Bounds | None = None,
    tiles: Tiles | None = None,
    tinted: str = "",
    element_id: str = "main",
) -> MapParts:
    """The parts of one map. Without `bounds` the view fits the marks; `tinted` is an oblast's code prefix.

    The same arguments give the same parts, letter for letter, so that they can be kept and compared.
    """
    network_map = LocalMap(labels, element_id=element_id, tiles=tiles)
    if tiles:
        _tile_layer(tiles).add_to(network_map)
    TopoBasemap(basemap_url, language=labels.language, tinted=tinted).add_to(network_map)
    _first_view(bounds or UKRAINE).add_to(network_map)
    marks = [(FlowsUrl if layer.shape == "flow" else GeoJsonUrl)(layer) for layer in layers]
    for mark in marks:
        mark.add_to(network_map)
    MapControls(marks, labels, bounds=bounds).add_to(network_map)
    figure = network_map.get_root()
    if not isinstance(figure, LocalFigure):
        raise TypeError("a map stands in a LocalFigure")
    return figure.parts(asset_url)


def _first_view(bounds: Bounds) -> FitBounds:
    """The view until the marks are here; a moving one would disturb the fit that follows."""
    view = FitBounds([list(corner) for corner in bounds])
    view.options["animate"] = False
    return view


def _tile_layer(tiles: Tiles) -> folium.TileLayer:
    credit = str(escape(tiles.attribution))
    layer = folium.TileLayer(tiles.url, attr=credit, max_zoom=tiles.max_zoom, name="tiles")
    layer._name, layer._id = "Layer", "tiles"
    return layer
