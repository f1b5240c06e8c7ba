"""Reading the project's own tables of places: each row with its level, ancestors and names."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from network.core.sorting import ukrainian_key
from network.core.text import normalize, transliterate
from network.places.models import NameKind, PlaceLevel

RAION_KIND = "район"
TABLES = Path(__file__).parent / "tables"
FILES = {
    PlaceLevel.OBLAST: "oblasts.csv",
    PlaceLevel.RAION: "raions.csv",
    PlaceLevel.COMMUNITY: "communities.csv",
    PlaceLevel.SETTLEMENT: "settlements.csv",
}
CODE_LENGTH = {PlaceLevel.OBLAST: 4, PlaceLevel.RAION: 6, PlaceLevel.COMMUNITY: 9}
"""How many first characters of a code name the oblast (UA14), the raion (UA1416), the community (UA1416015)."""
OTHER_NAMES = (NameKind.FORMER, NameKind.RUSSIAN, NameKind.LATIN, NameKind.ALTERNATIVE)


@dataclass(frozen=True)
class PlaceRow:
    """A row of a table; `names` holds every name once, by its normalized form."""

    level: PlaceLevel
    columns: dict[str, str | float | None]
    names: dict[str, tuple[str, NameKind]]

    @property
    def code(self) -> str:
        """The КАТОТТГ code."""
        return str(self.columns["katottg"])

    def ancestors(self) -> dict[PlaceLevel, str]:
        """The levels above with the beginning of the code that names the place there."""
        above = list(CODE_LENGTH)[: list(PlaceLevel).index(self.level)]
        return {level: self.code[: CODE_LENGTH[level]] for level in above}


def read_tables(folder: Path = TABLES) -> dict[PlaceLevel, list[PlaceRow]]:
    """All rows by level, upper levels first."""
    return {level: _read(folder / name, level) for level, name in FILES.items()}


def _read(path: Path, level: PlaceLevel) -> list[PlaceRow]:
    with path.open(encoding="utf-8", newline="") as file:
        return [PlaceRow(level, _columns(row, level), _names(row)) for row in csv.DictReader(file)]


def _columns(row: Mapping[str, str], level: PlaceLevel) -> dict[str, str | float | None]:
    texts = {
        key: row.get(key, "") for key in ("katottg", "slug", "name_uk", "name_en", "centre_uk", "centre_en")
    }
    return {
        **texts,
        "level": level,
        "kind": row.get("kind", RAION_KIND),
        "sort_key": ukrainian_key(texts["centre_uk"] or texts["name_uk"]),
        "sort_en": ukrainian_key(texts["centre_en"] or texts["name_en"]),
        "latitude": float(row["latitude"]) if row["latitude"] else None,
        "longitude": float(row["longitude"]) if row["longitude"] else None,
    }


def _names(row: Mapping[str, str]) -> dict[str, tuple[str, NameKind]]:
    """The best kind of each name; Latin forms of the present and former names are added by the rule of 2010."""
    found: dict[str, tuple[str, NameKind]] = {}
    given = [(NameKind.CURRENT, row["name_uk"]), (NameKind.CENTRE, row.get("centre_uk", ""))]
    given += [(NameKind.LATIN, row["name_en"]), (NameKind.LATIN, row.get("centre_en", ""))]
    given += [(kind, name) for kind in OTHER_NAMES for name in row.get(kind, "").split("|")]
    old = [name for kind, name in given if kind in {NameKind.CURRENT, NameKind.FORMER}]
    given += [(NameKind.LATIN, transliterate(name).title()) for name in old]
    for kind, name in given:
        if name:
            found.setdefault(normalize(name), (name, kind))
    return found
