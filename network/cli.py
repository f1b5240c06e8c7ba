"""The commands of `flask`: prepare everything once, and the groups of the features."""

from __future__ import annotations

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade

from network.accounts.commands import accounts
from network.applications.commands import applications
from network.audit.commands import audit
from network.demo.commands import demo, load_demo_with_progress
from network.feedback.commands import feedback
from network.files.commands import files
from network.founding.commands import founding, load_founding_with_progress
from network.freshness.commands import freshness, remind
from network.mail.commands import mail
from network.moderation.commands import moderation
from network.partnerships.commands import partnerships
from network.places.commands import places
from network.search.commands import search
from network.urgent.commands import urgent


@click.command("prepare")
@with_appcontext
def prepare() -> None:
    """Migrate the database and load the starting data once; in production only the founding facts."""
    upgrade()
    load_founding_with_progress()
    if current_app.config["NETWORK_ENV"] != "production":
        load_demo_with_progress()


def init_app(app: Flask) -> None:
    """Register the commands."""
    for command in (
        prepare,
        search,
        places,
        founding,
        demo,
        accounts,
        applications,
        urgent,
        mail,
        audit,
        feedback,
        files,
        moderation,
        remind,
        partnerships,
        freshness,
    ):
        app.cli.add_command(command)
