"""A database of an earlier version, in which records were news, ends as a new one; what people changed there stays."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from network.founding.operations import load_founding
from network.news.models import News, NewsRedirect
from network.news.operations import add_news

EARLIER = tomllib.loads((Path(__file__).parent / "earlier_news.toml").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 24)
State = tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]


def state(session: Session) -> State:
    """Addresses, places and words of all items in order, and where addresses lead."""
    session.expire_all()
    items = session.execute(select(News.slug, News.position, News.title_uk).order_by(News.position))
    redirects = session.execute(
        select(NewsRedirect.slug, NewsRedirect.endpoint, NewsRedirect.target_slug).order_by(NewsRedirect.slug)
    )
    return [tuple(row) for row in items], [tuple(row) for row in redirects]


def one_line_a_paragraph(text: str) -> str:
    """As the earlier version kept a text of its tables."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n")).strip()


@pytest.fixture
def new(founded: Session) -> State:
    """How a new database ends."""
    return state(founded)


@pytest.fixture
def earlier(founded: Session, new: State) -> Session:
    """The same database as the earlier version left it: all items in their order, and no redirects."""
    session = founded
    session.execute(delete(NewsRedirect))
    for row in EARLIER["news"]:
        details: dict[str, Any] = {
            key: one_line_a_paragraph(value)
            for key, value in row.items()
            if key not in {"organizations", "places"}
        }
        add_news(session=session, entered_on=TODAY, **details)
    for item in session.scalars(select(News)):
        item.position = EARLIER["order"].index(item.slug) + 1
    session.commit()
    return session


def test_an_earlier_database_ends_as_a_new_one(earlier: Session, new: State) -> None:
    assert len(state(earlier)[0]) == 13
    assert load_founding(session=earlier, today=TODAY) == 6
    assert state(earlier) == new
    assert load_founding(session=earlier, today=TODAY) == 0


@pytest.mark.parametrize("slug", [row["slug"] for row in EARLIER["news"]])
def test_what_people_changed_stays_and_can_be_read(earlier: Session, new: State, slug: str) -> None:
    item = earlier.scalars(select(News).where(News.slug == slug)).one()
    item.summary_uk = "Сказано інакше."
    earlier.commit()
    assert load_founding(session=earlier, today=TODAY) == 5
    items, redirects = state(earlier)
    assert [row[0] for row in items if row[0] not in {kept[0] for kept in new[0]}] == [slug]
    assert redirects == new[1]
