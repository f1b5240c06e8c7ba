"""What the pages say: numbers that equal their lists, old things first, covered places, and never a tag of anybody."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from network.audit.models import AuditEntry
from network.audit.operations import record
from network.core.clock import today
from network.locations.models import Visibility
from network.mobile_teams.models import TeamStatus
from network.moderation.operations import send_back
from network.relocations.models import RelocationState
from tests.conftest import CountStatements
from tests.coordination.conftest import MARKUP, Desk, read, send
from tests.people import SignedInClient
from tests.relocations.moves import add_move

LISTS = ("review", "applications", "calls", "reports", "freshness", "partnerships", "relocations")


def numbers(page: str) -> list[tuple[str, int]]:
    """The address and the number of each line of the overview."""
    found = re.findall(r'<a href="([^"]+)"><b class="count">(\d+)</b>', page)
    return [(address.replace("&amp;", "&"), int(number)) for address, number in found]


def rows(page: str, address: str) -> int:
    """How many things wait on a list."""
    main = page[page.index("<main") : page.index("</main>")]
    if "/reports" in address:
        return main.count('<li class="report">')
    if "/applications" in address:
        return main.count('<li class="waiting">')
    if "/relocations" in address:
        kind = address.partition("#")[2]
        return sum(
            each.count("<li>") for each in re.findall(rf'<ul class="rows {kind}">.*?</ul>', main, re.S)
        )
    if "/partnerships" in address:
        kind = "asked" if address.endswith("#asked") else "ending within-(?:7|30)"
        lists = re.findall(rf'<ul class="rows {kind}">.*?</ul>', main, re.S)
        return sum(each.count("<li>") for each in lists)
    lists = re.findall(r'<ul class="rows(?: changes| calls)">.*?</ul>', main, re.S)
    return sum(each.count("<li>") for each in lists)


def fill(desk: Desk) -> None:
    """Something of everything, here and in another oblast."""
    world = desk.world
    other = world.add_organization("ГО «Донецька»")
    other.community = world.home
    elsewhere = world.add_service("Послуга в Мирнограді")
    elsewhere.organization = other
    world.session.flush()
    desk.propose({"summary_uk": "Інші слова"}, days=8)
    desk.propose({"summary_uk": "Слова з Мирнограда"}, record_id=elsewhere.id, organization=other, days=15)
    desk.apply()
    desk.apply("ГО «Ще одна»")
    desk.apply("ГО «Мирноградська»", community_id=other.community.id)
    desk.report("Замок")
    desk.report("Замок і вдень")
    desk.report("Нема нікого", elsewhere)
    desk.call()
    desk.call(other)
    desk.agree_with(other, days=5)
    desk.agree_with(other, days=25)
    desk.agree_with(other, days=31)
    desk.agree_with(other, is_agreed=False, proposer=other)
    desk.agree_with(world.add_organization("ГО «Сусідня»"), is_agreed=False)
    lost, lost_elsewhere = world.add_service("Гурток"), world.add_service("Гурток у Мирнограді")
    lost_elsewhere.organization = other
    world.session.flush()
    add_move(world, service=lost)
    add_move(world, service=lost_elsewhere, organization=other)
    add_move(world, RelocationState.UNDER_WAY, organization=other, started_on=today() - timedelta(days=40))
    desk.finish()


def test_numbers_equal_the_rows_of_their_lists(desk: Desk, coordinator: FlaskClient) -> None:
    fill(desk)
    found = numbers(read(coordinator, "/coordination"))
    assert [number for _address, number in found] == [2, 3, 2, 3, 2, 2, 2, 1]
    for address, number in found:
        assert rows(read(coordinator, address), address) == number, address


def test_numbers_of_own_oblasts_come_first_and_equal_their_lists(
    desk: Desk, coordinator_of: Callable[..., FlaskClient]
) -> None:
    fill(desk)
    client = coordinator_of(desk.world.oblast.id)
    found = numbers(read(client, "/coordination"))
    assert [number for _address, number in found] == [1, 2, 1, 2, 1, 2, 1, 0, 2, 3, 2, 3, 2, 2, 2, 1]
    for address, number in found:
        assert rows(read(client, address), address) == number, address


def test_own_oblasts_come_first_and_then_the_oldest(
    desk: Desk, coordinator_of: Callable[..., FlaskClient]
) -> None:
    fill(desk)
    whole = read(coordinator_of(), "/coordination/review")
    assert whole.index("Донецька") < whole.index("Степова криниця")
    assert "понад 14 днів" in whole and "понад 7 днів" in whole
    mine = read(coordinator_of(desk.world.oblast.id, email="mine@example.org"), "/coordination/review")
    assert mine.index("Степова криниця") < mine.index("Донецька")
    assert "інша область: лише для перегляду" in mine


def test_reports_stand_by_service_and_several_are_marked(desk: Desk, coordinator: FlaskClient) -> None:
    fill(desk)
    page = read(coordinator, "/coordination/reports")
    assert page.count("Повідомили двоє або більше") == 1
    assert page.count("<section") == 2
    assert "Замок і вдень" in page
    assert "Немає жодного запису" in read(coordinator, "/coordination/reports?settled=1")


def test_the_longest_unconfirmed_comes_first(desk: Desk, coordinator: FlaskClient) -> None:
    world = desk.world
    desk.service.confirmed_on = today() - timedelta(days=400)
    other = world.add_organization("ГО «Донецька»")
    other.community = world.home
    desk.finish()
    page = read(coordinator, "/coordination/freshness")
    main = page[page.index("<main") :]
    assert main.index("Розмова з психологом") < main.index("ГО «Донецька»")
    assert "Не підтверджено понад 180 днів, востаннє" in main and 'href="tel:+380' in main
    assert "Подзвоніть, перш ніж їхати" not in main, "that is for families"
    ours = read(coordinator, f"/coordination/freshness?oblast={world.oblast.slug}")
    assert "Розмова з психологом" in ours and "ГО «Донецька»" not in ours[ours.index("<main") :]
    assert coordinator.get("/coordination/freshness?oblast=nowhere").status_code == 404


def test_teams_stand_in_the_list_too(desk: Desk, coordinator: FlaskClient) -> None:
    team = desk.world.add_team("Синя бригада", [desk.service], desk.world.host, today())
    team.confirmed_on = today() - timedelta(days=500)
    closed = desk.world.add_team("Закрита бригада", [desk.service], desk.world.host, today())
    closed.status = TeamStatus.CLOSED
    desk.finish()
    page = read(coordinator, "/coordination/freshness")
    main = page[page.index("<main") :]
    assert main.index("Синя бригада") < main.index("Розмова з психологом")
    assert "Закрита бригада" not in main and f'href="/mobile-teams/{team.slug}"' in main


@pytest.mark.parametrize("address", LISTS)
def test_a_page_after_the_last_is_not_there(desk: Desk, coordinator: FlaskClient, address: str) -> None:
    if address != "calls":
        assert coordinator.get(f"/coordination/{address}?page=9").status_code == 404
        assert coordinator.get(f"/coordination/{address}?page=x").status_code == 404


@pytest.mark.parametrize("address", ["", *(f"/{name}" for name in LISTS)])
def test_the_number_of_statements_is_constant(
    desk: Desk, coordinator: FlaskClient, count_statements: CountStatements, address: str
) -> None:
    def statements() -> int:
        with count_statements() as sent:
            read(coordinator, f"/coordination{address}")
        return len(sent)

    fill(desk)
    read(coordinator, f"/coordination{address}")
    few = statements()
    for number in range(3):
        service = desk.world.add_service(f"Ще послуга {number}")
        desk.session.flush()
        desk.propose({"summary_uk": "Інші слова"}, record_id=service.id)
        desk.report("Замок", service)
        desk.apply(f"ГО «Заявниця {number}»")
        desk.call(desk.world.add_organization(f"ГО «Ще {number}»"))
    desk.finish()
    assert statements() == few <= 25


def test_markup_of_people_is_only_text(
    desk: Desk, coordinator: FlaskClient, signed_in_client: SignedInClient
) -> None:
    texts = {f"{name}_{language}": MARKUP for name in ("name", "summary") for language in ("uk", "en")}
    change = desk.propose(texts)
    application = desk.apply(MARKUP, activities=MARKUP, name_en=MARKUP)
    report = desk.report(MARKUP, contact=MARKUP)
    desk.world.organization.name_uk = MARKUP
    owner_id = desk.call()
    record(session=desk.session, actor=MARKUP, action=MARKUP[:60], details={"text": MARKUP})
    desk.session.flush()
    send_back(
        session=desk.session,
        change_id=change.id,
        version_shown=change.version,
        reason=MARKUP,
        by=desk.editor.id,
    )
    waiting = desk.propose({"phone": "+380000000009"}, kind="organization", record_id=owner_id)
    desk.finish()
    pages = [
        "", *(f"/{name}" for name in LISTS), f"/review/{change.id}", f"/review/{waiting.id}",
        f"/review/{waiting.id}/correct", f"/applications/{application.id}", f"/reports/{report.id}",
        f"/calls/{owner_id}", f"/organizations/{owner_id}", f"/records/service/{desk.service.id}",
    ]  # fmt: skip
    walked = [read(coordinator, f"/coordination{page}") for page in pages]
    walked.append(read(signed_in_client("system_admin"), "/coordination/audit"))
    for page in walked:
        assert "<script>alert" not in page and "<img src=x" not in page
    assert sum("&lt;script&gt;alert" in page for page in walked) >= 10


def test_a_confidential_place_is_covered_until_somebody_asks(
    desk: Desk, coordinator: FlaskClient, session: Session
) -> None:
    place = desk.world.add_location(desk.world.host, Visibility.CONFIDENTIAL, name="Дім на Канарковій")
    session.flush()
    change = desk.propose({"address_uk": "вул. Канаркова, 5"}, kind="location", record_id=place.id)
    desk.finish()
    address = f"/coordination/review/{change.id}"
    for path in (address, "/coordination/review", f"/coordination/organizations/{change.organization_id}",
                 f"/coordination/records/location/{place.id}"):  # fmt: skip
        assert "Канарков" not in read(coordinator, path), path
    assert coordinator.get(f"{address}/correct").status_code == 303
    assert send(coordinator, f"{address}/publish", version=change.version).status_code == 422
    assert send(coordinator, f"{address}/show").status_code == 303
    assert "вул. Канаркова, 5" in read(coordinator, address)
    number, version = change.id, change.version
    session.rollback()
    [entry] = session.scalars(select(AuditEntry).where(AuditEntry.action == "confidential.viewed"))
    assert (entry.subject_kind, entry.subject_id) == ("change", number)
    assert json.loads(entry.details)["version"] == version and "Канарков" not in entry.details
    assert send(coordinator, f"{address}/publish", version=change.version).status_code == 303
    history = read(coordinator, f"/coordination/records/location/{place.id}")
    assert "Канарков" not in history and "тут не показано" in history


def test_a_service_at_a_confidential_place_names_it_not(desk: Desk, coordinator: FlaskClient) -> None:
    place = desk.world.add_location(desk.world.host, Visibility.CONFIDENTIAL, name="Дім на Канарковій")
    desk.session.flush()
    change = desk.propose({"places": [str(place.id)]})
    desk.finish()
    page = read(coordinator, f"/coordination/review/{change.id}")
    assert "Канарков" not in page and "Показати" in page


def test_the_audit_record_is_filtered_by_action_and_day(
    signed_in_client: SignedInClient, desk: Desk, session: Session
) -> None:
    record(session=session, actor="command", action="demo.load", details={"added": 3})
    record(session=session, actor="command", action="founding.load", details={"added": 5})
    desk.finish()
    client = signed_in_client("system_admin")
    page = read(client, "/coordination/audit?action=demo.load")
    assert "added: 3" in page and "added: 5" not in page
    here = today().isoformat()
    assert "added: 5" in read(client, f"/coordination/audit?day={here}")
    assert "<b>Приклади даних завантажено</b>" in page and ">demo.load<" not in page
    assert "added: 5" not in read(client, f"/coordination/audit?day={date(2020, 1, 1).isoformat()}")
    assert "Напишіть дату" in read(client, "/coordination/audit?day=31.31.2026")
