"""Items that became records: their old addresses lead on, what people changed stays, all databases end the same."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from network.news.models import News, NewsRedirect
from network.news.operations import add_news, fingerprint_of, retire_news
from tests.records import DAY, make_organization, make_place

TARGET = {"slug": "a-forum", "endpoint": "organizations.index", "target_slug": "voices"}


@pytest.fixture
def items(session):
    """Three items in order; the second became a record."""
    given = {"session": session, "entered_on": DAY}
    return [
        add_news(**given, title_uk="Перша", slug="first", position=1),
        add_news(
            **given, title_uk="Форум", slug="a-forum", position=2, summary_uk="Зібралися.",
            organizations=[make_organization(session)], places=[make_place(session)],
        ),
        add_news(**given, title_uk="Третя", slug="third", position=3),
    ]  # fmt: skip


def state(session):
    """Addresses and order of the items, and the redirects."""
    session.expire_all()
    items = session.execute(select(News.slug, News.position).order_by(News.position)).all()
    redirects = session.execute(
        select(NewsRedirect.slug, NewsRedirect.endpoint, NewsRedirect.target_slug)
    ).all()
    return [tuple(row) for row in items], [tuple(row) for row in redirects]


def test_an_item_nobody_changed_is_gone_and_its_address_leads_on(session, items):
    mark = fingerprint_of(items[1])
    assert retire_news(session=session, **TARGET, fingerprint=mark)
    after = [("first", 1), ("third", 2)], [("a-forum", "organizations.index", "voices")]
    assert state(session) == after
    assert not retire_news(session=session, **TARGET, fingerprint=mark), "a second run finds nothing to do"
    assert state(session) == after


def test_a_new_database_ends_in_the_same_state(session):
    add_news(session=session, title_uk="Перша", slug="first", position=1, entered_on=DAY)
    add_news(session=session, title_uk="Третя", slug="third", position=2, entered_on=DAY)
    assert not retire_news(session=session, **TARGET, fingerprint="0123456789abcdef")
    assert state(session) == (
        [("first", 1), ("third", 2)],
        [("a-forum", "organizations.index", "voices")],
    )


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("body_en", "What people added."),
        ("title_uk", "Форум, виправлено"),
        ("happened_on", date(2024, 10, 1)),
        ("is_published", False),
    ],
)
def test_an_item_that_people_changed_stays(session, items, column, value):
    mark = fingerprint_of(items[1])
    setattr(items[1], column, value)
    session.flush()
    assert not retire_news(session=session, **TARGET, fingerprint=mark)
    assert ("a-forum", 2) in state(session)[0]


def test_examples_keep_their_order_of_their_own(session, items):
    example = add_news(
        session=session, title_uk="Приклад", slug="example", position=1000, is_example=True, entered_on=DAY
    )
    retire_news(session=session, **TARGET)
    session.refresh(example)
    assert example.position == 1000


def test_a_record_that_got_another_address_is_found_there(session, items):
    retire_news(session=session, **TARGET)
    retire_news(session=session, **{**TARGET, "target_slug": "voices-of-donetsk-region"})
    assert state(session)[1] == [("a-forum", "organizations.index", "voices-of-donetsk-region")]


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_old_address_leads_to_the_record_in_the_readers_language(session, client, language):
    retire_news(session=session, slug="a-forum", endpoint="mobile_teams.show", target_slug="a-team")
    session.commit()
    answer = client.get(f"{language}/news/a-forum")
    assert answer.status_code == 301
    assert answer.location == f"{language}/mobile-teams/a-team"
    assert client.get(f"{language}/news/another").status_code == 404


def test_an_item_that_stays_is_read_and_leads_nowhere(session, items, client):
    retire_news(session=session, **TARGET, fingerprint="of other words")
    session.commit()
    answer = client.get("/news/a-forum")
    assert answer.status_code == 200 and "Зібралися." in answer.get_data(as_text=True)
