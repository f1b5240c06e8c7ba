"""Looking after people: who sees whom, and what is done with an account, recorded and told to its owner."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from network.accounts.access import one_time_codes
from network.accounts.models import RecoveryCode
from network.accounts.operations import make_coordinator, new_recovery_codes
from network.accounts.queries import find_oblast_ids
from network.audit.models import AuditEntry
from tests.accounts.conftest import (
    PASSWORD,
    Browser,
    People,
    add_person,
    csrf_of,
    is_signed_in,
    post,
)
from tests.conftest import CountStatements
from tests.records import make_place

ACTIONS = ("shut-out", "forget-phone")


@pytest.fixture
def oblasts(people: People) -> tuple[int, int]:
    """Two oblasts: the first organization works in the first one, the second in the second."""
    session = people.session
    made = []
    for organization, number in ((people.organization, 1), (people.other, 2)):
        oblast = make_place(session, f"UA{number}0000000000000000", "oblast")
        community = make_place(session, f"UA{number}0000000000000001")
        community.oblast_id, organization.community_id = oblast.id, community.id
        made.append(oblast.id)
    session.commit()
    return made[0], made[1]


def entries(people: People, action: str) -> list[AuditEntry]:
    people.session.rollback()
    return list(people.session.scalars(select(AuditEntry).where(AuditEntry.action == action)))


def test_a_coordinator_sees_the_people_of_the_own_oblasts(
    people: People, oblasts: tuple[int, int], browser_of: Browser
) -> None:
    session = people.session
    make_coordinator(session=session, user=people.user(people.coordinator), oblast_ids=[oblasts[0]])
    session.commit()
    client = browser_of(people.coordinator)
    page = client.get("/people").get_data(as_text=True)
    assert people.editor in page
    assert people.administrator in page
    for hidden in (people.other_editor, people.nobody, people.system_administrator):
        assert hidden not in page
    foreign = people.user(people.other_editor).id
    assert client.get(f"/people/{foreign}").status_code == 404
    assert post(client, f"/people/{foreign}/sign-out", csrf_token=csrf_of(client)).status_code == 404


def test_a_coordinator_ends_sessions_and_nothing_more(people: People, browser_of: Browser) -> None:
    client, theirs = browser_of(people.coordinator), browser_of(people.editor)
    user_id, token = people.user(people.editor).id, csrf_of(client)
    page = client.get(f"/people/{user_id}").get_data(as_text=True)
    assert "shut-out" not in page
    for code in ACTIONS:
        answer = post(client, f"/people/{user_id}/{code}", present=PASSWORD, csrf_token=token)
        assert answer.status_code == 403
    assert client.get("/people/invite").status_code == 403
    assert is_signed_in(theirs)
    assert post(client, f"/people/{user_id}/sign-out", csrf_token=token).status_code == 303
    assert not is_signed_in(theirs)
    (entry,) = entries(people, "accounts.end_sessions")
    assert entry.actor == str(people.user(people.coordinator).id)
    assert entry.subject_id == user_id
    assert any("завершено" in subject for subject in people.mails(people.editor))


def test_somebody_is_shut_out_and_let_in_again(people: People, app: Flask, browser_of: Browser) -> None:
    client, theirs = browser_of(people.system_administrator), browser_of(people.editor)
    user_id, token = people.user(people.editor).id, csrf_of(client)
    path = f"/people/{user_id}/shut-out"
    assert client.get(path).status_code == 200
    assert post(client, path, csrf_token=token).status_code == 422
    assert post(client, path, present="wrong wrong wrong", csrf_token=token).status_code == 422
    assert is_signed_in(theirs)
    assert post(client, path, present=PASSWORD, csrf_token=token).status_code == 303
    assert not is_signed_in(theirs)
    late = app.test_client()
    post(late, "/sign-in", email=people.editor, password=PASSWORD)
    assert not is_signed_in(late)
    assert post(client, f"/people/{user_id}/let-in", present=PASSWORD, csrf_token=token).status_code == 303
    assert is_signed_in(browser_of(people.editor))
    assert len(entries(people, "accounts.deactivate")) == len(entries(people, "accounts.reactivate")) == 1
    assert len(people.mails(people.editor)) == 2


def test_a_lost_phone_is_forgotten_with_all_that_stood_in_for_it(
    people: People, app: Flask, browser_of: Browser
) -> None:
    user = people.user(people.coordinator)
    new_recovery_codes(session=people.session, user=user, codes=one_time_codes())
    people.session.commit()
    client, user_id = browser_of(people.system_administrator), user.id
    form = {"present": PASSWORD, "csrf_token": csrf_of(client)}
    assert post(client, f"/people/{user_id}/forget-phone", **form).status_code == 303
    assert people.user(people.coordinator).totp_secret == ""
    assert not people.session.scalars(select(RecoveryCode)).all()
    answer = post(app.test_client(), "/sign-in", email=people.coordinator, password=PASSWORD)
    assert answer.location.startswith("/account/second-factor")
    assert entries(people, "accounts.forget_second_factor")


@pytest.mark.parametrize("code", ACTIONS)
def test_nobody_does_it_to_the_own_account(people: People, browser_of: Browser, code: str) -> None:
    client = browser_of(people.system_administrator)
    own = people.user(people.system_administrator).id
    form = {"present": PASSWORD, "csrf_token": csrf_of(client)}
    assert post(client, f"/people/{own}/{code}", **form).status_code == 403
    assert is_signed_in(client)


def invite(client: FlaskClient, email: str, **form: str) -> int:
    form = {"role": "coordinator", "area": "whole", "present": PASSWORD} | form
    return post(client, "/people/invite", email=email, csrf_token=csrf_of(client), **form).status_code


def test_a_coordinator_is_invited_for_chosen_oblasts(
    people: People, oblasts: tuple[int, int], app: Flask, browser_of: Browser
) -> None:
    client, email = browser_of(people.system_administrator), "new@example.org"
    assert invite(client, email, area="chosen", oblasts=str(oblasts[1])) == 303
    user = people.user(email)
    assert user.is_coordinator
    assert find_oblast_ids(people.session, user.id) == {oblasts[1]}
    guest = app.test_client()
    answer = post(guest, people.last_link(), password="довга прогулянка вздовж річки")
    assert answer.location.startswith("/account/second-factor")
    (entry,) = entries(people, "accounts.make_coordinator")[-1:]
    assert entry.subject_id == user.id


def test_a_system_administrator_is_invited(people: People, browser_of: Browser) -> None:
    client, email = browser_of(people.system_administrator), "new@example.org"
    assert invite(client, email, role="system_administrator") == 303
    assert people.user(email).is_system_administrator
    assert not people.user(email).is_coordinator


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "nothing"},
        {"email": "system@example.org"},
        {"role": "king"},
        {"area": "chosen"},
        {"area": "chosen", "oblasts": "999999"},
        {"area": "chosen", "oblasts": "x"},
        {"present": "wrong wrong wrong"},
        {"present": ""},
    ],
    ids=str,
)
def test_a_wrong_invitation_invites_nobody(
    people: People, oblasts: tuple[int, int], browser_of: Browser, wrong: dict[str, str]
) -> None:
    client = browser_of(people.system_administrator)
    form = {"email": "new@example.org"} | wrong
    assert invite(client, form.pop("email"), **form) == 422
    assert people.mails("new@example.org") == []


def test_the_list_asks_the_same_number_of_questions_for_many(
    people: People, browser_of: Browser, count_statements: CountStatements
) -> None:
    client = browser_of(people.system_administrator)
    with count_statements() as few:
        client.get("/people")
    for number in range(40):
        make_coordinator(session=people.session, user=add_person(people.session, f"c{number}@example.org"))
    people.session.commit()
    with count_statements() as many:
        page = client.get("/people").get_data(as_text=True)
    assert len(few) == len(many)
    assert len(re.findall(r'href="/people/\d+"', page)) == 30
    assert client.get("/people?page=2").status_code == 200
    assert client.get("/people?page=9").status_code == 404
    found = client.get("/people?q=C39@").get_data(as_text=True)
    assert len(re.findall(r'href="/people/\d+"', found)) == 1
    for strange in ("%", "_", "' OR 1=1 --", "й" * 100):
        assert client.get("/people", query_string={"q": strange}).status_code == 200


def test_both_languages(people: People, browser_of: Browser) -> None:
    client = browser_of(people.system_administrator)
    user_id = people.user(people.editor).id
    for path in ("/people", f"/people/{user_id}", "/people/invite", f"/people/{user_id}/shut-out"):
        for language in ("", "/en"):
            assert client.get(language + path).status_code == 200


def test_problems_stand_in_the_order_of_the_page(people: People, browser_of: Browser) -> None:
    client = browser_of(people.system_administrator)
    form = {"role": "king", "area": "chosen", "csrf_token": csrf_of(client)}
    page = post(client, "/people/invite", **form).get_data(as_text=True)
    problems = page.partition("<h1>")[0]
    assert re.findall(r'href="#(\w+)"', problems)[-3:] == ["email", "role", "present"]
