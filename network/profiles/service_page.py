"""The page of one service, composed once for the template: places already cut, hours in words, the next visits of teams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from network.core.clock import date_words
from network.core.i18n import gettext as _
from network.core.i18n import is_borrowed, pick
from network.core.phones import format_phone
from network.finding.cards import describe_stop, describe_when
from network.freshness.states import Check, check_of
from network.locations.disclosure import DisclosedPlace, disclose
from network.mobile_teams.models import MobileTeam
from network.mobile_teams.queries import Visit, visits_of
from network.places.models import Place
from network.services.cards import first_phone, phones_of, schedules_of
from network.services.hours import describe, is_open
from network.services.models import Cost, Mode, Phone, Service, ServiceStatus
from network.services.words import COSTS, MODES
from network.taxonomy.words import AUDIENCES, SPOKEN_LANGUAGES

VISITS_SHOWN = 5


@dataclass(frozen=True)
class PlaceBlock:
    """One place of the service, with its hours and numbers."""

    place: DisclosedPlace
    hours: list[str]
    phones: list[Phone]
    note: str
    is_open: bool


@dataclass(frozen=True)
class ServicePage:
    """All that the page says."""

    service: Service
    check: Check
    status: ServiceStatus
    phone: str
    phones: list[Phone]
    places: list[PlaceBlock]
    hours: list[str]
    is_open: bool
    carried_by: Sequence[MobileTeam]
    visits: list[tuple[str, str, Visit]]
    facts: list[str]
    cost: str
    share_text: str
    community: Place | None
    is_borrowed: bool

    @property
    def is_working(self) -> bool:
        """Whether a call makes sense: open or paused for a time."""
        return self.status in (ServiceStatus.ACTIVE, ServiceStatus.PAUSED)


def compose_service(service: Service, carried_by: Sequence[MobileTeam], moment: datetime) -> ServicePage:
    """The page of a service whose parts are loaded, and of the teams that carry it."""
    blocks = [
        PlaceBlock(
            place=disclose(at.location),
            hours=describe(schedules_of(service, at)),
            phones=[phone for phone in phones_of(service, at) if phone.service_at_location_id == at.id],
            note=pick(at.note_uk, at.note_en),
            is_open=is_open(schedules_of(service, at), moment),
        )
        for at in service.places
    ]
    stops = [stop for team in carried_by for stop in team.stops]
    coming = visits_of(stops, moment)[:VISITS_SHOWN]
    whole = [schedule for schedule in service.schedules if schedule.service_at_location_id is None]
    phone = first_phone(service) or next((team.phone for team in carried_by if team.phone), "")
    community = _community(blocks, coming, carried_by)
    return ServicePage(
        service=service,
        check=check_of(service.confirmed_on, service.entered_on, moment.date()),
        status=ServiceStatus(service.status),
        phone=phone,
        phones=[number for number in service.phones if number.number != phone],
        places=blocks,
        hours=describe(whole),
        is_open=is_open(whole, moment) or any(block.is_open for block in blocks),
        carried_by=carried_by,
        visits=[(describe_stop(visit), describe_when(visit, moment), visit) for visit in coming],
        facts=_facts(service),
        cost=_cost(service),
        share_text=_share_text(service, phone, _where_words(blocks, coming, service)),
        community=community,
        is_borrowed=_has_borrowed_text(service),
    )


def _has_borrowed_text(service: Service) -> bool:
    """Whether the reader meets a text of the other language."""
    pairs = (
        (service.name_uk, service.name_en),
        (service.summary_uk, service.summary_en),
        (service.description_uk, service.description_en),
        (service.steps_uk, service.steps_en),
    )
    return any(is_borrowed(uk, en) for uk, en in pairs)


def _community(
    blocks: Sequence[PlaceBlock], coming: Sequence[Visit], carried_by: Sequence[MobileTeam]
) -> Place | None:
    """The community that «near» is measured from."""
    named = [block.place.community for block in blocks if block.place.community is not None]
    stops = [visit.stop.community for visit in coming if visit.stop.community is not None]
    bases = [team.base for team in carried_by if team.base is not None]
    return next(iter([*named, *stops, *bases]), None)


def _facts(service: Service) -> list[str]:
    """For whom, which ages and languages, in short words."""
    facts = [", ".join(str(AUDIENCES[code]) for code in service.audiences if code in AUDIENCES)]
    facts.append(describe_ages(service.age_from, service.age_to))
    facts.append(
        ", ".join(str(SPOKEN_LANGUAGES[code]) for code in service.languages if code in SPOKEN_LANGUAGES)
    )
    if service.mode != Mode.SITE:
        facts.append(str(MODES[Mode(service.mode)]))
    return [fact for fact in facts if fact]


def describe_ages(age_from: int | None, age_to: int | None) -> str:
    """«3–6 років», «від 60 років», «до 17 років»."""
    if age_from is not None and age_to is not None:
        return _("ages %(first)s–%(last)s", first=age_from, last=age_to)
    if age_from is not None:
        return _("from age %(age)s", age=age_from)
    return "" if age_to is None else _("up to age %(age)s", age=age_to)


def _cost(service: Service) -> str:
    words = str(COSTS[Cost(service.cost)]) if service.cost else ""
    return " ".join(part for part in (words, pick(service.cost_note_uk, service.cost_note_en)) if part)


def _where_words(blocks: Sequence[PlaceBlock], coming: Sequence[Visit], service: Service) -> str:
    if coming and service.mode == Mode.MOBILE:
        return describe_stop(coming[0])
    for block in blocks:
        place = block.place
        if not place.is_hidden:
            parts = (place.community.short if place.community else "", place.settlement, place.address)
            return ", ".join(dict.fromkeys(part for part in parts if part))
    return str(MODES[Mode(service.mode)]) if service.mode in (Mode.ONLINE, Mode.PHONE) else ""


def _share_text(service: Service, phone: str, where: str) -> str:
    """A message that helps without the net: name, place, number, status when it does not work."""
    head = ", ".join(part for part in (service.name, where) if part)
    parts = [head + "."]
    if service.status not in (ServiceStatus.ACTIVE, ServiceStatus.PAUSED):
        parts.append(_("Does not work now."))
    elif phone:
        parts.append(_("Tel. %(number)s.", number=format_phone(phone)))
    if service.status == ServiceStatus.PAUSED and service.status_until:
        parts.append(_("Paused until %(day)s.", day=date_words(service.status_until)))
    return " ".join(parts)
