"""The fictional network: rich enough to judge every page, and in no way to be taken for a real one."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from network.core.database import Base
from network.core.errors import NotFound
from network.demo.accounts import ONE, TWO
from network.demo.facts import read_tables
from network.demo.operations import load_demo
from network.events.models import Event
from network.events.states import EnrolmentState, enrolment_state, is_past
from network.files.audiences import SharedWith
from network.files.checks import check_pdf
from network.files.models import StoredFile
from network.files.queries import get_content
from network.forums.models import Challenge, Forum, ForumDocument, Solution, SolutionState
from network.locations.models import Location, LocationStatus, Visibility
from network.mobile_teams.models import MobileTeam, MobileTeamStop, StopCancellation
from network.mobile_teams.operations import happens_on
from network.news.models import News
from network.organizations.models import Organization
from network.partnerships.models import Partnership, PartnershipKind, PartnershipState, Party, PartyRole
from network.partnerships.states import state_of
from network.places.models import Place
from network.relocations.models import Moved, Relocation, RelocationState
from network.services.models import (
    Area,
    Mode,
    Phone,
    ResultReport,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceStatus,
)
from network.taxonomy.models import Category, Topic
from tests.demo.conftest import TODAY, load_words
from tests.demo.dumps import ALL, JOINT, MARKED, dump, texts

NUMBER = re.compile(r"\+?\d[\d\s()\-]{7,}\d")
MAIL = re.compile(r"[\w.+-]+@[\w.-]+\w")
RUSSIAN_ONLY = re.compile(r"[ыэёъ]", re.IGNORECASE)
WITHOUT_UKRAINIAN = {"a-group-for-those-who-help"}
WITHOUT_ENGLISH = {
    "hitara-dlia-pochatkivtsiv",
    "skrynia-rodynnykh-retseptiv",
    "zustrich-avdiivtsiv-shchomisiatsia",
}
SECRET_STREET = ("Потаємн", "Potaiemn", "водокачк", "water tower")


def _count(session: Session, model: type[Base]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_it_is_as_big_as_promised(example: Session) -> None:
    expected = {Organization: (40, 45), Service: (150, 180), Location: (60, 85), MobileTeam: (25, 28)}
    expected |= {News: (10, 12), ResultReport: (20, 30), MobileTeamStop: (50, 80)}
    expected |= {Relocation: (30, 40), Partnership: (20, 30), Forum: (3, 3), Event: (33, 40)}
    for model, (least, most) in expected.items():
        assert least <= _count(example, model) <= most, model.__name__


def test_each_topic_has_services_that_work(example: Session) -> None:
    counts = Counter(
        example.scalars(
            select(Topic.code)
            .join(Category, Category.topic_id == Topic.id)
            .join(Service, Service.category_id == Category.id)
            .where(Service.status == ServiceStatus.ACTIVE)
        )
    )
    assert len(counts) == _count(example, Topic) == 18
    assert min(counts.values()) >= 2


def test_every_kind_of_service_is_there(example: Session) -> None:
    assert set(example.scalars(select(Service.mode))) == set(Mode)
    assert set(example.scalars(select(Service.status))) == set(ServiceStatus)
    assert set(example.scalars(select(Service.area))) == set(Area)
    assert set(example.scalars(select(Location.visibility))) == set(Visibility)
    assert set(example.scalars(select(Location.status))) == set(LocationStatus)
    assert {service.serves_everyone for service in example.scalars(select(Service))} == {True, False}


def test_it_works_in_many_communities(example: Session) -> None:
    places = select(Location.community_id).where(
        Location.visibility != Visibility.CONFIDENTIAL, Location.status == LocationStatus.ACTIVE
    )
    stops = select(MobileTeamStop.community_id)
    hosts = {*example.scalars(places), *example.scalars(stops)} - {None}
    oblasts = {example.get_one(Place, host).oblast_id for host in hosts}
    assert 45 <= len(hosts) <= 70
    assert len(oblasts) >= 10


def test_most_was_confirmed_lately_some_long_ago_some_never(example: Session) -> None:
    services = example.scalars(select(Service)).all()
    known = [(TODAY - service.confirmed_on).days for service in services if service.confirmed_on]
    assert sum(day < 60 for day in known) / len(services) > 0.6
    assert sum(95 <= day <= 140 for day in known) >= 10
    assert sum(day >= 190 for day in known) >= 5
    assert len(services) - len(known) >= 5


def test_some_facts_are_left_unknown(example: Session) -> None:
    with_hours = set(example.scalars(select(Schedule.service_id)))
    with_phone = set(example.scalars(select(Phone.service_id)))
    for known in (with_hours, with_phone):
        assert 0 < _count(example, Service) - len(known) < 60
    assert example.scalar(select(func.count()).where(Service.cost.is_(None))) >= 3  # type: ignore[operator]
    assert example.scalar(select(func.count()).where(Location.step_free.is_(None))) >= 10  # type: ignore[operator]
    assert example.scalar(select(func.count()).where(Location.community_id.is_(None))) == 1


def test_the_same_day_gives_the_same_network(shown: Session, example: Session) -> None:
    for model in ALL:
        assert dump(shown, model) == dump(example, model), model.__name__


@pytest.mark.engines("sqlite")
def test_another_day_moves_the_days_and_nothing_else(session: Session, spoken_of: Path) -> None:
    load_words(session, spoken_of)
    load_demo(session=session, today=TODAY + timedelta(days=30))
    newest = session.scalar(select(func.max(Service.confirmed_on)))
    assert newest == TODAY + timedelta(days=29)


def test_a_second_run_adds_nothing(shown: Session) -> None:
    before = {model: _count(shown, model) for model in ALL}
    assert load_demo(session=shown, today=TODAY) == 0
    assert {model: _count(shown, model) for model in ALL} == before


@pytest.mark.engines("sqlite")
def test_progress_counts_every_record(session: Session, spoken_of: Path) -> None:
    load_words(session, spoken_of)
    told: list[int] = []
    added = load_demo(session=session, today=TODAY, progress=told.append)
    assert sum(told) == added == len(read_tables())


@pytest.mark.engines("sqlite")
def test_without_places_it_says_what_is_missing(session: Session) -> None:
    with pytest.raises(NotFound, match="load the places first"):
        load_demo(session=session, today=TODAY)


@pytest.mark.parametrize("model", MARKED, ids=lambda model: model.__name__)
def test_everything_is_marked_as_an_example(example: Session, model: type[Base]) -> None:
    assert {row["is_example"] for row in dump(example, model)} == {True}


def test_no_number_can_be_dialled(example: Session) -> None:
    numbers = [(where, found) for where, text in texts(example) for found in NUMBER.findall(text)]
    assert len(numbers) > 200
    for where, number in numbers:
        assert re.fullmatch(r"\+38000\d{7}", re.sub(r"[\s()\-]", "", number)), f"{number} in {where}"


def test_every_number_is_another_one(example: Session) -> None:
    numbers = [row["number"] for row in dump(example, Phone)] + [
        row["phone"] for row in dump(example, Organization)
    ]
    assert len(set(numbers)) == len(numbers)


def test_mails_and_sites_are_those_of_examples(example: Session) -> None:
    mails = [(where, mail) for where, text in texts(example) for mail in MAIL.findall(text)]
    assert len(mails) > 40
    for where, mail in mails:
        assert mail.endswith("@example.org"), f"{mail} in {where}"
    for where, site in [*texts(example, ending="website"), *texts(example, ending="_link")]:
        assert site.startswith("https://example.org/"), f"{site} in {where}"


def test_secret_places_stand_in_their_own_rows_alone(example: Session) -> None:
    secret = [row for row in dump(example, Location) if row["visibility"] == Visibility.CONFIDENTIAL]
    assert 3 <= len(secret) <= 4
    assert all("Потаємн" in row["address_uk"] for row in secret)
    for where, text in texts(example):
        if not where.startswith("Location."):
            assert not any(word in text for word in SECRET_STREET), where


def test_services_at_secret_places_name_an_oblast(example: Session) -> None:
    services = example.scalars(
        select(Service)
        .join(ServiceAtLocation, ServiceAtLocation.service_id == Service.id)
        .join(Location, Location.id == ServiceAtLocation.location_id)
        .where(Location.visibility == Visibility.CONFIDENTIAL)
    ).all()
    assert len(services) == 4
    with_phone = set(example.scalars(select(Phone.service_id)))
    assert all(service.area == Area.OBLASTS and service.id in with_phone for service in services)


def test_only_a_handful_exists_in_one_language(example: Session) -> None:
    services = example.scalars(select(Service)).all()
    assert {service.slug for service in services if not service.summary_uk} == WITHOUT_UKRAINIAN
    assert {service.slug for service in services if not service.summary_en} == WITHOUT_ENGLISH
    for model in (Organization, MobileTeam):
        for row in dump(example, model):
            assert row["name_uk"] and row["name_en"] and row["description_uk"] and row["description_en"], row[
                "slug"
            ]


def test_texts_are_short_ukrainian_and_typeset(example: Session) -> None:
    assert max(len(text) for where, text in texts(example, ending="summary_uk") if "Service" in where) <= 240
    for where, text in texts(example, ending="_uk"):
        assert not RUSSIAN_ONLY.search(text), f"{where}: {text}"
        assert not set(text) & set("'\"!`ʼ"), f"{where}: {text}"
        assert text.count("«") == text.count("»"), f"{where}: {text}"


def test_services_for_children_say_how_to_complain(example: Session) -> None:
    for service in example.scalars(select(Service).options(joinedload(Service.category))):
        if service.is_for_children:
            assert service.complaint_uk and service.complaint_en, service.slug


def test_names_of_services_are_their_own(example: Session) -> None:
    names = Counter(row["name_uk"] for row in dump(example, Service))
    assert names.most_common(1)[0][1] == 1


def test_stops_come_on_the_days_that_the_tables_count(example: Session) -> None:
    stops = example.scalars(select(MobileTeamStop)).all()
    today, tomorrow = (
        sum(happens_on(stop, TODAY + timedelta(days=ahead)) for stop in stops) for ahead in (0, 1)
    )
    assert today >= 5
    assert tomorrow >= 5
    assert sum(stop.is_cancelled for stop in stops) == 1
    assert _count(example, StopCancellation) == 2
    assert sum(stop.community_id is None for stop in stops) == 1
    assert {stop.every_weeks for stop in stops} == {0, 1, 2, 4}


def test_every_text_of_what_joins_records_stands_in_both_languages(example: Session) -> None:
    for model in (*JOINT, Forum, Challenge, Solution, ForumDocument):
        for row in dump(example, model):
            for name in (name for name in row if name.endswith("_uk") and name != "sort_uk"):
                assert bool(row[name]) == bool(row[f"{name[:-3]}_en"]), (
                    f"{model.__name__}.{name}: {row[name]}"
                )


def test_relocations_are_in_every_state_and_some_went_the_same_way(example: Session) -> None:
    moves = example.scalars(select(Relocation)).all()
    assert {move.state for move in moves} == set(RelocationState)
    assert {what for move in moves for what in move.what} == set(Moved)
    ways = Counter((move.origin_id, move.host_id) for move in moves)
    assert sum(count > 1 for count in ways.values()) >= 5
    chained = [move for move in moves if move.previous_id]
    assert len(chained) >= 4
    by_id = {move.id: move for move in moves}
    for move in chained:
        before = by_id[move.previous_id or 0]
        assert before.state in {RelocationState.MOVED_AGAIN, RelocationState.RETURNED}
        assert before.moved_on and move.moved_on and before.moved_on < move.moved_on
    assert sum(not move.is_published for move in moves) == 1
    assert [move.slug for move in moves if move.service_id and not move.successor_id] == ["bakhmut-dnipro"]


def test_what_moved_says_so_and_what_continues_it_works(example: Session) -> None:
    moves = example.scalars(select(Relocation).where(Relocation.successor_id.is_not(None))).all()
    assert sum(move.successor_id == move.service_id for move in moves) == 1
    for move in moves:
        old, new = (example.get_one(Service, key) for key in (move.service_id, move.successor_id))
        if old is not new:
            assert old.status == ServiceStatus.MOVED, old.slug
        if move.state == RelocationState.MOVED:
            assert new.status == ServiceStatus.ACTIVE, new.slug


def test_partnerships_are_in_every_state_for_every_reader(example: Session) -> None:
    query = select(Partnership).options(selectinload(Partnership.parties).joinedload(Party.organization))
    partnerships = example.scalars(query).all()
    states = Counter(state_of(each, TODAY) for each in partnerships)
    assert set(states) == set(PartnershipState)
    assert {each.shared_with for each in partnerships} == set(SharedWith)
    assert {each.kind for each in partnerships} == set(PartnershipKind)
    assert {party.role for each in partnerships for party in each.parties} == set(PartyRole)
    left = [(each.valid_until - TODAY).days for each in partnerships if each.valid_until]
    assert {5, 25, 50} <= set(left)
    silent = {
        party.organization.slug
        for each in partnerships
        if state_of(each, TODAY) == PartnershipState.WAITING
        for party in each.parties
        if party.agreed_at is None
    }
    assert {ONE, TWO} < silent
    assert sum(len(each.parties) == 5 for each in partnerships) == 2
    longest = max(max(party.funding_step or 0 for party in each.parties) for each in partnerships)
    assert longest == 4


def test_events_fill_this_month_and_the_next(example: Session) -> None:
    events = example.scalars(select(Event)).all()
    states = {enrolment_state(event, TODAY) for event in events}
    assert states == set(EnrolmentState)
    coming = [event for event in events if not is_past(event, TODAY)]
    assert len(coming) >= 20
    assert sum(event.starts_on == TODAY for event in events) == 1
    assert any(event.ends_on for event in coming)
    assert any(event.is_online for event in coming)
    assert [event.slug for event in events if event.starts_on is None] == [
        "the-staff-room-a-talk-after-lessons"
    ]
    past = [event for event in events if is_past(event, TODAY)]
    assert len(past) >= 8
    assert all(event.results_uk and event.participants for event in past)


def test_forums_have_solutions_in_every_state_with_an_owner(example: Session) -> None:
    solutions = example.scalars(select(Solution)).all()
    assert {solution.state for solution in solutions} == set(SolutionState)
    assert all(solution.owner_id and solution.challenge_id for solution in solutions)
    assert {row["shared_with"] for row in dump(example, ForumDocument)} == {"public", "network"}
    assert all("\n" in row["agenda_uk"] for row in dump(example, Forum))


def test_documents_are_whole_pdfs_that_say_they_are_examples(example: Session) -> None:
    files = example.scalars(select(StoredFile)).all()
    assert len(files) == 10
    named = {row["document"] for row in dump(example, Partnership)} - {""}
    named |= {row["code"] for row in dump(example, ForumDocument)}
    assert {file.code for file in files} == named
    for file in files:
        content = get_content(example, file.code)
        check_pdf(content)
        assert b"Example. This document belongs to the fictional network" in content
        assert file.kept_at is not None


def test_the_psychologist_of_tsarychanka_can_be_called(example: Session) -> None:
    service = example.scalars(select(Service).where(Service.slug == "psychologists-room-tsarychanka")).one()
    place = example.scalars(
        select(Location)
        .join(ServiceAtLocation, ServiceAtLocation.location_id == Location.id)
        .where(ServiceAtLocation.service_id == service.id)
    ).one()
    assert service.mode == Mode.SITE
    assert place.community_id and example.get_one(Place, place.community_id).centre_uk == "Царичанка"
    assert example.scalar(select(func.count()).where(Schedule.service_id == service.id)) == 2
    assert example.scalar(select(func.count()).where(Phone.service_id == service.id)) == 2
