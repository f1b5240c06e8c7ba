"""Events on the pages of communities, organizations, services, home communities, and in the sitemap."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from network.events.models import Enrolment, EventKind
from network.locations.models import Visibility
from network.organizations.models import Membership
from tests.events.conftest import Make
from tests.world import World


def body(client: FlaskClient, world: World, path: str) -> str:
    world.finish()
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.get_data(as_text=True)


def test_a_community_shows_what_comes_there_and_for_its_people(client, world: World, make: Make):
    make("У громаді", 1, community=world.host)
    make("Для людей громади", 2, communities=[world.host])
    make("Деінде", 1, community=world.other_host)
    make("Минула", -1, community=world.host)
    make("Скасована", 1, community=world.host, is_cancelled=True)
    page = body(client, world, "/communities/tsarychanska")
    assert "У громаді" in page and "Для людей громади" in page
    assert not any(name in page for name in ("Деінде", "Минула", "Скасована"))
    assert 'href="/events?community=tsarychanska"' in page
    assert "<h2>Події</h2>" not in body(client, world, "/communities/myrnohradska")


def test_people_from_home_find_events_for_them(client, world: World, make: Make):
    make("Вечір земляків", 1, community=world.host, communities=[world.home])
    page = body(client, world, "/from/myrnohradska")
    assert "Події для ваших людей" in page and "Вечір земляків" in page


def test_an_organization_shows_what_it_holds_alone_or_with_others(client, world: World, make: Make):
    partner = world.add_organization("ГО «Партнер»")
    make("Спільна", 1, organizations=[partner])
    make("Минула", -1, organizations=[partner])
    make("Не своя", 1)
    page = body(client, world, f"/organizations/{partner.slug}")
    coming, _heading, past = page.partition("Минулі події")
    assert "Спільна" in coming and "Минула" in past and "Не своя" not in page
    world.session.merge(partner).membership = Membership.FORMER
    assert "Спільна" in body(client, world, "/events"), "the other one still holds it"


def test_who_left_the_network_holds_nothing_any_more(client, world: World, make: Make):
    event, past = make("Майбутній", 1), make("Минулий", -1)
    world.organization.membership = Membership.FORMER
    for path in ("/events", f"/events?month={event.starts_on:%Y-%m}"):
        assert "Майбутній" not in body(client, world, path)
    assert "Минулий" in body(client, world, "/events?when=past"), "history stays"
    sitemap = body(client, world, "/sitemap.xml")
    assert f"/events/{past.slug}<" in sitemap and f"/events/{event.slug}<" not in sitemap


def test_a_service_invites_while_one_can_enrol(client, world: World, make: Make):
    service = world.add_service("Навчання")
    make("Відкрито", 5, service=service, enrolment=Enrolment.OPEN)
    make("Закрито", 5, service=service, enrolment=Enrolment.CLOSED)
    page = body(client, world, f"/services/{service.slug}")
    assert "Зараз можна записатися" in page and "Відкрито</a>" in page and "Закрито</a>" not in page


def test_a_service_names_no_event_that_tells_its_secret_place(client, world: World, make: Make):
    secret = world.add_location(world.host, Visibility.CONFIDENTIAL)
    shelter = world.add_service("Прихисток", "women-safety", at=[secret])
    for name, place in (("Тут", world.host), ("Деінде", world.other_host)):
        make(f"Зустріч {name}", 5, service=shelter, community=place, enrolment=Enrolment.OPEN)
    page = body(client, world, f"/services/{shelter.slug}")
    assert "Зустріч Деінде" in page and "Зустріч Тут" not in page


def test_the_sitemap_tells_of_what_is_public(client, world: World, make: Make):
    shown = [make("Майбутня", 1), make("Минула", -1)]
    hidden = [make("Чернетка", 1, is_published=False), make("Форум", 1, kind=EventKind.FORUM)]
    sitemap = body(client, world, "/sitemap.xml")
    assert "/events<" in sitemap
    assert all(f"/events/{event.slug}<" in sitemap for event in shown)
    assert not any(f"/events/{event.slug}<" in sitemap for event in hidden)


@pytest.mark.parametrize(
    "path", ["/communities/tsarychanska", "/from/tsarychanska", "/services/{service}", "/organizations/{own}"]
)
def test_sections_take_a_constant_number_of_statements(
    client, world: World, make: Make, count_statements, path: str
):
    service = world.add_service("Навчання")
    path = path.format(service=service.slug, own=world.organization.slug)

    def count() -> int:
        world.finish()
        with count_statements() as statements:
            client.get(path)
        return len(statements)

    def add() -> None:
        partner = world.add_organization("ГО «Ще одна»")
        make("Тренінг", 1, community=world.host, service=service, enrolment=Enrolment.OPEN)
        make("Минулий", -1, community=world.host, organization=partner, organizations=[world.organization])

    add()
    before = count()
    for _ in range(3):
        add()
    assert count() == before
