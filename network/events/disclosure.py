"""The one decision on whether a page may say that an event belongs to a service: never where that tells a secret place."""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased

from network.events.models import Event
from network.locations.disclosure import is_nameable
from network.locations.models import Location, Visibility
from network.services.models import Service, ServiceAtLocation


def is_service_told() -> ColumnElement[bool]:
    """A published service, not one given in the community of the event at confidential places only."""
    hidden, given = aliased(Location), aliased(ServiceAtLocation)
    told_too = exists().where(
        ServiceAtLocation.service_id == given.service_id,
        Location.id == ServiceAtLocation.location_id,
        Location.community_id == hidden.community_id,
        is_nameable(),
    )
    gives_away = exists().where(
        given.service_id == Event.service_id,
        hidden.id == given.location_id,
        hidden.visibility == Visibility.CONFIDENTIAL,
        hidden.community_id == Event.community_id,
        ~told_too,
    )
    return Event.service.has(Service.is_published) & ~gives_away


def get_told_service(session: Session, event: Event) -> Service | None:
    """The service that the page of an event may name."""
    if event.service_id is None:
        return None
    query = select(Service).join(Event, Event.service_id == Service.id)
    return session.scalar(query.where(Event.id == event.id, is_service_told()))
