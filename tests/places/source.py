"""A tiny made-up source folder in the form that `flask places derive` reads."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

COMMUNITY = (
    *("katottg", "name_uk", "name_en", "kind", "raion_uk", "raion_en", "oblast_uk", "oblast_en", "centre_uk"),
    *("centre_en", "centre_katottg", "lat", "lon", "coord_source", "geonameid", "aliases"),
)
COMMUNITIES = (
    "UA14020010000000001,Зорянська,Zorianska,міська,Перший,Pershyi,Донецька,Donetsk,Зоря,Zoria,UA14020010010000011,"
    "48.123456,37.1,osm_admin_centre,,Стара Назва|Stara Nazva|Заря",
    "UA14040010000000002,Зорянська,Zorianska,сільська,Другий,Druhyi,Донецька,Donetsk,Зоряне,Zoriane,"
    "UA14040010010000012,48.2,38.1,osm_admin_centre,,",
    "UA80000000000093317,Київ,Kyiv,місто зі спеціальним статусом,,,Київ,Kyiv City,Київ,Kyiv,UA80000000000093317,"
    "50.45,30.52,geonames,703448,Киев",
)
SETTLEMENT = (
    *("katottg", "name_uk", "name_en", "kind", "hromada_katottg", "hromada_uk", "raion_uk", "oblast_uk"),
    *("lat", "lon", "coord_source", "aliases"),
)
SETTLEMENTS = (
    "UA14020010010000011,Зоря,Zoria,місто,UA14020010000000001,Зорянська,Перший,Донецька,48.12,37.1,osm_label,",
    "UA14020010020000013,Гай,Hai,село,UA14020010000000001,Зорянська,Перший,Донецька,48.12,37.1,"
    "hromada_centre_fallback,",
    "UA14040010020000014,Гай,Hai,село,UA14040010000000002,Зорянська,Другий,Донецька,48.3,38.2,osm_label,",
)
RENAMES = (
    "UA14020010010000011,місто,Donetsk,Червона Зоря,Зоря,register",
    "UA14040010000000002,громада,Donetsk,Зорянська,Світанкова,unverified",
    "UA14020000000000003,район,Donetsk,Нульовий,Перший,register",
)
SHAPES = {
    "raions": (
        ("UA14020000000000003", "Перший район", "Pershyi raion", 0),
        ("UA14040000000000004", "Другий район", "Druhyi raion", 1),
        ("UA80000000000093317", "Київ", "Kyiv", 2),
    ),
    "oblasts": (
        ("UA14000000000091971", "Донецька область", "Donetsk", 3),
        ("UA80000000000093317", "Київ", "Kyiv City", 2),
        ("UA01000000000013043", "Автономна Республіка Крим", "Autonomous Republic of Crimea", 4),
    ),
}
SQUARES = ((37, 48, 1, 1), (38, 48, 1, 1), (30, 50, 1, 1), (37, 48, 2, 1), (33, 45, 2, 1))


def write_source(folder: Path) -> Path:
    """Write the source files into the folder and give it back."""
    _write_table(folder / "hromadas.csv", COMMUNITY, COMMUNITIES)
    _write_table(folder / "donetsk_settlements.csv", SETTLEMENT, SETTLEMENTS)
    _write_table(
        folder / "renames.csv", ("katottg", "kind", "oblast_en", "old_uk", "new_uk", "evidence"), RENAMES
    )
    (folder / "ukraine_admin_light.topojson").write_text(json.dumps(_topology(), ensure_ascii=False), "utf-8")
    return folder


def _write_table(path: Path, columns: tuple[str, ...], lines: tuple[str, ...]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerow(columns)
        file.writelines(f"{line}\n" for line in lines)


def _topology() -> dict[str, Any]:
    objects = {
        name: {"type": "GeometryCollection", "geometries": [_shape(*shape) for shape in shapes]}
        for name, shapes in SHAPES.items()
    }
    arcs = [_square(*(round(side * 100) for side in square)) for square in SQUARES]
    return {
        "type": "Topology",
        "transform": {"scale": [0.01, 0.01], "translate": [0, 0]},
        "objects": objects,
        "arcs": arcs,
    }


def _shape(code: str, name: str, english: str, arc: int) -> dict[str, Any]:
    return {
        "type": "Polygon",
        "properties": {"id": code, "n": name, "e": english, "o": code[:4]},
        "arcs": [[arc]],
    }


def _square(west: int, south: int, width: int, height: int) -> list[list[int]]:
    return [[west, south], [width, 0], [0, height], [-width, 0], [0, -height]]
