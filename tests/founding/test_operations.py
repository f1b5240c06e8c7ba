"""The founding facts: loaded once, true to what is known, and the same on every database."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from network.core.errors import NotFound
from network.founding.facts import ENTERED_ON, read_facts
from network.founding.operations import load_founding
from network.locations.models import Location, LocationStatus, Visibility
from network.mobile_teams.models import MobileTeam, MobileTeamStop
from network.news.models import News
from network.organizations.models import Contact, Membership, Organization
from network.places.models import Place
from network.services.models import Phone, ResultReport, Schedule, Service, ServiceStatus

TODAY = date(2026, 11, 24)
RECORDS = (Organization, Contact, Location, Service, ResultReport, MobileTeam, News)


def _count(session) -> dict[str, int]:
    return {model.__name__: session.scalar(select(func.count(model.id))) for model in RECORDS}


def test_a_second_run_adds_nothing(founded):
    before = _count(founded)
    assert load_founding(session=founded, today=TODAY) == 0
    assert _count(founded) == before
    assert before["Organization"] == 10
    assert before["News"] == 13


def test_what_people_changed_is_left_as_it_is(founded):
    organization = founded.scalar(select(Organization).where(Organization.slug == "responsible-citizens"))
    organization.description_uk = "Нове."
    founded.commit()
    load_founding(session=founded, today=TODAY)
    assert organization.description_uk == "Нове."


def test_what_was_removed_comes_back_alone(founded):
    item = founded.scalar(select(News).where(News.slug == "survey-of-educators"))
    position = item.position
    founded.delete(item)
    founded.commit()
    assert load_founding(session=founded, today=TODAY) == 1
    assert founded.scalar(select(News.position).where(News.slug == "survey-of-educators")) == position


def test_progress_counts_every_record(shared_words):
    told: list[int] = []
    added = load_founding(session=shared_words, today=TODAY, progress=told.append)
    assert sum(told) == added == len(read_facts())


def test_without_places_it_says_what_is_missing(session):
    with pytest.raises(NotFound, match="load the places first"):
        load_founding(session=session, today=TODAY)


def test_facts_are_no_examples_and_nobody_has_confirmed_them(founded):
    for model in (Organization, Location, Service, MobileTeam):
        for record in founded.scalars(select(model)):
            assert not record.is_example
            assert record.confirmed_on is None
            assert record.entered_on == ENTERED_ON
    assert not founded.scalar(select(func.count(News.id)).where(News.is_example))


def test_a_clock_before_the_day_of_writing_is_respected(shared_words):
    load_founding(session=shared_words, today=date(2026, 1, 1))
    assert set(founded_days(shared_words)) == {date(2026, 1, 1)}


def founded_days(session) -> list[date]:
    """The days on which organizations were entered."""
    return list(session.scalars(select(Organization.entered_on)))


def test_no_phone_hour_stop_or_address_is_invented(founded):
    for model in (Phone, Schedule, MobileTeamStop):
        assert founded.scalar(select(func.count(model.id))) == 0
    for location in founded.scalars(select(Location)):
        assert (location.address_uk, location.latitude, location.longitude) == ("", None, None)
        assert location.visibility == Visibility.APPROXIMATE
    for organization in founded.scalars(select(Organization)):
        assert (organization.phone, organization.email, organization.edrpou) == ("", "", None)


def test_every_text_stands_in_both_languages(founded):
    for model in RECORDS:
        for record in founded.scalars(select(model)):
            for column in (
                name for name, _column in record.__mapper__.columns.items() if name.endswith("_uk")
            ):
                uk, en = getattr(record, column), getattr(record, column.removesuffix("_uk") + "_en")
                assert bool(uk) == bool(en), (model.__name__, record.id, column)
                assert "'" not in uk


def test_the_space_in_myrnohrad_is_history_and_the_team_is_in_tsarychanka(founded):
    space = founded.scalar(select(Service).where(Service.slug == "child-friendly-space-in-myrnohrad"))
    assert space.status == ServiceStatus.MOVED
    evacuated = founded.scalar(select(Location).join(Place).where(Place.katottg == "UA14160150000038750"))
    assert evacuated.status == LocationStatus.EVACUATED
    team = founded.scalars(select(MobileTeam)).one()
    founded.refresh(team, ["base", "origin", "services"])
    assert (team.base.centre_uk, team.origin.centre_uk) == ("Царичанка", "Мирноград")
    assert [service.slug for service in team.services] == ["support-for-families-in-tsarychanka-community"]


def test_only_the_known_member_is_a_member(founded):
    members = founded.scalars(
        select(Organization.slug).where(Organization.membership == Membership.MEMBER)
    ).all()
    assert members == ["responsible-citizens"]


def test_short_codes_are_the_same_on_every_database(founded):
    codes = dict(founded.execute(select(Service.slug, Service.code)).all())
    assert codes["child-friendly-space-in-myrnohrad"] == "jhtw"
    assert codes["resilience-center-in-zaporizhzhia"] == "qdq8"
