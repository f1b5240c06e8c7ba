"""Reports of mistakes for coordinators: the list, and one of them settled with an answer."""

from __future__ import annotations

from flask import render_template, request, url_for
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from network.coordination.blueprint import (
    INVALID,
    blueprint,
    coordinator,
    insist,
    moved_on,
    page_number,
    scope,
)
from network.coordination.complaints import ListedReport, count_reports, find_reported, get_report
from network.coordination.forms import SettleForm
from network.core.clock import now
from network.core.database import db
from network.core.permissions import Permission, requires
from network.feedback.models import ReportState
from network.feedback.operations import settle
from network.feedback.queries import UNSETTLED
from network.feedback.words import STATES, TOPICS

CHOICES = {state: words for state, words in STATES.items() if state is not ReportState.OPEN}
Page = Response | str | tuple[str, int]


@blueprint.get("/coordination/reports")
@requires(Permission.COORDINATOR)
def reports() -> Page:
    """Unsettled reports service by service, those of the coordinator's oblasts first; `?settled` shows the others."""
    chosen, is_open = scope(), "settled" not in request.args
    page = find_reported(db.session(), chosen, now(), is_open=is_open, number=page_number())
    return render_template(
        "coordination/reports.html",
        page=page,
        scope=chosen,
        is_open=is_open,
        total=count_reports(db.session(), chosen),
        topics=TOPICS,
        states=STATES,
    )


@blueprint.get("/coordination/reports/<int:report_id>")
@requires(Permission.COORDINATOR)
def report(report_id: int) -> Page:
    """What somebody wrote, and what became of it."""
    return _show(get_report(db.session(), report_id), SettleForm(formdata=None))


@blueprint.post("/coordination/reports/<int:report_id>")
@requires(Permission.COORDINATOR)
def settle_report(report_id: int) -> Page:
    """Say what became of a report: its writer reads the answer at the code's page."""
    actor, _oblast_ids = coordinator()
    found, form = get_report(db.session(), report_id, is_locked=True), SettleForm()
    insist(actor, found.oblast_id)
    if not form.validate():
        return _show(found, form), INVALID
    back = url_for(".report", report_id=report_id)
    if found.report.state not in UNSETTLED or found.report.state != form.seen.data:
        return moved_on(back)
    settle(
        session=db.session(),
        code=found.report.code,
        state=form.state.data,
        answer_uk=form.answer_uk.data,
        answer_en=form.answer_en.data,
        moment=now(),
        actor=actor.audit_name,
    )
    return redirect(back, 303)


def _show(found: ListedReport, form: SettleForm) -> str:
    actor, _oblast_ids = coordinator()
    may_decide = found.report.state in UNSETTLED and actor.may_coordinate(found.oblast_id)
    return render_template(
        "coordination/report.html",
        found=found,
        report=found.report,
        form=form,
        may_decide=may_decide,
        topics=TOPICS,
        states=STATES,
        choices=CHOICES,
    )
