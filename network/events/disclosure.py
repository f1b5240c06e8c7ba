"""An event never tells where a confidential place is: neither by the service it belongs to, nor by its own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased

from network.core.text import normalize
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


STREET_WORDS = frozenset(
    {
        "вул", "вулиця", "вулиці", "пров", "провулок", "провулку", "просп", "проспект", "проспекті", "бул", "бульвар",
        "пл", "площа", "буд", "будинок", "street", "st", "lane", "avenue", "ave", "building", "house",
    }
)  # fmt: skip
"""What people write with a street or leave out."""


def find_secrets(session: Session, organization_id: int, texts: Mapping[str, str]) -> list[str]:
    """The keys of texts that hold the street and number of a confidential place of the organization itself.

    Those of others are not looked at: nobody finds out by trying where they are.
    """
    query = select(Location.address_uk, Location.address_en).where(
        Location.organization_id == organization_id, Location.visibility == Visibility.CONFIDENTIAL
    )
    words = [_words(address) for row in session.execute(query) for address in row]
    secrets = [each for each in words if len(each) > 1]
    return [key for key, text in texts.items() if any(_holds(_words(text), secret) for secret in secrets)]


def _words(text: str) -> list[str]:
    return [word for word in normalize(text).split() if word not in STREET_WORDS]


def _holds(words: Sequence[str], part: Sequence[str]) -> bool:
    return f" {' '.join(part)} " in f" {' '.join(words)} "
