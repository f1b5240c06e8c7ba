"""What a move means for the records that moved: written when it is published, put back when it never was or they returned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from network.locations.models import Location, LocationStatus
from network.places.models import Place, PlaceLevel
from network.relocations.claims import Ledger
from network.relocations.models import Moved, Relocation, RelocationState
from network.relocations.slots import LOCATION, ORGANIZATION, RELOCATION, SERVICE, TEAM, Slot, read_slot
from network.services.models import Area, Service, ServiceAtLocation, ServiceStatus
from network.services.moderated import get as get_service
from network.services.operations import add_place

Facts: TypeAlias = dict[Slot, Any]
KEPT = (RelocationState.MOVED, RelocationState.MOVED_AGAIN, RelocationState.ENDED)
"""States in which what the move has written stays written."""


def settle(*, session: Session, relocation: Relocation, today: date) -> None:
    """Write what the move means now, and put back what it does not mean any more; doing it again changes nothing.

    A move that nobody may know of writes nothing; one that is hidden later keeps what it wrote, because nothing that
    was evacuated may look open again by that. What ended is not put back either; what returned is.
    """
    ledger = Ledger(session, relocation)
    if not _is_in_force(relocation, ledger, today):
        _undo(ledger)
        return
    facts = _left(session, relocation) | _arrived(session, relocation, ledger)
    if relocation.state == RelocationState.ENDED:
        facts = {slot: value for slot, value in facts.items() if slot in ledger.own}
    _move_place(session, relocation, ledger)
    for slot in [slot for slot in ledger.own if slot not in facts and not _is_place(slot)]:
        ledger.release(slot)
    for slot, value in facts.items():
        ledger.hold(slot, value)
    if relocation.previous_id is not None:
        ledger.rise_over(session.get_one(Relocation, relocation.previous_id))
    ledger.save()


def undo(*, session: Session, relocation: Relocation) -> None:
    """Put back all that the move wrote, as if it had never been."""
    _undo(Ledger(session, relocation))


def _undo(ledger: Ledger) -> None:
    for slot in list(ledger.own):
        ledger.release(slot)
    ledger.save()


def _is_in_force(relocation: Relocation, ledger: Ledger, today: date) -> bool:
    if relocation.state not in KEPT or (relocation.moved_on is not None and relocation.moved_on > today):
        return False
    return relocation.is_published or bool(ledger.own)


def _left(session: Session, relocation: Relocation) -> Facts:
    """What stays true of those who left their home, wherever they went on to."""
    facts: Facts = {}
    day = relocation.moved_on.isoformat() if relocation.moved_on else None
    old, new, location = relocation.service_id, relocation.successor_id, relocation.origin_location_id
    if old is not None and old != new:
        facts[SERVICE, old, "status"] = ServiceStatus.MOVED.value
        facts[SERVICE, old, "status_from"] = day
        facts[SERVICE, old, "status_until"] = None
    if location is not None:
        facts[LOCATION, location, "status"] = LocationStatus.EVACUATED.value
        facts[LOCATION, location, "status_from"] = day
    if new is not None:
        facts |= {(SERVICE, new, f"origins/{home}"): True for home in homes_of(session, relocation)}
    return facts


def homes_of(session: Session, relocation: Relocation) -> list[int]:
    """The home communities of what moved: where it was at first, not where it stopped on the way."""
    first, seen, ahead = set[int](), {relocation.id}, [relocation]
    while ahead:
        move = ahead.pop()
        earlier = _moves_before(session, move)
        if not earlier:
            first.add(move.origin_id)
        ahead += [each for each in earlier if each.id not in seen]
        seen |= {each.id for each in earlier}
    return sorted(home for home in first if _is_community(session, home))


def _moves_before(session: Session, relocation: Relocation) -> Sequence[Relocation]:
    """Published moves that brought what moved here to where it left from."""
    brought = and_(
        Relocation.successor_id == relocation.service_id, Relocation.host_id == relocation.origin_id
    )
    query = select(Relocation).where(
        or_(Relocation.id == relocation.previous_id, brought),
        Relocation.id != relocation.id,
        Relocation.state.in_(KEPT),
        Relocation.is_published,
    )
    return session.scalars(query.order_by(Relocation.id)).all()


def _arrived(session: Session, relocation: Relocation, ledger: Ledger) -> Facts:
    """Where those who moved are now; a move that went on from there only keeps what it wrote."""
    facts = _bases(relocation) | _area(session, relocation)
    if relocation.state == RelocationState.MOVED_AGAIN:
        facts = {slot: value for slot, value in facts.items() if slot in ledger.own}
    return facts | _once(session, relocation, ledger)


def _bases(relocation: Relocation) -> Facts:
    facts: Facts = {}
    if relocation.team_id is not None:
        facts[TEAM, relocation.team_id, "base_id"] = relocation.host_id
    if Moved.ORGANIZATION in relocation.what:
        facts[ORGANIZATION, relocation.organization_id, "community_id"] = relocation.host_id
    return facts


def _area(session: Session, relocation: Relocation) -> Facts:
    """A service that goes on under its own name and has no place there is found by the communities that it names."""
    service = session.get(Service, relocation.service_id) if _is_same(relocation) else None
    if service is None or relocation.host_location_id is not None or service.area != Area.COMMUNITIES:
        return {}
    return {(SERVICE, service.id, f"areas/{relocation.host_id}"): True}


def _once(session: Session, relocation: Relocation, ledger: Ledger) -> Facts:
    """What is said only where nothing was said before: the home community, and that the move before went on."""
    facts: Facts = {}
    if _is_community(session, relocation.origin_id):
        if relocation.team_id is not None:
            facts[TEAM, relocation.team_id, "origin_id"] = relocation.origin_id
        if Moved.ORGANIZATION in relocation.what:
            facts[ORGANIZATION, relocation.organization_id, "origin_id"] = relocation.origin_id
    found = {slot: value for slot, value in facts.items() if _is_free(session, slot, None, ledger)}
    before = (RELOCATION, relocation.previous_id or 0, "state")
    if relocation.previous_id is not None and _is_free(session, before, RelocationState.MOVED, ledger):
        found[before] = RelocationState.MOVED_AGAIN.value
    return found


def _is_free(session: Session, slot: Slot, empty: Any, ledger: Ledger) -> bool:
    return slot in ledger.own or read_slot(session, slot) == empty


def _move_place(session: Session, relocation: Relocation, ledger: Ledger) -> None:
    """The place of a service that goes on under its own name: from the location it left to the one it came to."""
    mine = [claim for slot, claim in ledger.own.items() if _is_place(slot)]
    source, target = relocation.origin_location_id, relocation.host_location_id
    is_wanted = _is_same(relocation) and target is not None
    for claim in mine:
        if is_wanted and (claim.slot[1], claim.source) == (relocation.service_id, source):
            ledger.hold(claim.slot, target, source)
            return
        ledger.release(claim.slot)
    if is_wanted and relocation.state == RelocationState.MOVED:
        _take_place(session, relocation, ledger)


def _take_place(session: Session, relocation: Relocation, ledger: Ledger) -> None:
    service, target = get_service(session, relocation.service_id or 0), relocation.host_location_id
    if target is None or target in {place.location_id for place in service.places}:
        return
    place, before = _place_left(session, service, relocation), {}
    if place is None:
        location = session.get_one(Location, target)
        place, before = add_place(session=session, service=service, location=location), {"before": None}
    ledger.hold((SERVICE, service.id, f"place/{place.id}"), target, relocation.origin_location_id, **before)


def _place_left(session: Session, service: Service, relocation: Relocation) -> ServiceAtLocation | None:
    """The place at the location that was left; where none is named, the only one in the home community."""
    query = select(Location.id).where(Location.community_id == relocation.origin_id)
    if relocation.origin_location_id is not None:
        query = select(Location.id).where(Location.id == relocation.origin_location_id)
    left = set(session.scalars(query))
    found = [place for place in service.places if place.location_id in left]
    return found[0] if len(found) == 1 else None


def _is_same(relocation: Relocation) -> bool:
    return relocation.service_id is not None and relocation.service_id == relocation.successor_id


def _is_place(slot: Slot) -> bool:
    return slot[2].startswith("place/")


def _is_community(session: Session, place_id: int) -> bool:
    return session.get_one(Place, place_id).level == PlaceLevel.COMMUNITY
