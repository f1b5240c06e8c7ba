"""Coordinators and agreements: whom to call first, what a call may answer, what ends and what is over."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from network.accounts.models import Role
from network.accounts.operations import set_role
from network.audit.models import AuditEntry
from network.core.clock import today
from network.partnerships.agreeing import AGREED, DECLINED
from network.partnerships.models import Partnership, Party
from tests.conftest import CountStatements
from tests.coordination.conftest import Desk, read, send
from tests.partnerships.agreements import party_of

LIST = "/coordination/partnerships"


@pytest.fixture
def asked(desk: Desk) -> tuple[Partnership, Party]:
    """A partnership that waits for a party without an account."""
    other = desk.world.add_organization("Відділ підтримки")
    made = desk.agree_with(other, is_agreed=False)
    party = party_of(made, other)
    desk.finish()
    return made, party


def answer_to(asked: tuple[Partnership, Party]) -> str:
    made, party = asked
    return f"{LIST}/{made.id}/parties/{party.id}"


def test_who_has_no_account_is_called_first(desk: Desk, coordinator: FlaskClient) -> None:
    world = desk.world
    signing_in, calling = (
        world.add_organization("ГО «З кабінетом»"),
        world.add_organization("Орган без кабінету"),
    )
    set_role(
        session=desk.session, user=desk.editor, organization_id=signing_in.id, role=Role.EDITOR, by="command"
    )
    desk.agree_with(signing_in, is_agreed=False)
    desk.agree_with(calling, is_agreed=False)
    desk.finish()
    page = read(coordinator, LIST)
    assert page.index("Орган без кабінету") < page.index("ГО «З кабінетом»")
    assert 'href="tel:+380000000001"' in page and "чекає на ваш дзвінок" in page
    assert "відповідає у своєму кабінеті" in page


def test_agreed_by_phone_is_written_down_and_seen_by_everybody(
    desk: Desk, client: FlaskClient, coordinator: FlaskClient, asked: tuple[Partnership, Party]
) -> None:
    made, party = asked
    address = f"/partnerships/{made.slug}"
    assert client.get(address).status_code == 404
    page = read(coordinator, f"{LIST}/{made.id}")
    assert "Погодили телефоном" in page
    version = re.findall(r'name="version" value="(\d+)"', page)[0]
    assert send(coordinator, answer_to(asked), answer="agree", version=version).status_code == 303
    assert client.get(address).status_code == 200
    desk.session.rollback()
    assert party.is_agreed_by_call and party.agreed_at
    entry = desk.session.scalars(select(AuditEntry).where(AuditEntry.action == AGREED)).one()
    assert (entry.subject_kind, entry.subject_id) == ("partnership", made.id)
    assert "телефоном, через координатора" in read(coordinator, f"{LIST}/{made.id}")
    assert "Відділ підтримки" not in read(coordinator, LIST)


def test_a_no_needs_its_reason_and_stands_apart(
    desk: Desk, coordinator: FlaskClient, asked: tuple[Partnership, Party]
) -> None:
    made, party = asked
    refused = send(coordinator, answer_to(asked), answer="decline", version="0", reason=" ")
    assert refused.status_code == 422 and "Напишіть чому" in refused.get_data(as_text=True)
    reason = "Не домовлялися <b>про це</b>"
    assert (
        send(coordinator, answer_to(asked), answer="decline", version="0", reason=reason).status_code == 303
    )
    page = read(coordinator, LIST)
    assert "Не погодилися" in page and "Не домовлялися &lt;b&gt;" in page
    assert "Усі відповіли" in page
    desk.session.rollback()
    assert party.declined_at and not party.agreed_at
    assert desk.session.scalars(select(AuditEntry.id).where(AuditEntry.action == DECLINED)).one()
    assert "Не погоджуються" not in read(coordinator, f"{LIST}/{made.id}")


@pytest.mark.parametrize("version", ["", "7", "abc", "9" * 30])
def test_an_answer_to_other_terms_is_no_answer(
    desk: Desk, coordinator: FlaskClient, asked: tuple[Partnership, Party], version: str
) -> None:
    assert send(coordinator, answer_to(asked), answer="agree", version=version).status_code == 409
    desk.session.rollback()
    assert asked[1].agreed_at is None


def test_another_oblast_is_looked_at_only(
    desk: Desk, coordinator_of: Callable[..., FlaskClient], asked: tuple[Partnership, Party]
) -> None:
    elsewhere = coordinator_of(desk.world.oblast_of("donetsk").id)
    page = read(elsewhere, f"{LIST}/{asked[0].id}")
    assert "Погодили телефоном" not in page and "інш" in page
    assert send(elsewhere, answer_to(asked), answer="agree", version="0").status_code == 403
    assert "Усі відповіли" in read(elsewhere, f"{LIST}?mine=1")
    assert "Відділ підтримки" in read(elsewhere, LIST)


def test_who_signs_in_is_not_answered_for(
    desk: Desk, coordinator: FlaskClient, asked: tuple[Partnership, Party]
) -> None:
    made, party = asked
    set_role(
        session=desk.session,
        user=desk.editor,
        organization_id=party.organization_id,
        role=Role.EDITOR,
        by="command",
    )
    desk.finish()
    assert "Погодили телефоном" not in read(coordinator, f"{LIST}/{made.id}")
    assert send(coordinator, answer_to(asked), answer="agree", version="0").status_code == 422


def test_parties_of_others_are_not_found(
    desk: Desk, coordinator: FlaskClient, asked: tuple[Partnership, Party]
) -> None:
    other = desk.agree_with(desk.world.add_organization("ГО «Інша»"), is_agreed=False)
    desk.finish()
    foreign = f"{LIST}/{other.id}/parties/{asked[1].id}"
    assert send(coordinator, foreign, answer="agree", version="0").status_code == 404
    assert coordinator.get(f"{LIST}/{10**6}").status_code == 404


def test_what_ends_stands_under_its_days_and_what_is_over_below(desk: Desk, coordinator: FlaskClient) -> None:
    other = desk.world.add_organization("ГО «Інша»")
    for days in (0, 7, 8, 30, 31, 60, 61, -1, -50):
        desk.agree_with(other, days=days)
    desk.agree_with(other, days=3, ended_on=today() - timedelta(days=1))
    desk.agree_with(other, days=4, is_agreed=False)
    desk.finish()
    page = read(coordinator, LIST)
    within = {
        days: re.findall(r"<b>Співпраця (-?\d+)</b>", block)
        for days, block in re.findall(r'<ul class="rows ending within-(\d+)">(.*?)</ul>', page, re.S)
    }
    assert within == {"7": ["0", "7"], "30": ["8", "30"], "60": ["31", "60"]}
    over = page.split('id="expired"')[1]
    assert re.findall(r"<b>Співпраця (-?\d+)</b>", over) == ["-1", "-50"]
    assert "Співпраця 61" not in page


def test_the_list_costs_the_same_for_one_and_for_many(
    desk: Desk, coordinator: FlaskClient, count_statements: CountStatements
) -> None:
    def add(number: int) -> None:
        other = desk.world.add_organization(f"ГО «Осередок {number}»")
        desk.agree_with(other, is_agreed=False)
        for days in (5, 25, 55, -5):
            desk.agree_with(other, days=days)
        declined = party_of(desk.agree_with(other, is_agreed=False), other)
        declined.declined_at, declined.declined_reason = declined.asked_at, "Ні"
        desk.finish()

    def count(address: str) -> int:
        read(coordinator, address)
        with count_statements() as statements:
            read(coordinator, address)
        return len(statements)

    add(0)
    first = {address: count(address) for address in (LIST, f"{LIST}?mine=1", "/coordination")}
    for number in range(1, 12):
        add(number)
    assert {address: count(address) for address in first} == first
