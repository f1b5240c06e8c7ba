"""The records that the values of a relocation name: found, of the organization itself, and telling no secret."""

from __future__ import annotations

from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from network.core.i18n import lazy_gettext as _l
from network.locations.models import Location, LocationStatus
from network.mobile_teams.models import MobileTeam
from network.moderation.fields import Values
from network.moderation.gazetteer import get_place
from network.moderation.refusals import Invalid
from network.places.models import Place
from network.places.queries import find_by_codes
from network.relocations.disclosure import is_tellable
from network.relocations.models import Relocation, RelocationState
from network.services.models import Service, ServiceAtLocation

PLACES = ("origin", "host")
OWN: dict[str, Any] = {
    "origin_location": Location,
    "host_location": Location,
    "service": Service,
    "successor": Service,
    "team": MobileTeam,
    "previous": Relocation,
}


def find_linked(session: Session, organization_id: int, values: Values) -> dict[str, Any]:
    """The places and the organization's own records that the values name; raises Invalid with the field of each other."""
    found: dict[str, Any] = {name: _place(session, values[name]) for name in PLACES}
    for name, model in OWN.items():
        record = session.get(model, int(values[name])) if values[name] else None
        if values[name] and (record is None or record.organization_id != organization_id):
            raise Invalid({name: _l("Choose one of the list.")})
        found[name] = record
    for name in PLACES:
        location, place = found[f"{name}_location"], found[name]
        if location is not None and place is not None and location.community_id not in (None, place.id):
            raise Invalid({f"{name}_location": _l("This location lies in another community.")})
    _check_left(session, values, found)
    return found


def _place(session: Session, code: str | None) -> Place | None:
    """A community before anything else that has its code: Kyiv is a community too."""
    return find_by_codes(session, [code]).get(code) or get_place(session, code) if code else None


def _check_left(session: Session, values: Values, found: dict[str, Any]) -> None:
    """A service that goes on under its own name must not look open where it was: raises Invalid."""
    service, is_there = found["service"], found["host_location"] is not None
    if service is None or service is not found["successor"] or found["origin_location"] is not None:
        return
    query = (
        select(ServiceAtLocation.id)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(
            ServiceAtLocation.service_id == service.id,
            Location.community_id == found["origin"].id,
            Location.status == LocationStatus.ACTIVE,
        )
    )
    open_there = len(session.scalars(query).all())
    if values["state"] == RelocationState.MOVED and open_there > (1 if is_there else 0):
        raise Invalid(
            {"origin_location": _l("Choose the place that it left: families still see it as open there.")}
        )


def check_told(session: Session, relocation: Relocation) -> None:
    """Nothing may say where a confidential place is, or was: raises Invalid."""
    if not relocation.is_published or relocation.state == RelocationState.PLANNED:
        return
    if not session.scalar(select(exists().where(Relocation.id == relocation.id, is_tellable()))):
        words = _l("This would tell where a confidential place is. Leave this off.")
        raise Invalid({"is_published": words})
