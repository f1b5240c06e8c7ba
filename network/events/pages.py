"""Where the page of an event is: its own, or that of a feature that shows a kind of events on pages of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from network.events.models import Event, EventKind
from network.moderation.queries import get_version


@dataclass(frozen=True)
class Pages:
    """The endpoint that shows such an event by its slug, and how many times what it shows was changed."""

    endpoint: str
    version: Callable[[Session, Event], int]


OWN = Pages("events.show", lambda session, event: get_version(session, "event", event.id))
_pages: dict[EventKind, Pages] = {}


def register(kind: EventKind, endpoint: str, version: Callable[[Session, Event], int]) -> None:
    """Show events of a kind on pages of their own, by the slug of the event; `/events/<slug>` leads there."""
    _pages[kind] = Pages(endpoint, version)


def pages_of(event: Event) -> Pages:
    """Which pages show this event."""
    return _pages.get(EventKind(event.kind), OWN)


def page_of(event: Event) -> tuple[str, str]:
    """The endpoint and the slug of its page."""
    return pages_of(event).endpoint, event.slug


def version_of(session: Session, event: Event) -> int:
    """How many times it was changed since it was entered."""
    return pages_of(event).version(session, event)
