"""What must hold of an event before it is kept."""

from __future__ import annotations

from urllib.parse import urlsplit

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.events.models import Enrolment, Event
from network.events.states import last_day
from network.places.models import PlaceLevel


def check_event(event: Event) -> None:
    """Raises BadInput with the first thing that cannot be."""
    if not event.name_uk:
        raise BadInput(_l("An event needs a name."))
    check_days(event)
    check_has_day(event)
    check_end(event)
    check_enrolment(event)
    check_places(event)
    if any(number is not None and number < 0 for number in (event.seats, event.participants)):
        raise BadInput(_l("A count cannot be below zero."))


def check_days(event: Event) -> None:
    """Raises BadInput for a last day without a first one, or before it."""
    if event.ends_on is not None and event.starts_on is None:
        raise BadInput(_l("Write the first day too."))
    if event.ends_on is not None and event.starts_on is not None and event.ends_on < event.starts_on:
        raise BadInput(_l("The last day is before the first one."))


def check_has_day(event: Event) -> None:
    """Raises BadInput for hours (Kyiv time) without a day."""
    if (event.starts_at or event.ends_at) and event.starts_on is None:
        raise BadInput(_l("Hours need a day."))


def check_end(event: Event) -> None:
    """Raises BadInput for an end without a beginning, or before it on one day."""
    if event.ends_at is None:
        return
    if event.starts_at is None:
        raise BadInput(_l("Write when it begins too."))
    if last_day(event) == event.starts_on and event.ends_at <= event.starts_at:
        raise BadInput(
            _l("It ends before it begins. If it goes on after midnight, write the next day as the last one.")
        )


def check_places(event: Event) -> None:
    """Raises BadInput for a place that is no community, or participants of what is neither community nor oblast."""
    if event.community is not None and event.community.level != PlaceLevel.COMMUNITY:
        raise BadInput(_l("An event takes place in a community."))
    if any(place.level not in (PlaceLevel.COMMUNITY, PlaceLevel.OBLAST) for place in event.communities):
        raise BadInput(_l("Participants come from communities or oblasts."))


def check_enrolment(event: Event) -> None:
    """Raises BadInput for a last day of an enrolment that nobody needs, or after the event, or for a link that is none."""
    until, last = event.enrolment_until, last_day(event)
    if until is not None and event.enrolment == Enrolment.NOT_NEEDED:
        raise BadInput(_l("Nobody has to enrol, so there is no last day of enrolment."))
    if until is not None and last is not None and until > last:
        raise BadInput(_l("Enrolment cannot close after the event."))
    if event.enrolment_link and urlsplit(event.enrolment_link).scheme not in {"http", "https"}:
        raise BadInput(_l("Write the whole address, like https://example.org."))
