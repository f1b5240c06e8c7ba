"""What waits for a member: reports of people, changes sent back, drafts, what the coordinators have, what to confirm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from network.accounts.actors import Actor
from network.core.i18n import gettext as _
from network.core.i18n import ngettext
from network.feedback.queries import OpenReport, find_open_of
from network.freshness.queries import find_records
from network.freshness.registry import find_owners
from network.freshness.states import Freshness
from network.member.belongings import OF_KIND, Item
from network.moderation.fields import get_kind
from network.moderation.models import Change, ChangeState
from network.moderation.titles import describe_change
from network.organizations.models import Organization
from network.partnerships.models import Party
from network.partnerships.queries import find_asked

OLD = (Freshness.STALE, Freshness.HIDDEN)


@dataclass(frozen=True)
class Task:
    """A live change with the words of its kind and its record."""

    change: Change
    kind: str
    title: str
    days: int


@dataclass(frozen=True)
class ToConfirm:
    """An organization, with what of it nobody has confirmed lately, in words."""

    organization: Organization
    words: str


@dataclass(frozen=True)
class Tasks:
    """Everything that waits, the most pressing first; `confirmable` are the organizations that families see.

    `asked` are the parties of partnerships that others proposed.
    """

    confirmable: Collection[int]
    reports: Sequence[OpenReport]
    asked: Sequence[Party]
    to_confirm: Sequence[ToConfirm]
    sent_back: Sequence[Task]
    drafts: Sequence[Task]
    waiting: Sequence[Task]

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits for this person."""
        return not (self.reports or self.asked or self.to_confirm or self.sent_back or self.drafts)


def find_tasks(
    session: Session,
    actor: Actor,
    organizations: Sequence[Organization],
    live: Sequence[Change],
    everything: Mapping[str, Sequence[Item]],
    now: datetime,
    today: date,
) -> Tasks:
    """What waits for this person, and what the coordinators have; a constant number of statements."""
    titles = {
        (item.collection, item.record.id): item.title
        for items in everything.values()
        for item in items
        if item.record is not None
    }
    tasks = [_task(change, titles, now) for change in live]

    def of(state: ChangeState) -> list[Task]:
        return [task for task in tasks if task.change.state == state]

    confirmable = {owner.id for owner in find_owners(session, [each.id for each in organizations])}
    shown = [each for each in organizations if each.id in confirmable]
    return Tasks(
        confirmable=confirmable,
        reports=find_open_of(session, actor.editor_of),
        asked=find_asked(session, actor.editor_of, today),
        to_confirm=_to_confirm(session, shown, today),
        sent_back=of(ChangeState.SENT_BACK),
        drafts=of(ChangeState.DRAFT),
        waiting=of(ChangeState.WAITING),
    )


def _to_confirm(session: Session, organizations: Sequence[Organization], today: date) -> list[ToConfirm]:
    found = find_records(session, [each.id for each in organizations], today)
    counts = {
        each.id: Counter(record.kind for record in found.get(each.id, []) if record.check.state in OLD)
        for each in organizations
    }
    return [ToConfirm(each, _count_words(counts[each.id])) for each in organizations if counts[each.id]]


def _count_words(counts: Counter[str]) -> str:
    """«2 послуги, 1 бригада, профіль»."""
    services, teams, agreements = counts["service"], counts["mobile_team"], counts["partnership"]
    events, moves = counts["event"], counts["relocation"]
    parts = (
        ngettext("%(num)s service", "%(num)s services", services) if services else "",
        ngettext("%(num)s team", "%(num)s teams", teams) if teams else "",
        ngettext("%(num)s move", "%(num)s moves", moves) if moves else "",
        ngettext("%(num)s event", "%(num)s events", events) if events else "",
        ngettext("%(num)s partnership", "%(num)s partnerships", agreements) if agreements else "",
        _("the profile") if counts["organization"] else "",
    )
    return ", ".join(part for part in parts if part)


def _task(change: Change, titles: Mapping[tuple[str, int], str], now: datetime) -> Task:
    spec = get_kind(change.kind)
    title = titles.get((OF_KIND[change.kind], change.record_id)) if change.record_id else None
    return Task(
        change=change,
        kind=str(spec.title),
        title=title or describe_change(change),
        days=(now - change.proposed_at).days if change.proposed_at else 0,
    )
