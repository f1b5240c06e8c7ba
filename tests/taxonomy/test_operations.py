"""The shared words: loaded whole, loaded twice without a change, and fit for what families type."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from network.core.errors import NotFound
from network.core.tables import read_rows
from network.core.text import normalize
from network.taxonomy.models import Category, Topic
from network.taxonomy.operations import TABLES, load_taxonomy
from network.taxonomy.queries import find_categories, find_topics, get_category, get_topic


def test_loading_again_adds_nothing_and_repairs_what_was_changed(session):
    added = load_taxonomy(session=session)
    get_topic(session, "housing").name_uk = "Інше"
    assert load_taxonomy(session=session) == 0
    assert get_topic(session, "housing").name_uk == "Де жити"
    total = session.scalar(select(func.count(Topic.id))) + session.scalar(select(func.count(Category.id)))
    assert total == added


def test_topics_stand_in_the_order_of_the_home_page(session):
    load_taxonomy(session=session)
    topics = find_topics(session)
    assert [topic.code for topic in topics if topic.is_main] == [
        "children", "learning", "psychologist", "food-and-things", "housing", "documents-and-payments",
        "lawyer", "doctor", "work-and-courses", "rehabilitation", "older-people", "identity-and-culture",
    ]  # fmt: skip
    assert [topic.code for topic in topics if not topic.is_main] == [
        "women-safety", "veterans", "youth", "mine-safety", "transport", "community-hubs",
    ]  # fmt: skip


def test_every_topic_has_neighbours_that_exist_and_categories(session):
    load_taxonomy(session=session)
    codes = {topic.code for topic in find_topics(session)}
    for topic in find_topics(session):
        neighbours = topic.neighbour_codes.split()
        assert 2 <= len(neighbours) <= 3, topic.code
        assert set(neighbours) <= codes - {topic.code}
    assert {category.topic.code for category in find_categories(session)} == codes


@pytest.mark.parametrize("table", ["topics.csv", "categories.csv"])
def test_every_word_stands_in_both_languages(table):
    rows = read_rows(TABLES / table)
    assert rows
    for row in rows:
        assert all(row.values()), row
        assert "'" not in row["name_uk"], "an apostrophe of a typewriter"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("дитячий простір", "child-friendly-space"),
        ("детская комната", "child-friendly-space"),
        ("Спільно", "child-friendly-space"),
        ("психолог", "psychologist"),
        ("психологическая помощь", "psychologist"),
        ("юрист", "legal-aid"),
        ("гуманітарка", "food-aid"),
        ("переночевать", "temporary-shelter"),
        ("CV", "career-training"),
        ("земляки", "people-from-home"),
        ("wheelchair", "assistive-devices"),
    ],
)
def test_everyday_words_name_their_category(session, typed, code):
    load_taxonomy(session=session)
    assert set(normalize(typed).split()) <= set(normalize(get_category(session, code).words).split())


def test_an_unknown_code_is_not_found(session):
    with pytest.raises(NotFound):
        get_topic(session, "nothing")
    with pytest.raises(NotFound):
        get_category(session, "nothing")
