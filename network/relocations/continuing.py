"""Which service goes on as which: the chain of moves followed to its end, and back to where a service came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from network.places.models import Place
from network.relocations.disclosure import is_public
from network.relocations.models import Relocation
from network.relocations.queries import LEFT, with_page
from network.services.models import Service
from network.services.queries import with_card

Attribute = InstrumentedAttribute[int | None]


@dataclass(frozen=True)
class Continuation:
    """Where a service goes on: `relocation` is its own move, `last` the last of the chain, whose host is `host`.

    `successor` is the service of the chain's end that may be named; None where nothing continues it, or nothing that
    may be named. It is the service itself where it goes on under its own name.
    """

    relocation: Relocation
    last: Relocation
    successor: Service | None
    host: Place


def continuation_of(session: Session, service_ids: Sequence[int]) -> dict[int, Continuation]:
    """Where each of these services goes on, by public moves; services that did not move are left out.

    Successors have what their cards need. The number of statements does not grow with the chain.
    """
    if not service_ids:
        return {}
    moves = _moves_of(session, service_ids)
    return {key: _follow(moves, key) for key in service_ids if key in moves}


def _moves_of(session: Session, service_ids: Sequence[int]) -> dict[int, Relocation]:
    """The latest move of each of these services and of all that continue them."""
    successor = joinedload(Relocation.successor).options(*with_card())
    reached = _reached(service_ids, Relocation.service_id, Relocation.successor_id)
    found: dict[int, list[Relocation]] = {}
    for relocation in session.scalars(reached.options(*with_page(), successor)):
        if relocation.service_id is not None:
            found.setdefault(relocation.service_id, []).append(relocation)
    return {service_id: _latest(each) for service_id, each in found.items()}


def _reached(ids: Sequence[int], near: Attribute, far: Attribute) -> Select[Relocation]:
    """The public moves with these services at their near end, and all that follow from their far ends."""
    moved = and_(Relocation.state.in_(LEFT), is_public())
    links = (
        select(Relocation.id, far.label("far_id")).where(near.in_(ids), moved).cte("links", recursive=True)
    )
    links = links.union(select(Relocation.id, far).where(near == links.c.far_id, moved))
    return select(Relocation).join(links, links.c.id == Relocation.id)


def _latest(moves: Sequence[Relocation]) -> Relocation:
    """The move that no other says it followed; of several the last by its day, else by its entry."""
    followed = {each.previous_id for each in moves}
    last = [each for each in moves if each.id not in followed] or moves
    return max(last, key=lambda each: (each.moved_on or date.min, each.id))


def _follow(moves: Mapping[int, Relocation], service_id: int) -> Continuation:
    first = last = moves[service_id]
    seen = {service_id}
    while last.successor_id is not None and last.successor_id not in seen and last.successor_id in moves:
        seen.add(last.successor_id)
        last = moves[last.successor_id]
    if last.host is None:
        raise ValueError(f"relocation {last.id} has moved nowhere")
    return Continuation(first, last, last.told_successor, last.host)


def came_from(session: Session, service_ids: Sequence[int]) -> dict[int, list[Relocation]]:
    """The public moves that led to each of these services, from home on; services that nothing led to are left out."""
    if not service_ids:
        return {}
    reached = _reached(service_ids, Relocation.successor_id, Relocation.service_id)
    moves: dict[int, list[Relocation]] = {}
    order = (Relocation.moved_on.is_(None), Relocation.moved_on, Relocation.id)
    for relocation in session.scalars(reached.options(*with_page()).order_by(*order)):
        if relocation.successor_id is not None:
            moves.setdefault(relocation.successor_id, []).append(relocation)
    return {key: _led_to(moves, key, set()) for key in service_ids if key in moves}


def _led_to(moves: Mapping[int, Sequence[Relocation]], service_id: int, seen: set[int]) -> list[Relocation]:
    """What led to what moved here, then the moves here themselves."""
    seen.add(service_id)
    found: list[Relocation] = []
    for move in moves.get(service_id, []):
        if move.service_id is not None and move.service_id not in seen:
            found += _led_to(moves, move.service_id, seen)
        found.append(move)
    return found
