"""How much the directory holds, counted for the home page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from network.core.clock import today
from network.mobile_teams.queries import host_communities
from network.organizations.queries import count_members
from network.places.models import Place
from network.places.queries import in_order
from network.services.models import Service, service_origins
from network.services.queries import listed


@dataclass(frozen=True)
class Numbers:
    """Listed services, host communities and members."""

    services: int
    communities: int
    members: int


def count_all(session: Session) -> Numbers:
    """The numbers of this moment, in three statements."""
    day = today()
    hosts = host_communities(day).subquery()
    return Numbers(
        services=session.scalar(select(func.count()).select_from(Service).where(listed(day))) or 0,
        communities=session.scalar(select(func.count()).select_from(hosts)) or 0,
        members=count_members(session),
    )


def find_origins(session: Session, limit: int = 12) -> Sequence[Place]:
    """The home communities that most listed services are made for, in order of names."""
    most = (
        select(service_origins.c.place_id)
        .join(Service, Service.id == service_origins.c.service_id)
        .where(listed(today()))
        .group_by(service_origins.c.place_id)
        .order_by(func.count().desc(), service_origins.c.place_id)
        .limit(limit)
        .subquery()
    )
    return session.scalars(
        select(Place).where(Place.id.in_(select(most.c.place_id))).order_by(in_order())
    ).all()
