"""Mobile teams as records that are kept fresh: whose are due, what people see of them, what is confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from network.core.clock import KYIV, day_words
from network.core.database import Rows
from network.freshness.registry import Kind, Record, register
from network.freshness.states import check_of, confirmed_before
from network.mobile_teams.models import MobileTeam, TeamStatus
from network.mobile_teams.moderated import CODE
from network.mobile_teams.operations import confirm_current
from network.mobile_teams.queries import Visit, visits_of, with_card
from network.services.hours import describe_hours

KIND = "mobile_team"
ASKED = (TeamStatus.ACTIVE, TeamStatus.PAUSED)
VISITS_SHOWN = 2


def is_asked() -> ColumnElement[bool]:
    """Teams that are asked about: published ones that travel, or will again."""
    return and_(MobileTeam.is_published, MobileTeam.status.in_(ASKED))


def due_owners(before: date) -> Rows:
    """Rows (`owner_id`) of the organizations with a team confirmed before this day."""
    old = confirmed_before(MobileTeam.confirmed_on, MobileTeam.entered_on, before)
    return select(MobileTeam.organization_id.label("owner_id")).where(is_asked(), old)


def find_records(session: Session, owner_ids: Sequence[int], today: date) -> Mapping[int, Sequence[Record]]:
    """The teams of these organizations, with their next visits."""
    teams = session.scalars(
        select(MobileTeam)
        .where(MobileTeam.organization_id.in_(owner_ids), is_asked())
        .options(*with_card())
        .order_by(MobileTeam.sort_uk, MobileTeam.id)
    )
    found: dict[int, list[Record]] = {}
    for team in teams:
        found.setdefault(team.organization_id, []).append(_record(team, today))
    return found


def _record(team: MobileTeam, today: date) -> Record:
    visits = [
        visit
        for visit in visits_of(team.stops, datetime.combine(today, time(0), KYIV))
        if not visit.is_cancelled
    ]
    return Record(
        kind=KIND,
        id=team.id,
        name_uk=team.name_uk,
        name_en=team.name_en or "",
        endpoint="mobile_teams.show",
        slug=team.slug,
        check=check_of(team.confirmed_on, team.entered_on, today),
        phone=team.phone or team.organization.phone,
        facts=tuple(_describe(visit, today) for visit in visits[:VISITS_SHOWN]),
    )


def _describe(visit: Visit, today: date) -> str:
    """«Царичанка, ср, 25 листопада, 10:00–14:00»."""
    place = visit.stop.community.short if visit.stop.community else visit.stop.spot
    hours = describe_hours(visit.stop.opens_at, visit.stop.closes_at)
    return ", ".join(part for part in (place, day_words(visit.day, today), hours) if part)


def init() -> None:
    """Let mobile teams be confirmed."""
    register(Kind(KIND, due_owners, find_records, confirm_current, CODE))
