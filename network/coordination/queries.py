"""What waits for coordinators, those of their own oblasts first; each list costs a constant number of statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import Session, joinedload

from network.accounts.models import User
from network.applications.queries import count_waiting
from network.audit.models import AuditEntry
from network.core.errors import NotFound
from network.core.pagination import Page, check_page, offset_of
from network.feedback.models import Report
from network.feedback.queries import UNSETTLED
from network.freshness.queries import Call, find_calls
from network.locations.models import Location, Visibility
from network.moderation.fields import get_kind
from network.moderation.models import Change, ChangeState
from network.moderation.queries import count_pending
from network.organizations.models import Organization
from network.places.models import Place
from network.services.models import Service

PAGE_SIZE = 20
VIEWED = "confidential.viewed"
Oblasts = frozenset[int]


@dataclass(frozen=True)
class Numbers:
    """How much waits in somebody's oblasts."""

    applications: int
    changes: int
    calls: int
    reports: int


@dataclass(frozen=True)
class Waiting:
    """A change, whose it is, and in which oblast that is."""

    change: Change
    organization: Organization
    oblast_id: int | None

    @property
    def labels(self) -> list[str]:
        """What of the record would differ."""
        spec = get_kind(self.change.kind)
        return list(dict.fromkeys(str(spec.field_of(key).label) for key in self.change.values))


@dataclass(frozen=True)
class ListedReport:
    """A report, the service that it is about, and in which oblast that service's organization is."""

    report: Report
    service: Service | None
    oblast_id: int | None


def count_work(session: Session, oblast_ids: Oblasts) -> Numbers:
    """The numbers of the overview."""
    return Numbers(
        applications=count_waiting(session, oblast_ids),
        changes=count_pending(session, _organizations_in(oblast_ids) if oblast_ids else None),
        calls=sum(1 for _call, oblast_id in find_round(session) if not oblast_ids or oblast_id in oblast_ids),
        reports=session.scalar(_reports(oblast_ids).with_only_columns(func.count()).order_by(None)) or 0,
    )


def _organizations_in(oblast_ids: Oblasts) -> Select[int]:
    place = Organization.community_id == Place.id
    return select(Organization.id).join(Place, place).where(Place.oblast_id.in_(oblast_ids))


def _ours_first(oblast_ids: Oblasts) -> ColumnElement[int]:
    return case((Place.oblast_id.in_(oblast_ids), 0), else_=1)


def find_waiting(session: Session, oblast_ids: Oblasts, number: int = 1) -> Page[Waiting]:
    """The changes that wait: of these oblasts first, then from the oldest."""
    waits = Change.state == ChangeState.WAITING
    total = session.scalar(select(func.count()).select_from(Change).where(waits)) or 0
    check_page(number, total, PAGE_SIZE)
    rows = session.execute(
        select(Change, Organization, Place.oblast_id)
        .join(Organization, Organization.id == Change.organization_id)
        .outerjoin(Place, Place.id == Organization.community_id)
        .where(waits)
        .order_by(_ours_first(oblast_ids), Change.proposed_at, Change.id)
        .limit(PAGE_SIZE)
        .offset(offset_of(number, PAGE_SIZE))
    )
    return Page([Waiting(*row) for row in rows], total, number, PAGE_SIZE)


def get_waiting(session: Session, change_id: int) -> Waiting:
    """A change that was proposed, decided since or not; a draft is nobody's business. Raises NotFound."""
    row = session.execute(
        select(Change, Organization, Place.oblast_id)
        .join(Organization, Organization.id == Change.organization_id)
        .outerjoin(Place, Place.id == Organization.community_id)
        .where(Change.id == change_id, Change.proposed_at.is_not(None), Change.state != ChangeState.DRAFT)
    ).one_or_none()
    if row is None:
        raise NotFound(f"change {change_id}")
    return Waiting(*row)


def find_emails(session: Session, user_ids: Iterable[int | None]) -> dict[int | None, str]:
    """The addresses of these people."""
    wanted = {user_id for user_id in user_ids if user_id is not None}
    rows = session.execute(select(User.id, User.email).where(User.id.in_(wanted)))
    return {user_id: email for user_id, email in rows}


def has_confidential(session: Session, location_ids: Iterable[int]) -> bool:
    """Whether one of these locations is confidential."""
    hidden = Location.visibility == Visibility.CONFIDENTIAL
    return session.scalar(select(Location.id).where(Location.id.in_(location_ids), hidden).limit(1)) is not None


def has_viewed(session: Session, actor: str, change: Change) -> bool:
    """Whether it is recorded that this coordinator was shown this version of a change."""
    entries = session.scalars(
        select(AuditEntry.details).where(
            AuditEntry.action == VIEWED,
            AuditEntry.actor == actor,
            AuditEntry.subject_kind == "change",
            AuditEntry.subject_id == change.id,
        )
    )
    return any(f'"version": {change.version}' in details for details in entries)


def find_round(session: Session) -> Sequence[tuple[Call, int | None]]:
    """The phone round with the oblast of each organization, those who wait longest first."""
    calls = find_calls(session)
    oblasts = _oblasts_of(session, [call.owner.id for call in calls])
    return [(call, oblasts.get(call.owner.id)) for call in calls]


def get_oblast_id(session: Session, organization_id: int) -> int | None:
    """The oblast that an organization works in, if its community is known."""
    return _oblasts_of(session, [organization_id]).get(organization_id)


def _oblasts_of(session: Session, ids: Sequence[int]) -> dict[int, int | None]:
    rows = session.execute(
        select(Organization.id, Place.oblast_id)
        .join(Place, Place.id == Organization.community_id)
        .where(Organization.id.in_(ids))
    )
    return {organization_id: oblast_id for organization_id, oblast_id in rows}


def _reports(oblast_ids: Oblasts) -> Select[Report, Service, int | None]:
    """Unsettled reports, with the service where the report is about one; in these oblasts, or everywhere."""
    query = (
        select(Report, Service, Place.oblast_id)
        .outerjoin(Service, and_(Report.kind == "service", Service.id == Report.record_id))
        .outerjoin(Organization, Organization.id == Service.organization_id)
        .outerjoin(Place, Place.id == Organization.community_id)
        .where(Report.state.in_(UNSETTLED))
    )
    return query.where(Place.oblast_id.in_(oblast_ids)) if oblast_ids else query


def find_reports(session: Session, oblast_ids: Oblasts, number: int = 1) -> Page[ListedReport]:
    """The unsettled reports: of these oblasts first, then from the oldest."""
    everywhere = _reports(frozenset())
    total = session.scalar(everywhere.with_only_columns(func.count())) or 0
    check_page(number, total, PAGE_SIZE)
    rows = session.execute(
        everywhere.options(joinedload(Service.organization))
        .order_by(_ours_first(oblast_ids), Report.created_at, Report.id)
        .limit(PAGE_SIZE)
        .offset(offset_of(number, PAGE_SIZE))
    )
    return Page([ListedReport(*row) for row in rows], total, number, PAGE_SIZE)


def get_report(session: Session, report_id: int, *, is_locked: bool = False) -> ListedReport:
    """A report, settled or not; `is_locked` keeps others from settling it meanwhile. Raises NotFound."""
    query = (
        select(Report, Service, Place.oblast_id)
        .outerjoin(Service, and_(Report.kind == "service", Service.id == Report.record_id))
        .outerjoin(Organization, Organization.id == Service.organization_id)
        .outerjoin(Place, Place.id == Organization.community_id)
        .where(Report.id == report_id)
        .options(joinedload(Service.organization))
    )
    row = session.execute(query.with_for_update(of=Report) if is_locked else query).one_or_none()
    if row is None:
        raise NotFound(f"report {report_id}")
    return ListedReport(*row)
