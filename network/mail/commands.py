"""The command that sends what waits in the outbox; cron or a systemd timer calls it each minute."""

from __future__ import annotations

from datetime import UTC, datetime

import click
from flask.cli import AppGroup

from network.core.database import db
from network.mail.operations import forget_sent, revive
from network.mail.queries import count_due, count_given_up
from network.mail.sending import deliver

ROUND = 20
"""Mails between two steps of the progress bar."""

mail = AppGroup("mail", help="The outbox.")


@mail.command("send")
@click.option("--given-up", is_flag=True, help="Try again also what was given up.")
def send(given_up: bool) -> None:
    """Send all mails that are due, forget those sent 30 days ago; says how many left and how many wait."""
    moment = datetime.now(UTC)
    if given_up:
        click.echo(f"{revive(session=db.session(), now=moment)} mails taken up again")
    forget_sent(session=db.session(), now=moment)
    db.session.commit()
    sent, failed = _send_all()
    left = count_given_up(db.session())
    click.echo(f"{sent} mails sent" + (f", {failed} failed and will be tried again" if failed else ""))
    if left:
        click.echo(f"{left} mails were given up; `flask mail send --given-up` tries them again")


def _send_all() -> tuple[int, int]:
    """Rounds of delivery until nothing is due or the server cannot be reached; how many were sent, how many failed."""
    sent = failed = 0
    due = count_due(db.session(), datetime.now(UTC))
    db.session.rollback()  # no transaction stays open while a server is slow
    with click.progressbar(length=due, label="mails") as bar:
        while True:
            result = deliver(ROUND)
            if result is None:
                raise click.ClickException("MAIL_URL is not set: mails wait in the outbox")
            sent, failed = sent + result.sent, failed + result.failed
            bar.update(result.sent + result.failed)
            if result.is_stopped or result.sent + result.failed < ROUND:
                return sent, failed
