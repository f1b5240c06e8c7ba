"""Coming events as records that are kept fresh: whose are due, what people see of them, what is confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, joinedload

from network.core.clock import today as today_in_kyiv
from network.core.database import Rows
from network.core.i18n import gettext as _
from network.events.models import Event, EventKind
from network.events.moderated import CODE
from network.events.operations import confirm_current
from network.events.states import to_come_on
from network.events.words import enrolment_words, when_words, where_words
from network.freshness.registry import Kind, Record, register
from network.freshness.states import check_of, confirmed_before

KIND = "event"


def is_asked(today: date) -> ColumnElement[bool]:
    """Events that are asked about: published ones that are to come; forums have a form of their own."""
    return and_(Event.is_published, ~Event.is_cancelled, Event.kind != EventKind.FORUM, to_come_on(today))


def due_owners(before: date) -> Rows:
    """Rows (`owner_id`) of the organizations with a coming event confirmed before this day."""
    old = confirmed_before(Event.confirmed_on, Event.entered_on, before)
    return select(Event.organization_id.label("owner_id")).where(is_asked(today_in_kyiv()), old)


def find_records(session: Session, owner_ids: Sequence[int], today: date) -> Mapping[int, Sequence[Record]]:
    """The coming events of these organizations."""
    events = session.scalars(
        select(Event)
        .where(Event.organization_id.in_(owner_ids), is_asked(today))
        .options(joinedload(Event.organization), joinedload(Event.community))
        .order_by(Event.starts_on.is_(None), Event.starts_on, Event.sort_uk, Event.id)
    )
    found: dict[int, list[Record]] = {}
    for event in events:
        found.setdefault(event.organization_id, []).append(_record(event, today))
    return found


def _record(event: Event, today: date) -> Record:
    when = when_words(event, today) or _("day not stated")
    return Record(
        kind=KIND,
        id=event.id,
        name_uk=event.name_uk,
        name_en=event.name_en or "",
        endpoint="events.show",
        slug=event.slug,
        check=check_of(event.confirmed_on, event.entered_on, today),
        phone=event.enrolment_phone or event.organization.phone,
        facts=tuple(fact for fact in (when, where_words(event), enrolment_words(event, today)) if fact),
        can_stop=False,  # that it is cancelled stands in its form, and is published without a call
    )


def init() -> None:
    """Let coming events be confirmed."""
    register(Kind(KIND, due_owners, find_records, confirm_current, CODE))
