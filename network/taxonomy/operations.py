"""Loading of topics and categories from the project's tables."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.core.lengths import check_lengths
from network.core.tables import read_rows
from network.taxonomy.models import Category, Topic

TABLES = Path(__file__).parent / "tables"


def load_taxonomy(*, session: Session) -> int:
    """Bring topics and categories to what the tables say; returns how many records were added.

    A second run adds nothing. Records that the tables no longer have are left alone: services may hold them.
    """
    topics = {topic.code: topic for topic in session.scalars(select(Topic))}
    categories = {category.code: category for category in session.scalars(select(Category))}
    before = len(topics) + len(categories)
    for position, row in enumerate(read_rows(TABLES / "topics.csv"), start=1):
        topics[row["code"]] = _put_topic(session, topics.get(row["code"]), row, position)
    for row in read_rows(TABLES / "categories.csv"):
        topic = topics[row["topic"]]
        categories[row["code"]] = _put_category(session, categories.get(row["code"]), row, topic)
    session.flush()
    return len(topics) + len(categories) - before


def _put_topic(session: Session, topic: Topic | None, row: dict[str, str], position: int) -> Topic:
    topic = topic or Topic(code=row["code"])
    topic.position = position
    topic.is_main = row["is_main"] == "yes"
    topic.name_uk, topic.name_en = row["name_uk"], row["name_en"]
    topic.explanation_uk, topic.explanation_en = row["explanation_uk"], row["explanation_en"]
    topic.neighbour_codes = row["neighbour_codes"]
    check_lengths(topic)
    session.add(topic)
    return topic


def _put_category(session: Session, category: Category | None, row: dict[str, str], topic: Topic) -> Category:
    category = category or Category(code=row["code"])
    category.topic = topic
    category.name_uk, category.name_en = row["name_uk"], row["name_en"]
    category.words = row["words"]
    category.is_for_children = row["is_for_children"] == "yes"
    check_lengths(category)
    session.add(category)
    return category
