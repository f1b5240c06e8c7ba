"""What the composed pages ask across features: topics of one community, host communities by oblast, other services near."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.finding.criteria import Criteria, Found
from network.finding.queries import (
    count_by_community,
    count_by_topic,
    count_remote_by_topic,
    find_first,
    nearest_by_topic,
)
from network.mobile_teams.queries import host_communities
from network.places.models import Place
from network.places.queries import distances_from, in_order, with_ancestors
from network.services.models import Service
from network.services.queries import ServiceFilter
from network.taxonomy.models import Topic
from network.taxonomy.queries import find_topics

SIMILAR = 3


@dataclass(frozen=True)
class TopicRow:
    """One topic in a community: services here, with a team, online or by phone, and how far the nearest is (km)."""

    topic: Topic
    here: int
    with_team: int
    remote: int
    nearest_km: float | None


def find_topic_rows(session: Session, community: Place, moment: datetime) -> list[TopicRow]:
    """Every topic of the directory, with what the community has and how far the nearest is where it has none."""
    around = Criteria(
        community_id=community.id,
        oblast_id=community.oblast_id,
        distances=_distances(session, community),
    )
    here = {presence.topic_id: presence for presence in count_by_topic(session, around, moment)}
    remote = count_remote_by_topic(session, around, moment)
    nearest = nearest_by_topic(session, around, moment)
    return [
        TopicRow(
            topic,
            here[topic.id].at_place if topic.id in here else 0,
            here[topic.id].with_team if topic.id in here else 0,
            remote.get(topic.id, 0),
            nearest.get(topic.id),
        )
        for topic in find_topics(session)
    ]


def _distances(session: Session, community: Place) -> dict[int, float]:
    if community.latitude is None or community.longitude is None:
        return {}
    return distances_from(session, community.latitude, community.longitude)


def find_hosts_by_oblast(session: Session, moment: datetime) -> list[tuple[Place, list[tuple[Place, int]]]]:
    """Oblasts in order, each with its host communities and the number of services in them."""
    counts = count_by_community(session, Criteria(), moment)
    hosts = host_communities(moment.date()).subquery()
    communities = session.scalars(
        select(Place)
        .where(Place.id.in_(select(hosts.c.community_id)))
        .options(*with_ancestors())
        .order_by(in_order(), Place.id)
    ).all()
    by_oblast: dict[int, list[tuple[Place, int]]] = {}
    oblasts: dict[int, Place] = {}
    for community in communities:
        if community.oblast is not None:
            oblasts[community.oblast.id] = community.oblast
            by_oblast.setdefault(community.oblast.id, []).append((community, counts.get(community.id, 0)))
    return [(oblasts[key], by_oblast[key]) for key in _ordered(list(oblasts.values()))]


def _ordered(places: list[Place]) -> list[int]:
    key = in_order().key
    return [place.id for place in sorted(places, key=lambda place: (getattr(place, key), place.id))]


def find_similar(
    session: Session, service: Service, community: Place | None, moment: datetime
) -> Sequence[Found]:
    """Other services on the same topic: in the community, coming to it, online, then the nearest."""
    criteria = Criteria(
        filter=ServiceFilter(topic_id=service.category.topic_id),
        community_id=community.id if community else None,
        oblast_id=community.oblast_id if community else None,
        distances=_distances(session, community) if community else None,
    )
    found = find_first(session, criteria, moment, SIMILAR + 1)
    return [item for item in found if item.service.id != service.id][:SIMILAR]
