"""folium under a strict content security policy: own assets, fixed element names, and data fetched by the reader's browser."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import folium
from branca.element import CssLink, Figure, JavascriptLink, MacroElement
from folium.elements import JSCSSMixin
from folium.map import FitBounds, Layer
from folium.template import Template
from markupsafe import escape

from network.maps.words import MapLabels, MapLayer

Bounds = tuple[tuple[float, float], tuple[float, float]]
"""South-west and north-east corners as (latitude, longitude)."""

UKRAINE: Bounds = ((44.3, 22.1), (52.4, 40.3))
PAN_LIMITS: Bounds = ((38.0, 10.0), (58.0, 52.0))
ATTRIBUTION = '© <a href="https://www.openstreetmap.org/copyright" lang="en">OpenStreetMap contributors</a>, ODbL'


@dataclass(frozen=True)
class Tiles:
    """A tile server chosen by the configuration: address with {z}, {x}, {y} and its credit as plain text."""

    url: str
    attribution: str
    max_zoom: int = 17


@dataclass(frozen=True)
class MapParts:
    """What a page needs for one map: addresses of style sheets and scripts, the container, and the script that fills it."""

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
    """The statements, run after the deferred scripts; when one of those is missing, the message in the container is shown."""
    lines = "\n".join(line.strip() for line in statements.splitlines() if line.strip())
    return (
        'document.addEventListener("DOMContentLoaded", function () {\n'
        "if (!window.networkMap) {\n"
        'document.querySelectorAll(".map__failed").forEach(function (note) { note.hidden = false; });\n'
        f"return;\n}}\n{lines}\n}});"
    )


class LocalMap(folium.Map):
    """folium's map with Leaflet and our own script only; its container carries a name and no style."""

    default_js = [("leaflet", "vendor/leaflet.js")]
    default_css = [("leaflet_css", "vendor/leaflet.css"), ("map_css", "map.css")]
    _container = Template(
        """
        {% macro html(this, kwargs) %}
            <div class="map__canvas{% if this.has_tiles %} map__canvas--tiles{% endif %}" id="{{ this.get_name() }}"
                 role="group" aria-label="{{ this.labels.canvas|e }}" tabindex="0"></div>
            <div class="map__status" role="status"><p class="map__failed" hidden>{{ this.labels.failed|e }}</p></div>
        {% endmacro %}
        """
    )

    def __init__(self, labels: MapLabels, *, element_id: str, max_zoom: int, has_tiles: bool) -> None:
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
        self.options.update(min_zoom=4, max_zoom=max_zoom, max_bounds=[list(corner) for corner in PAN_LIMITS])
        self._id, self.labels, self.has_tiles = element_id, labels, has_tiles
        LocalFigure().add_child(self)

    def render(self, **kwargs: Any) -> None:
        super().render(**kwargs)
        figure = self.get_root()
        figure.header._children.pop(self.get_name(), None)
        container = self._container.module.html(self, kwargs)
        figure.html.add_child(folium.Element(container), name=self.get_name())


class TopoBasemap(JSCSSMixin, Layer):
    """Outlines of oblasts and raions from a TopoJSON address, drawn under everything and never interactive."""

    default_js = [("topojson", "vendor/topojson-client.min.js")]
    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = networkMap.basemap({{ this.url|tojson }}, {{ this.options|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, url: str, *, language: str, tinted: str, attribution: str) -> None:
        super().__init__(name="basemap", control=False)
        self._name, self._id, self.url = "Layer", "basemap", url
        self.options = {"language": language, "tinted": tinted, "attribution": attribution}


class GeoJsonUrl(JSCSSMixin, Layer):
    """Marks read by the browser from a GeoJSON address: nothing of the data stands in the page."""

    default_js = [("network_map", "map.js")]
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
        self.options = {"key": layer.key, "label": layer.label, "shape": layer.shape, "counted": dict(layer.counted)}


class MapControls(JSCSSMixin, MacroElement):
    """The last statement of the script: buttons, layer choices, and the first fit of the view."""

    default_js = [("network_map", "map.js")]
    _template = Template(
        """
        {% macro script(this, kwargs) %}
            networkMap.start({{ this._parent.get_name() }}, [{{ this.names|join(", ") }}], {{ this.options|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, layers: Sequence[Layer], labels: MapLabels, *, fits_data: bool) -> None:
        super().__init__()
        self._name, self._id = "Controls", "main"
        self.names = [layer.get_name() for layer in layers]
        self.options = {"words": asdict(labels), "fit": fits_data}


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
    """The parts of one map. Without `bounds` the view fits the marks; `tinted` is the code prefix of one softly tinted oblast.

    The same arguments give the same parts, letter for letter, so a page with a map can be cached and compared.
    """
    network_map = LocalMap(
        labels, element_id=element_id, max_zoom=tiles.max_zoom if tiles else 12, has_tiles=tiles is not None
    )
    if tiles:
        _tile_layer(tiles).add_to(network_map)
    TopoBasemap(basemap_url, language=labels.language, tinted=tinted, attribution=ATTRIBUTION).add_to(network_map)
    FitBounds([list(corner) for corner in bounds or UKRAINE]).add_to(network_map)
    marks = [GeoJsonUrl(layer) for layer in layers]
    for mark in marks:
        mark.add_to(network_map)
    MapControls(marks, labels, fits_data=bounds is None).add_to(network_map)
    figure = network_map.get_root()
    if not isinstance(figure, LocalFigure):
        raise TypeError("a map stands in a LocalFigure")
    return figure.parts(asset_url)


def _tile_layer(tiles: Tiles) -> folium.TileLayer:
    layer = folium.TileLayer(tiles.url, attr=str(escape(tiles.attribution)), max_zoom=tiles.max_zoom, name="tiles")
    layer._name, layer._id = "Layer", "tiles"
    return layer
