"""Each decision of a coordinator: done once, on what was shown, recorded, and told to whom it concerns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from network.accounts.models import User, UserMembership
from network.applications.models import Application, ApplicationState
from network.audit.models import AuditEntry
from network.audit.operations import record
from network.core.clock import today
from network.feedback.models import Report, ReportState
from network.freshness.queries import find_calls
from network.mail.models import Mail
from network.moderation.models import Change, ChangeState, TrustedOrganization
from network.organizations.models import Membership, Organization
from network.services.models import Service
from tests.coordination.conftest import Desk, read, send


@pytest.fixture
def again(session: Session) -> Callable[..., Any]:
    """A function: a row as it stands now."""

    def get(model: type, key: int) -> Any:
        session.rollback()
        return session.get(model, key, populate_existing=True)

    return get


def test_publish_exactly_what_was_shown(
    desk: Desk, coordinator: FlaskClient, client: FlaskClient, session: Session
) -> None:
    change = desk.propose({"summary_uk": "Уже й у суботу"})
    desk.finish()
    address, version, slug = f"/coordination/review/{change.id}", change.version, desk.service.slug
    page = read(coordinator, address)
    assert "Уже й у суботу" in page and "proposer@example.org" in page
    assert "Уже й у суботу" not in read(client, f"/services/{slug}")
    assert send(coordinator, f"{address}/publish", version=version).status_code == 303
    assert "Уже й у суботу" in read(client, f"/services/{slug}")
    assert "Опубліковано" in read(coordinator, address)
    session.rollback()
    assert "change.published" in session.scalars(select(AuditEntry.action)).all()
    assert (
        session.scalar(select(Mail.recipient).where(Mail.cause == "change decided")) == "proposer@example.org"
    )


@pytest.mark.parametrize(
    ("decision", "fields"),
    [("publish", {}), ("send-back", {"reason": "Ні"}), ("correct", {"summary_uk": "Ще інше"})],
)
def test_what_moved_on_is_not_decided(
    desk: Desk, coordinator: FlaskClient, again: Callable[..., Change], decision: str, fields: dict[str, str]
) -> None:
    change = desk.propose({"summary_uk": "Уже й у суботу"})
    shown = change.version
    change.version += 1
    desk.finish()
    number = change.id
    answer = send(coordinator, f"/coordination/review/{number}/{decision}", version=shown, **fields)
    assert answer.status_code == 409
    body = answer.get_data(as_text=True)
    assert "Хтось устиг раніше" in body and f'href="/coordination/review/{number}"' in body
    kept = again(Change, number)
    assert (kept.state, kept.values) == (ChangeState.WAITING, {"summary_uk": "Уже й у суботу"})


def test_a_record_that_changed_meanwhile_is_not_written_over(desk: Desk, coordinator: FlaskClient) -> None:
    change = desk.propose({"summary_uk": "Уже й у суботу"})
    desk.service.summary_uk = "Хтось інший"
    desk.finish()
    answer = send(coordinator, f"/coordination/review/{change.id}/publish", version=change.version)
    assert answer.status_code == 409


def test_a_change_goes_back_with_a_reason_only(
    desk: Desk, coordinator: FlaskClient, again: Callable[..., Change]
) -> None:
    change = desk.propose({"summary_uk": "Уже й у суботу"})
    desk.finish()
    number, address = change.id, f"/coordination/review/{change.id}/send-back"
    empty = send(coordinator, address, version=change.version, reason="  ")
    assert empty.status_code == 422
    assert 'id="e-reason"' in empty.get_data(as_text=True)
    assert again(Change, number).state == ChangeState.WAITING
    assert send(coordinator, address, version=change.version, reason="Додайте час").status_code == 303
    kept = again(Change, number)
    assert (kept.state, kept.reason) == (ChangeState.SENT_BACK, "Додайте час")
    assert "Додайте час" in read(coordinator, f"/coordination/review/{number}")


def test_a_decision_without_a_version_is_refused(desk: Desk, coordinator: FlaskClient) -> None:
    change, application = desk.propose({"summary_uk": "Уже й у суботу"}), desk.apply()
    desk.finish()
    assert send(coordinator, f"/coordination/review/{change.id}/publish").status_code == 400
    assert send(coordinator, f"/coordination/applications/{application.id}/accept").status_code == 400


def test_who_corrects_an_address_cannot_publish_it(
    desk: Desk, coordinator: FlaskClient, coordinator_of: Callable[..., FlaskClient]
) -> None:
    owner_id = desk.world.organization.id
    change = desk.propose({"phone": "+380000000009"}, kind="organization", record_id=owner_id)
    desk.finish()
    address, version = f"/coordination/review/{change.id}", change.version
    form = read(coordinator, f"{address}/correct")
    assert 'name="phone"' in form and 'name="description_uk"' not in form
    wrong = send(coordinator, f"{address}/correct", version=version, phone="не номер")
    assert wrong.status_code == 422 and "не номер" in wrong.get_data(as_text=True)
    assert send(coordinator, f"{address}/correct", version=version, phone="+380000000008").status_code == 303
    page = read(coordinator, address)
    assert "Це написали ви самі: Телефон" in page and "/publish" not in page
    assert send(coordinator, f"{address}/publish", version=version + 1).status_code == 403
    other = coordinator_of(email="other@example.org")
    assert send(other, f"{address}/publish", version=version + 1).status_code == 303


def test_a_new_number_after_a_new_password_is_warned_of(desk: Desk, coordinator: FlaskClient) -> None:
    owner_id = desk.world.organization.id
    change = desk.propose({"phone": "+380000000009"}, kind="organization", record_id=owner_id)
    harmless = desk.propose({"summary_uk": "Уже й у суботу"})
    desk.finish()
    address = f"/coordination/review/{change.id}"
    assert "Зателефонуйте організації" not in read(coordinator, address)
    record(session=desk.session, actor=str(desk.editor.id), action="accounts.set_password")
    desk.finish()
    assert "Зателефонуйте організації" in read(coordinator, address)
    assert "Зателефонуйте організації" not in read(coordinator, f"/coordination/review/{harmless.id}")


def test_accept_makes_a_member_and_invites_its_administrator(
    desk: Desk, coordinator: FlaskClient, session: Session
) -> None:
    application = desk.apply()
    desk.finish()
    address = f"/coordination/applications/{application.id}"
    assert "Гуртки для дітей" in read(coordinator, address)
    assert send(coordinator, f"{address}/accept", version=1).status_code == 303
    session.rollback()
    made = session.scalars(select(Organization).where(Organization.name_uk == "ГО «Світло вікон»")).one()
    assert made.membership == Membership.MEMBER
    invited = select(UserMembership.role).join(User).where(User.email == "office@example.org")
    assert session.scalar(invited) == "administrator"
    assert send(coordinator, f"{address}/accept", version=1).status_code == 409


def test_accept_takes_the_one_that_is_there(desk: Desk, coordinator: FlaskClient, session: Session) -> None:
    application = desk.apply(desk.world.organization.name_uk)
    desk.finish()
    number, owner_id = application.id, desk.world.organization.id
    address = f"/coordination/applications/{number}"
    assert "У довіднику є схожа" in read(coordinator, address)
    wrong = send(coordinator, f"{address}/accept", version=1, organization="999999")
    assert wrong.status_code == 400
    chosen = {"version": 1, "organization": str(owner_id), "called": "yes"}
    assert send(coordinator, f"{address}/accept", **chosen).status_code == 303
    session.rollback()
    assert session.get_one(Application, number).organization_id == owner_id


@pytest.mark.parametrize(
    ("decision", "field", "state"),
    [("ask", "question", ApplicationState.ASKED), ("refuse", "reason", ApplicationState.REFUSED)],
)
def test_ask_and_refuse_need_words_and_happen_once(
    desk: Desk,
    coordinator: FlaskClient,
    again: Callable[..., Application],
    decision: str,
    field: str,
    state: ApplicationState,
) -> None:
    application = desk.apply()
    desk.finish()
    number = application.id
    address = f"/coordination/applications/{number}/{decision}"
    empty = send(coordinator, address, version=1, **{field: ""})
    assert empty.status_code == 422 and f'id="e-{field}"' in empty.get_data(as_text=True)
    assert send(coordinator, address, version=1, **{field: "Чи є статут?"}).status_code == 303
    assert again(Application, number).state == state
    assert "Чи є статут?" in read(coordinator, f"/coordination/applications/{number}")
    assert send(coordinator, address, version=1, **{field: "Ще раз"}).status_code == 409


def test_a_call_confirms_what_was_heard(desk: Desk, coordinator: FlaskClient, session: Session) -> None:
    desk.service.confirmed_on = today() - timedelta(days=100)
    owner_id = desk.call()
    desk.finish()
    number, key = desk.service.id, f"service-{desk.service.id}"
    address = f"/coordination/calls/{owner_id}"
    assert "Розмова з психологом" in read(coordinator, address)
    nothing = send(coordinator, address, answer="yes")
    assert nothing.status_code == 422
    shown = [key, f"organization-{owner_id}"]
    assert send(coordinator, address, answer="yes", shown=shown).status_code == 303
    session.rollback()
    assert session.get_one(Service, number).confirmed_on == today()
    assert find_calls(session) == []
    assert send(coordinator, address, answer="yes", shown=shown).status_code == 409


def test_what_has_stopped_stays_on_the_round(desk: Desk, coordinator: FlaskClient, session: Session) -> None:
    before = desk.service.confirmed_on = today() - timedelta(days=100)
    owner_id = desk.call()
    desk.finish()
    number, key = desk.service.id, f"service-{desk.service.id}"
    address = f"/coordination/calls/{owner_id}"
    shown = [key, f"organization-{owner_id}"]
    assert send(coordinator, address, answer="yes", shown=shown, stopped=key).status_code == 303
    session.rollback()
    assert session.get_one(Service, number).confirmed_on == before
    assert [call.owner.id for call in find_calls(session)] == [owner_id]


def test_nobody_answered_is_kept_with_its_day(desk: Desk, coordinator: FlaskClient) -> None:
    owner_id = desk.call()
    desk.finish()
    address = f"/coordination/calls/{owner_id}"
    assert "ніхто не відповів" not in read(coordinator, address)
    assert send(coordinator, address, answer="missed").status_code == 303
    assert "ніхто не відповів" in read(coordinator, address)


def test_a_report_is_settled_with_an_answer(
    desk: Desk, coordinator: FlaskClient, client: FlaskClient, again: Callable[..., Report]
) -> None:
    report = desk.report("На дверях замок", contact="Олена")
    desk.finish()
    number, code, address = report.id, report.code, f"/coordination/reports/{report.id}"
    page = read(coordinator, address)
    assert "На дверях замок" in page and "Олена" in page
    assert send(coordinator, address, seen="open").status_code == 422
    answer = {"answer_uk": "Змінили години", "answer_en": "Hours changed"}
    assert send(coordinator, address, seen="open", state="corrected", **answer).status_code == 303
    assert again(Report, number).state == ReportState.CORRECTED
    assert "Змінили години" in read(client, f"/reports/{code}")
    assert "Hours changed" in read(client, f"/en/reports/{code}")
    assert send(coordinator, address, seen="open", state="nothing_wrong").status_code == 409
    assert "На дверях замок" in read(coordinator, "/coordination/reports?settled=1")


def test_trust_begins_and_ends(desk: Desk, coordinator: FlaskClient, session: Session) -> None:
    owner_id = desk.world.organization.id
    desk.finish()
    address = f"/coordination/organizations/{owner_id}"
    assert "завжди чекають координатора" in read(coordinator, address)
    for wanted, expected in (("1", True), ("0", False)):
        assert send(coordinator, f"{address}/trust", trusted=wanted).status_code == 303
        session.rollback()
        assert (session.get(TrustedOrganization, owner_id) is not None) is expected
    assert send(coordinator, f"{address}/trust", trusted="x").status_code == 400


def test_an_organization_that_left_is_taken_back(
    desk: Desk, coordinator: FlaskClient, session: Session
) -> None:
    organization_id = desk.world.organization.id
    desk.world.organization.membership = Membership.FORMER
    desk.finish()
    address = f"/coordination/organizations/{organization_id}"
    assert "Повернути до Мережі" in read(coordinator, address)
    for _each in range(2):
        assert send(coordinator, f"{address}/return").status_code == 303
    session.rollback()
    assert session.get_one(Organization, organization_id).membership == Membership.MEMBER
    actions = session.scalars(select(AuditEntry.action).where(AuditEntry.subject_id == organization_id)).all()
    assert list(actions).count("organization.taken_back") == 1
    assert "Повернути до Мережі" not in read(coordinator, address)


def test_a_record_is_taken_out_with_a_reason(
    desk: Desk, coordinator: FlaskClient, client: FlaskClient
) -> None:
    number, slug = desk.service.id, desk.service.slug
    desk.finish()
    address = f"/coordination/records/service/{number}"
    assert send(coordinator, f"{address}/remove", reason="because").status_code == 422
    asked = send(coordinator, f"{address}/remove", reason="security")
    assert asked.status_code == 422 and 'name="sure"' in asked.get_data(as_text=True)
    assert client.get(f"/services/{slug}").status_code == 200
    assert send(coordinator, f"{address}/remove", reason="security", sure="1").status_code == 303
    assert client.get(f"/services/{slug}").status_code in {404, 410}
    page = read(coordinator, address)
    assert "scoped@example.org" in page or "whole@example.org" in page
    assert coordinator.get("/coordination/records/nothing/1").status_code == 404
