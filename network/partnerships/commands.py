"""The command that reminds of agreements that end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

import click
from flask import current_app
from flask.cli import AppGroup

from network.core.clock import KYIV
from network.core.clock import today as this_day
from network.core.database import db
from network.partnerships import renewing

ROUND = 20
"""Partnerships in one transaction: a killed run has sent what it says it has sent."""

partnerships = AppGroup("partnerships", help="Agreements between organizations.")


@partnerships.command("remind")
@click.option(
    "--today",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Rehearse as on this day; refused in production.",
)
def remind(day: datetime | None) -> None:
    """Queue mails about agreements that end in 60, 30 and 7 days, each once; daily."""
    if day is not None and current_app.config["NETWORK_ENV"] == "production":
        raise click.BadParameter("a rehearsal is for development only", param_hint="--today")
    today = day.date() if day else this_day()
    now = datetime.combine(today, time(9), KYIV) if day else datetime.now(UTC)
    due = renewing.find_due(db.session(), today)
    db.session.rollback()
    mails = 0
    with click.progressbar(length=len(due), label="partnerships") as bar:
        for start in range(0, len(due), ROUND):
            some = due[start : start + ROUND]
            mails += _remind_some(some, today, now)
            bar.update(len(some))
    click.echo(f"{len(due)} partnerships end soon, {mails} mails queued")


def _remind_some(partnership_ids: Sequence[int], today: date, now: datetime) -> int:
    session = db.session()
    session.connection(execution_options={"write_lock": True})
    mails = renewing.remind(session=session, partnership_ids=partnership_ids, today=today, now=now)
    session.commit()
    return mails
