"""The members' page: tasks first, then all that is ours, each with its state, at a constant cost."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from network.accounts.codes import code_now
from network.audit.models import AuditEntry
from network.feedback.models import Report, ReportState, ReportTopic
from network.member.belongings import COLLECTIONS
from network.moderation import operations
from network.moderation.models import Change
from network.organizations.models import Organization
from network.services.models import Mode, Service, ServiceStatus
from network.services.referrals import ServiceReferral
from tests.accounts.conftest import PASSWORD, SECRET, post
from tests.conftest import CountStatements
from tests.member.conftest import ADMINISTRATOR, EDITOR, OTHER, Desk, Office, join, let_coordinate


def draft(office: Office, collection: str, key: str, value: object) -> Change:
    return operations.save_draft(
        session=office.world.session,
        kind=COLLECTIONS[collection],
        organization_id=office.organization.id,
        record_id=office.own_ids[collection],
        values={key: value},
        by=office.users[EDITOR],
    )


def wait(office: Office, collection: str, key: str, value: object, days: int = 0) -> Change:
    change = draft(office, collection, key, value)
    return operations.propose(
        session=office.world.session,
        change_id=change.id,
        version_shown=change.version,
        by=office.users[EDITOR],
        now=datetime.now(UTC) - timedelta(days=days),
    )


def test_all_that_is_ours_stands_on_one_page(office: Office, desk: Desk) -> None:
    page = desk.read("/member")
    for collection, record_id in office.own_ids.items():
        assert f'href="/member/{collection}/{record_id}/edit"' in page, collection
    for collection, record_id in office.foreign_ids.items():
        assert f"/member/{collection}/{record_id}/" not in page, collection
    assert "Чужа криниця" not in page
    assert office.organization.name_uk in page


def test_tasks_come_first_with_numbers_and_reasons(office: Office, desk: Desk) -> None:
    session = office.world.session
    back = wait(office, "services", "summary_uk", "Новий зміст")
    operations.send_back(
        session=session, change_id=back.id, version_shown=back.version, reason="Допишіть години", by=999
    )
    wait(office, "results", "what_uk", "Зустрічі інакше", days=3)
    draft(office, "mobile-teams", "description_uk", "Чернетка опису")
    old = office.world.day - timedelta(days=100)
    session.execute(
        update(Service).where(Service.organization_id == office.organization.id).values(confirmed_on=old)
    )
    session.add(
        Report(
            code="bcdfghjkmn",
            kind="service",
            record_id=office.own_ids["services"],
            topic=ReportTopic.NO_ANSWER,
            text="Телефоную тиждень",
        )
    )
    session.commit()
    page = desk.read("/en/member")
    tasks = page.split(office.organization.name)[0]
    services = session.scalars(
        select(Service.id).where(
            Service.organization_id == office.organization.id, Service.status == ServiceStatus.ACTIVE
        )
    ).all()
    for words in (
        "People report: Nobody answers", "Допишіть години", f"To confirm: {len(services)} services",
        "Draft, not sent yet", "waits for 3 days",
    ):  # fmt: skip
        assert words in tasks, words
    assert "Телефоную тиждень" not in page, "what a person wrote stands on its own page alone"


def test_other_organizations_tasks_are_not_shown(office: Office, desk_of: Callable[[str], Desk]) -> None:
    wait(office, "services", "summary_uk", "Таємний задум")
    office.world.session.commit()
    assert "Таємний задум" not in desk_of(OTHER).read("/member")


def test_everything_is_confirmed_in_two_clicks(office: Office, desk: Desk) -> None:
    session = office.world.session
    old = office.world.day - timedelta(days=100)
    session.execute(update(Service).values(confirmed_on=old))
    session.execute(update(Organization).values(confirmed_on=old))
    session.commit()
    link = f"/member/confirm/{office.organization.id}"
    assert f'href="{link}"' in desk.read("/member")
    page = desk.read(link)
    assert "Психолог у вівторок" in page
    for collection in ("profile", "services", "mobile-teams"):
        assert f'href="/member/{collection}/{office.own_ids[collection]}/edit"' in page
    assert 'href="/confirm' not in page
    assert desk.send(link).status_code == 303
    own = office.session.get_one(Service, office.own_ids["services"])
    foreign = office.session.get_one(Service, office.foreign_ids["services"])
    assert own.confirmed_on == office.world.day
    assert foreign.confirmed_on == old
    entry = office.session.scalars(select(AuditEntry).where(AuditEntry.action == "freshness.confirmed")).one()
    assert entry.actor == str(office.users[EDITOR])


def test_what_is_marked_as_stopped_is_not_confirmed(office: Office, desk: Desk) -> None:
    old = office.world.day - timedelta(days=100)
    office.world.session.execute(update(Service).values(confirmed_on=old))
    office.world.session.commit()
    stopped = office.own_ids["services"]
    desk.send(f"/member/confirm/{office.organization.id}", stopped=f"service-{stopped}")
    assert office.session.get_one(Service, stopped).confirmed_on == old


def test_an_unpublished_organization_has_its_page_too(office: Office, desk: Desk) -> None:
    session = office.world.session
    session.execute(update(Organization).values(is_published=False))
    session.execute(update(Service).values(confirmed_on=office.world.day - timedelta(days=100)))
    session.commit()
    page = desk.read("/en/member")
    assert "Families do not see it" in page
    assert "/member/confirm/" not in page, "there is nothing that people see"


def test_two_organizations_are_grouped(office: Office, desk_of: Callable[[str], Desk]) -> None:
    join(office, EDITOR, office.foreign)
    page = desk_of(EDITOR).read("/member")
    headings = re.findall(r"<h2>(ГО [^<]+)</h2>", page)
    assert sorted(headings) == sorted([office.organization.name_uk, office.foreign.name_uk])
    for ids in (office.own_ids, office.foreign_ids):
        assert f'href="/member/services/{ids["services"]}/edit"' in page


def test_who_edits_and_coordinates_does_both(office: Office, app: Flask) -> None:
    let_coordinate(office, EDITOR)
    client = app.test_client()
    answer = post(client, "/sign-in", email=EDITOR, password=PASSWORD)
    post(client, answer.location, code=code_now(SECRET))
    desk = Desk(client)
    record_id = office.own_ids["services"]
    assert desk.edit(f"/member/services/{record_id}/edit", summary_uk="Новий зміст").status_code == 303
    assert "/edit" in desk.read("/member")
    desk.read(f"/member/services/{office.foreign_ids['services']}/edit", 404)


def test_each_list_shows_its_own(office: Office, desk: Desk) -> None:
    for collection, record_id in office.own_ids.items():
        page = desk.read(f"/member/{collection}")
        assert f'href="/member/{collection}/{record_id}/edit"' in page
        assert f"/member/{collection}/{office.foreign_ids[collection]}/" not in page
    desk.read("/member/nothing", 404)


def test_the_cost_does_not_grow(office: Office, desk: Desk, count_statements: CountStatements) -> None:
    def costs() -> list[int]:
        found = []
        for path in ("/member", *(f"/member/{collection}" for collection in COLLECTIONS)):
            with count_statements() as statements:
                desk.read(path)
            found.append(len(statements))
        return found

    wait(office, "services", "summary_uk", "Одна зміна")
    office.world.session.commit()
    before = costs()
    world = office.world
    for number in range(5):
        place = world.add_location(world.host)
        service = world.add_service(f"Ще послуга {number}", at=[place])
        travelling = world.add_service(f"Ще виїзна {number}", mode=Mode.MOBILE)
        world.add_team(f"Ще бригада {number}", [travelling], world.host, world.day)
        operations.save_draft(
            session=world.session,
            kind="service",
            organization_id=world.organization.id,
            record_id=service.id,
            values={"summary_uk": "Чернетка"},
            by=office.users[EDITOR],
        )
        operations.save_draft(
            session=world.session,
            kind="location",
            organization_id=world.organization.id,
            values={"name_uk": f"Нове {number}"},
            by=office.users[EDITOR],
        )
    world.finish()
    assert costs() == before


def test_how_to_refer_is_for_members_alone(office: Office, desk: Desk) -> None:
    service_id = office.foreign_ids["services"]
    office.world.session.add(
        ServiceReferral(
            service_id=service_id, how_uk="Зателефонуйте черговій", who_uk="Чергова", answer_days=2
        )
    )
    office.world.session.commit()
    page = desk.read("/en/member/referrals")
    assert "Зателефонуйте черговій" in page
    assert "within 2 working days" in page
    slug = office.session.get_one(Service, service_id).slug
    assert "Зателефонуйте черговій" not in desk.read(f"/services/{slug}")


def test_a_report_is_read_and_answered(office: Office, desk: Desk) -> None:
    session = office.world.session
    made = Report(
        code="bcdfghjkmn",
        kind="service",
        record_id=office.own_ids["services"],
        topic=ReportTopic.OTHER_HOURS,
        text="<b>Зачинено</b> о третій",
        contact="+380 00 000 00 09",
    )
    session.add(made)
    session.commit()
    path = f"/member/reports/{made.id}"
    page = desk.read(path)
    assert "&lt;b&gt;Зачинено" in page and "+380 00 000 00 09" in page
    assert desk.send(path, state="nothing_wrong").status_code == 422
    assert desk.send(path, state="checking", answer_uk="я" * 501).status_code == 422
    assert office.session.get_one(Report, made.id).state == ReportState.OPEN
    assert desk.send(path, state="corrected", answer_uk="Години виправили").status_code == 303
    answered = office.session.get_one(Report, made.id)
    assert (answered.state, answered.answer_uk) == (ReportState.CORRECTED, "Години виправили")
    desk.read(path, 404)


def test_members_see_no_report_on_others(office: Office, desk: Desk) -> None:
    made = Report(
        code="bcdfghjkmn", kind="service", record_id=office.foreign_ids["services"], topic=ReportTopic.CLOSED
    )
    office.world.session.add(made)
    office.world.session.commit()
    desk.read(f"/member/reports/{made.id}", 404)
    assert desk.send(f"/member/reports/{made.id}", state="corrected").status_code == 404
    assert office.session.get_one(Report, made.id).state == ReportState.OPEN


@pytest.mark.engines("sqlite")
def test_the_administrator_may_take_the_profile_out(office: Office, desk_of: Callable[[str], Desk]) -> None:
    link = f"/member/profile/{office.organization.id}/remove"
    assert f'href="{link}"' not in desk_of(EDITOR).read("/member")
    assert f'href="{link}"' in desk_of(ADMINISTRATOR).read("/member")
    desk_of(EDITOR).read(link, 404)
