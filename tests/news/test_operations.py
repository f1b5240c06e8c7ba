"""News: added with whom and where, the day only when it is known."""

from __future__ import annotations

import pytest

from network.core.errors import BadInput
from network.news.operations import add_news
from tests.records import DAY, make_organization, make_place


def test_an_item_keeps_its_organizations_and_places_and_no_day(session):
    organization, place = make_organization(session), make_place(session)
    item = add_news(
        session=session, title_uk="Навчання у Харкові", title_en="A training in Kharkiv", entered_on=DAY,
        when_uk="жовтень 2024", organizations=[organization], places=[place], body_uk="Перше.\n\nДруге.",
    )  # fmt: skip
    session.expire(item)
    session.refresh(item, ["organizations", "places"])
    assert (item.slug, item.happened_on, item.when_uk) == ("a-training-in-kharkiv", None, "жовтень 2024")
    assert (item.organizations, item.places) == ([organization], [place])
    assert item.body == ["Перше.", "Друге."]


def test_an_item_needs_a_title(session):
    with pytest.raises(BadInput):
        add_news(session=session, title_uk="\n", entered_on=DAY)
