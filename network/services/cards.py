"""A service in a list: only what its card shows, with places already cut down to what may be public."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from network.core.i18n import gettext as _
from network.core.i18n import is_borrowed, pick
from network.freshness.states import Check, check_of
from network.locations.disclosure import DisclosedPlace, disclose
from network.services.hours import describe, is_open
from network.services.models import Mode, Phone, Schedule, Service, ServiceAtLocation, ServiceStatus
from network.services.queries import LISTED


@dataclass(frozen=True)
class Card:
    """What a list says of a service; `km` is the distance between community centres, `is_doubted` what several people say,
    `continues` what it goes on with that was elsewhere before.
    """

    slug: str
    code: str
    name: str
    summary: str
    organization: str
    topic_code: str
    status: ServiceStatus
    mode: Mode
    where: str
    hours: str
    is_open: bool
    check: Check
    phone: str = ""
    km: float | None = None
    is_example: bool = False
    is_borrowed: bool = False
    until: date | None = None
    is_doubted: bool = False
    continues: str = ""

    @property
    def is_faded(self) -> bool:
        """Whether it works, as far as is known, but lists leave it out because nobody has confirmed it for too long."""
        return self.status in LISTED and self.check.is_hidden


def make_card(service: Service, moment: datetime, *, community_id: int | None = None) -> Card:
    """The card of a service, of its place in this community when it has one there. Its card's parts must be loaded."""
    at = _best_place(service, community_id)
    schedules = schedules_of(service, at)
    return Card(
        slug=service.slug,
        code=service.code,
        name=service.name,
        summary=service.summary,
        organization=service.organization.name,
        topic_code=service.category.topic.code,
        status=ServiceStatus(service.status),
        mode=Mode(service.mode),
        where=_where(service, disclose(at.location) if at else None),
        hours="; ".join(describe(schedules)),
        is_open=service.status == ServiceStatus.ACTIVE and is_open(schedules, moment),
        check=check_of(service.confirmed_on, service.entered_on, moment.date()),
        phone=first_phone(service, at),
        is_example=service.is_example,
        is_borrowed=is_borrowed(service.name_uk, service.name_en),
        until=service.status_until,
    )


def with_visit(card: Card, where: str, hours: str) -> Card:
    """The card of a mobile service, told by its next visit instead of a place."""
    return replace(card, where=where, hours=hours)


def schedules_of(service: Service, at: ServiceAtLocation | None) -> list[Schedule]:
    """The hours of one place: its own, or those of the whole service."""
    own = [s for s in service.schedules if at is not None and s.service_at_location_id == at.id]
    return own or [s for s in service.schedules if s.service_at_location_id is None]


def phones_of(service: Service, at: ServiceAtLocation | None) -> list[Phone]:
    """The numbers of one place: its own first, then those of the whole service."""
    own = [p for p in service.phones if at is not None and p.service_at_location_id == at.id]
    return own + [p for p in service.phones if p.service_at_location_id is None]


def first_phone(service: Service, at: ServiceAtLocation | None = None) -> str:
    """The number to call: of the place, of the service, of any of its places, of the organization; or nothing."""
    numbers = [p.number for p in phones_of(service, at)] or [p.number for p in service.phones]
    return numbers[0] if numbers else service.organization.phone


def _best_place(service: Service, community_id: int | None) -> ServiceAtLocation | None:
    """The place in the asked community, else the first that is open."""
    for place in service.places:
        if community_id is not None and place.location.community_id == community_id:
            return place
    return next((p for p in service.places if disclose(p.location).is_open), None) or (
        service.places[0] if service.places else None
    )


def _where(service: Service, place: DisclosedPlace | None) -> str:
    if service.mode == Mode.ONLINE:
        return _("Online, from any place")
    if service.mode == Mode.PHONE:
        return _("By phone, from any place")
    if place is None:
        return _("The team comes to you") if service.mode == Mode.MOBILE else ""
    if place.is_hidden:
        return _("They give the address by phone, for safety.")
    parts = [place.community.short if place.community else place.settlement, place.settlement, place.address]
    return ", ".join(dict.fromkeys(part for part in parts if part)) or pick(
        service.organization.name_uk, service.organization.name_en
    )
