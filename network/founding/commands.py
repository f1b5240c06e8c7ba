"""The command that loads what the directory starts with: places, topics, urgent numbers, facts."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from network.audit.operations import record
from network.core.clock import today
from network.core.database import db
from network.founding.facts import read_facts
from network.founding.operations import load_founding
from network.places.commands import load_places_with_progress
from network.places.models import Place
from network.search.commands import rebuild_with_progress
from network.taxonomy.operations import load_taxonomy
from network.urgent.operations import load_urgent_numbers


@click.group("founding")
def founding() -> None:
    """The facts that the network starts with."""


@founding.command("load")
@with_appcontext
def load() -> None:
    """Add what is missing; can be repeated, also in production."""
    click.echo(f"{load_founding_with_progress()} records added")


def load_founding_with_progress() -> int:
    """Load places where there are none, topics, urgent numbers and missing facts, and let them be found.

    Commits; gives the number of records added.
    """
    session = db.session()
    if session.scalar(select(Place.id).limit(1)) is None:
        load_places_with_progress()
    added = load_taxonomy(session=session) + load_urgent_numbers(session=session)
    with click.progressbar(length=len(read_facts()), label="founding facts") as bar:
        added += load_founding(session=session, today=today(), progress=bar.update)
    if added:
        record(session=session, actor="command", action="founding.load", details={"added": added})
    session.commit()
    if added:
        rebuild_with_progress()
    return added
