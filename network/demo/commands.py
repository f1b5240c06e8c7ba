"""The command that loads the fictional network; it refuses in production."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from network.audit.operations import record
from network.core.clock import today
from network.core.database import db
from network.demo.facts import read_tables
from network.demo.operations import has_demo, load_demo
from network.search.commands import rebuild_with_progress

REFUSED = "Example data are refused in production: people would call numbers that do not exist."

demo = AppGroup("demo", help="A fictional network to look at, never for production.")


@demo.command("load")
def load() -> None:
    """Add the fictional network once, with its days counted from today."""
    if current_app.config["NETWORK_ENV"] == "production":
        raise click.ClickException(REFUSED)
    added = load_demo_with_progress()
    click.echo(
        f"{added} example records added" if added else "The example data are already there; nothing was added"
    )


def load_demo_with_progress() -> int:
    """Load the fictional network unless it is there, and let it be found; commits; how many records were added."""
    session = db.session()
    if has_demo(session):
        return 0
    with click.progressbar(length=len(read_tables()), label="example data") as bar:
        added = load_demo(session=session, today=today(), progress=bar.update)
    record(session=session, actor="command", action="demo.load", details={"added": added})
    session.commit()
    rebuild_with_progress()
    return added
