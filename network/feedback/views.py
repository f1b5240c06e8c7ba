"""The form «Something wrong?» of each kind of record, and the page that tells what became of a report."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import Blueprint, current_app, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from network.core.clock import KYIV, now
from network.core.database import db
from network.core.errors import NotFound
from network.core.i18n import LANGUAGES, PREFIX
from network.core.limits import limited
from network.core.permissions import public
from network.feedback import operations
from network.feedback.forms import ReportForm
from network.feedback.models import Report
from network.feedback.operations import Addresses
from network.feedback.queries import get_by_code
from network.feedback.subjects import Subject, find_subject, get_subject
from network.feedback.words import STATES, TOPICS

blueprint = Blueprint("feedback", __name__)
INVALID = 422


@blueprint.app_template_filter("kyiv_day")
def kyiv_day(moment: datetime) -> date:
    """The day of a moment in Ukraine."""
    return moment.astimezone(KYIV).date()


@blueprint.route("/<collection>/<slug>/report", methods=["GET", "POST"])
@public
@limited("LIMIT_FEEDBACK")
def report(collection: str, slug: str) -> Response | tuple[str, int] | str:
    """Say that something on a record's page is wrong."""
    subject = find_subject(db.session(), collection, slug)
    form = ReportForm()
    if form.validate_on_submit():
        made = _keep(form, subject)
        return redirect(url_for("feedback.show", code=made.code, sent=1), 303)
    page = render_template("feedback/report.html", form=form, subject=subject, topics=TOPICS)
    return (page, INVALID) if form.errors else page


@blueprint.get("/reports/<code>")
@public
def show(code: str) -> Response:
    """What became of a report: never what its writer wrote, never a contact."""
    found = get_by_code(db.session(), code)
    response = make_response(
        render_template(
            "feedback/show.html",
            report=found,
            subject=_subject_of(found),
            topics=TOPICS,
            states=STATES,
            is_sent="sent" in request.args,
        )
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _keep(form: ReportForm, subject: Subject) -> Report:
    return operations.report(
        session=db.session(),
        subject=subject,
        topic=form.topic.data,
        text=form.text.data,
        contact=form.contact.data,
        addresses=Addresses(
            page=_addresses(subject.endpoint, slug=subject.slug),
            report=_addresses("feedback.show", code="CODE"),
        ),
        directory_email=current_app.config["DIRECTORY_EMAIL"],
        moment=now(),
    )


def _subject_of(found: Report) -> Subject | None:
    """The record, while it is public."""
    try:
        return get_subject(db.session(), found.kind, found.record_id)
    except NotFound:
        return None


def _addresses(endpoint: str, **values: Any) -> dict[str, str]:
    """Where people outside find a view, in each language."""
    path = url_for(endpoint, **values).removeprefix(request.script_root)
    public_url = str(current_app.config["PUBLIC_URL"])
    return {language: public_url + (PREFIX if language == "en" else "") + path for language in LANGUAGES}
