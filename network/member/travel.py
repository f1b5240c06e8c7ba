"""What members say of a team's day in two taps: not coming, late, or as planned after all; families see it at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import redirect, render_template, request, url_for

from network.accounts.actors import current_actor
from network.audit.operations import record as record_audit
from network.core.clock import now, today
from network.core.database import db
from network.core.errors import BadInput
from network.core.i18n import gettext as _
from network.core.permissions import Permission, requires
from network.core.transactions import READS
from network.member.belongings import Item, own_record
from network.member.editing import INVALID, Page
from network.member.views import blueprint
from network.mobile_teams.models import MobileTeamStop, TeamStatus
from network.mobile_teams.operations import happens_on, say_as_planned, say_late, say_not_coming
from network.mobile_teams.queries import Visit, visits_of

DAYS_SHOWN = 28
DELAYS = (15, 30, 60, 90)
"""Minutes that are one tap."""


@dataclass(frozen=True)
class StopDay:
    """One day of a stop, and what was said of it."""

    day: date
    is_cancelled: bool
    late_minutes: int


@blueprint.app_template_global("next_visits")
def next_visits(stops: Sequence[Item]) -> list[Visit]:
    """Each travelling team's visits of today, else its next one; asks the database nothing."""
    moment = now()
    by_team: dict[int, list[MobileTeamStop]] = {}
    for item in stops:
        if item.record is not None and item.record.team.status == TeamStatus.ACTIVE:
            by_team.setdefault(item.record.team_id, []).append(item.record)
    return [visit for stops_of in by_team.values() for visit in _nearest(stops_of, moment)]


def _nearest(stops: Sequence[MobileTeamStop], moment: datetime) -> list[Visit]:
    coming = [visit for visit in visits_of(stops, moment) if not visit.stop.is_cancelled]
    return [visit for visit in coming if visit.day == coming[0].day]


@blueprint.route("/stops/<int:record_id>/days", methods=["GET", "POST"])
@requires(Permission.MEMBER)
def days(record_id: int) -> Page:
    """The coming days of a stop: each is a tap away from «not coming» and «late», and back."""
    session, actor = db.session(), current_actor()
    _spec, stop, _organization_id = own_record(session, actor, "stops", record_id)
    if request.method in READS:
        return _show_days(stop)
    try:
        day = _say(stop, request.form.get("day", ""), request.form.get("say", ""))
    except BadInput as error:
        return _show_days(stop, str(error)), INVALID
    return redirect(url_for("member.days", record_id=record_id, said=day.isoformat()), 303)


def _say(stop: MobileTeamStop, day_text: str, say: str) -> date:
    session, day = db.session(), _day(stop, day_text)
    if say == "not_coming":
        say_not_coming(session=session, stop=stop, on_day=day)
    elif say == "as_planned":
        say_as_planned(session=session, stop=stop, on_day=day)
    else:
        say_late(session=session, stop=stop, on_day=day, minutes=_minutes(say))
    record_audit(
        session=session,
        actor=current_actor().audit_name,
        action="stop.day_changed",
        subject_kind="stop",
        subject_id=stop.id,
        details={"day": day.isoformat(), "said": say[:20]},
    )
    return day


def _day(stop: MobileTeamStop, text: str) -> date:
    """A coming day of the stop; raises BadInput for any other."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if stop.is_cancelled or day < today() or not happens_on(stop, day):
        raise BadInput(_("The team does not come on this day."))
    return day


def _minutes(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 3):
        raise BadInput(_("Choose what to tell families."))
    return int(text)


def _show_days(stop: MobileTeamStop, error: str = "") -> str:
    cancelled = {each.on_day for each in stop.cancellations}
    late = {each.on_day: each.minutes for each in stop.delays}
    coming = [today() + timedelta(days=number) for number in range(DAYS_SHOWN)]
    return render_template(
        "member/days.html",
        stop=stop,
        days=[
            StopDay(day, day in cancelled, late.get(day, 0))
            for day in coming
            if happens_on(stop, day) and not stop.is_cancelled
        ],
        delays=DELAYS,
        error=error,
    )
