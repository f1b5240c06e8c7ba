"""The commands of accounts: a first administrator, the way out for a lost phone, sweeping what ran out."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from network.accounts.forgetting import forget as forget_spent
from network.accounts.operations import invite_system_administrator
from network.accounts.overseeing import forget_second_factor, sign_out_everywhere
from network.accounts.queries import find_user
from network.core.clock import now
from network.core.database import db
from network.core.errors import BadInput

accounts = AppGroup("accounts", help="People who sign in.")


@accounts.command("add-administrator")
@click.argument("email")
def add_administrator(email: str) -> None:
    """Make EMAIL a system administrator and send an invitation."""
    try:
        user = invite_system_administrator(session=db.session(), email=email, by="command")
    except BadInput as error:
        raise click.BadParameter(str(error), param_hint="EMAIL") from None
    db.session.commit()
    click.echo(f"{user.email} is a system administrator; the invitation leaves with `flask mail send`")


@accounts.command("end-sessions")
@click.argument("email")
@click.option("--forget-phone", is_flag=True, help="Let the person connect a new phone at the next sign-in.")
def end_all(email: str, forget_phone: bool) -> None:
    """Sign EMAIL out everywhere."""
    user = find_user(db.session(), email)
    if user is None:
        raise click.BadParameter("there is no such account", param_hint="EMAIL")
    act = forget_second_factor if forget_phone else sign_out_everywhere
    act(session=db.session(), user=user, by="command")
    db.session.commit()
    click.echo(f"{user.email} is signed out everywhere")


@accounts.command("forget")
def forget() -> None:
    """Erase sessions, links and challenges that ran out; to be run daily."""
    count = forget_spent(session=db.session(), now=now())
    db.session.commit()
    click.echo(f"{count} forgotten")
