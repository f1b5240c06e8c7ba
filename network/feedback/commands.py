"""Commands for those who check reports: see them, settle them, and forget who wrote them."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from network.core.clock import now
from network.core.database import db
from network.core.errors import BadInput, NotFound
from network.feedback import operations
from network.feedback.models import Report, ReportState
from network.feedback.queries import find_unsettled
from network.feedback.subjects import get_subject

feedback = AppGroup("feedback", help="Reports that something in the directory is wrong.")


@feedback.command("list")
def list_reports() -> None:
    """Print the unsettled reports, the longest waiting first."""
    reports = find_unsettled(db.session())
    for report in reports:
        click.echo(f"{report.code}  {report.created_at:%Y-%m-%d %H:%M}  {report.state}  {report.topic}")
        click.echo(f"    {_name(report)}")
        for line in (*report.text.splitlines(), report.contact):
            if line:
                click.echo(f"    | {line}")
    click.echo(f"{len(reports)} unsettled")


@feedback.command("settle")
@click.argument("code")
@click.option(
    "--state",
    required=True,
    type=click.Choice([state.value for state in ReportState]),
    help="What became of it.",
)
@click.option("--answer-uk", default="", help="What its writer reads at the code's page, in Ukrainian.")
@click.option("--answer-en", default="", help="The same in English.")
def settle(code: str, state: str, answer_uk: str, answer_en: str) -> None:
    """Say what became of the report CODE."""
    try:
        report = operations.settle(
            session=db.session(),
            code=code,
            state=state,
            answer_uk=answer_uk,
            answer_en=answer_en,
            moment=now(),
            actor="command",
        )
    except NotFound as error:
        raise click.ClickException(f"there is no report {code}") from error
    except BadInput as error:
        raise click.ClickException(str(error)) from error
    db.session.commit()
    click.echo(f"{report.code}: {report.state}")


@feedback.command("forget")
def forget() -> None:
    """Remove texts and contacts of reports that were settled, or sent, long enough ago; to be run daily."""
    count = operations.forget(
        session=db.session(),
        moment=now(),
        kept_days=current_app.config["FEEDBACK_KEPT_DAYS"],
        longest_days=current_app.config["FEEDBACK_LONGEST_DAYS"],
    )
    db.session.commit()
    click.echo(f"{count} forgotten")


def _name(report: Report) -> str:
    try:
        return get_subject(db.session(), report.kind, report.record_id).name
    except NotFound:
        return f"{report.kind} {report.record_id}, not public any more"
