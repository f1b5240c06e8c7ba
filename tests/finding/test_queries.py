"""Which services reach a place, in which order."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from network.core.clock import KYIV
from network.core.errors import NotFound
from network.finding.criteria import Criteria, Group
from network.finding.queries import count_by_community, count_by_topic, find
from network.locations.models import Visibility
from network.places.queries import distances_from
from network.services.models import Area, Mode, ServiceStatus
from network.services.operations import NewSchedule
from network.services.queries import ServiceFilter
from tests.world import World


def noon(world: World) -> datetime:
    return datetime.combine(world.day, time(12), KYIV)


def around(session: Session, world: World, **more: object) -> Criteria:
    """Criteria around the host community."""
    assert world.host.latitude is not None and world.host.longitude is not None
    return Criteria(
        community_id=world.host.id,
        oblast_id=world.host.oblast_id,
        distances=distances_from(session, world.host.latitude, world.host.longitude),
        **more,  # type: ignore[arg-type]
    )


def names(session: Session, world: World, criteria: Criteria) -> list[tuple[Group, str]]:
    results = find(session, criteria, noon(world))
    return [(item.group, item.service.name_uk) for item in results.page.items]


def test_here_then_teams_then_remote_then_nearest(session: Session, world: World) -> None:
    world.add_service("Далеко", at=[world.add_location(world.other_host)])
    world.add_service("Онлайн", mode=Mode.ONLINE, area=Area.UKRAINE)
    travelling = world.add_service("Приїде", mode=Mode.MOBILE)
    world.add_team("Бригада", [travelling], world.host, world.day + timedelta(days=1))
    world.add_service("Тут", at=[world.add_location(world.host)])
    world.finish()
    assert names(session, world, around(session, world)) == [
        (Group.HERE, "Тут"),
        (Group.TEAM, "Приїде"),
        (Group.REMOTE, "Онлайн"),
        (Group.NEAR, "Далеко"),
    ]


def test_a_service_of_two_places_stands_once_in_its_best_group(session: Session, world: World) -> None:
    world.add_service("Два місця", at=[world.add_location(world.other_host), world.add_location(world.host)])
    world.finish()
    results = find(session, around(session, world), noon(world))
    assert results.page.total == 1
    assert results.counts == {Group.HERE: 1}


def test_distance_is_between_centres(session: Session, world: World) -> None:
    world.add_service("Далеко", at=[world.add_location(world.other_host)])
    world.finish()
    (item,) = find(session, around(session, world), noon(world)).page.items
    distances = around(session, world).distances
    assert distances is not None
    assert item.km == pytest.approx(distances[world.other_host.id], abs=0.01)
    assert 105 < (item.km or 0) < 115


def test_radius_leaves_out_the_rest(session: Session, world: World) -> None:
    world.add_service("Далеко", at=[world.add_location(world.other_host)])
    world.add_service("Тут", at=[world.add_location(world.host)])
    world.add_service("Онлайн", mode=Mode.ONLINE, area=Area.UKRAINE)
    world.finish()
    assert names(session, world, around(session, world, within_km=20)) == [(Group.HERE, "Тут")]


def test_remote_service_of_another_oblast_is_not_offered(session: Session, world: World) -> None:
    kharkiv = world.oblast_of("kharkiv")
    world.add_service("Онлайн Харків", mode=Mode.ONLINE, area=Area.OBLASTS, areas=[kharkiv])
    world.add_service("Онлайн Дніпро", mode=Mode.ONLINE, area=Area.OBLASTS, areas=[world.oblast])
    world.finish()
    assert names(session, world, around(session, world)) == [(Group.REMOTE, "Онлайн Дніпро")]


def test_confidential_place_is_found_by_area_only(session: Session, world: World) -> None:
    hidden = world.add_location(world.host, Visibility.CONFIDENTIAL)
    world.add_service("Прихисток", "women-safety", at=[hidden], area=Area.OBLASTS, areas=[world.oblast])
    world.finish()
    assert names(session, world, around(session, world)) == [(Group.REMOTE, "Прихисток")]
    assert count_by_community(session, Criteria(), noon(world)) == {}


@pytest.mark.parametrize("status", [ServiceStatus.MOVED, ServiceStatus.CLOSED, ServiceStatus.PLANNED])
def test_what_does_not_work_is_in_no_list(session: Session, world: World, status: ServiceStatus) -> None:
    world.add_service("Не працює", at=[world.add_location(world.host)], status=status)
    world.finish()
    assert names(session, world, Criteria()) == []
    assert count_by_topic(session, Criteria(), noon(world)) == []


def test_paused_stands_after_what_works(session: Session, world: World) -> None:
    place = world.add_location(world.host)
    world.add_service("А пауза", at=[place], status=ServiceStatus.PAUSED)
    world.add_service("Я працює", at=[world.add_location(world.host)])
    world.finish()
    assert [name for _group, name in names(session, world, Criteria())] == ["Я працює", "А пауза"]


def test_filter_of_ages_languages_and_modes(session: Session, world: World) -> None:
    world.add_service(
        "Малюкам", "children", at=[world.add_location(world.host)], age_from=3, age_to=6, languages=["uk"]
    )
    world.add_service("Усім", "children", at=[world.add_location(world.host)])
    world.finish()

    def found(**wanted: object) -> set[str]:
        criteria = Criteria(filter=ServiceFilter(**wanted))  # type: ignore[arg-type]
        return {name for _group, name in names(session, world, criteria)}

    assert found(age=5) == {"Малюкам", "Усім"}
    assert found(age=7) == {"Усім"}
    assert found(language="uk") == {"Малюкам", "Усім"}
    assert found(language="ru") == {"Усім"}
    assert found(mode=Mode.ONLINE) == set()


def test_people_from_a_community_come_first(session: Session, world: World) -> None:
    world.add_service("А для всіх", at=[world.add_location(world.host)])
    world.add_service(
        "Я для своїх", at=[world.add_location(world.host)], origins=[world.home], serves_everyone=False
    )
    strangers = world.community("pokrovska-pokrovskyi")
    world.add_service(
        "Для інших", at=[world.add_location(world.host)], origins=[strangers], serves_everyone=False
    )
    world.finish()
    mine = Criteria(filter=ServiceFilter(origin_id=world.home.id))
    assert [name for _group, name in names(session, world, mine)] == ["Я для своїх", "А для всіх"]
    named = Criteria(filter=ServiceFilter(origin_id=world.home.id, is_origin_named=True))
    assert [name for _group, name in names(session, world, named)] == ["Я для своїх"]


def test_open_now_knows_hours_and_stops(session: Session, world: World) -> None:
    day_and_night = [
        NewSchedule(days=("MO", "TU", "WE", "TH", "FR", "SA", "SU"), opens_at=time(9), closes_at=time(17))
    ]
    world.add_service("Кабінет", at=[world.add_location(world.host)], schedules=day_and_night)
    world.add_service("Години невідомі", at=[world.add_location(world.host)], schedules=[])
    travelling = world.add_service("Бригада", mode=Mode.MOBILE, schedules=[])
    world.add_team("Бригада", [travelling], world.host, world.day, every_weeks=0)
    world.finish()

    def open_at(hour: int) -> set[str]:
        moment = datetime.combine(world.day, time(hour), KYIV)
        results = find(session, Criteria(open_at=moment), moment)
        return {item.service.name_uk for item in results.page.items}

    assert open_at(12) == {"Кабінет", "Бригада"}
    assert open_at(15) == {"Кабінет"}
    assert open_at(20) == set()


def test_words_are_found_by_their_beginning(session: Session, world: World) -> None:
    world.add_service(
        "Логопед для дітей", "children", at=[world.add_location(world.host)], name_en="Speech therapist"
    )
    world.finish()
    for words in (("логопед",), ("лого",), ("логопеда",), ("therapist",), ("speech", "логопед")):
        assert names(session, world, Criteria(words=words)) == [(Group.HERE, "Логопед для дітей")], words
    assert names(session, world, Criteria(words=("трактор",))) == []


def test_page_after_the_last_is_not_found(session: Session, world: World) -> None:
    world.finish()
    with pytest.raises(NotFound):
        find(session, Criteria(), noon(world), number=2)


def test_numbers_of_map_and_list_agree(session: Session, world: World) -> None:
    world.add_many(3)
    for community_id, count in count_by_community(session, Criteria(), noon(world)).items():
        here = Criteria(community_id=community_id, distances={community_id: 0.0}, within_km=5)
        assert find(session, here, noon(world)).page.total == count
        by_topic = count_by_topic(session, here, noon(world))
        assert sum(presence.total for presence in by_topic) == count
