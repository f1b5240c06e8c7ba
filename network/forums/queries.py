"""Reading forums: the list, one with all that it led to, what an organization took part in and sees to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from network.core.errors import NotFound
from network.core.pagination import PAGE_SIZE, Page, check_page, offset_of
from network.events.models import Event, event_organizations
from network.files.models import StoredFile
from network.forums.models import ENDED, Challenge, Forum, ForumDocument, Solution, forum_participants
from network.organizations.models import Organization
from network.organizations.queries import KEPT
from network.places.models import Place

ORDER = (Event.is_example, Event.starts_on.is_(None), Event.starts_on.desc(), Event.sort_uk, Forum.id)
"""The latest first; forums of an unknown day after them, examples last."""


def is_public() -> ColumnElement[bool]:
    """Forums that everybody sees: published, by an organization with a page. Needs Event and its Organization joined."""
    return and_(Event.is_published, Organization.is_published, Organization.membership.in_(KEPT))


def _public() -> Select[Forum]:
    return select(Forum).join(Forum.event).join(Event.organization).where(is_public())


def public_slugs() -> Select[str]:
    """The addresses of forums that everybody sees."""
    return _public().with_only_columns(Event.slug, maintain_column_froms=True).order_by(Event.slug)


def find_published(session: Session, number: int = 1, size: int = PAGE_SIZE) -> Page[Forum]:
    """Forums with organizer, community, challenges and solutions."""
    counted = _public().with_only_columns(func.count(), maintain_column_froms=True)
    total = session.scalar(counted) or 0
    check_page(number, total, size)
    query = _public().options(*_event_loaded(), selectinload(Forum.challenges), selectinload(Forum.solutions))
    items = session.scalars(query.order_by(*ORDER).limit(size).offset(offset_of(number, size))).all()
    return Page(items, total, number, size)


def get_published(session: Session, slug: str) -> Forum:
    """One forum with all that it led to; raises NotFound."""
    query = _public().where(Event.slug == slug).options(*_event_loaded(), *_parts_loaded())
    forum = session.scalar(query.execution_options(populate_existing=True))
    if forum is None:
        raise NotFound(f"forum {slug}")
    return forum


def _event_loaded() -> list[Any]:
    """For queries that join the event and its organizer."""
    event = contains_eager(Forum.event)
    return [
        event.contains_eager(Event.organization),
        event.joinedload(Event.community).joinedload(Place.oblast),
        event.selectinload(Event.organizations),
        event.selectinload(Event.communities).joinedload(Place.oblast),
    ]


def _parts_loaded() -> list[Any]:
    return [
        selectinload(Forum.participants),
        selectinload(Forum.challenges),
        selectinload(Forum.solutions).joinedload(Solution.owner),
        selectinload(Forum.documents),
    ]


def find_attended(session: Session, organization_id: int, limit: int = 20) -> Sequence[Forum]:
    """Forums of others in which an organization took part."""
    took_part = select(forum_participants.c.forum_id).where(
        forum_participants.c.organization_id == organization_id
    )
    held = select(event_organizations.c.event_id).where(
        event_organizations.c.organization_id == organization_id
    )
    of_others = Event.organization_id != organization_id, Event.id.not_in(held)
    query = _public().where(Forum.id.in_(took_part), *of_others)
    loaded = contains_eager(Forum.event).joinedload(Event.community)
    organizer = contains_eager(Forum.event).contains_eager(Event.organization)
    return session.scalars(query.options(loaded, organizer).order_by(*ORDER).limit(limit)).all()


def find_owned_solutions(session: Session, organization_id: int, limit: int = 20) -> Sequence[Solution]:
    """Solutions that an organization sees to, those that wait before those that are done, with their forums."""
    query = (
        select(Solution)
        .join(Solution.forum)
        .join(Forum.event)
        .join(Event.organization)
        .where(is_public(), Solution.owner_id == organization_id)
        .options(contains_eager(Solution.forum).contains_eager(Forum.event))
        .order_by(Solution.state.in_(ENDED), Solution.due_on.is_(None), Solution.due_on, Solution.id)
        .limit(limit)
    )
    return session.scalars(query).all()


def get_document(session: Session, slug: str, number: int) -> ForumDocument:
    """A document of a published forum with the forum's parties, whoever may have it; raises NotFound."""
    event = contains_eager(ForumDocument.forum).contains_eager(Forum.event)
    query = (
        select(ForumDocument)
        .join(ForumDocument.forum)
        .join(Forum.event)
        .join(Event.organization)
        .where(is_public(), Event.slug == slug, ForumDocument.id == number)
        .options(
            event.selectinload(Event.organizations),
            contains_eager(ForumDocument.forum).selectinload(Forum.participants),
        )
    )
    document = session.scalar(query)
    if document is None:
        raise NotFound(f"document {number} of {slug}")
    return document


def find_sizes(session: Session, documents: Sequence[ForumDocument]) -> dict[str, int]:
    """How large the files of documents are, in bytes, by their codes; one statement, none for no documents."""
    codes = [document.code for document in documents]
    if not codes:
        return {}
    query = select(StoredFile.code, StoredFile.size).where(StoredFile.code.in_(codes))
    return {code: size for code, size in session.execute(query)}


def find_challenges(session: Session, organization_id: int) -> Sequence[Challenge]:
    """The challenges of an organization's own forums, with the forums."""
    query = (
        select(Challenge)
        .join(Challenge.forum)
        .join(Forum.event)
        .where(Event.organization_id == organization_id)
        .options(joinedload(Challenge.forum).joinedload(Forum.event))
        .order_by(Event.sort_uk, Challenge.position, Challenge.id)
    )
    return session.scalars(query).all()
