"""Which service goes on as which: the chain of moves followed to its end, and back to where a service came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from network.places.models import Place
from network.relocations.disclosure import is_public
from network.relocations.models import Relocation
from network.relocations.queries import LEFT, with_page
from network.services.models import Service
from network.services.queries import with_card


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
    moved = Relocation.state.in_(LEFT)
    chain = select(Relocation.service_id, Relocation.successor_id).where(
        Relocation.service_id.in_(service_ids), moved, is_public()
    )
    links = chain.cte("links", recursive=True)
    links = links.union(
        select(Relocation.service_id, Relocation.successor_id).where(
            Relocation.service_id == links.c.successor_id, moved, is_public()
        )
    )
    found: dict[int, list[Relocation]] = {}
    query = (
        select(Relocation)
        .where(Relocation.service_id.in_(select(links.c.service_id)), moved, is_public())
        .options(*with_page(), joinedload(Relocation.successor).options(*with_card()))
    )
    for relocation in session.scalars(query):
        if relocation.service_id is not None:
            found.setdefault(relocation.service_id, []).append(relocation)
    return {service_id: _latest(each) for service_id, each in found.items()}


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
    """The public moves that each of these services continues, the earliest first."""
    if not service_ids:
        return {}
    query = (
        select(Relocation)
        .where(Relocation.successor_id.in_(service_ids), Relocation.state.in_(LEFT), is_public())
        .options(*with_page())
        .order_by(Relocation.moved_on, Relocation.id)
    )
    found: dict[int, list[Relocation]] = {}
    for relocation in session.scalars(query):
        if relocation.successor_id is not None:
            found.setdefault(relocation.successor_id, []).append(relocation)
    return found
