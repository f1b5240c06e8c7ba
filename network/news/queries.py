"""Reading news."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from network.core.errors import NotFound
from network.core.pagination import PAGE_SIZE, Page, check_page, offset_of
from network.news.models import News, NewsRedirect, news_organizations, news_places
from network.places.models import Place

ORDER = (News.is_example, News.happened_on.is_(None), News.happened_on.desc(), News.position, News.id)


def find_published(session: Session, number: int = 1, size: int = PAGE_SIZE) -> Page[News]:
    """News, the latest first; items of an unknown day after them in the order they were entered; examples last."""
    total = session.scalar(select(func.count()).select_from(News).where(News.is_published)) or 0
    check_page(number, total, size)
    items = session.scalars(
        select(News).where(News.is_published).order_by(*ORDER).limit(size).offset(offset_of(number, size))
    ).all()
    return Page(items, total, number, size)


def get_published(session: Session, slug: str) -> News:
    """One item with its organizations and places; raises NotFound."""
    item = session.scalar(
        select(News)
        .where(News.slug == slug, News.is_published)
        .options(selectinload(News.organizations), selectinload(News.places).joinedload(Place.oblast))
    )
    if item is None:
        raise NotFound(f"news {slug}")
    return item


def get_redirect(session: Session, slug: str) -> NewsRedirect:
    """Where an item went that became a record; raises NotFound."""
    found = session.scalar(select(NewsRedirect).where(NewsRedirect.slug == slug))
    if found is None:
        raise NotFound(f"news {slug}")
    return found


def find_about_place(session: Session, place_id: int, limit: int = 5) -> Sequence[News]:
    """The latest news of a community."""
    about = select(news_places.c.news_id).where(news_places.c.place_id == place_id)
    return session.scalars(
        select(News).where(News.is_published, News.id.in_(about)).order_by(*ORDER).limit(limit)
    ).all()


def find_about_organization(session: Session, organization_id: int, limit: int = 5) -> Sequence[News]:
    """The latest news of an organization."""
    about = select(news_organizations.c.news_id).where(
        news_organizations.c.organization_id == organization_id
    )
    return session.scalars(
        select(News).where(News.is_published, News.id.in_(about)).order_by(*ORDER).limit(limit)
    ).all()
