"""The fixed mix of addresses: the main pages in both languages, with and without a place, by name, topic and filter."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.core.clock import today
from network.events.models import Event
from network.events.states import coming_on
from network.mobile_teams.models import MobileTeam, TeamStatus
from network.organizations.models import Organization
from network.organizations.queries import SHOWN
from network.partnerships.models import Partnership
from network.partnerships.states import is_public
from network.relocations.models import Relocation, RelocationState
from network.services.models import Mode, Service
from network.services.queries import listed

HOST, HOME = "tsarychanska", "myrnohradska"


@dataclass(frozen=True)
class Address:
    """A page of the mix: what it is called in reports, and its path with its query."""

    name: str
    path: str


def addresses(session: Session) -> list[Address]:
    """The mix; records in it are the middle ones of their kind, the same for the same seed and size."""
    slugs = _middle_slugs(session)
    pages = [
        ("home", "/", {}),
        ("home, en", "/en/", {}),
        ("services", "/services", {}),
        ("services, en", "/en/services", {}),
        ("services, page 50", "/services", {"page": "50"}),
        ("words", "/services", {"q": "психолог"}),
        ("words, en", "/en/services", {"q": "psychologist"}),
        ("words and place", "/services", {"q": "психолог Царичанка"}),
        ("words nobody has", "/services", {"q": "абракадабра"}),
        ("place", "/services", {"place": HOST}),
        ("oblast", "/services", {"place": "dnipropetrovsk"}),
        ("topic, age, mode", "/services", {"topic": "children", "age": "7", "mode": "site"}),
        ("within 20 km", "/services", {"place": HOST, "within": "20"}),
        ("position, within 50 km", "/services", {"lat": "48.46", "lon": "35.04", "within": "50"}),
        ("people from, open", "/services", {"from": HOME, "open": "1"}),
        ("topic", "/topics/psychologist", {}),
        ("topic and place, en", "/en/topics/lawyer", {"place": HOST}),
        ("service", f"/services/{slugs['service']}", {}),
        ("service of a team, en", f"/en/services/{slugs['mobile']}", {}),
        ("organization", f"/organizations/{slugs['organization']}", {}),
        ("organizations", "/organizations", {}),
        ("organizations, words", "/organizations", {"q": "криниця"}),
        ("communities", "/communities", {}),
        ("community", f"/communities/{HOST}", {}),
        ("community, en", f"/en/communities/{HOST}", {}),
        ("people from", f"/from/{HOME}", {}),
        ("mobile teams", "/mobile-teams", {}),
        ("mobile teams, place", "/mobile-teams", {"place": HOST}),
        ("mobile team", f"/mobile-teams/{slugs['team']}", {}),
        ("news", "/news", {}),
        ("relocations", "/relocations", {}),
        ("relocations, from", "/relocations", {"from": "Мирноград"}),
        ("relocation", f"/relocations/{slugs['relocation']}", {}),
        ("service that moved", f"/services/{slugs['old']}", {}),
        ("partnerships", "/partnerships", {}),
        ("partnerships, community", "/partnerships", {"community": "Царичанка"}),
        ("partnership", f"/partnerships/{slugs['partnership']}", {}),
        ("who works with whom", "/partnerships/network", {}),
        ("events", "/events", {}),
        ("events, month", "/events", {"month": f"{today():%Y-%m}"}),
        ("events, past", "/events", {"when": "past"}),
        ("event", f"/events/{slugs['event']}", {}),
        ("map", "/map", {}),
        ("map, words", "/map", {"q": "психолог"}),
        ("map's communities", "/map/communities.geojson", {}),
        ("map's flows", "/map/flows.geojson", {}),
    ]
    return [
        Address(name, quote(path) + (f"?{urlencode(query)}" if query else "")) for name, path, query in pages
    ]


def _middle_slugs(session: Session) -> dict[str, str]:
    shown_services = listed(today())
    sites = select(Service.slug).where(shown_services, Service.mode == Mode.SITE).order_by(Service.id)
    mobile = select(Service.slug).where(shown_services, Service.mode == Mode.MOBILE).order_by(Service.id)
    shown = select(Organization.slug).where(Organization.membership.in_(SHOWN)).order_by(Organization.id)
    teams = select(MobileTeam.slug).where(MobileTeam.status == TeamStatus.ACTIVE).order_by(MobileTeam.id)
    moves = select(Relocation.slug).where(Relocation.state == RelocationState.MOVED).order_by(Relocation.id)
    old = select(Service.slug).join(Relocation, Relocation.service_id == Service.id).order_by(Service.id)
    partnerships = select(Partnership.slug).where(is_public()).order_by(Partnership.id)
    events = select(Event.slug).where(coming_on(today())).order_by(Event.id)
    queries = {"service": sites, "mobile": mobile, "organization": shown, "team": teams}
    queries |= {"relocation": moves, "old": old, "partnership": partnerships, "event": events}
    return {name: _middle(list(session.scalars(query))) for name, query in queries.items()}


def _middle(slugs: list[str]) -> str:
    return slugs[len(slugs) // 2]
