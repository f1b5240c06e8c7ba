"""The composed pages of a service, an organization, a community and an origin."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from network.locations.models import LocationStatus, Visibility
from network.services.models import Mode, ServiceStatus
from tests.world import World


def body(client: FlaskClient, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.get_data(as_text=True)


def test_service_page_says_the_next_step_and_what_is_unknown(client: FlaskClient, world: World) -> None:
    service = world.add_service(
        "Кабінет", at=[world.add_location(world.host)], steps_uk="Подзвоніть.\nПрийдіть.", name_en="Office"
    )
    world.finish()
    page = body(client, f"/services/{service.slug}")
    assert 'href="tel:+380000000002"' in page
    assert "<li>Подзвоніть.</li><li>Прийдіть.</li>" in page
    assert "вул. Садова, 1" in page
    assert "пн–пт 9:00–17:00" in page
    assert "Вартість: не вказано" in page
    assert "✓ Перевірено" in page


def test_short_address_leads_to_the_service(client: FlaskClient, world: World) -> None:
    service = world.add_service("Кабінет", at=[world.add_location(world.host)])
    world.finish()
    response = client.get(f"/en/s/{service.code}")
    assert response.status_code == 302
    assert response.location == f"/en/services/{service.slug}"
    body(client, "/s/none", 404)


def test_shared_text_carries_name_place_and_number(client: FlaskClient, world: World) -> None:
    service = world.add_service("Кабінет", at=[world.add_location(world.host)])
    world.finish()
    page = body(client, f"/services/{service.slug}")
    assert "Кабінет, Царичанка, вул. Садова, 1. Тел. +380 00 000 00 02." in page


def test_service_for_children_always_says_how_to_complain(client: FlaskClient, world: World) -> None:
    service = world.add_service("Простір", "children", at=[world.add_location(world.host)])
    world.finish()
    assert "Як поскаржитися" in body(client, f"/services/{service.slug}")
    assert "How to complain" in body(client, f"/en/services/{service.slug}")


def test_approximate_place_says_so_and_hides_the_address(client: FlaskClient, world: World) -> None:
    service = world.add_service("Простір", at=[world.add_location(world.host, Visibility.APPROXIMATE)])
    world.finish()
    page = body(client, f"/services/{service.slug}")
    assert "Приблизно: адресу скажуть телефоном." in page
    assert "Садова" not in page


def test_moved_service_keeps_its_page_and_shows_what_is_instead(client: FlaskClient, world: World) -> None:
    left = world.add_location(world.home, status=LocationStatus.EVACUATED)
    moved = world.add_service(
        "Простір у Мирнограді", at=[left], status=ServiceStatus.MOVED, status_from=date(2025, 8, 1)
    )
    world.add_service("Кабінет", at=[world.add_location(world.host)])
    world.finish()
    page = body(client, f"/services/{moved.slug}")
    assert "Тут не працює з 1 серпня 2025" in page
    assert page.index("Натомість") < page.index("Що зробити")
    assert "Садова" not in page.split("Натомість")[0]
    assert "Тел." not in page.split("<body>")[0]


def test_old_check_is_a_warning(client: FlaskClient, world: World) -> None:
    at = [world.add_location(world.host)]
    old = world.add_service("Давній", at=at, confirmed_on=world.day - timedelta(days=91))
    edge = world.add_service("Ще свіжий", at=at, confirmed_on=world.day - timedelta(days=90))
    never = world.add_service("Ніким", at=at, confirmed_on=None)
    world.finish()
    assert "Давно не перевіряли" in body(client, f"/services/{old.slug}")
    assert "✓ Перевірено" in body(client, f"/services/{edge.slug}")
    assert "ще не підтверджено" in body(client, f"/services/{never.slug}")


def test_text_of_one_language_is_shown_with_a_note(client: FlaskClient, world: World) -> None:
    service = world.add_service("Лише українською", at=[world.add_location(world.host)])
    world.finish()
    page = body(client, f"/en/services/{service.slug}")
    assert "Лише українською" in page
    assert "This text exists in Ukrainian only." in page


def test_planned_service_is_not_shown_as_open(client: FlaskClient, world: World) -> None:
    service = world.add_service("Колись", at=[world.add_location(world.host)], status=ServiceStatus.PLANNED)
    world.finish()
    page = body(client, f"/services/{service.slug}")
    assert "Заплановано, ще не працює" in page
    assert 'class="call"' not in page.split("Схожі")[0]


def test_community_lists_every_topic_and_the_nearest(client: FlaskClient, world: World) -> None:
    world.add_service("Кабінет", at=[world.add_location(world.host)])
    world.add_service("Юрист", "lawyer", at=[world.add_location(world.other_host)])
    world.finish()
    page = body(client, "/communities/tsarychanska")
    assert page.count("/topics/") == 18
    assert "тут – 1" in page
    assert "немає · 111 км" in page
    assert "Сусідні громади" in page


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/communities/tsarychanka", "/communities/tsarychanska"),
        ("/from/myrnohrad", "/from/myrnohradska"),
        ("/from/dymytrov", "/from/myrnohradska"),
    ],
)
def test_other_names_redirect(client: FlaskClient, world: World, old: str, new: str) -> None:
    for language in ("", "/en"):
        response = client.get(language + old)
        assert response.status_code == 301
        assert response.location == language + new


def test_origin_page_gathers_what_left(client: FlaskClient, world: World) -> None:
    travelling = world.add_service(
        "Бригадна підтримка", mode=Mode.MOBILE, origins=[world.home], serves_everyone=False
    )
    world.add_team("Бригада з Мирнограда", [travelling], world.host, world.day)
    left = world.add_location(world.home, status=LocationStatus.EVACUATED)
    world.add_service("Простір удома", at=[left], status=ServiceStatus.MOVED)
    world.add_service("Для всіх", at=[world.add_location(world.host)])
    world.finish()
    page = body(client, "/from/myrnohradska")
    assert "Бригада з Мирнограда" in page
    assert "Бригадна підтримка" in page
    assert "ГО «Степова криниця»" in page
    assert page.index("Що виїхало") < page.index("Простір удома")
    assert "Для всіх</a>" not in page


def test_organization_page(client: FlaskClient, world: World) -> None:
    world.add_service("Кабінет", at=[world.add_location(world.host)])
    world.finish()
    page = body(client, f"/organizations/{world.organization.slug}")
    assert "Мирноградська громада" in page
    assert "Царичанська громада" in page
    assert "Кабінет" in page
    body(client, "/organizations/nothing", 404)


def test_hosts_are_listed_by_oblast(client: FlaskClient, world: World) -> None:
    world.add_service("Кабінет", at=[world.add_location(world.host)])
    world.finish()
    page = body(client, "/communities")
    assert "Дніпропетровська область" in page
    assert "Царичанка" in page
    assert "Павлоград" not in page


def test_name_of_several_communities_asks_which(client: FlaskClient, world: World) -> None:
    page = body(client, "/from/pokrovska", 300)
    assert 'href="/from/pokrovska-pokrovskyi"' in page
    assert "Донецька область" in page


@pytest.mark.parametrize("status", [ServiceStatus.CLOSED, ServiceStatus.MOVED])
@pytest.mark.parametrize("days", [1, 100, 400])
def test_what_does_not_work_says_only_that(
    client: FlaskClient, world: World, status: ServiceStatus, days: int
) -> None:
    old = world.day - timedelta(days=days)
    service = world.add_service(
        "Кабінет", at=[world.add_location(world.host)], status=status, confirmed_on=old
    )
    world.finish()
    for path in (f"/services/{service.slug}", f"/organizations/{world.organization.slug}"):
        page = body(client, path)
        said = page[page.index("Кабінет") :]
        assert "Тут більше не працює" in said
        for words in ("Давно не перевіряли", "Ніхто не підтверджував", "Перевірено", "Внесено"):
            assert words not in said.split("<footer")[0].split("</article>")[0].split("</li>")[0], words
