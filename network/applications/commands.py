"""The command that forgets applications that were refused long ago."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from network.applications.forgetting import forget as forget_refused
from network.core.clock import now
from network.core.database import db

applications = AppGroup("applications", help="Organizations that ask to join.")


@applications.command("forget")
def forget() -> None:
    """Erase applications that were refused long enough ago; to be run daily."""
    count = forget_refused(
        session=db.session(), moment=now(), kept_days=current_app.config["APPLICATIONS_KEPT_DAYS"]
    )
    db.session.commit()
    click.echo(f"{count} forgotten")
