"""The page of one event, put together once for the template: how to enrol first, then when, where and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from network.core.i18n import gettext as _
from network.core.i18n import is_borrowed
from network.core.phones import format_phone
from network.events.models import Event, EventKind
from network.events.states import EnrolmentState, enrolment_state, is_past
from network.events.words import KINDS, enrolment_words, when_words, where_words
from network.freshness.states import Check, check_of
from network.organizations.models import Organization
from network.organizations.queries import KEPT
from network.places.models import Place, PlaceLevel
from network.services.models import Service

HOME_CODE = "UA14"
"""What the codes of Donetsk region begin with."""


@dataclass(frozen=True)
class EventPage:
    """All that the page says; `phone` is the organizer's where the event has no way to enrol of its own.

    `unknown` are the words of what is not stated.
    """

    event: Event
    kind: str
    state: EnrolmentState
    enrolment: str
    phone: str
    is_own_phone: bool
    when: str
    where: str
    organizers: Sequence[Organization]
    communities: Sequence[tuple[Place, str]]
    service: Service | None
    check: Check | None
    is_past: bool
    is_borrowed: bool
    has_calendar: bool
    share_text: str
    unknown: Sequence[str]


def compose_event(event: Event, service: Service | None, today: date) -> EventPage:
    """The page of an event whose parts are loaded (queries.with_page), and of the service that it may name."""
    state, over = enrolment_state(event, today), is_past(event, today)
    has_own_way = event.enrolment_phone or event.enrolment_email or event.enrolment_link
    is_told = not over and not event.is_cancelled
    return EventPage(
        event=event,
        kind=str(KINDS[EventKind(event.kind)]),
        state=state,
        enrolment=enrolment_words(event, today),
        phone=event.enrolment_phone or ("" if has_own_way else event.organization.phone),
        is_own_phone=bool(event.enrolment_phone),
        when=when_words(event, today),
        where=where_words(event),
        organizers=organizers_of(event),
        communities=[(place, _endpoint(place)) for place in event.communities],
        service=service,
        check=check_of(event.confirmed_on, event.entered_on, today) if is_told else None,
        is_past=over,
        is_borrowed=_has_borrowed_text(event),
        has_calendar=event.starts_on is not None and is_told,
        share_text=_share_text(event, today),
        unknown=_unknown(event, today),
    )


def organizers_of(event: Event) -> list[Organization]:
    """Who holds it and has a page; the organization that entered it first."""
    everybody = [event.organization, *event.organizations]
    return [each for each in everybody if each.is_published and each.membership in KEPT]


def _endpoint(place: Place) -> str:
    """The page of a community of participants: of help for its people, if they had to leave it."""
    if place.level != PlaceLevel.COMMUNITY:
        return ""
    return "profiles.origin" if place.katottg.startswith(HOME_CODE) else "profiles.community"


def _has_borrowed_text(event: Event) -> bool:
    pairs = (
        (event.name_uk, event.name_en),
        (event.summary_uk, event.summary_en),
        (event.description_uk, event.description_en),
        (event.enrolment_how_uk, event.enrolment_how_en),
    )
    return any(is_borrowed(uk, en) for uk, en in pairs)


def _unknown(event: Event, today: date) -> list[str]:
    """«день», «місце», «для кого»; that the day of what is to come is not known stands above."""
    facts = (
        (when_words(event, today) or not is_past(event, today), _("the day")),
        (where_words(event), _("the place")),
        (event.for_whom, _("for whom it is")),
    )
    return [words for fact, words in facts if not fact]


def _share_text(event: Event, today: date) -> str:
    """A message that helps without the net: name, day, place, number; that it is cancelled."""
    head = ", ".join(part for part in (event.name, when_words(event, today), where_words(event)) if part)
    parts = [f"{head}."]
    if event.is_cancelled:
        parts.append(_("Cancelled."))
    elif event.enrolment_phone and enrolment_state(event, today).is_open:
        parts.append(_("Tel. %(number)s.", number=format_phone(event.enrolment_phone)))
    return " ".join(parts)
