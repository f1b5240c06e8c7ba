"""Deriving the project's tables and basemap from a folder of source files; the same source gives the same bytes."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from network.core.text import slugify
from network.places.basemap import Topology, centroid, decode_arcs, lighten, polygons_of
from network.places.models import OBLAST_KIND, SPECIAL_CITY_KIND, NameKind, PlaceLevel
from network.places.naming import choose_slugs, sort_aliases
from network.places.oblast_names import OBLAST_NAMES
from network.places.tables import CODE_LENGTH, FILES, OTHER_NAMES, RAION_KIND

Row = dict[str, str]
Renames = Mapping[str, Sequence[str]]
REPUBLIC_KIND = "автономна республіка"
NOT_ITS_OWN_POINT = "hromada_centre_fallback"
OBLAST_CODE, RAION_CODE = CODE_LENGTH[PlaceLevel.OBLAST], CODE_LENGTH[PlaceLevel.RAION]
NAMES = tuple(kind.value for kind in OTHER_NAMES)
COLUMNS = {
    FILES[PlaceLevel.OBLAST]: (
        "katottg",
        "slug",
        "kind",
        "name_uk",
        "name_en",
        "latitude",
        "longitude",
        *NAMES,
    ),
    FILES[PlaceLevel.RAION]: ("katottg", "slug", "name_uk", "name_en", "latitude", "longitude", "former"),
    FILES[PlaceLevel.COMMUNITY]: (
        *("katottg", "slug", "kind", "name_uk", "name_en", "centre_uk", "centre_en", "latitude", "longitude"),
        *NAMES,
    ),
    FILES[PlaceLevel.SETTLEMENT]: (
        "katottg",
        "slug",
        "kind",
        "name_uk",
        "name_en",
        "latitude",
        "longitude",
        *NAMES,
    ),
}


def derive(*, source: Path, tables: Path, basemap: Path) -> dict[str, int]:
    """Read the source folder, write the four tables and the basemap; gives the number of bytes of each file."""
    topology: Topology = json.loads((source / "ukraine_admin_light.topojson").read_text("utf-8"))
    communities, settlements = _read(source / "hromadas.csv"), _read(source / "donetsk_settlements.csv")
    renames = _read_renames(_read(source / "renames.csv"), communities)
    aliases = {row["katottg"]: row["aliases"] for row in settlements}
    oblasts = _oblasts(topology)
    raions = _raions(topology, oblasts, renames)
    written = {
        FILES[PlaceLevel.OBLAST]: oblasts,
        FILES[PlaceLevel.RAION]: raions,
        FILES[PlaceLevel.COMMUNITY]: _communities(communities, raions, oblasts, renames, aliases),
        FILES[PlaceLevel.SETTLEMENT]: _settlements(settlements, raions, renames, _by_centre(communities)),
    }
    sizes = {name: _write(tables / name, COLUMNS[name], rows) for name, rows in written.items()}
    return sizes | {basemap.name: _write_basemap(basemap, topology)}


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sorted(csv.DictReader(file), key=lambda row: row["katottg"])


def _read_renames(rows: Iterable[Row], communities: Iterable[Row]) -> dict[str, list[str]]:
    """Former names by code; a change that the codifier has not made (the old name is the present one) is left out."""
    present = {row["katottg"]: row["name_uk"] for row in communities}
    renames = defaultdict(list)
    for row in rows:
        if row["old_uk"] != present.get(row["katottg"]):
            renames[row["katottg"]].append(row["old_uk"])
    return renames


def _centre(shape: Mapping[str, Any], topology: Topology) -> Row:
    longitude, latitude = centroid(polygons_of(shape, decode_arcs(topology)))
    return {"latitude": _degrees(latitude), "longitude": _degrees(longitude)}


def _degrees(number: float) -> str:
    """Four decimals, about ten metres."""
    return f"{number:.4f}"


def _names(kinds: Mapping[NameKind, Sequence[str]]) -> Row:
    return {kind.value: "|".join(kinds.get(kind, ())) for kind in OTHER_NAMES}


def _oblasts(topology: Topology) -> list[Row]:
    rows = []
    for shape in topology["objects"]["oblasts"]["geometries"]:
        code, name, english = (shape["properties"][key] for key in ("id", "n", "e"))
        known = OBLAST_NAMES[code[:OBLAST_CODE]]
        kind = (
            OBLAST_KIND if name.endswith(OBLAST_KIND) else REPUBLIC_KIND if " " in name else SPECIAL_CITY_KIND
        )
        row = {
            "katottg": code,
            "slug": known.slug,
            "kind": kind,
            "name_uk": name.removesuffix(f" {OBLAST_KIND}"),
        }
        row["name_en"] = english if kind == REPUBLIC_KIND else known.en or english
        latin = [known.en] if known.en and known.en != row["name_en"] else []
        names = {
            NameKind.ALTERNATIVE: known.everyday.split("|"),
            NameKind.RUSSIAN: known.russian.split("|"),
            NameKind.LATIN: latin,
        }
        rows.append(row | _names(names) | _centre(shape, topology))
    return sorted(rows, key=lambda row: row["katottg"])


def _raions(topology: Topology, oblasts: Sequence[Row], renames: Renames) -> list[Row]:
    rows = []
    for shape in topology["objects"]["raions"]["geometries"]:
        code, name, english = (shape["properties"][key] for key in ("id", "n", "e"))
        if not name.endswith(RAION_KIND):
            continue  # Kyiv and Sevastopol have no raions of this level
        row = {
            "katottg": code,
            "name_uk": name.removesuffix(" район"),
            "name_en": english.removesuffix(" raion"),
        }
        rows.append(row | {"former": "|".join(renames.get(code, ()))} | _centre(shape, topology))
    rows.sort(key=lambda row: row["katottg"])
    oblast = {row["katottg"][:OBLAST_CODE]: row["slug"] for row in oblasts}
    slugs = choose_slugs(
        rows,
        lambda row: [row["name_en"]],
        lambda row: [row["name_en"], oblast[row["katottg"][:OBLAST_CODE]]],
    )
    return [row | {"slug": slug} for row, slug in zip(rows, slugs, strict=True)]


def _communities(
    source: Sequence[Row],
    raions: Sequence[Row],
    oblasts: Sequence[Row],
    renames: Renames,
    aliases: Mapping[str, str],
) -> list[Row]:
    raion = {row["katottg"][:RAION_CODE]: slugify(row["name_en"]) for row in raions}
    oblast = {row["katottg"][:OBLAST_CODE]: row["slug"] for row in oblasts}

    def place(row: Row) -> list[str]:
        return [row["name_en"], raion.get(row["katottg"][:RAION_CODE], "")]

    slugs = choose_slugs(
        source,
        lambda row: [row["name_en"]],
        place,
        lambda row: [*place(row), oblast[row["katottg"][:OBLAST_CODE]]],
        lambda row: [*place(row), row["centre_en"]],
        lambda row: [*place(row), row["kind"]],
    )
    return [_community(row, slug, renames, aliases) for row, slug in zip(source, slugs, strict=True)]


def _community(row: Row, slug: str, renames: Renames, aliases: Mapping[str, str]) -> Row:
    """A community answers to the names of its centre too, also to those that only the settlements' file has."""
    centre = row["centre_katottg"]
    former = [
        *renames.get(row["katottg"], ()),
        *(renames.get(centre, ()) if centre != row["katottg"] else ()),
    ]
    given = [*row["aliases"].split("|"), *aliases.get(centre, "").split("|")]
    own = (row["name_uk"], row["name_en"], row["centre_uk"], row["centre_en"])
    kept = {key: row[key] for key in ("katottg", "kind", "name_uk", "name_en", "centre_uk", "centre_en")}
    return kept | {"slug": slug} | _names(sort_aliases(given, former, own)) | _point(row)


def _by_centre(communities: Iterable[Row]) -> dict[str, str]:
    return {row["centre_katottg"]: row["aliases"] for row in communities}


def _settlements(
    source: Sequence[Row], raions: Sequence[Row], renames: Renames, aliases: Mapping[str, str]
) -> list[Row]:
    raion = {row["katottg"][:RAION_CODE]: row["name_en"] for row in raions}

    def place(row: Row) -> list[str]:
        return [row["name_en"], row["hromada_uk"]]

    slugs = choose_slugs(
        source,
        lambda row: [row["name_en"]],
        place,
        lambda row: [*place(row), raion[row["katottg"][:RAION_CODE]]],
        lambda row: [*place(row), row["kind"]],
        lambda row: [*place(row), row["katottg"][-5:]],
    )
    return [_settlement(row, slug, renames, aliases) for row, slug in zip(source, slugs, strict=True)]


def _settlement(row: Row, slug: str, renames: Renames, aliases: Mapping[str, str]) -> Row:
    given = [*row["aliases"].split("|"), *aliases.get(row["katottg"], "").split("|")]
    names = sort_aliases(given, renames.get(row["katottg"], ()), (row["name_uk"], row["name_en"]))
    kept = {key: row[key] for key in ("katottg", "kind", "name_uk", "name_en")}
    return kept | {"slug": slug} | _names(names) | _point(row)


def _point(row: Row) -> Row:
    """The point of the place itself; where the source has only the community's centre, none."""
    if not row["lat"] or row["coord_source"] == NOT_ITS_OWN_POINT:
        return {"latitude": "", "longitude": ""}
    return {"latitude": _degrees(float(row["lat"])), "longitude": _degrees(float(row["lon"]))}


def _write(path: Path, columns: Sequence[str], rows: Sequence[Row]) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    return path.stat().st_size


def _write_basemap(path: Path, topology: Topology) -> int:
    light = lighten(topology, {"oblasts": _describe_oblast, "raions": _describe_raion})
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(light, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    return path.stat().st_size


def _describe_oblast(properties: Mapping[str, str]) -> dict[str, str]:
    known = OBLAST_NAMES[properties["o"]]
    name = known.map_uk or properties["n"].removesuffix(f" {OBLAST_KIND}")
    return {"o": properties["o"], "n": name, "e": known.en or properties["e"]}


def _describe_raion(properties: Mapping[str, str]) -> dict[str, str] | None:
    if not properties["n"].endswith(RAION_KIND):
        return None
    name, english = properties["n"].removesuffix(" район"), properties["e"].removesuffix(" raion")
    return {"o": properties["o"], "n": name, "e": english}
