"""Events on the composed pages: what comes in a community or for its people, what an organization holds, where to enrol."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from network.events.cards import EventCard, make_cards
from network.events.queries import EventFilter, find_coming, find_past
from network.forums import queries as forums

FEW, SOME = 3, 5


def find_of_community(session: Session, community_id: int, today: date) -> Sequence[EventCard]:
    """The next events in a community or for its people."""
    return make_cards(find_coming(session, EventFilter(community_id=community_id), today, FEW), today)


def find_of_organization(session: Session, organization_id: int, today: date) -> Sequence[EventCard]:
    """The next events that an organization holds, alone or with others."""
    return make_cards(find_coming(session, EventFilter(organization_id=organization_id), today, SOME), today)


def find_held(session: Session, organization_id: int, today: date) -> Sequence[EventCard]:
    """The latest events that it held."""
    return make_cards(find_past(session, EventFilter(organization_id=organization_id), today, SOME), today)


def find_attended(session: Session, organization_id: int, today: date) -> Sequence[EventCard]:
    """The latest forums of others that it took part in."""
    return make_cards([forum.event for forum in forums.find_attended(session, organization_id)], today)


def find_enrolling(session: Session, service_id: int, today: date) -> Sequence[EventCard]:
    """Events of a service that people can enrol for now."""
    criteria = EventFilter(service_id=service_id, is_enrolling=True)
    return make_cards(find_coming(session, criteria, today, FEW), today)
