"""Writes of events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import TypedDict, Unpack

from sqlalchemy import update
from sqlalchemy.orm import Session

from network.core.lengths import check_lengths
from network.core.phones import normalize_phone
from network.core.slugs import choose_slug
from network.core.text import clean
from network.events.checks import check_event
from network.events.models import Enrolment, Event, EventKind
from network.mail.addresses import check_address
from network.organizations.models import Organization
from network.places.models import Place
from network.services.models import Service


class EventDetails(TypedDict, total=False):
    """What may be said of an event besides its name and kind; days are of Kyiv, hours Kyiv time.

    Of an event whose days are not known, `is_over` says that it has taken place.
    """

    name_en: str
    summary_uk: str
    summary_en: str
    description_uk: str
    description_en: str
    for_whom_uk: str
    for_whom_en: str
    starts_on: date | None
    ends_on: date | None
    starts_at: time | None
    ends_at: time | None
    when_uk: str
    when_en: str
    is_over: bool
    is_online: bool
    spot_uk: str
    spot_en: str
    enrolment: Enrolment
    enrolment_until: date | None
    enrolment_how_uk: str
    enrolment_how_en: str
    enrolment_link: str
    seats: int | None
    results_uk: str
    results_en: str
    participants: int | None
    is_cancelled: bool
    is_published: bool
    is_example: bool
    confirmed_on: date | None


def add_event(
    *,
    session: Session,
    organization: Organization,
    kind: EventKind,
    name_uk: str,
    entered_on: date,
    slug: str | None = None,
    organizations: Sequence[Organization] = (),
    community: Place | None = None,
    communities: Sequence[Place] = (),
    service: Service | None = None,
    enrolment_phone: str = "",
    enrolment_email: str = "",
    **details: Unpack[EventDetails],
) -> Event:
    """Add an event of an organization; `organizations` hold it together with it, `communities` send their people.

    Raises BadInput for an empty name, a taken address, days or hours in the wrong order, an enrolment that closes
    after the event, a wrong number or mailbox, a place that is no community, a text longer than its column.
    """
    name_uk = clean(name_uk)
    text = details.get("name_en") or name_uk
    event = Event(
        organization=organization,
        kind=kind,
        name_uk=name_uk,
        slug=choose_slug(session=session, column=Event.slug, slug=slug, text=text, fallback="event"),
        organizations=others(organizations, organization),
        community=community,
        communities=list(communities),
        service=service,
        enrolment_phone=normalize_phone(enrolment_phone)[0] if enrolment_phone else "",
        enrolment_email=check_address(enrolment_email) if enrolment_email else "",
        entered_on=entered_on,
        **{"enrolment": Enrolment.NOT_NEEDED, "is_over": False, "is_cancelled": False, **details},
    )
    check_event(event)
    check_lengths(event)
    session.add(event)
    session.flush()
    return event


def others(organizations: Sequence[Organization], organization: Organization) -> list[Organization]:
    """Who holds an event together with the organization that entered it, each once."""
    return [each for each in dict.fromkeys(organizations) if each is not organization]


def confirm_current(*, session: Session, ids: Sequence[int], on: date) -> None:
    """Say that these events are right as they stand, on this day."""
    session.execute(update(Event).where(Event.id.in_(ids)).values(confirmed_on=on))
