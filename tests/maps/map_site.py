"""A tiny site with one map under the strict policy, as a page of the directory shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, jsonify, render_template_string, send_from_directory

from network.maps.curves import Point, curve
from network.maps.folium_map import Bounds, Tiles, render_map
from network.maps.words import MapLabels, MapLayer

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "network" / "static"
NONCE = "c2FtcGxlLW5vbmNl"
POLICY = (
    f"default-src 'none'; script-src 'self' 'nonce-{NONCE}'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SERVICES = {"one": "{n} послуга", "few": "{n} послуги", "many": "{n} послуг", "other": "{n} послуги"}
STOPS = {"one": "{n} зупинка", "few": "{n} зупинки", "many": "{n} зупинок", "other": "{n} зупинки"}
MOVES = {"one": "{n} переїзд", "few": "{n} переїзди", "many": "{n} переїздів", "other": "{n} переїзду"}
LABELS = MapLabels(
    language="uk",
    canvas="Карта. Стрілки пересувають її, плюс і мінус наближають, Tab переходить між позначками",
    failed="Карта не завантажилась. Список нижче.",
    skip="Пропустити карту",
    layers="Показати на карті",
    tools="Пересунути карту",
    zoom_in="Наблизити",
    zoom_out="Віддалити",
    left="Ліворуч",
    up="Вгору",
    down="Вниз",
    right="Праворуч",
    whole="Уся карта",
    close="Закрити",
    merged="{name} і ще {more}",
)
LAYERS = (
    MapLayer("communities", "Громади", "/data/communities", "count", True, SERVICES),
    MapLayer("stops", "Зупинки мобільних команд", "/data/stops", "triangle", True, STOPS),
    MapLayer("sites", "Місця послуг", "/data/sites", "dot", False, SERVICES),
    MapLayer("flows", "Хто куди переїхав", "/data/flows", "flow", False, MOVES),
)
PAGE = """<!doctype html>
<html lang="uk"><head><meta charset="utf-8"><title>Карта</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/page.css"></head><body><main><h1>Карта громад</h1>
{% from "components/map.html" import map_view %}{{ map_view(parts, nonce, "Карта громад") }}
<h2>Громади</h2><ul><li><a href="/c/pavlohrad">Павлоградська громада</a></li></ul></main></body></html>"""
PAGE_CSS = """:root { color-scheme: light dark }
body { background: #fff; color: #1a1f24; font: 18px/1.5 system-ui, sans-serif; margin: 0 auto;
  max-width: 1100px; padding: 0 16px }
a { color: #0a5570 }
@media (prefers-color-scheme: dark) { body { background: #12171a; color: #edf1f3 } a { color: #86cbe0 } }"""


def point(name: str, latitude: float, longitude: float, count: int, **more: Any) -> dict[str, Any]:
    """One GeoJSON feature as a surface would make it."""
    properties = {"name": name, "count": count, "lines": [], "url": "/c/x", "link": "Усі послуги", "note": ""}
    geometry = {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "geometry": geometry, "properties": properties | more}


def flow(name: str, start: Point, end: Point, count: int, **more: Any) -> dict[str, Any]:
    """One curve, as a surface would make it."""
    feature = point(name, 0, 0, count, **more)
    feature["geometry"] = {"type": "LineString", "coordinates": curve(start, end)}
    return feature


def asset_url(name: str) -> str:
    """The address of a file of our own."""
    return f"/static/{name}"


def sample_map(bounds: Bounds | None = None, tiles: Tiles | None = None) -> Any:
    """The parts of the sample page's map."""
    return render_map(
        layers=LAYERS,
        basemap_url=asset_url("geo/basemap.topo.json"),
        asset_url=asset_url,
        labels=LABELS,
        bounds=bounds,
        tiles=tiles,
        tinted="UA14",
    )


def create_site(data: Mapping[str, Any], read: Callable[[str], Response] | None = None) -> Flask:
    """The site; a layer that `data` does not hold answers 503."""
    site = Flask("map_site", template_folder=str(ROOT / "templates"), static_folder=None)
    serve = read or (lambda name: send_from_directory(STATIC, name))

    @site.get("/")
    def page() -> str:
        return render_template_string(PAGE, parts=sample_map(), nonce=NONCE)

    @site.get("/page.css")
    def page_css() -> Response:
        return Response(PAGE_CSS, mimetype="text/css")

    @site.get("/static/<path:name>")
    def asset(name: str) -> Response:
        return serve(name)

    @site.get("/data/<key>")
    def layer(key: str) -> Response:
        return jsonify(type="FeatureCollection", features=data[key]) if key in data else abort(503)

    @site.after_request
    def strict(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        return response

    return site
