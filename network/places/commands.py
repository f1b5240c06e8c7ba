"""Commands of the gazetteer: `flask places load` and `flask places derive`."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from network.core.database import db
from network.places.derive import derive
from network.places.operations import load_places
from network.places.tables import TABLES, read_tables

BASEMAP = Path(__file__).parents[1] / "static" / "geo" / "basemap.topo.json"


@click.group("places")
def places() -> None:
    """The gazetteer: oblasts, raions, communities, settlements."""


def load_places_with_progress() -> int:
    """Load the tables and commit, with a progress bar; gives the number of rows."""
    length = sum(len(rows) for rows in read_tables().values())
    with click.progressbar(length=length, label="places") as bar:
        total = load_places(session=db.session(), progress=bar.update)
    db.session.commit()
    return total


@places.command("load")
@with_appcontext
def load() -> None:
    """Bring the database to the tables; can be repeated."""
    click.echo(f"{load_places_with_progress()} places")


@places.command("derive")
@click.option(
    "--source",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    required=True,
    help="Folder with hromadas.csv, donetsk_settlements.csv, renames.csv and ukraine_admin_light.topojson.",
)
@click.option(
    "--tables", type=click.Path(path_type=Path, file_okay=False), default=TABLES, show_default=False
)
@click.option(
    "--basemap", type=click.Path(path_type=Path, dir_okay=False), default=BASEMAP, show_default=False
)
def derive_tables(source: Path, tables: Path, basemap: Path) -> None:
    """Write the tables and the basemap from a folder of source files."""
    for name, size in derive(source=source, tables=tables, basemap=basemap).items():
        click.echo(f"{name}: {size} bytes")
