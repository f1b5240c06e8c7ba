"""The command that makes the index anew."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from network.core.database import db
from network.search.operations import count_documents, rebuild

search = AppGroup("search", help="The index of the search.")


@search.command("rebuild")
def rebuild_index() -> None:
    """Make the whole index anew from the records."""
    click.echo(f"{rebuild_with_progress()} documents")


def rebuild_with_progress() -> int:
    """Rebuild and commit; how many documents the index now holds."""
    session = db.session()
    with click.progressbar(length=count_documents(session=session), label="search index") as bar:
        total = rebuild(session=session, progress=bar.update)
    session.commit()
    return total
