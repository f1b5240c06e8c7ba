"""One's own account: what asks for the password again, who sees and ends which session."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from network.accounts.codes import code_now
from tests.accounts.conftest import PASSWORD, Browser, People, csrf_of, is_signed_in, post

NEW = "довга прогулянка вздовж річки"


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


@pytest.mark.parametrize(
    "path", ["/account/password", "/account/second-factor/new", "/account/recovery-codes"]
)
def test_important_changes_ask_for_the_password(people: People, browser_of: Browser, path: str) -> None:
    client = browser_of(people.editor)
    token = csrf_of(client)
    wrong = {"present": "wrong wrong wrong", "password": NEW, "csrf_token": token}
    assert post(client, path, **wrong).status_code == 422
    assert post(client, path, password=NEW, csrf_token=token).status_code == 422
    assert post(client, path, present=PASSWORD, password=NEW).status_code == 400
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
