"""The command that tells coordinators about changes that wait too long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import click
from flask import current_app
from flask.cli import AppGroup

from network.core.clock import now as this_moment
from network.core.database import db
from network.moderation import escalating

ROUND = 100
"""Changes in one transaction: a killed run has told what it says it has told."""

moderation = AppGroup("moderation", help="Proposed changes that wait for a decision.")


@moderation.command("escalate")
def escalate() -> None:
    """Queue mails about changes that have waited for 7 and for 14 days, each once; daily."""
    now = this_moment()
    due = escalating.find_due(db.session(), now)
    db.session.rollback()
    mails = 0
    with click.progressbar(length=len(due), label="changes") as bar:
        for start in range(0, len(due), ROUND):
            some = due[start : start + ROUND]
            mails += _escalate_some(some, now)
            bar.update(len(some))
    click.echo(f"{len(due)} changes wait too long, {mails} mails queued")


def _escalate_some(change_ids: Sequence[int], now: datetime) -> int:
    session = db.session()
    session.connection(execution_options={"write_lock": True})
    mails = escalating.escalate(
        session=session, change_ids=change_ids, now=now, url=current_app.config["PUBLIC_URL"]
    )
    session.commit()
    return mails
