"""The commands that ask organizations whether their records are right, and print whom to call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from network.core.clock import KYIV
from network.core.clock import today as this_day
from network.core.database import db
from network.core.i18n import pick
from network.core.phones import format_phone
from network.freshness.limits import limits
from network.freshness.operations import Reminded, confirm_current, forget_links
from network.freshness.operations import remind as remind_owners
from network.freshness.queries import find_calls, find_due_owners, find_records
from network.freshness.views import site

ROUND = 100
"""Owners in one transaction: a killed run has sent what it says it has sent."""

freshness = AppGroup("freshness", help="What organizations have not confirmed for long.")


@click.command("remind")
@click.option(
    "--today",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Rehearse as on this day; refused in production.",
)
@with_appcontext
def remind(day: datetime | None) -> None:
    """Queue reminders for organizations with records that nobody has confirmed for long; daily."""
    if day is not None and current_app.config["NETWORK_ENV"] == "production":
        raise click.BadParameter("a rehearsal is for development only", param_hint="--today")
    today = day.date() if day else this_day()
    now = datetime.combine(today, time(9), KYIV) if day else datetime.now(UTC)
    due = find_due_owners(db.session(), limits().due_before(today))
    db.session.rollback()
    mails = calls = 0
    with click.progressbar(length=len(due), label="reminders") as bar:
        for start in range(0, len(due), ROUND):
            reminded = _remind_some(due[start : start + ROUND], now, today)
            mails, calls = mails + reminded.mails, calls + reminded.calls
            bar.update(len(due[start : start + ROUND]))
    click.echo(f"{mails} mails queued, {calls} organizations added to the phone round")


def _remind_some(owner_ids: Sequence[int], now: datetime, today: date) -> Reminded:
    session = db.session()
    session.connection(execution_options={"write_lock": True})
    reminded = remind_owners(session=session, owner_ids=owner_ids, now=now, today=today, site=site())
    session.commit()
    return reminded


@freshness.command("calls")
def calls() -> None:
    """Print the phone round: since when, number, organization; who waits longest comes first."""
    found = find_calls(db.session())
    for call in found:
        number = format_phone(call.owner.phone) if call.owner.phone else "–"
        click.echo(
            f"{call.since.isoformat()}\t{number}\t{pick(call.owner.name_uk, call.owner.name_en)}\t{call.owner.slug}"
        )
    click.echo(f"{len(found)} organizations to call")


@freshness.command("confirm")
@click.argument("slug")
def confirm(slug: str) -> None:
    """Confirm after a call all that people see of the organization SLUG; it leaves the phone round."""
    session, today = db.session(), this_day()
    found = [call.owner for call in find_calls(session) if call.owner.slug == slug]
    if not found:
        raise click.ClickException(f"there is no organization {slug} on the phone round")
    owner = found[0]
    records = find_records(session, [owner.id], today)[owner.id]
    confirm_current(
        session=session, owner=owner, records=records, stopped=(), today=today, actor="command", site=site()
    )
    session.commit()
    click.echo(f"{len(records)} records confirmed")


@freshness.command("forget")
def forget() -> None:
    """Erase links of reminders that died a month ago; to be run daily."""
    count = forget_links(session=db.session(), now=datetime.now(UTC))
    db.session.commit()
    click.echo(f"{count} forgotten")
