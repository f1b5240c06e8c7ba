"""One's own account: what asks for the password again, who sees and ends which session."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from network.accounts.codes import code_now
from tests.accounts.conftest import PASSWORD, Browser, People, add_person, csrf_of, is_signed_in, post

NEW = "довга прогулянка вздовж річки"
SENSITIVE = (
    "/account/password",
    "/account/email",
    "/account/second-factor/new",
    "/account/recovery-codes",
    "/account/passkeys/new",
)


def test_a_new_password_signs_out_all_other_browsers(people: People, browser_of: Browser) -> None:
    mine, other = browser_of(people.editor), browser_of(people.editor)
    before = mine.get_cookie("session")
    form = {"present": PASSWORD, "password": NEW, "csrf_token": csrf_of(mine)}
    assert post(mine, "/account/password", **form).status_code == 303
    assert is_signed_in(mine)
    assert not is_signed_in(other)
    after = mine.get_cookie("session")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    assert any("пароль змінено" in subject for subject in people.mails(people.editor))


@pytest.mark.parametrize("path", SENSITIVE)
def test_important_changes_ask_for_the_password(people: People, browser_of: Browser, path: str) -> None:
    client = browser_of(people.editor)
    token = csrf_of(client)
    form = {"password": NEW, "email": "new@example.org", "name": "x"}
    assert post(client, path, present="wrong wrong wrong", csrf_token=token, **form).status_code == 422
    assert post(client, path, csrf_token=token, **form).status_code == 422
    assert post(client, path, present=PASSWORD, **form).status_code == 400
    assert people.mails(people.editor) == []


@pytest.mark.parametrize(
    "weak",
    [
        "elevenchars",
        "password1234",
        "1q2w3e4r5t6y",
        "Донецьк2026!",
        "перша-2026-перша",
        "holosy-donechchyny",
        "aaaaaaaaaaaaaa",
    ],
)
def test_weak_passwords_are_refused(people: People, browser_of: Browser, weak: str) -> None:
    client = browser_of(people.editor)
    form = {"present": PASSWORD, "password": weak, "csrf_token": csrf_of(client)}
    assert post(client, "/account/password", **form).status_code == 422


@pytest.mark.parametrize(
    "good", ["x7" * 32 + "!", "кіт сидить на підвіконні", "  spaces at both ends  ", "Q" * 6 + "рстуфхц"]
)
def test_long_passwords_of_any_letters_work_whole(
    app: Flask, people: People, browser_of: Browser, good: str
) -> None:
    client = browser_of(people.editor)
    form = {"present": PASSWORD, "password": good, "csrf_token": csrf_of(client)}
    assert post(client, "/account/password", **form).status_code == 303
    assert is_signed_in(browser_of(people.editor, good))
    cut = app.test_client()
    post(cut, "/sign-in", email=people.editor, password=good[:-1])
    assert not is_signed_in(cut)


def test_one_sees_and_ends_ones_own_sessions(people: People, browser_of: Browser) -> None:
    mine, other = browser_of(people.editor), browser_of(people.editor)
    page = mine.get("/account").get_data(as_text=True)
    ends = re.findall(r'action="(/account/sessions/\d+/end)"', page)
    assert len(ends) == 1
    assert post(mine, ends[0], csrf_token=csrf_of(mine)).status_code == 303
    assert is_signed_in(mine)
    assert not is_signed_in(other)


def test_nobody_ends_anothers_session(people: People, browser_of: Browser) -> None:
    mine, first, second = browser_of(people.editor), browser_of(people.nobody), browser_of(people.nobody)
    page = first.get("/account").get_data(as_text=True)
    foreign = re.findall(r'action="(/account/sessions/\d+/end)"', page)[0]
    assert post(mine, foreign, csrf_token=csrf_of(mine)).status_code == 404
    assert is_signed_in(second)


def test_all_others_at_once(people: People, browser_of: Browser) -> None:
    mine, others = browser_of(people.editor), [browser_of(people.editor) for _number in range(2)]
    assert post(mine, "/account/sessions/end", csrf_token=csrf_of(mine)).status_code == 303
    assert is_signed_in(mine)
    assert not any(is_signed_in(other) for other in others)


def test_an_editor_may_have_a_second_factor_too(app: Flask, people: People, browser_of: Browser) -> None:
    client = browser_of(people.editor)
    form = {"present": PASSWORD, "csrf_token": csrf_of(client)}
    assert post(client, "/account/second-factor/new", **form).location == "/account/second-factor"
    page = client.get("/account/second-factor").get_data(as_text=True)
    key = re.search(r"<b>([A-Z2-7-]{32,})</b>", page)
    assert key is not None
    code = code_now(key[1].replace("-", ""))
    assert post(client, "/account/second-factor", code=code).status_code == 200
    assert (
        post(app.test_client(), "/sign-in", email=people.editor, password=PASSWORD).location
        == "/sign-in/code"
    )
    assert any("Другий крок" in subject for subject in people.mails(people.editor))


def test_the_page_is_whole_in_both_languages(people: People, browser_of: Browser) -> None:
    client = browser_of(people.coordinator)
    uk, en = (client.get(path).get_data(as_text=True) for path in ("/account", "/en/account"))
    assert "координатор" in uk
    assert "Вийти" in uk
    assert "coordinator" in en
    assert "Sign out" in en


OTHER_ADDRESS = "new.address@example.org"


def ask_address(people: People, client: FlaskClient, email: str = OTHER_ADDRESS) -> int:
    form = {"email": email, "present": PASSWORD, "csrf_token": csrf_of(client)}
    return post(client, "/account/email", **form).status_code


def test_another_address_is_proved_first_and_told_to_the_old_one(
    people: People, app: Flask, browser_of: Browser
) -> None:
    mine, other = browser_of(people.editor), browser_of(people.editor)
    assert ask_address(people, mine) == 200
    path = people.last_link()
    assert mine.get(path).status_code == 200
    assert people.user(people.editor).is_active
    assert len(people.mails(people.editor)) == 1
    assert post(mine, path).status_code == 303
    assert is_signed_in(mine)
    assert not is_signed_in(other)
    assert len(people.mails(people.editor)) == 2
    assert people.user(OTHER_ADDRESS).confirmed_at is not None
    assert post(app.test_client(), path).status_code == 410
    assert is_signed_in(browser_of(OTHER_ADDRESS))
    old = app.test_client()
    post(old, "/sign-in", email=people.editor, password=PASSWORD)
    assert not is_signed_in(old)


def test_the_link_to_a_new_address_signs_nobody_in(people: People, app: Flask, browser_of: Browser) -> None:
    mine = browser_of(people.editor)
    ask_address(people, mine)
    stranger = app.test_client()
    assert post(stranger, people.last_link()).location == "/sign-in"
    assert not is_signed_in(stranger)
    assert not is_signed_in(mine)


def test_an_address_of_somebody_else_gets_no_link_and_nobody_learns_it(
    people: People, browser_of: Browser
) -> None:
    client = browser_of(people.editor)
    assert ask_address(people, client, people.nobody) == ask_address(people, client) == 200
    assert people.mails(people.nobody) == []


def test_an_address_taken_meanwhile_is_not_given_twice(people: People, browser_of: Browser) -> None:
    client = browser_of(people.editor)
    ask_address(people, client)
    path = people.last_link()
    add_person(people.session, OTHER_ADDRESS)
    people.session.commit()
    assert post(client, path).status_code == 410
    assert people.user(people.editor).is_active


def test_a_new_password_stops_a_change_of_the_address(people: People, browser_of: Browser) -> None:
    client = browser_of(people.editor)
    ask_address(people, client)
    path = people.last_link()
    form = {"present": PASSWORD, "password": NEW, "csrf_token": csrf_of(client)}
    assert post(client, "/account/password", **form).status_code == 303
    assert post(client, path).status_code == 410


@pytest.mark.parametrize("wrong", ["", "nothing", "a@b", "editor@example.org", "x" * 300 + "@example.org"])
def test_what_is_no_other_address_is_refused(people: People, browser_of: Browser, wrong: str) -> None:
    client = browser_of(people.editor)
    assert ask_address(people, client, wrong) == 422
    assert people.mails(people.editor) == []


@pytest.mark.parametrize("path", SENSITIVE)
def test_without_a_password_a_fresh_sign_in_is_asked_for(
    people: People, browser_of: Browser, path: str
) -> None:
    client = browser_of(people.editor)
    people.user(people.editor).password_hash = ""
    people.session.commit()
    page = client.get(path)
    assert page.status_code == 200
    assert 'name="present"' not in page.get_data(as_text=True)
    token = csrf_of(client)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=11)):
        form = {"email": OTHER_ADDRESS, "password": NEW, "name": "x", "csrf_token": token}
        assert client.get(path).status_code == 403
        assert post(client, path, **form).status_code == 403
    assert people.mails(people.editor) == people.mails(OTHER_ADDRESS) == []
    assert people.user(people.editor).password_hash == ""


def test_the_password_cannot_be_tried_out_in_a_foreign_session(people: People, browser_of: Browser) -> None:
    client = browser_of(people.editor)
    client.application.config["LIMIT_ACCOUNT"] = "3 per 15 minutes"
    form = {"present": "wrong wrong wrong", "password": NEW, "csrf_token": csrf_of(client)}
    tried = [post(client, "/account/password", **form).status_code for _number in range(5)]
    assert tried == [422] * 3 + [429] * 2
    right = form | {"present": PASSWORD}
    assert post(client, "/account/password", **right).status_code == 429
