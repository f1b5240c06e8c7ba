"""Reads of people as those see them who look after them: system administrators all, coordinators their members'."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, column, func, select, table
from sqlalchemy.orm import Session

from network.accounts.actors import Actor
from network.accounts.models import CoordinatedOblast, Role, User, UserMembership
from network.core.errors import NotFound
from network.core.i18n import pick
from network.core.pagination import Page, check_page, offset_of
from network.places.models import Place
from network.places.queries import find_by_ids

ORGANIZATIONS = table(
    "organizations", column("id"), column("name_uk"), column("name_en"), column("community_id")
)
"""By name alone: the feature itself stands above."""
PAGE_SIZE = 30


@dataclass(frozen=True)
class Belonging:
    """A person's role in an organization."""

    name_uk: str
    name_en: str
    role: Role

    @property
    def name(self) -> str:
        """The organization's name in the reader's language."""
        return pick(self.name_uk, self.name_en)


@dataclass(frozen=True)
class Person:
    """Somebody with all roles; `oblasts` are a coordinator's, none for the whole network."""

    user: User
    belongings: Sequence[Belonging]
    oblasts: Sequence[Place]


def find_people(session: Session, actor: Actor, search: str = "", number: int = 1) -> Page[Person]:
    """The people whom this person looks after, by address; raises NotFound for a page after the last."""
    query = _looked_after(actor)
    if search:
        query = query.where(User.email.contains(search.strip().lower(), autoescape=True))
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    check_page(number, total, PAGE_SIZE)
    shown = query.order_by(User.email).limit(PAGE_SIZE).offset(offset_of(number, PAGE_SIZE))
    people = _with_roles(session, session.scalars(shown).all())
    return Page(people, total, number, PAGE_SIZE)


def get_person(session: Session, actor: Actor, user_id: int) -> Person:
    """Somebody whom this person looks after; raises NotFound for anybody else."""
    user = session.scalar(_looked_after(actor).where(User.id == user_id))
    if user is None:
        raise NotFound(user_id)
    return _with_roles(session, [user])[0]


def _looked_after(actor: Actor) -> Select[User]:
    if actor.is_system_administrator:
        return select(User)
    members = select(UserMembership.user_id)
    if actor.coordinates:
        members = (
            members.join(ORGANIZATIONS, ORGANIZATIONS.c.id == UserMembership.organization_id)
            .join(Place, Place.id == ORGANIZATIONS.c.community_id)
            .where(Place.oblast_id.in_(sorted(actor.coordinates)))
        )
    return select(User).where(
        User.id.in_(members), User.is_coordinator.is_(False), User.is_system_administrator.is_(False)
    )


def _with_roles(session: Session, users: Sequence[User]) -> list[Person]:
    ids = [user.id for user in users]
    belongings, oblasts = _belongings(session, ids), _oblasts(session, ids)
    return [Person(user, belongings.get(user.id, []), oblasts.get(user.id, [])) for user in users]


def _belongings(session: Session, ids: Collection[int]) -> dict[int, list[Belonging]]:
    rows: Any = session.execute(
        select(UserMembership.user_id, ORGANIZATIONS.c.name_uk, ORGANIZATIONS.c.name_en, UserMembership.role)
        .join(ORGANIZATIONS, ORGANIZATIONS.c.id == UserMembership.organization_id)
        .where(UserMembership.user_id.in_(ids))
        .order_by(ORGANIZATIONS.c.name_uk)
    )
    found: dict[int, list[Belonging]] = {}
    for user_id, name_uk, name_en, role in rows:
        found.setdefault(user_id, []).append(Belonging(name_uk, name_en, Role(role)))
    return found


def _oblasts(session: Session, ids: Collection[int]) -> dict[int, list[Place]]:
    rows = session.execute(
        select(CoordinatedOblast.user_id, CoordinatedOblast.place_id).where(
            CoordinatedOblast.user_id.in_(ids)
        )
    ).all()
    places = find_by_ids(session, {place_id for _user_id, place_id in rows})
    found: dict[int, list[Place]] = {}
    for place in places.values():
        for user_id, place_id in rows:
            if place_id == place.id:
                found.setdefault(user_id, []).append(place)
    return found
