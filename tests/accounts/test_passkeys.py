"""Passkeys: both factors in one, and nothing that is replayed, foreign, late or unverified opens the account."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from network.accounts.models import Passkey, PasskeyChallenge
from tests.accounts.authenticator import PRESENT, Authenticator
from tests.accounts.conftest import PASSWORD, Browser, People, csrf_of, is_signed_in, post

OPTIONS = re.compile(r'data-make-passkey="([^"]+)"')


def options_for_new(client: FlaskClient, name: str = "мій телефон") -> dict[str, Any]:
    """Ask for a new key, as the owner."""
    answer = post(client, "/account/passkeys/new", present=PASSWORD, name=name, csrf_token=csrf_of(client))
    found = OPTIONS.search(answer.get_data(as_text=True))
    assert found is not None, answer.status_code
    options: dict[str, Any] = json.loads(html.unescape(found[1]))
    return options


def add_key(client: FlaskClient, key: Authenticator, name: str = "мій телефон") -> int:
    """Make a key and send it; gives the status of the answer."""
    answer = key.make(options_for_new(client, name))
    return post(client, "/account/passkeys", name=name, answer=answer, csrf_token=csrf_of(client)).status_code


def options_to_sign_in(client: FlaskClient) -> dict[str, Any]:
    answer = post(client, "/sign-in/passkey/options")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    options: dict[str, Any] = answer.get_json()
    return options


def sign_in_with(client: FlaskClient, answer: str, **form: str) -> bool:
    post(client, "/sign-in/passkey", answer=answer, **form)
    return is_signed_in(client)


@pytest.fixture
def key(people: People, browser_of: Browser) -> Authenticator:
    """A key of the coordinator."""
    made = Authenticator()
    assert add_key(browser_of(people.coordinator), made) == 303
    return made


def test_a_key_is_asked_to_know_its_person_and_the_site(people: People, browser_of: Browser) -> None:
    options = options_for_new(browser_of(people.editor))
    assert options["rp"]["id"] == "localhost"
    chosen = options["authenticatorSelection"]
    assert chosen["userVerification"] == "required"
    assert chosen["residentKey"] == "required"
    assert "authenticatorAttachment" not in chosen
    assert people.editor not in json.dumps(options["user"]["id"])


def test_a_key_is_both_factors(people: People, key: Authenticator, client: FlaskClient) -> None:
    answer = post(client, "/sign-in/passkey", answer=key.sign(options_to_sign_in(client)), next="/account")
    assert answer.status_code == 303
    assert answer.location == "/account"
    assert is_signed_in(client)
    assert any("Додано ключ" in subject for subject in people.mails(people.coordinator))


def test_an_answer_works_once(key: Authenticator, app: Flask) -> None:
    first, second = app.test_client(), app.test_client()
    answer = key.sign(options_to_sign_in(first))
    assert sign_in_with(first, answer)
    assert not sign_in_with(second, answer)


def test_a_wrong_answer_uses_the_challenge_up(key: Authenticator, app: Flask, client: FlaskClient) -> None:
    options = options_to_sign_in(client)
    stranger = Authenticator(credential_id=key.credential_id)
    assert not sign_in_with(client, stranger.sign(options))
    assert not sign_in_with(client, key.sign(options))


def test_an_answer_comes_in_time(key: Authenticator, client: FlaskClient) -> None:
    options = options_to_sign_in(client)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=5, seconds=1)):
        assert not sign_in_with(client, key.sign(options))


def test_an_invented_challenge_is_refused(key: Authenticator, client: FlaskClient) -> None:
    assert not sign_in_with(client, key.sign({"challenge": "aW52ZW50ZWQgY2hhbGxlbmdl"}))


@pytest.mark.parametrize(
    "claim",
    [
        {"origin": "https://evil.example.org"},
        {"origin": "http://localhost.evil.example.org"},
        {"host": "evil.example.org"},
        {"flags": PRESENT},
        {"flags": 0},
        {"credential_id": b"nobody has this key"},
    ],
    ids=lambda claim: "-".join(map(str, claim)),
)
def test_foreign_and_unverified_answers_are_refused(
    key: Authenticator, client: FlaskClient, claim: dict[str, Any]
) -> None:
    for name, value in claim.items():
        setattr(key, name, value)
    assert not sign_in_with(client, key.sign(options_to_sign_in(client)))


def test_a_copied_key_is_noticed(key: Authenticator, app: Flask) -> None:
    key.count = 5
    first = app.test_client()
    assert sign_in_with(first, key.sign(options_to_sign_in(first)))
    key.count = 3
    copy = app.test_client()
    assert not sign_in_with(copy, key.sign(options_to_sign_in(copy)))


@pytest.mark.parametrize("broken", ["", "{}", "[]", "null", "x", '{"id": "a", "rawId": "a"}', "9" * 5000])
def test_broken_answers_are_refused_and_not_more(people: People, client: FlaskClient, broken: str) -> None:
    assert post(client, "/sign-in/passkey", answer=broken).status_code == 200
    assert not is_signed_in(client)


def test_a_changed_answer_is_refused(key: Authenticator, client: FlaskClient) -> None:
    answer = json.loads(key.sign(options_to_sign_in(client)))
    for part in ("clientDataJSON", "authenticatorData", "signature"):
        changed = json.loads(json.dumps(answer))
        changed["response"][part] = changed["response"][part][:-4] + "AAAA"
        assert not sign_in_with(client, json.dumps(changed))


def test_a_key_is_added_only_after_the_password(people: People, browser_of: Browser) -> None:
    client = browser_of(people.editor)
    token = csrf_of(client)
    wrong = post(client, "/account/passkeys/new", present="wrong wrong wrong", name="x", csrf_token=token)
    assert wrong.status_code == 422
    assert not OPTIONS.search(wrong.get_data(as_text=True))
    invented = Authenticator().make({"challenge": "aW52ZW50ZWQgY2hhbGxlbmdl"})
    answer = post(client, "/account/passkeys", name="x", answer=invented, csrf_token=token)
    assert answer.status_code == 200
    assert not people.session.scalars(select(Passkey)).all()


def test_a_challenge_of_another_person_or_of_signing_in_adds_no_key(
    people: People, browser_of: Browser
) -> None:
    mine, theirs = browser_of(people.editor), browser_of(people.other_editor)
    for options in (options_for_new(theirs), options_to_sign_in(mine)):
        answer = Authenticator().make(options)
        post(mine, "/account/passkeys", name="x", answer=answer, csrf_token=csrf_of(mine))
    assert not people.session.scalars(select(Passkey)).all()


@pytest.mark.parametrize(
    "claim", [{"origin": "https://evil.example.org"}, {"host": "evil"}, {"flags": PRESENT}]
)
def test_no_foreign_key_is_added(people: People, browser_of: Browser, claim: dict[str, Any]) -> None:
    assert add_key(browser_of(people.editor), Authenticator(**claim)) == 200
    assert not people.session.scalars(select(Passkey)).all()


def test_a_known_key_is_not_added_to_another_account(
    people: People, key: Authenticator, browser_of: Browser
) -> None:
    assert add_key(browser_of(people.editor), key) == 200
    assert len(people.session.scalars(select(Passkey)).all()) == 1


def test_adding_and_removing_ends_other_sessions_and_sends_word(people: People, browser_of: Browser) -> None:
    mine, other = browser_of(people.editor), browser_of(people.editor)
    assert add_key(mine, Authenticator(), name="<b>ключ</b>") == 303
    assert is_signed_in(mine)
    assert not is_signed_in(other)
    page = mine.get("/account").get_data(as_text=True)
    assert "&lt;b&gt;ключ&lt;/b&gt;" in page
    (path,) = re.findall(r'href="(/account/passkeys/\d+/remove)"', page)
    assert post(mine, path, csrf_token=csrf_of(mine)).status_code == 422
    stranger = browser_of(people.other_editor)
    form = {"present": PASSWORD, "csrf_token": csrf_of(stranger)}
    assert stranger.get(path).status_code == 404
    assert post(stranger, path, **form).status_code == 404
    assert post(mine, path, present=PASSWORD, csrf_token=csrf_of(mine)).status_code == 303
    assert not people.session.scalars(select(Passkey)).all()
    assert any("вилучено" in subject for subject in people.mails(people.editor))


def test_a_removed_key_and_one_of_somebody_shut_out_open_nothing(
    people: People, key: Authenticator, client: FlaskClient
) -> None:
    options = options_to_sign_in(client)
    people.user(people.coordinator).is_active = False
    people.session.commit()
    assert not sign_in_with(client, key.sign(options))


def test_a_password_alone_is_not_enough_beside_a_key(
    people: People, key: Authenticator, client: FlaskClient
) -> None:
    people.user(people.coordinator).totp_secret = ""
    people.session.commit()
    answer = post(client, "/sign-in", email=people.coordinator, password=PASSWORD)
    assert answer.location == "/sign-in?use=passkey"
    assert not is_signed_in(client)
    assert client.get("/account/second-factor").status_code == 303


def test_production_binds_keys_to_the_public_address(people: People, make_app: Callable[..., Flask]) -> None:
    app = make_app(NETWORK_ENV="production", PUBLIC_URL="https://directory.example.org")
    answer = post(app.test_client(), "/sign-in/passkey/options")
    assert answer.get_json()["rpId"] == "directory.example.org"


def test_old_challenges_are_swept_away(people: People, client: FlaskClient) -> None:
    options_to_sign_in(client)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=6)):
        options_to_sign_in(client)
    people.session.rollback()
    assert len(people.session.scalars(select(PasskeyChallenge)).all()) == 1
