"""An event never tells where a confidential place is by the service it belongs to."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from network.events.models import Event
from network.services.disclosure import gives_place_away
from network.services.models import Service


def is_service_told() -> ColumnElement[bool]:
    """A published service, not one given in the community of the event at confidential places only."""
    return Event.service.has(Service.is_published) & ~gives_place_away(
        [Event.service_id], [Event.community_id]
    )


def get_told_service(session: Session, event: Event) -> Service | None:
    """The service that the page of an event may name."""
    if event.service_id is None:
        return None
    query = select(Service).join(Event, Event.service_id == Service.id)
    return session.scalar(query.where(Event.id == event.id, is_service_told()))
