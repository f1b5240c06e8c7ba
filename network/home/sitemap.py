"""The addresses of all public pages, without the language."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from network.core.clock import today
from network.events import queries as events
from network.events.models import Event, EventKind
from network.forums.queries import public_slugs
from network.freshness.states import is_shown
from network.mobile_teams.models import MobileTeam, TeamStatus
from network.mobile_teams.queries import host_communities
from network.news.models import News
from network.organizations import queries as organizations
from network.organizations.models import Organization
from network.partnerships import states as partnerships
from network.partnerships.models import Partnership
from network.places.models import Place
from network.relocations.disclosure import is_public
from network.relocations.models import Relocation
from network.services import queries as services
from network.services.models import Service, ServiceStatus
from network.taxonomy.models import Topic

LARGEST = 25_000
PAGES = (
    "/", "/services", "/organizations", "/communities", "/mobile-teams", "/events", "/forums", "/relocations",
    "/partnerships", "/partnerships/network", "/news", "/network", "/urgent", "/map", "/about", "/privacy", "/accessibility",
    "/how-we-check",
)  # fmt: skip


def find_addresses(session: Session) -> list[str]:
    """Paths of what lists show, at most 25,000: a sitemap holds 50,000 and each path stands in it twice."""
    return [*PAGES, *_records(session)][:LARGEST]


def _records(session: Session) -> Iterator[str]:
    day = today()
    hosts = host_communities(day).subquery()
    over = Service.status.in_((ServiceStatus.MOVED, ServiceStatus.CLOSED))  # history does not fade
    shown_services = select(Service.slug).where(Service.is_published, or_(services.listed(day), over))
    shown_organizations = select(Organization.slug).where(organizations.listed(day))
    shown_teams = select(MobileTeam.slug).where(
        MobileTeam.is_published, or_(is_shown(MobileTeam, day), MobileTeam.status == TeamStatus.CLOSED)
    )
    shown_events = select(Event.slug).where(Event.kind != EventKind.FORUM, events.is_listed(day))
    sources = (
        ("/topics/", select(Topic.code).order_by(Topic.position)),
        (
            "/communities/",
            select(Place.slug).where(Place.id.in_(select(hosts.c.community_id))).order_by(Place.slug),
        ),
        ("/organizations/", shown_organizations.order_by(Organization.slug)),
        ("/mobile-teams/", shown_teams.order_by(MobileTeam.slug)),
        ("/relocations/", select(Relocation.slug).where(is_public()).order_by(Relocation.slug)),
        ("/events/", shown_events.order_by(Event.slug)),
        ("/forums/", public_slugs()),
        ("/news/", select(News.slug).where(News.is_published).order_by(News.slug)),
        (
            "/partnerships/",
            select(Partnership.slug).where(partnerships.is_public()).order_by(Partnership.slug),
        ),
        ("/services/", shown_services.order_by(Service.slug)),
    )
    for prefix, query in sources:
        for slug in session.scalars(query.limit(LARGEST)):
            yield prefix + slug
