"""The pages of events: what a family reads, what is asked for wrongly, what nobody may see."""

from __future__ import annotations

from datetime import date, time

import pytest
import time_machine
from flask.testing import FlaskClient
from icalendar import Calendar

from network.events import pages
from network.events.models import Enrolment, Event, EventKind
from network.locations.models import Visibility
from network.moderation.fields import Reason, Removal
from network.moderation.removing import remove
from tests.events.conftest import Make
from tests.world import World

OPEN = {
    "enrolment": Enrolment.OPEN, "enrolment_phone": "+380000000077", "enrolment_email": "enrol@example.org",
    "enrolment_link": "https://example.org/form", "enrolment_how_uk": "Скажіть, скільки років дитині.",
}  # fmt: skip


def body(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.get_data(as_text=True)


def page_of(client: FlaskClient, world: World, event: Event, language: str = "") -> str:
    world.finish()
    return body(client, f"{language}/events/{event.slug}")


def test_the_list_says_when_where_and_whether_one_can_enrol(client, world: World, make: Make):
    make("Тренінг", 3, community=world.host, spot_uk="будинок культури", **OPEN)
    make("Скасований", 4, is_cancelled=True)
    make("Минулий", -1)
    world.finish()
    page = body(client, "/events")
    for words in ("2 події", "Тренінг", "Царичанка, будинок культури", "✓ Запис відкрито", "! Скасовано"):
        assert words in page
    assert "Минулий" not in page and "Минулий" in body(client, "/events?when=past")
    assert "2 events" in body(client, "/en/events")


def test_filters_stand_in_the_address_and_can_be_taken_off(client, world: World, make: Make):
    make("Для громади", 3, communities=[world.host])
    make("Деінде", 3, community=world.other_host, kind=EventKind.COURSE, is_online=True)
    world.finish()
    for text in ("tsarychanska", "Царичанка"):
        page = body(client, f"/events?community={text}")
        assert "Для громади" in page and "Деінде" not in page
        assert 'href="/events"' in page.partition("applied")[2].partition("</ul>")[0]
    for query in ("community=dnipropetrovsk", "community=Дніпропетровська область"):
        assert "2 події" in body(client, f"/events?{query}")
    for query in ("kind=course", "online=1", "kind=course&online=1&when=upcoming&community=pavlohradska"):
        page = body(client, f"/events?{query}")
        assert "Деінде" in page and "Для громади" not in page
    assert "Зараз таких подій немає" in body(client, "/events?kind=culture")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("community=Ніде", "Цього місця в довіднику немає"),
        ("kind=party", "Виберіть зі списку"),
        ("when=always", "Виберіть зі списку"),
        ("enrolment=maybe", "Виберіть зі списку"),
        ("online=2", "Виберіть зі списку"),
        ("month=2026-13", "Напишіть місяць так"),
        ("month=листопад", "Напишіть місяць так"),
        ("page=0", "Такої сторінки немає"),
        ("page=two", ""),
    ],
)  # fmt: skip
def test_what_is_asked_for_wrongly_is_said_beside_its_field(client, world: World, query, words):
    page = body(client, f"/events?{query}", 400)
    assert words in page and 'class="error"' in page
    assert "Ніде" in page or "Ніде" not in query, "what was typed stays"


def test_a_page_after_the_last_is_not_there(client, world: World):
    body(client, "/events?page=2", 404)


def test_a_month_is_a_table_and_a_list(client, world: World, make: Make):
    with time_machine.travel("2026-11-25 12:00", tick=False):
        make("Тренінг", starts_on=date(2026, 11, 27), starts_at=time(10), entered_on=date(2026, 11, 20))
        make("Довгі курси", starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 1))
        make("Скасований", starts_on=date(2026, 11, 28), is_cancelled=True)
        make("У грудні", starts_on=date(2026, 12, 1))
        world.finish()
        page = body(client, "/events?month=2026-11")
    assert "<h1>Події: листопад 2026</h1>" in page and "3 події" in page
    assert '<th scope="col"><abbr title="понеділок">пн</abbr></th>' in page
    assert page.count('aria-current="date"') == 1 and "25 · сьогодні" in page
    table, _end, after = page.partition("</table>")
    assert '<span class="hour">10:00</span>' in table and table.count("Тренінг</a>") == 1
    assert after.count("Тренінг</a>") == 1 and "<s>Скасований</s> (скасовано)" in after
    assert page.count("Довгі курси</a>") == 1 and "Тривають довго" in page
    assert "month=2026-10" in page and "month=2026-12" in page and "У грудні" not in page
    assert "Події: листопад" not in body(client, "/en/events?month=2026-11")
    assert "Про події цього місяця ще нічого не відомо" in body(client, "/events?month=2020-02")


def test_the_page_gives_the_ways_to_enrol_first(client, world: World, make: Make):
    event = make(
        "Тренінг", 5, community=world.host, for_whom_uk="Батьки", seats=12, enrolment_until=world.day, **OPEN
    )
    page = page_of(client, world, event)
    assert "✓ Запис відкрито до сьогодні · 12 місць" in page
    first, _heading, _rest = page.partition('<dl class="data">')
    for way in (
        'href="tel:+380000000077"',
        'href="mailto:enrol@example.org"',
        'href="https://example.org/form"',
    ):
        assert way in first
    for words in (
        "Скажіть, скільки років дитині.",
        "Батьки",
        "Царичанська громада",
        "Дніпропетровська область",
    ):
        assert words in page
    assert f'href="/events/{event.slug}.ics"' in page


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({"enrolment": Enrolment.CLOSED}, "! Запис закрито"),
        ({"enrolment": Enrolment.OPEN, "enrolment_until": date(2026, 1, 1)}, "! Запис закрито"),
        ({"enrolment": Enrolment.ANNOUNCED}, "Запис відкриють пізніше"),
        ({"is_cancelled": True}, "! Скасовано."),
    ],
)
def test_where_one_cannot_enrol_nothing_invites_to(client, world: World, make: Make, details, words):
    page = page_of(client, world, make("Тренінг", 5, **(OPEN | details)))
    assert words in page
    assert 'class="call' not in page and "mailto:" not in page and "example.org/form" not in page


def test_an_open_enrolment_without_a_way_gives_the_organizers_number(client, world: World, make: Make):
    event = make("Тренінг", 5, enrolment=Enrolment.OPEN)
    page = page_of(client, world, event)
    assert "Щоб записатися, зателефонуйте організаторам" in page and 'href="tel:+380000000001"' in page
    world.organization.phone = ""
    assert "Телефон: не вказано" in page_of(client, world, event)


def test_what_is_over_says_what_came_of_it(client, world: World, make: Make):
    event = make("Тренінг", -5, results_uk="Домовилися.\n\nПродовжимо.", participants=21, **OPEN)
    page = page_of(client, world, event)
    assert "Ця подія вже відбулася." in page and "Прийшла 21 людина." in page
    assert "<p>Домовилися.</p>" in page and "<p>Продовжимо.</p>" in page
    assert "tel:" not in page.partition("<main")[2].partition("</main>")[0] and ".ics" not in page


def test_an_unknown_day_is_said(client, world: World, make: Make):
    event, words = make("Колись"), make("Восени", when_uk="жовтень 2026")
    assert "День: не вказано" in page_of(client, world, event)
    assert "жовтень 2026" in page_of(client, world, words)
    for each in (event, words):
        assert ".ics" not in page_of(client, world, each)
        body(client, f"/events/{each.slug}.ics", 404)
    assert "день не вказано" in body(client, "/events")


def test_organizers_communities_and_the_service_lead_on(client, world: World, make: Make):
    partner, hidden = world.add_organization("ГО «Партнер»"), world.add_organization("ГО «Прихована»")
    hidden.is_published = False
    event = make(
        "Тренінг", 5, organizations=[partner, hidden], communities=[world.host, world.home, world.oblast],
        service=world.add_service("Навчання батьків"),
    )  # fmt: skip
    page = page_of(client, world, event)
    for link in (
        "/organizations/" + partner.slug, "/communities/tsarychanska", "/from/myrnohradska", "Дніпропетровська область",
        "Навчання батьків",
    ):  # fmt: skip
        assert link in page
    assert "Прихована" not in page


def test_a_service_at_a_secret_place_in_the_community_is_not_named(client, world: World, make: Make):
    secret = world.add_location(world.host, Visibility.CONFIDENTIAL)
    shelter = world.add_service("Прихисток", "women-safety", at=[secret])
    here, elsewhere = (
        make("Зустріч", 5, community=place, service=shelter) for place in (world.host, world.other_host)
    )
    assert "Прихисток" not in page_of(client, world, here)
    assert "Прихисток" in page_of(client, world, elsewhere)


def test_what_is_not_published_is_not_there(client, world: World, make: Make):
    event = make("Чернетка", 5, is_published=False)
    world.finish()
    for path in (
        f"/events/{event.slug}",
        f"/events/{event.slug}.ics",
        "/events/nothing",
        "/events/nothing.ics",
    ):
        body(client, path, 404)


def test_a_kind_with_pages_of_its_own_leads_there(client, world: World, make: Make, monkeypatch):
    monkeypatch.setitem(
        pages._pages, EventKind.FORUM, pages.Pages("profiles.organization", lambda session, event: 4)
    )
    event = make("Форум", 5, kind=EventKind.FORUM, slug=world.organization.slug)
    world.finish()
    answer = client.get(f"/en/events/{event.slug}")
    assert (answer.status_code, answer.location) == (301, f"/en/organizations/{event.slug}")
    assert f'href="/organizations/{event.slug}"' in body(client, "/events")
    [entry] = Calendar.from_ical(client.get(f"/events/{event.slug}.ics").data).events
    assert entry["sequence"] == 4 and str(entry["url"]).endswith(f"/organizations/{event.slug}")


def test_the_file_for_calendars(client, world: World, make: Make):
    event = make("Тренінг", 5, name_en="Training", starts_at=time(10))
    world.finish()
    answer = client.get(f"/events/{event.slug}.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{event.slug}.ics"'
    [entry] = Calendar.from_ical(answer.data).events
    assert (entry["summary"], entry["sequence"]) == ("Тренінг", 0)
    [entry] = Calendar.from_ical(client.get(f"/en/events/{event.slug}.ics").data).events
    assert entry["summary"] == "Training" and "/en/events/" in str(entry["url"])


@pytest.mark.parametrize(
    ("reason", "status"),
    [(Reason.ENDED, 200), (Reason.NO_STAFF, 200), (Reason.MISTAKE, 404), (Reason.SECURITY, 404)],
)
def test_what_is_taken_away_is_cancelled_or_gone(client, world: World, make: Make, reason, status):
    event = make("Тренінг", 5)
    world.finish()
    removal = Removal(since=world.day, reason=reason, words_uk="Причина", words_en="Reason")
    remove(
        session=world.session, kind="event", record_id=event.id, organization_id=world.organization.id,
        removal=removal, by=1,
    )  # fmt: skip
    world.finish()
    page = body(client, f"/events/{event.slug}", status)
    assert ("Скасовано." in page) is (status == 200)


def test_lists_take_a_constant_number_of_statements(client, world: World, make: Make, count_statements):
    def count(path: str) -> int:
        world.finish()
        with count_statements() as statements:
            body(client, path)
        return len(statements)

    month = f"/events?month={world.day:%Y-%m}"
    make("Тренінг", 0, community=world.host)
    before = [count(path) for path in ("/events", month, "/events?when=past&community=tsarychanska")]
    for number in range(8):
        partner = world.add_organization(f"ГО «Партнер {number}»")
        make(f"Тренінг {number}", 0, community=world.host, organization=partner)
        make(f"Минулий {number}", -1, community=world.host, organization=partner)
    after = [count(path) for path in ("/events", month, "/events?when=past&community=tsarychanska")]
    assert after == before and max(after) <= 5
