"""Events as lists show them: put together once for the templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from network.core.i18n import gettext as _
from network.core.i18n import is_borrowed
from network.events.models import Event, EventKind
from network.events.pages import page_of
from network.events.states import enrolment_state, is_past
from network.events.words import KINDS, enrolment_words, hours_words, when_words, where_words
from network.services.hours import clock


@dataclass(frozen=True)
class EventCard:
    """One event in a list; `endpoint` and `slug` lead to its page.

    `hour` and `hours` are for a month, which says the day itself: when it begins, and all that is not its day.
    """

    endpoint: str
    slug: str
    name: str
    is_borrowed: bool
    kind: str
    when: str
    where: str
    hour: str
    hours: str
    enrolment: str
    can_enrol: bool
    is_cancelled: bool
    is_past: bool
    organization: str
    is_example: bool


def make_card(event: Event, today: date) -> EventCard:
    """The card of an event whose organization and community are loaded."""
    endpoint, slug = page_of(event)
    return EventCard(
        endpoint=endpoint,
        slug=slug,
        name=event.name,
        is_borrowed=is_borrowed(event.name_uk, event.name_en),
        kind=str(KINDS[EventKind(event.kind)]),
        when=when_words(event, today) or _("day not stated"),
        where=where_words(event) or _("place not stated"),
        hour=clock(event.starts_at) if event.starts_at else "",
        hours=_hours(event, today),
        enrolment=enrolment_words(event, today),
        can_enrol=enrolment_state(event, today).is_open,
        is_cancelled=event.is_cancelled,
        is_past=is_past(event, today),
        organization=event.organization.name,
        is_example=event.is_example,
    )


def _hours(event: Event, today: date) -> str:
    is_longer = event.ends_on is not None and event.ends_on != event.starts_on
    return when_words(event, today) if is_longer else hours_words(event.starts_at, event.ends_at)


def make_cards(events: Sequence[Event], today: date) -> list[EventCard]:
    """The cards of events, in their order."""
    return [make_card(event, today) for event in events]
