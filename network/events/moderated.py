"""What members change of their events, and how a decided change is written; forums share it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from network.core.clock import date_words, today
from network.core.errors import BadInput, NotFound
from network.core.i18n import lazy_gettext as _l
from network.core.i18n import pick
from network.core.lengths import check_lengths
from network.events.checks import check_days, check_end, check_enrolment, check_event, check_has_day
from network.events.event_fields import FIELDS, LINKED, OF_ALL, PUBLISHED
from network.events.models import Enrolment, Event, EventKind
from network.events.operations import add_event, others
from network.events.pages import page_of
from network.events.states import is_past
from network.locations.secrets import find_secrets
from network.moderation.fields import (
    Ending,
    Field,
    Kind,
    Reason,
    Removal,
    Values,
    plain,
    read_plain,
    register,
)
from network.moderation.gazetteer import get_place, get_places
from network.moderation.refusals import Invalid
from network.moderation.removals import REASONS
from network.organizations.models import Organization
from network.organizations.naming import get_organizations
from network.services.moderated import own_service

CODE = "event"
SHARED = (*OF_ALL, PUBLISHED)
"""The fields that `read_event` and `write_event` know: all but the kind."""
ENDING = Ending(
    title=_l("Cancel or take away"),
    told=_l(
        "People see at once that it is cancelled, and why. What was entered by mistake or is not safe has no page any more."
    ),
    reasons={
        Reason.ENDED: REASONS[Reason.ENDED],
        Reason.NO_STAFF: _l("There is nobody to hold it, or too few people to come"),
        Reason.MISTAKE: REASONS[Reason.MISTAKE],
        Reason.SECURITY: REASONS[Reason.SECURITY],
    },
)
DEFAULTS: Values = {"enrolment": Enrolment.NOT_NEEDED.value, "is_published": True}


def loaded() -> list[Any]:
    """What the values of an event are read from."""
    return [
        joinedload(Event.organization),
        joinedload(Event.community),
        selectinload(Event.communities),
        selectinload(Event.organizations),
    ]


def get(session: Session, record_id: int) -> Event:
    """The event with all that its values are read from; raises NotFound, for forums too."""
    event = session.get(Event, record_id, options=loaded(), populate_existing=True)
    if event is None or event.kind == EventKind.FORUM:
        raise NotFound(f"event {record_id}")
    return event


def read_event(event: Event) -> Values:
    """The values of what every event says."""
    return {
        **read_plain(event, SHARED, without=LINKED),
        "community": event.community.katottg if event.community else None,
        "communities": sorted(place.katottg for place in event.communities),
        "organizations": sorted(each.slug for each in event.organizations),
        "service": str(event.service_id) if event.service_id else None,
    }


def write_event(session: Session, event: Event, values: Values) -> None:
    """Write them; raises BadInput for what the operations refuse."""
    check_discreet(session, event.organization_id, values)
    linked = read_linked(session, event.organization_id, values)
    for key, value in plain(values, SHARED, without=LINKED).items():
        setattr(event, key, value)
    event.community, event.communities = linked["community"], linked["communities"]
    event.organizations = others(linked["organizations"], event.organization)
    event.service = linked["service"]
    event.updated_at = datetime.now(UTC)
    check_event(event)
    check_lengths(event)
    session.flush()


def make_event(session: Session, organization_id: int, kind: EventKind, values: Values) -> Event:
    """Add an event with these values; raises BadInput for what the operations refuse."""
    check_discreet(session, organization_id, values)
    return add_event(
        session=session,
        organization=session.get_one(Organization, organization_id),
        kind=kind,
        entered_on=today(),
        **read_linked(session, organization_id, values),
        **plain(values, SHARED, without=LINKED),
    )


def check_discreet(
    session: Session, organization_id: int, values: Values, fields: Sequence[Field] = SHARED
) -> None:
    """Raises Invalid beside each text that tells the address of a confidential place."""
    keys = [key for field in fields if field.languages for key in field.keys]
    found = find_secrets(session, organization_id, {key: values[key] for key in keys})
    if found:
        raise Invalid(
            {
                key: _l("This is the address of a place that you keep confidential. Take it out.")
                for key in found
            }
        )


def read_linked(session: Session, organization_id: int, values: Values) -> dict[str, Any]:
    """The records that the values name; raises BadInput for those that are not there, or not the organization's own."""
    return {
        "community": get_place(session, values["community"]),
        "communities": get_places(session, values["communities"]),
        "organizations": get_organizations(session, values["organizations"]),
        "service": own_service(session, organization_id, values["service"]),
    }


def read(session: Session, event: Event) -> Values:
    """All its values."""
    return {"kind": str(event.kind), **read_event(event)}


def apply(session: Session, event: Event, values: Values) -> None:
    """Write the values; raises BadInput for what the operations refuse."""
    event.kind = EventKind(values["kind"])
    write_event(session, event, values)


def create(session: Session, organization_id: int, values: Values) -> Event:
    """Add an event with these values."""
    return make_event(session, organization_id, EventKind(values["kind"]), values)


def remove(session: Session, event: Event, removal: Removal) -> None:
    """It is cancelled, and its page says so; what was a mistake or is not safe has no page any more."""
    if removal.is_security or removal.reason is Reason.MISTAKE:
        event.is_published = False
    else:
        event.is_cancelled = True
    event.updated_at = datetime.now(UTC)
    session.flush()


def state(event: Event) -> str:
    """What its own people are told in their lists."""
    if not event.is_published:
        return "hidden"
    return "cancelled" if event.is_cancelled else "held" if is_past(event, today()) else "shown"


def find(session: Session, organization_ids: Sequence[int]) -> Sequence[Event]:
    """The events of these organizations without forums, the latest day first."""
    query = select(Event).where(Event.organization_id.in_(organization_ids), Event.kind != EventKind.FORUM)
    order = (Event.starts_on.is_not(None), Event.starts_on.desc(), Event.sort_uk, Event.id)
    return session.scalars(query.options(*loaded()).order_by(*order)).all()


def describe(values: Values) -> str:
    """«Тренінг для батьків, 27 листопада»."""
    day = date_words(date.fromisoformat(values["starts_on"])) if values.get("starts_on") else ""
    return ", ".join(part for part in (pick(values.get("name_uk"), values.get("name_en")), day) if part)


def _checked(check: Callable[[Event], None]) -> Callable[[Values], None]:
    """A check of an event as a check of values."""
    return lambda values: check(Event(**plain(values, SHARED, without=LINKED)))


def _check_how(values: Values) -> None:
    """Who reads that enrolment is open has to learn how."""
    ways = ("enrolment_how_uk", "enrolment_how_en", "enrolment_phone", "enrolment_email", "enrolment_link")
    if values["enrolment"] == Enrolment.OPEN and not any(values[key] for key in ways):
        raise BadInput(_l("Say how to enrol: in words, with a phone, an e-mail or a link."))


CHECKS: dict[str, Callable[[Values], None]] = {
    "starts_on": _checked(check_has_day),
    "ends_on": _checked(check_days),
    "ends_at": _checked(check_end),
    "enrolment_until": _checked(check_enrolment),
    "enrolment_how_uk": _check_how,
}
"""Checks of what every event says, by the key that their message stands beside."""


def init() -> None:
    """Let members change their events."""
    register(
        Kind(
            code=CODE,
            title=_l("Event"),
            plural=_l("Events"),
            fields=FIELDS,
            get=get,
            read=read,
            create=create,
            apply=apply,
            organization_id=lambda event: event.organization_id,
            describe=describe,
            find=find,
            remove=remove,
            page=lambda event: page_of(event) if event.is_published else None,
            index=lambda session, event: None,
            defaults=DEFAULTS,
            checks=CHECKS,
            state=state,
            ending=ENDING,
        )
    )
