"""Single facts of records that a move may change, read and written by their names as JSON.

A slot is the kind of a record, its id and a field: «status»; «origins/7» (whether a service names place 7); «place/3»
(at which location the service's place 3 is, None for no such place).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final, TypeAlias

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from network.locations.models import Location
from network.mobile_teams.models import MobileTeam
from network.organizations.models import Organization
from network.places.models import Place
from network.relocations.models import Relocation
from network.services.models import Service, ServiceAtLocation, service_areas, service_origins
from network.services.moderated import get as get_service

Slot: TypeAlias = tuple[str, int, str]
Write: TypeAlias = Callable[[Session, Any], None]
SERVICE, LOCATION, TEAM, ORGANIZATION, RELOCATION = (
    "service",
    "location",
    "team",
    "organization",
    "relocation",
)
MODELS: dict[str, Any] = {
    SERVICE: Service,
    LOCATION: Location,
    TEAM: MobileTeam,
    ORGANIZATION: Organization,
    RELOCATION: Relocation,
}
GONE: Final = object()
"""What is read of a record that is not there any more."""
_DAYS = frozenset({"status_from", "status_until"})
_LISTS: dict[str, Table] = {"origins": service_origins, "areas": service_areas}


def read_slot(session: Session, slot: Slot) -> Any:
    """The value as JSON, or GONE."""
    kind, record_id, field = slot
    record = session.get(MODELS[kind], record_id)
    if record is None:
        return GONE
    name, _slash, key = field.partition("/")
    if name == "place":
        place = _place(session, record_id, int(key))
        return GONE if place is None else place.location_id
    if name in _LISTS:
        table = _LISTS[name]
        query = select(table.c.place_id).where(table.c.service_id == record_id, table.c.place_id == int(key))
        return session.scalar(query) is not None
    value = getattr(record, name)
    return value.isoformat() if isinstance(value, date) else value


def write_slot(session: Session, slot: Slot, value: Any) -> None:
    """Set it; what is gone stays gone, and a service is never given twice at one location."""
    kind, record_id, field = slot
    record = session.get(MODELS[kind], record_id)
    if record is None or read_slot(session, slot) in (GONE, value):
        return
    name, _slash, key = field.partition("/")
    if name == "place":
        _write_place(session, record_id, int(key), value)
    elif name in _LISTS:
        _write_list(session, record_id, name, int(key), value)
    elif name.endswith("_id"):
        setattr(record, name.removesuffix("_id"), session.get_one(Place, value) if value else None)
    else:
        setattr(record, name, date.fromisoformat(value) if value and name in _DAYS else value)
    session.flush()


def _place(session: Session, service_id: int, place_id: int) -> ServiceAtLocation | None:
    place = session.get(ServiceAtLocation, place_id)
    return place if place is not None and place.service_id == service_id else None


def _write_place(session: Session, service_id: int, place_id: int, location_id: int | None) -> None:
    """The row itself moves, so that its hours, numbers and notes stay."""
    service = get_service(session, service_id)
    place = next(each for each in service.places if each.id == place_id)
    if location_id is None:
        service.places.remove(place)
    elif location_id not in {each.location_id for each in service.places}:
        place.location = session.get_one(Location, location_id)


def _write_list(session: Session, service_id: int, name: str, place_id: int, is_named: bool) -> None:
    places: list[Place] = getattr(get_service(session, service_id), name)
    if is_named:
        places.append(session.get_one(Place, place_id))
    else:
        places[:] = [place for place in places if place.id != place_id]
