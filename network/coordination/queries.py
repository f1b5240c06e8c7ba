"""What waits for coordinators, those of their own oblasts first; each list costs a constant number of statements."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from network.accounts.models import User
from network.applications.queries import count_waiting
from network.audit.models import AuditEntry
from network.coordination.agreements import count_asked, count_ending
from network.coordination.complaints import count_reports
from network.coordination.moves import count_slow, count_unfollowed
from network.coordination.scopes import Scope, inside, ours_first
from network.coordination.titles import titles_of
from network.core.clock import KYIV
from network.core.errors import NotFound
from network.core.pagination import Page, check_page, offset_of
from network.freshness.queries import Call, find_calls
from network.moderation.fields import get_kind
from network.moderation.models import Change, ChangeState
from network.moderation.queries import ESCALATES_AFTER
from network.organizations.models import Organization
from network.places.models import Place

PAGE_SIZE = 20
VIEWED = "confidential.viewed"


@dataclass(frozen=True)
class Numbers:
    """How much waits in somebody's oblasts; `late` changes wait for more than 7 days.

    `asked` are parties of partnerships that have not answered, `ending` agreements that end within 30 days;
    `unfollowed` are moves that nothing continues, `slow` those that have been under way for too long.
    """

    changes: int
    late: int
    applications: int
    calls: int
    reports: int
    asked: int
    ending: int
    unfollowed: int
    slow: int


@dataclass(frozen=True)
class Waiting:
    """A change, whose it is, in which oblast that is, and in lists what its record is called."""

    change: Change
    organization: Organization
    oblast_id: int | None
    title: str = ""

    @property
    def labels(self) -> list[str]:
        """What of the record would differ."""
        spec = get_kind(self.change.kind)
        return list(dict.fromkeys(str(spec.field_of(key).label) for key in self.change.values))

    @property
    def kind(self) -> str:
        """The kind of record in words."""
        return str(get_kind(self.change.kind).title)

    def days(self, now: datetime) -> int:
        """For how many whole days it has waited."""
        return (now - (self.change.proposed_at or now)).days

    def level(self, now: datetime) -> int:
        """1 after 7 days, 2 after 14, else 0."""
        return sum(now - (self.change.proposed_at or now) >= limit for limit in ESCALATES_AFTER)


def count_work(session: Session, scope: Scope, now: datetime) -> Numbers:
    """The numbers of the overview: each is that of the rows of its list."""
    waiting = _waiting(scope).order_by(None).with_only_columns(func.count())
    late = waiting.where(Change.proposed_at <= now - ESCALATES_AFTER[0])
    day = now.astimezone(KYIV).date()
    return Numbers(
        changes=session.scalar(waiting) or 0,
        late=session.scalar(late) or 0,
        applications=count_waiting(session, scope.ours if scope.only_ours else frozenset()),
        calls=len(find_round(session, scope)),
        reports=count_reports(session, scope),
        asked=count_asked(session, scope, day),
        ending=count_ending(session, scope, day),
        unfollowed=count_unfollowed(session, scope),
        slow=count_slow(session, scope, day),
    )


def _waiting(scope: Scope) -> Select[Change, Organization, int | None]:
    return (
        select(Change, Organization, Place.oblast_id)
        .join(Organization, Organization.id == Change.organization_id)
        .outerjoin(Place, Place.id == Organization.community_id)
        .where(Change.state == ChangeState.WAITING, inside(scope))
        .order_by(ours_first(scope), Change.proposed_at, Change.id)
    )


def find_waiting(session: Session, scope: Scope, number: int = 1) -> Page[Waiting]:
    """The changes that wait: of the coordinator's oblasts first, then from the oldest."""
    query = _waiting(scope)
    total = session.scalar(query.order_by(None).with_only_columns(func.count())) or 0
    check_page(number, total, PAGE_SIZE)
    rows = session.execute(query.limit(PAGE_SIZE).offset(offset_of(number, PAGE_SIZE))).all()
    titles = titles_of(session, [change for change, _owner, _oblast_id in rows])
    found = [Waiting(change, owner, oblast_id, titles[change.id]) for change, owner, oblast_id in rows]
    return Page(found, total, number, PAGE_SIZE)


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
    return any(json.loads(details).get("version") == change.version for details in entries)


def find_round(session: Session, scope: Scope) -> Sequence[tuple[Call, int | None]]:
    """The phone round with the oblast of each organization, those who wait longest first."""
    calls = find_calls(session)
    oblasts = _oblasts_of(session, [call.owner.id for call in calls])
    found = [(call, oblasts.get(call.owner.id)) for call in calls]
    return [row for row in found if not scope.only_ours or scope.is_whole or row[1] in scope.ours]


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
