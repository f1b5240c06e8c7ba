"""Writes of relocations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypedDict, Unpack

from sqlalchemy import update
from sqlalchemy.orm import Session

from network.core.clock import today
from network.core.i18n import in_language
from network.core.lengths import check_lengths
from network.core.slugs import choose_slug
from network.locations.models import Location
from network.mobile_teams.models import MobileTeam
from network.organizations.models import Organization
from network.places.models import Place
from network.relocations.checks import check_own, check_places, check_relocation
from network.relocations.effects import settle
from network.relocations.models import Relocation, RelocationState, called
from network.services.models import Service


class RelocationDetails(TypedDict, total=False):
    """What may be said of a relocation besides what moved and where; what is left out stays unknown."""

    planned_for: date | None
    started_on: date | None
    moved_on: date | None
    ended_on: date | None
    families: int | None
    children: int | None
    resources_uk: str
    resources_en: str
    note_uk: str
    note_en: str
    is_published: bool
    is_example: bool
    confirmed_on: date | None


def add_relocation(
    *,
    session: Session,
    organization: Organization,
    state: RelocationState,
    origin: Place,
    what: Sequence[str],
    entered_on: date,
    slug: str | None = None,
    host: Place | None = None,
    origin_location: Location | None = None,
    host_location: Location | None = None,
    service: Service | None = None,
    successor: Service | None = None,
    team: MobileTeam | None = None,
    previous: Relocation | None = None,
    **details: Unpack[RelocationDetails],
) -> Relocation:
    """Add a relocation, and write into the records that moved what it means for them (`effects.settle`).

    Without `slug` its address is made from both places, «-2» on repeats.
    Raises BadInput for nothing that moved, a host that is missing or is the origin, records of other organizations,
    days in the wrong order, a taken address, a text too long.
    """
    check_places(origin, host)
    check_own(organization, origin_location, host_location, service, successor, team, previous)
    relocation = Relocation(
        organization=organization,
        organization_id=organization.id,
        slug=choose_slug(
            session=session,
            column=Relocation.slug,
            slug=slug,
            text=_address(origin, host),
            fallback="relocation",
        ),
        state=state,
        origin=origin,
        origin_id=origin.id,
        host=host,
        host_id=host.id if host else None,
        what=list(what),
        origin_location_id=origin_location.id if origin_location else None,
        host_location_id=host_location.id if host_location else None,
        service_id=service.id if service else None,
        successor_id=successor.id if successor else None,
        team_id=team.id if team else None,
        previous_id=previous.id if previous else None,
        entered_on=entered_on,
        **details,
    )
    check_relocation(relocation)
    check_lengths(relocation)
    session.add(relocation)
    session.flush()
    settle(session=session, relocation=relocation, today=today())
    return relocation


def _address(origin: Place, host: Place | None) -> str:
    """«myrnohrad-tsarychanka», the same in whatever language it is entered."""
    with in_language("en"):
        return " ".join(called(place) for place in (origin, host) if place is not None)


def confirm_current(*, session: Session, ids: Sequence[int], on: date) -> None:
    """Say that these relocations are right as they stand, on this day."""
    session.execute(update(Relocation).where(Relocation.id.in_(ids)).values(confirmed_on=on))
