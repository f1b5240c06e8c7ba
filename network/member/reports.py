"""What people report about our services: members see it, say that they check, or what they have put right."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for

from network.accounts.actors import current_actor
from network.core.clock import now
from network.core.database import db
from network.core.errors import BadInput, NotFound
from network.core.i18n import gettext as _
from network.core.permissions import Permission, requires
from network.core.transactions import READS
from network.feedback.models import ReportState
from network.feedback.operations import settle
from network.feedback.queries import OpenReport, find_open_of
from network.feedback.words import TOPICS
from network.member.editing import INVALID, Page
from network.member.views import blueprint

ANSWERS = (ReportState.CHECKING, ReportState.CORRECTED)
"""What an organization may say of a report on itself; that nothing was wrong is for the coordinators to say."""


@blueprint.route("/reports/<int:report_id>", methods=["GET", "POST"])
@requires(Permission.MEMBER)
def report(report_id: int) -> Page:
    """One report, and its answer, which the person who wrote reads at the code's page."""
    found = _own_report(report_id)
    if request.method in READS:
        return _show(found)
    state = request.form.get("state", "")
    try:
        if state not in {*ANSWERS}:
            raise BadInput(_("Choose what you tell the person."))
        settle(
            session=db.session(),
            code=found.report.code,
            state=state,
            moment=now(),
            actor=current_actor().audit_name,
            answer_uk=request.form.get("answer_uk", ""),
            answer_en=request.form.get("answer_en", ""),
        )
    except BadInput as error:
        db.session.rollback()
        return _show(_own_report(report_id), str(error)), INVALID
    return redirect(url_for("member.index", done="answered"), 303)


def _own_report(report_id: int) -> OpenReport:
    """An unsettled report on a record of this person's organizations; raises NotFound."""
    for found in find_open_of(db.session(), current_actor().editor_of):
        if found.report.id == report_id:
            return found
    raise NotFound(f"report {report_id}")


def _show(found: OpenReport, error: str = "") -> str:
    return render_template(
        "member/report.html", report=found.report, subject=found.subject, topics=TOPICS, error=error
    )
