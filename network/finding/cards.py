"""The cards of found services: those that travel are told by the team's next visit, near ones by their distance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from network.core.clock import day_words
from network.core.i18n import gettext as _
from network.core.i18n import ngettext
from network.feedback.queries import find_doubted
from network.finding.criteria import Found, Group
from network.mobile_teams import queries as teams
from network.mobile_teams.models import MobileTeam
from network.mobile_teams.queries import Visit, visits_of
from network.relocations.continuing import came_from
from network.relocations.telling import continues_words
from network.services.cards import Card, make_card, with_visit
from network.services.feedback import KIND
from network.services.hours import describe_hours
from network.services.models import Mode, Service


def make_cards(
    session: Session, services: Sequence[Service], moment: datetime, community_id: int | None = None
) -> list[Card]:
    """Cards in the same order; a constant number of statements."""
    travelling = [service.id for service in services if service.mode == Mode.MOBILE]
    by_service = teams.find_of_services(session, travelling, moment.date())
    cards = [_card(service, by_service.get(service.id, []), moment, community_id) for service in services]
    ids = [service.id for service in services]
    doubted, came = find_doubted(session, KIND, ids, moment), came_from(session, ids)
    return [
        replace(card, is_doubted=key in doubted, continues=continues_words(came.get(key, [])))
        for key, card in zip(ids, cards, strict=True)
    ]


def cards_of_found(
    session: Session, found: Sequence[Found], moment: datetime, community_id: int | None
) -> list[tuple[Group, Card]]:
    """Each found service as its group and card, in the same order."""
    cards = make_cards(session, [item.service for item in found], moment, community_id)
    return [
        (item.group, replace(card, km=item.km if item.group is Group.NEAR else None))
        for item, card in zip(found, cards, strict=True)
    ]


def _card(
    service: Service, carried_by: Sequence[MobileTeam], moment: datetime, community_id: int | None
) -> Card:
    card = make_card(service, moment, community_id=community_id)
    if service.mode != Mode.MOBILE or not carried_by:
        return card
    team = carried_by[0]
    card = replace(card, phone=card.phone or team.phone or team.organization.phone)
    visit = next_visit(carried_by, moment, community_id)
    if visit is None:
        base = team.base.short if team.base else ""
        return with_visit(card, base and _("Team based in: %(place)s", place=base), card.hours)
    return with_visit(card, describe_stop(visit), describe_when(visit, moment))


def next_visit(
    carried_by: Sequence[MobileTeam], moment: datetime, community_id: int | None = None
) -> Visit | None:
    """The soonest visit that is not cancelled: in the asked community when the teams come there, else anywhere."""
    stops = [stop for team in carried_by for stop in team.stops]
    here = [stop for stop in stops if community_id is not None and stop.community_id == community_id]
    coming = [visit for visit in visits_of(here or stops, moment) if not visit.is_cancelled]
    return coming[0] if coming else None


def describe_stop(visit: Visit) -> str:
    """«Царичанка, біля школи»."""
    place = visit.stop.community.short if visit.stop.community else ""
    if visit.stop.spot.startswith(place):
        return visit.stop.spot
    return ", ".join(part for part in (place, visit.stop.spot) if part)


def describe_when(visit: Visit, moment: datetime) -> str:
    """«сьогодні, 10:00–14:00», «ср, 25 листопада, 10:00–14:00, запізнюються приблизно на 30 хвилин»."""
    hours = describe_hours(visit.stop.opens_at, visit.stop.closes_at)
    late = ngettext("about %(num)s minute late", "about %(num)s minutes late", visit.late_minutes)
    parts = (day_words(visit.day, moment.date()), hours, late if visit.late_minutes else "")
    return ", ".join(part for part in parts if part)
