"""How much the directory holds, counted for the home page."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from network.core.clock import today
from network.mobile_teams.queries import host_communities
from network.organizations.queries import count_members
from network.services.models import Service
from network.services.queries import listed


@dataclass(frozen=True)
class Numbers:
    """Listed services, host communities and members."""

    services: int
    communities: int
    members: int


def count_all(session: Session) -> Numbers:
    """The numbers of this moment, in three statements."""
    hosts = host_communities(today()).subquery()
    return Numbers(
        services=session.scalar(select(func.count()).select_from(Service).where(listed())) or 0,
        communities=session.scalar(select(func.count()).select_from(hosts)) or 0,
        members=count_members(session),
    )
