"""The founding facts: loaded once, true to what is known, and the same on every database."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from network.core.errors import NotFound
from network.events.models import Event
from network.forums.models import Challenge, Forum, Solution
from network.founding.facts import ENTERED_ON, read_facts
from network.founding.operations import load_founding
from network.locations.models import Location, LocationStatus, Visibility
from network.mobile_teams.models import MobileTeam, MobileTeamStop
from network.news.models import News, NewsRedirect
from network.organizations.models import Contact, Membership, Organization
from network.partnerships.models import Partnership, PartnershipState, PartyRole
from network.partnerships.states import state_of
from network.places.models import Place
from network.relocations.models import Relocation, RelocationState
from network.services.models import Phone, ResultReport, Schedule, Service, ServiceStatus

TODAY = date(2026, 11, 24)
JOINT = (Relocation, Partnership, Event)
RECORDS = (Organization, Contact, Location, Service, ResultReport, MobileTeam, News, *JOINT)
FORUMS = (Forum, Challenge, Solution)


def _count(session) -> dict[str, int]:
    return {model.__name__: session.scalar(select(func.count(model.id))) for model in (*RECORDS, *FORUMS)}


def test_a_second_run_adds_nothing(founded):
    before = _count(founded)
    assert load_founding(session=founded, today=TODAY) == 0
    assert _count(founded) == before
    assert before["Organization"] == 11
    assert before["News"] == 7
    assert [before[model.__name__] for model in (*JOINT, *FORUMS)] == [3, 4, 6, 2, 3, 3]


def test_what_people_changed_is_left_as_it_is(founded):
    organization = founded.scalar(select(Organization).where(Organization.slug == "responsible-citizens"))
    organization.description_uk = "Нове."
    founded.commit()
    load_founding(session=founded, today=TODAY)
    assert organization.description_uk == "Нове."


def test_words_that_were_loaded_earlier_are_said_anew_unless_people_changed_them(founded):
    giver = founded.scalar(select(Organization).where(Organization.slug == "government-of-germany"))
    giver.name_uk = "Уряд Німеччини (через банк розвитку KfW)"
    giver.name_en = "Germany, as people wrote it"
    founded.commit()
    assert load_founding(session=founded, today=TODAY) == 1
    assert (giver.name_uk, giver.name_en) == ("Уряд Німеччини", "Germany, as people wrote it")


def test_news_that_became_records_lead_to_them(founded):
    slugs = {row["slug"] for row in read_facts().news}
    targets = dict(founded.execute(select(NewsRedirect.slug, NewsRedirect.target_slug)).all())
    assert len(targets) == 6
    assert not slugs & set(targets)
    assert set(targets.values()) == set(founded.scalars(select(Event.slug)))


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
    for model in (Organization, Location, Service, MobileTeam, *JOINT):
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


def test_no_day_number_or_way_to_enrol_is_invented(founded):
    unknown = {
        Relocation: ["planned_for", "started_on", "moved_on", "ended_on", "families", "children"],
        Partnership: ["signed_on", "valid_until", "ended_on"],
        Event: ["starts_on", "ends_on", "starts_at", "ends_at", "enrolment_until", "seats", "participants"],
    }
    for model, columns in unknown.items():
        for record in founded.scalars(select(model)):
            assert [getattr(record, column) for column in columns] == [None] * len(columns)
    for event in founded.scalars(select(Event)):
        assert (event.enrolment_phone, event.enrolment_email, event.enrolment_link) == ("", "", "")
        assert (event.spot_uk, event.when_uk) == ("", "")
        assert event.is_over is (event.slug != "career-development-training")
    assert set(founded.scalars(select(Partnership.document))) == {""}


def test_every_text_stands_in_both_languages(founded):
    for model in (*RECORDS, *FORUMS):
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


def test_the_team_left_myrnohrad_and_continues_the_space_and_the_centres(founded):
    moves = {move.slug: move for move in founded.scalars(select(Relocation))}
    moved = moves["from-myrnohrad-to-tsarychanka"]
    founded.refresh(moved, ["origin", "host", "team", "service", "successor", "origin_location"])
    assert (moved.origin.centre_uk, moved.host.centre_uk) == ("Мирноград", "Царичанка")
    assert moved.team.slug == "mobile-team-from-myrnohrad"
    assert moved.service.slug == "child-friendly-space-in-myrnohrad"
    assert moved.origin_location.status == LocationStatus.EVACUATED
    centres = moves["psychosocial-support-centres"]
    assert centres.successor_id == moved.successor_id == moved.successor.id
    assert moved.successor.slug == "support-for-families-in-tsarychanka-community"


def test_the_readiness_to_move_spaces_is_a_plan_without_a_host(founded):
    (plan,) = founded.scalars(select(Relocation).where(Relocation.state == RelocationState.PLANNED))
    assert plan.slug == "spaces-to-safer-regions"
    assert plan.host_id is None


def test_five_parties_stand_behind_the_resilience_center(founded):
    center = founded.scalar(
        select(Partnership).where(Partnership.slug == "resilience-center-in-zaporizhzhia")
    )
    founded.refresh(center, ["parties", "services"])
    parties = {}
    for party in center.parties:
        founded.refresh(party, ["organization"])
        parties[party.organization.slug] = (party.role, party.funding_step)
    assert parties == {
        "government-of-germany": (PartyRole.DONOR, 1),
        "kfw-development-bank": (PartyRole.DONOR, 2),
        "unicef": (PartyRole.UN_AGENCY, None),
        "zaporizhzhia-social-protection-department": (PartyRole.PUBLIC_INSTITUTION, None),
        "responsible-citizens": (PartyRole.IMPLEMENTER, None),
    }
    assert [service.slug for service in center.services] == ["resilience-center-in-zaporizhzhia"]
    for partnership in founded.scalars(select(Partnership).options(selectinload(Partnership.parties))):
        assert state_of(partnership, TODAY) == PartnershipState.ACTIVE


def test_only_the_known_member_is_a_member(founded):
    members = founded.scalars(
        select(Organization.slug).where(Organization.membership == Membership.MEMBER)
    ).all()
    assert members == ["responsible-citizens"]


def test_short_codes_are_the_same_on_every_database(founded):
    codes = dict(founded.execute(select(Service.slug, Service.code)).all())
    assert codes["child-friendly-space-in-myrnohrad"] == "jhtw"
    assert codes["resilience-center-in-zaporizhzhia"] == "qdq8"
