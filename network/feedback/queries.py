"""Reading reports: one by its code, the unsettled ones, and which records several people doubt at the moment."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from network.core.errors import NotFound
from network.feedback.codes import read_code
from network.feedback.models import Report, ReportState
from network.feedback.subjects import Subject, find_subjects_of

UNSETTLED = (ReportState.OPEN, ReportState.CHECKING)
FRESH_DAYS = 30
SEVERAL = 2
"""So many fresh unsettled reports on one record are said on its public page."""


@dataclass(frozen=True)
class OpenReport:
    """An unsettled report and the record that it is about."""

    report: Report
    subject: Subject


def get_by_code(session: Session, code: str) -> Report:
    """The report with this code, however it was typed; raises NotFound."""
    report = session.scalar(select(Report).where(Report.code == read_code(code)))
    if report is None:
        raise NotFound("no such report")
    return report


def count_open(session: Session, kind: str, ids: Collection[int], moment: datetime) -> dict[int, int]:
    """How many fresh unsettled reports each of these records has; those with none are left out. One statement."""
    if not ids:
        return {}
    rows = session.execute(
        select(Report.record_id, func.count())
        .where(
            Report.kind == kind,
            Report.record_id.in_(ids),
            Report.state.in_(UNSETTLED),
            Report.created_at >= moment - timedelta(days=FRESH_DAYS),
        )
        .group_by(Report.record_id)
    )
    return {record_id: count for record_id, count in rows}


def find_doubted(session: Session, kind: str, ids: Collection[int], moment: datetime) -> set[int]:
    """Those of these records that several people have reported on and nobody has settled yet. One statement."""
    counts = count_open(session, kind, ids, moment)
    return {record_id for record_id, count in counts.items() if count >= SEVERAL}


def find_unsettled(session: Session) -> Sequence[Report]:
    """All unsettled reports, the longest waiting first."""
    return session.scalars(
        select(Report).where(Report.state.in_(UNSETTLED)).order_by(Report.created_at, Report.id)
    ).all()


def find_open_of(session: Session, organization_ids: Collection[int]) -> Sequence[OpenReport]:
    """The unsettled reports on public records of these organizations, the longest waiting first."""
    subjects = find_subjects_of(session, organization_ids)
    ids: dict[str, list[int]] = {}
    for kind, record_id in subjects:
        ids.setdefault(kind, []).append(record_id)
    about = [and_(Report.kind == kind, Report.record_id.in_(found)) for kind, found in ids.items()]
    if not about:
        return []
    reports = session.scalars(
        select(Report).where(or_(*about), Report.state.in_(UNSETTLED)).order_by(Report.created_at, Report.id)
    )
    return [OpenReport(report, subjects[report.kind, report.record_id]) for report in reports]


def find_to_forget(session: Session, *, settled_before: datetime, sent_before: datetime) -> Sequence[Report]:
    """Reports settled before one moment, or sent before another, that still keep what a person wrote."""
    return session.scalars(
        select(Report)
        .where(
            or_(Report.settled_at < settled_before, Report.created_at < sent_before),
            or_(Report.text != "", Report.contact != ""),
        )
        .order_by(Report.id)
    ).all()
