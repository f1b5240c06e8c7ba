"""The command that shows the audit record; nothing can change it."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from network.audit.models import AuditEntry
from network.audit.queries import find_entries
from network.core.database import db
from network.core.text import clean

audit = AppGroup("audit", help="Who did what, and when.")


@audit.command("show")
@click.option(
    "--last", default=20, show_default=True, type=click.IntRange(1, 10_000), help="How many entries."
)
@click.option("--action", default="", help="Only this action, such as «urgent.verify».")
def show(last: int, action: str) -> None:
    """The last entries, the oldest of them first, one line each: time (UTC), who, what, on what, details."""
    for entry in reversed(find_entries(db.session(), action=action, limit=last)):
        click.echo(line_of(entry))


def line_of(entry: AuditEntry) -> str:
    """An entry as one line: what people entered cannot begin another."""
    subject = f"{entry.subject_kind}:{entry.subject_id or ''}".strip(":") or "-"
    at = entry.at.isoformat(timespec="seconds")
    return f"{at} {clean(entry.actor)} {clean(entry.action)} {clean(subject)} {clean(entry.details)}"
