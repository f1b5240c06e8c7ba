"""Roles that are taken away, and the last ones: a site keeps its administrator, an organization hears of losing its own."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from network.accounts.codes import code_now
from network.accounts.models import RecoveryCode, Role, User
from network.accounts.operations import deactivate, end_system_administrator, make_coordinator, remove_member
from network.accounts.queries import find_oblast_ids, find_roles
from network.audit.models import AuditEntry
from network.core.errors import BadInput
from network.mail.models import Mail
from network.places.models import Place
from tests.accounts.conftest import PASSWORD, Browser, People, add_person, csrf_of, is_signed_in, post
from tests.records import make_place


@pytest.fixture
def oblast(people: People) -> Place:
    """An oblast where the first organization works."""
    made = make_place(people.session, "UA10000000000000000", "oblast")
    community = make_place(people.session, "UA10000000000000001")
    community.oblast_id, people.organization.community_id = made.id, community.id
    people.session.commit()
    return made


def actions(people: People) -> list[str]:
    people.session.rollback()
    return list(people.session.scalars(select(AuditEntry.action)))


@pytest.mark.parametrize("role", ["no-coordinator", "no-administrator"])
def test_one_role_is_taken_and_the_others_stay(people: People, browser_of: Browser, role: str) -> None:
    user = people.user(people.coordinator)
    user.is_system_administrator = True
    people.session.commit()
    client, theirs, user_id = browser_of(people.system_administrator), browser_of(people.coordinator), user.id
    path, token = f"/people/{user_id}/{role}", csrf_of(client)
    assert path in client.get(f"/people/{user_id}").get_data(as_text=True)
    assert client.get(path).status_code == 200
    assert post(client, path, csrf_token=token).status_code == 422
    assert post(client, path, present=PASSWORD, csrf_token=token).status_code == 303
    user = people.user(people.coordinator)
    kept = (user.is_active, user.is_coordinator, user.is_system_administrator)
    assert kept == (True, role != "no-coordinator", role != "no-administrator")
    assert not is_signed_in(theirs)
    assert any("більше не" in subject for subject in people.mails(people.coordinator))
    ended = {"no-coordinator": "end_coordinator", "no-administrator": "end_system_administrator"}
    assert f"accounts.{ended[role]}" in actions(people)
    assert path not in client.get(f"/people/{user_id}").get_data(as_text=True)


def test_the_oblasts_of_a_coordinator_change(people: People, oblast: Place, browser_of: Browser) -> None:
    client, theirs = browser_of(people.system_administrator), browser_of(people.coordinator)
    user_id, oblast_id, token = people.user(people.coordinator).id, oblast.id, csrf_of(client)
    path = f"/people/{user_id}/oblasts"
    page = client.get(path).get_data(as_text=True)
    assert 'value="whole" checked' in page
    wrong = {"area": "chosen", "present": PASSWORD, "csrf_token": token}
    answer = post(client, path, **wrong)
    assert answer.status_code == 422 and 'href="#oblasts"' in answer.get_data(as_text=True)
    chosen = {"area": "chosen", "oblasts": str(oblast_id), "csrf_token": token}
    assert post(client, path, **chosen).status_code == 422, "not without the password"
    assert post(client, path, **chosen, present=PASSWORD).status_code == 303
    people.session.rollback()
    assert find_oblast_ids(people.session, user_id) == {oblast_id}
    assert not is_signed_in(theirs)
    assert f'value="{oblast_id}" checked' in client.get(path).get_data(as_text=True)
    whole = {"area": "whole", "oblasts": str(oblast_id), "present": PASSWORD, "csrf_token": token}
    assert post(client, path, **whole).status_code == 303
    people.session.rollback()
    assert find_oblast_ids(people.session, user_id) == set()


def test_oblasts_are_for_coordinators_and_changed_by_others(people: People, browser_of: Browser) -> None:
    user = people.user(people.system_administrator)
    user.is_coordinator = True
    people.session.commit()
    client, own = browser_of(people.system_administrator), user.id
    assert client.get(f"/people/{people.user(people.editor).id}/oblasts").status_code == 404
    assert client.get(f"/people/{own}/oblasts").status_code == 403
    coordinator = browser_of(people.coordinator)
    assert coordinator.get(f"/people/{people.user(people.editor).id}/oblasts").status_code == 403


@pytest.mark.parametrize("act", [deactivate, end_system_administrator])
def test_the_last_system_administrator_stays(people: People, act: object) -> None:
    session, user = people.session, people.user(people.system_administrator)
    gone = add_person(session, "gone@example.org")
    gone.is_system_administrator, gone.is_active = True, False
    session.flush()
    with pytest.raises(BadInput, match="останній системний адміністратор"):
        act(session=session, user=user, by="test")  # type: ignore[operator]
    session.flush()
    assert (user.is_active, user.is_system_administrator) == (True, True)
    gone.is_active = True
    session.flush()
    act(session=session, user=user, by="test")  # type: ignore[operator]


def test_the_last_administrator_of_an_organization_is_not_taken_out(people: People) -> None:
    session, user = people.session, people.user(people.administrator)
    own = people.organization.id
    with pytest.raises(BadInput, match="останній адміністратор організації"):
        remove_member(session=session, user_id=user.id, organization_id=own, by="test")
    assert find_roles(session, user.id) == {people.organization.id: Role.ADMINISTRATOR}
    editor = people.user(people.editor).id
    remove_member(session=session, user_id=editor, organization_id=own, by="test")
    assert find_roles(session, editor) == {}


def test_coordinators_hear_of_an_organization_without_administrator(
    people: People, oblast: Place, browser_of: Browser
) -> None:
    session = people.session
    for email, oblast_ids in (("here@example.org", [oblast.id]), ("far@example.org", [999])):
        if 999 in oblast_ids:
            oblast_ids = [make_place(session, "UA20000000000000000", "oblast").id]
        make_coordinator(session=session, user=add_person(session, email), oblast_ids=oblast_ids)
    session.commit()
    client = browser_of(people.system_administrator)
    token = csrf_of(client)
    for email in (people.editor, people.administrator):
        path = f"/people/{people.user(email).id}/shut-out"
        assert post(client, path, present=PASSWORD, csrf_token=token).status_code == 303
    session.rollback()
    mails = session.scalars(select(Mail).where(Mail.cause == "accounts.left_alone").order_by(Mail.recipient))
    told = mails.all()
    assert [mail.recipient for mail in told] == [people.coordinator, "here@example.org"]
    assert "ГО «Перша»" in told[0].text and "no administrator any more" in told[0].text


def test_who_need_not_have_a_second_step_sets_it_up_and_switches_it_off(
    people: People, browser_of: Browser
) -> None:
    client = browser_of(people.editor)
    other, off, token = browser_of(people.editor), "/account/second-factor/off", csrf_of(client)
    assert client.get(off).status_code == 404 and off not in client.get("/account").get_data(as_text=True)
    answer = post(client, "/account/second-factor/new", present=PASSWORD, csrf_token=token)
    assert answer.location == "/account/second-factor"
    page = client.get("/account/second-factor").get_data(as_text=True)
    found = re.search(r"Або введіть ключ: <b>([A-Z2-7 -]+)</b>", page)
    assert found is not None, page
    key = re.sub(r"[ -]", "", found[1])
    assert post(client, "/account/second-factor", code=code_now(key)).status_code == 200
    assert people.user(people.editor).totp_secret
    assert not is_signed_in(other)
    assert off in client.get("/account").get_data(as_text=True)
    token = csrf_of(client)
    assert post(client, off, present="wrong wrong wrong", csrf_token=token).status_code == 422
    assert people.user(people.editor).totp_secret
    assert post(client, off, present=PASSWORD, csrf_token=token).status_code == 303
    user = people.user(people.editor)
    assert user.totp_secret == "" and people.session.scalars(select(RecoveryCode)).all() == []
    assert is_signed_in(client) and is_signed_in(browser_of(people.editor))
    assert any("вимкнено" in subject for subject in people.mails(people.editor))
    assert "accounts.drop_second_factor" in actions(people)


def test_who_must_have_a_second_step_keeps_it(people: People, browser_of: Browser) -> None:
    for email in (people.coordinator, people.system_administrator):
        client = browser_of(email)
        answer = post(client, "/account/second-factor/off", present=PASSWORD, csrf_token=csrf_of(client))
        assert answer.status_code == 404
        assert people.session.scalar(select(User.totp_secret).where(User.email == email))
