"""Reading applications: by a private link, one for a coordinator, the undecided ones, and organizations like an applicant."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from network.applications.models import Application, ApplicationLink, ApplicationState
from network.applications.tokens import hash_of
from network.core.errors import NotFound
from network.core.pagination import Page, check_page, offset_of
from network.core.words import sort_keys
from network.organizations.models import Organization
from network.places.models import Place

PAGE_SIZE = 20
OPEN = (ApplicationState.WAITING, ApplicationState.ASKED)


def _whole() -> tuple[ORMOption, ...]:
    return (
        joinedload(Application.community).joinedload(Place.oblast),
        joinedload(Application.origin).joinedload(Place.oblast),
        selectinload(Application.messages),
    )


def get_by_token(session: Session, token: str, key: str) -> Application:
    """The application behind a private link, its places and messages loaded; raises NotFound."""
    application = session.scalar(
        select(Application)
        .join(ApplicationLink, ApplicationLink.application_id == Application.id)
        .where(ApplicationLink.token_hash == hash_of(token, key))
        .options(*_whole())
    )
    if application is None:
        raise NotFound("no such application")
    return application


def get_application(session: Session, application_id: int) -> Application:
    """The application with this id, its places and messages loaded; raises NotFound."""
    application = session.scalar(
        select(Application).where(Application.id == application_id).options(*_whole())
    )
    if application is None:
        raise NotFound(f"application {application_id}")
    return application


def find_page(session: Session, application: Application) -> str | None:
    """The slug of the public page of an accepted applicant, once there is one."""
    if application.organization_id is None:
        return None
    shown = Organization.id == application.organization_id, Organization.is_published
    return session.scalar(select(Organization.slug).where(*shown))


def _of_oblasts(oblast_ids: frozenset[int]) -> ColumnElement[bool]:
    """Whether an application's community lies in one of these oblasts; an empty set is the whole country."""
    if not oblast_ids:
        return Application.id.is_not(None)
    return Application.community_id.in_(select(Place.id).where(Place.oblast_id.in_(oblast_ids)))


def count_waiting(session: Session, oblast_ids: frozenset[int]) -> int:
    """How many applications wait for a decision in these oblasts (none said: everywhere)."""
    waits = and_(Application.state == ApplicationState.WAITING, _of_oblasts(oblast_ids))
    return session.scalar(select(func.count()).select_from(Application).where(waits)) or 0


def find_applications(
    session: Session,
    oblast_ids: frozenset[int],
    *,
    is_open: bool,
    only_ours: bool = False,
    number: int = 1,
    size: int = PAGE_SIZE,
) -> Page[Application]:
    """Undecided or decided applications: of these oblasts first, then those that wait; the undecided from the oldest.

    With `only_ours` those of other oblasts are left out.
    """
    where: ColumnElement[bool] = Application.state.in_(OPEN) if is_open else Application.state.not_in(OPEN)
    if only_ours:
        where = and_(where, _of_oblasts(oblast_ids))
    total = session.scalar(select(func.count()).select_from(Application).where(where)) or 0
    check_page(number, total, size)
    ours = case((_of_oblasts(oblast_ids), 0), else_=1)
    waiting = case((Application.state == ApplicationState.WAITING, 0), else_=1)
    order: tuple[ColumnElement[int], ...] = (ours, waiting, Application.id.expression)
    if not is_open:
        order = (ours, Application.id.desc())
    found = session.scalars(
        select(Application)
        .where(where)
        .options(joinedload(Application.community).joinedload(Place.oblast))
        .order_by(*order)
        .limit(size)
        .offset(offset_of(number, size))
    )
    return Page(found.all(), total, number, size)


def find_alike(session: Session, application: Application) -> Sequence[Organization]:
    """Organizations in the directory with the applicant's code or name, their communities loaded."""
    sort_uk, _sort_en = sort_keys(application.name_uk, application.name_en)
    alike = [Organization.sort_uk == sort_uk]
    if application.edrpou:
        alike.append(Organization.edrpou == application.edrpou)
    return session.scalars(
        select(Organization)
        .where(or_(*alike))
        .options(joinedload(Organization.community).joinedload(Place.oblast))
        .order_by(Organization.id)
    ).all()


def find_same(session: Session, application: Application) -> Sequence[Application]:
    """Other undecided applications with the same code, name or mailbox, the oldest first."""
    alike = [
        Application.sort_uk == application.sort_uk,
        func.lower(Application.email) == application.email.lower(),
    ]
    if application.edrpou:
        alike.append(Application.edrpou == application.edrpou)
    return session.scalars(
        select(Application)
        .where(Application.id != application.id, Application.state.in_(OPEN), or_(*alike))
        .order_by(Application.id)
    ).all()
