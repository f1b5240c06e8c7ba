"""The command that erases documents that no record took."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from network.core.clock import now
from network.core.database import db
from network.files import operations
from network.files.holders import find_held

files = AppGroup("files", help="Documents that people attach.")


@files.command("forget")
def forget() -> None:
    """Erase documents that no published record and no draft took for 60 days; to be run daily."""
    session = db.session()
    session.rollback()  # what was read before began without the lock
    session.connection(execution_options={"write_lock": True})
    count = operations.forget_unused(session=session, moment=now(), held=find_held(session))
    session.commit()
    click.echo(f"{count} documents erased")
