"""Reads of topics and categories."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.core.errors import NotFound
from network.core.words import by_name
from network.taxonomy.models import Category, Topic


def find_topics(session: Session) -> Sequence[Topic]:
    """All topics in the order of the home page."""
    return session.scalars(select(Topic).order_by(Topic.position, Topic.id)).all()


def get_topic(session: Session, code: str) -> Topic:
    """The topic of this code; raises NotFound."""
    topic = session.scalar(select(Topic).where(Topic.code == code))
    if topic is None:
        raise NotFound(code)
    return topic


def find_categories(session: Session) -> Sequence[Category]:
    """All categories, by topic in the order of the home page, then by name in the reader's alphabet."""
    by_topic = select(Category).join(Category.topic).order_by(Topic.position, by_name(Category), Category.id)
    return session.scalars(by_topic).all()


def get_category(session: Session, code: str) -> Category:
    """The category of this code; raises NotFound."""
    category = session.scalar(select(Category).where(Category.code == code))
    if category is None:
        raise NotFound(code)
    return category
