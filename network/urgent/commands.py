"""The command that records who checked an urgent number, and when."""

from __future__ import annotations

from datetime import datetime

import click
from flask.cli import AppGroup

from network.core.clock import today
from network.core.database import db
from network.core.errors import BadInput, NotFound
from network.urgent.operations import verify_number

urgent = AppGroup("urgent", help="Numbers for urgent help.")


@urgent.command("verify")
@click.argument("number")
@click.option("--by-uk", required=True, help="Who checked it, a role in Ukrainian; never a personal name.")
@click.option("--by-en", default="", help="The same in English.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day of the check; today when left out.")
def verify(number: str, by_uk: str, by_en: str, on: datetime | None) -> None:
    """Say that NUMBER was called and answers as the page says."""
    day = on.date() if on else today()
    if day > today():
        raise click.BadParameter("the day of a check cannot be in the future", param_hint="--on")
    try:
        record = verify_number(session=db.session(), number=number, by_uk=by_uk, by_en=by_en, on=day)
    except NotFound as error:
        raise click.ClickException(f"there is no urgent number {number}") from error
    except BadInput as error:
        raise click.ClickException(str(error)) from error
    db.session.commit()
    click.echo(f"{record.number}: checked on {day.isoformat()}")
