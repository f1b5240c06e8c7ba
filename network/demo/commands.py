"""The commands that load the fictional network and name its accounts; they refuse in production."""

from __future__ import annotations

import json

import click
from flask import current_app
from flask.cli import AppGroup

from network.accounts.access import one_time_codes
from network.audit.operations import record
from network.core.clock import today
from network.core.database import db
from network.demo.accounts import describe_accounts, ensure_accounts
from network.demo.facts import read_tables
from network.demo.operations import has_demo, load_demo
from network.demo.waiting import add_waiting
from network.search.commands import rebuild_with_progress

REFUSED = "Example data are refused in production: people would call numbers that do not exist."

demo = AppGroup("demo", help="A fictional network to look at, never for production.")


@demo.command("load")
def load() -> None:
    """Add the fictional network once, with its days counted from today."""
    _refuse_production()
    added = load_demo_with_progress()
    click.echo(
        f"{added} example records added" if added else "The example data are already there; nothing was added"
    )


@demo.command("accounts")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def accounts(as_json: bool) -> None:
    """Print who can sign in to the fictional network, and how."""
    _refuse_production()
    session = db.session()
    if not has_demo(session):
        raise click.ClickException("The example data are not loaded: flask demo load")
    ensure_accounts(session=session, codes=one_time_codes())
    session.commit()
    described = describe_accounts()
    if as_json:
        click.echo(json.dumps(described, ensure_ascii=False, indent=1))
        return
    click.echo("Demo accounts (sign in at /sign-in):")
    for account in described:
        row = (account["role"], account["email"], account["password"])
        click.echo("  {:<19}{:<32}{}".format(*row) + _more(account))


def _more(account: dict[str, str]) -> str:
    if account["totp_secret"]:
        return f"  TOTP secret {account['totp_secret']}"
    return f"  {account['organization']}"


def _refuse_production() -> None:
    if current_app.config["NETWORK_ENV"] == "production":
        raise click.ClickException(REFUSED)


def load_demo_with_progress() -> int:
    """Load the fictional network unless it is there, and let it be found; commits; how many records were added."""
    session = db.session()
    if has_demo(session):
        if ensure_accounts(session=session, codes=one_time_codes()):
            record(session=session, actor="command", action="demo.accounts")
        session.commit()
        return 0
    with click.progressbar(length=len(read_tables()), label="example data") as bar:
        added = load_demo(session=session, today=today(), progress=bar.update)
    ensure_accounts(session=session, codes=one_time_codes())
    add_waiting(session, today())
    record(session=session, actor="command", action="demo.load", details={"added": added})
    session.commit()
    rebuild_with_progress()
    return added
