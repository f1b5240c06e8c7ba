"""What people report, service by service: those of the coordinator's oblasts first, then the longest waiting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session, joinedload

from network.coordination.scopes import Scope, inside, ours_first
from network.core.errors import NotFound
from network.core.pagination import Page, check_page, offset_of
from network.feedback.models import Report
from network.feedback.queries import UNSETTLED, find_doubted
from network.organizations.models import Organization
from network.places.models import Place
from network.services.feedback import KIND
from network.services.models import Service

PAGE_SIZE = 20


@dataclass(frozen=True)
class ListedReport:
    """A report, the service that it is about, and in which oblast that service's organization is."""

    report: Report
    service: Service | None
    oblast_id: int | None


@dataclass(frozen=True)
class Reported:
    """A service with its reports, the oldest first; `is_doubted` when its public page says that people report."""

    service: Service | None
    reports: Sequence[Report]
    is_doubted: bool


def _joined(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Report)
        .outerjoin(Service, and_(Report.kind == KIND, Service.id == Report.record_id))
        .outerjoin(Organization, Organization.id == Service.organization_id)
        .outerjoin(Place, Place.id == Organization.community_id)
    )


def count_reports(session: Session, scope: Scope) -> int:
    """How many unsettled reports there are."""
    return session.scalar(_joined(func.count()).where(Report.state.in_(UNSETTLED), inside(scope))) or 0


def find_reported(
    session: Session, scope: Scope, moment: datetime, *, is_open: bool = True, number: int = 1
) -> Page[Reported]:
    """Services with unsettled reports, or with settled ones."""
    state = Report.state.in_(UNSETTLED) if is_open else Report.state.not_in(UNSETTLED)
    first = func.min(Report.created_at)
    groups = (
        _joined(Report.kind, Report.record_id)
        .where(state, inside(scope))
        .group_by(Report.kind, Report.record_id, Place.oblast_id)
    )
    total = session.scalar(select(func.count()).select_from(groups.subquery())) or 0
    check_page(number, total, PAGE_SIZE)
    order = first if is_open else first.desc()
    rows = session.execute(
        groups.order_by(ours_first(scope), order, Report.record_id)
        .limit(PAGE_SIZE)
        .offset(offset_of(number, PAGE_SIZE))
    ).all()
    return Page(
        _groups(session, [(kind, key) for kind, key in rows], is_open, moment), total, number, PAGE_SIZE
    )


def _groups(
    session: Session, keys: Sequence[tuple[str, int]], is_open: bool, moment: datetime
) -> list[Reported]:
    ids = [record_id for _kind, record_id in keys]
    state = Report.state.in_(UNSETTLED) if is_open else Report.state.not_in(UNSETTLED)
    query = select(Report).where(Report.record_id.in_(ids), state).order_by(Report.created_at, Report.id)
    reports: dict[tuple[str, int], list[Report]] = {}
    for report in session.scalars(query):
        reports.setdefault((report.kind, report.record_id), []).append(report)
    found = select(Service).where(Service.id.in_(ids)).options(joinedload(Service.organization))
    services = {service.id: service for service in session.scalars(found)}
    doubted = find_doubted(session, KIND, ids, moment)
    return [
        Reported(
            service=services.get(record_id) if kind == KIND else None,
            reports=reports.get((kind, record_id), []),
            is_doubted=kind == KIND and record_id in doubted,
        )
        for kind, record_id in keys
    ]


def get_report(session: Session, report_id: int, *, is_locked: bool = False) -> ListedReport:
    """A report, settled or not; `is_locked` keeps others from settling it meanwhile. Raises NotFound."""
    query = (
        _joined(Report, Service, Place.oblast_id)
        .where(Report.id == report_id)
        .options(joinedload(Service.organization))
    )
    row = session.execute(query.with_for_update(of=Report) if is_locked else query).one_or_none()
    if row is None:
        raise NotFound(f"report {report_id}")
    return ListedReport(*row)
