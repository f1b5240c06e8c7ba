"""Signing in by password, link and code: what opens, what never does, and that nobody learns who has an account."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from network.accounts.codes import code_now
from network.accounts.models import Role, UserSession
from network.accounts.operations import (
    deactivate,
    invite,
    invite_system_administrator,
    remove_member,
    set_role,
)
from network.audit.models import AuditEntry
from tests.accounts.conftest import (
    PASSWORD,
    SAME_ORIGIN,
    SECRET,
    Browser,
    People,
    csrf_of,
    is_signed_in,
    post,
)

NEW = "довга прогулянка вздовж річки"
EVIL = [
    "https://evil.example.org", "//evil.example.org", "///evil.example.org", "/\\evil.example.org", "\\/evil.example.org",
    "/\t/evil.example.org", "javascript:alert(1)", "/%0d%0aX: y\r\nX: y", "http:evil.example.org", " /account", "/a//evil",
    "/\x00", "evil.example.org", "/account\\..", "@evil.example.org", "/" + "a" * 600,
]  # fmt: skip


def cookie(client: FlaskClient) -> str:
    held = client.get_cookie("session")
    return held.value if held else ""


def test_the_right_password_opens_the_account(people: People, browser_of: Browser) -> None:
    client = browser_of(people.editor)
    answer = client.get("/account")
    assert answer.status_code == 200
    assert people.editor in answer.get_data(as_text=True)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Cookie" in answer.headers["Vary"]


def test_the_cookie_is_kept_from_scripts_and_other_sites(people: People, client: FlaskClient) -> None:
    answer = post(client, "/en/sign-in", email=people.editor, password=PASSWORD)
    header = answer.headers["Set-Cookie"]
    assert "HttpOnly" in header
    assert "SameSite=Lax" in header
    assert "Path=/" in header
    assert "Domain" not in header


def test_production_binds_the_cookie_to_the_host(people: People, make_app: Callable[..., Flask]) -> None:
    app = make_app(SESSION_COOKIE_NAME="__Host-session", SESSION_COOKIE_SECURE=True)
    answer = post(app.test_client(), "/sign-in", email=people.editor, password=PASSWORD)
    header = answer.headers["Set-Cookie"]
    assert header.startswith("__Host-session=")
    assert "Secure" in header


@pytest.mark.parametrize("wrong", ["", PASSWORD[:-1], PASSWORD + " ", PASSWORD.upper(), "x" * 64])
def test_any_other_password_does_not(people: People, client: FlaskClient, wrong: str) -> None:
    post(client, "/sign-in", email=people.editor, password=wrong)
    assert not is_signed_in(client)
    assert not cookie(client)


def test_an_unknown_address_gets_the_same_answers(people: People, app: Flask) -> None:
    def told(path: str, email: str, **form: str) -> tuple[int, str, str | None]:
        answer = post(app.test_client(), path, email=email, **form)
        body = answer.get_data(as_text=True).replace(email, "ADDRESS")
        return answer.status_code, body, answer.headers.get("Set-Cookie")

    for path, form in (
        ("/sign-in", {"password": "щось зовсім інше"}), ("/sign-in/link", {}), ("/reset", {}),
    ):  # fmt: skip
        known = told(path, people.editor, **form)
        assert known == told(path, "unknown@example.org", **form)
        assert known[0] == 200
        assert known[2] is None


def test_public_pages_set_no_cookie_and_do_not_vary(
    people: People, client: FlaskClient, browser_of: Browser
) -> None:
    for path in ("/", "/services", "/organizations", "/en/", "/sign-in"):
        assert "Set-Cookie" not in client.get(path).headers
    known = browser_of(people.editor)
    answer = known.get("/organizations")
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"].startswith("public")


def test_a_planted_cookie_is_not_taken_over(people: People, app: Flask) -> None:
    client = app.test_client()
    client.set_cookie("session", "planted")
    post(client, "/sign-in", email=people.editor, password=PASSWORD)
    first = cookie(client)
    assert first not in {"", "planted"}
    post(client, "/sign-in", email=people.editor, password=PASSWORD)
    assert cookie(client) != first
    replay = app.test_client()
    replay.set_cookie("session", first)
    assert not is_signed_in(replay)


def test_the_database_holds_no_token_and_no_password(people: People, browser_of: Browser) -> None:
    client = browser_of(people.editor)
    people.session.rollback()
    row = people.session.scalars(select(UserSession)).one()
    assert cookie(client) not in {row.token_hash, row.csrf_token}
    assert people.user(people.editor).password_hash.startswith("$argon2id$")


def test_signing_out_ends_the_session_for_good(people: People, app: Flask, browser_of: Browser) -> None:
    client = browser_of(people.editor)
    token = cookie(client)
    assert client.get("/sign-out").status_code == 405
    assert post(client, "/sign-out").status_code == 400
    assert is_signed_in(client)
    assert post(client, "/sign-out", csrf_token=csrf_of(client)).status_code == 303
    assert not cookie(client)
    replay = app.test_client()
    replay.set_cookie("session", token)
    assert not is_signed_in(replay)


def test_a_token_of_another_person_is_refused(people: People, browser_of: Browser) -> None:
    mine, theirs = browser_of(people.editor), browser_of(people.other_editor)
    assert post(mine, "/sign-out", csrf_token=csrf_of(theirs)).status_code == 400
    assert is_signed_in(mine)


def test_forms_of_other_sites_are_refused(people: People, client: FlaskClient) -> None:
    form = {"email": people.editor, "password": PASSWORD}
    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example.org"}):
        assert client.post("/sign-in", data=form, headers=headers).status_code == 403
    assert not is_signed_in(client)


@pytest.mark.parametrize("following", EVIL)
def test_after_signing_in_nobody_is_sent_elsewhere(
    people: People, client: FlaskClient, following: str
) -> None:
    page = client.get("/sign-in", query_string={"next": following}).get_data(as_text=True)
    assert 'name="next"' not in page
    answer = post(client, "/sign-in", email=people.nobody, password=PASSWORD, next=following)
    assert answer.location == "/account"


def test_after_signing_in_one_gets_where_one_wanted_to(people: People, client: FlaskClient) -> None:
    answer = client.get("/en/account/password")
    assert answer.status_code == 303
    assert answer.location == "/en/sign-in?next=/en/account/password"
    answer = post(client, answer.location, email=people.editor, password=PASSWORD)
    assert answer.location == "/en/account/password"


def test_a_coordinator_needs_the_second_factor(people: People, client: FlaskClient) -> None:
    answer = post(client, "/sign-in", email=people.coordinator, password=PASSWORD, next="/account/password")
    assert answer.location.startswith("/sign-in/code")
    assert not is_signed_in(client)
    assert post(client, "/sign-in/code", code="000000").status_code == 200
    assert not is_signed_in(client)
    half = cookie(client)
    answer = post(client, answer.location, code=code_now(SECRET))
    assert answer.location == "/account/password"
    assert is_signed_in(client)
    assert cookie(client) != half


def test_a_code_works_once(people: People, app: Flask, client: FlaskClient) -> None:
    code = code_now(SECRET)
    post(client, "/sign-in", email=people.coordinator, password=PASSWORD)
    assert post(client, "/sign-in/code", code=code).status_code == 303
    second = app.test_client()
    post(second, "/sign-in", email=people.coordinator, password=PASSWORD)
    assert post(second, "/sign-in/code", code=code).status_code == 200
    assert not is_signed_in(second)


def test_a_new_coordinator_connects_a_phone_first(people: People, client: FlaskClient) -> None:
    people.user(people.coordinator).totp_secret = ""
    people.session.commit()
    answer = post(client, "/sign-in", email=people.coordinator, password=PASSWORD)
    assert answer.location.startswith("/account/second-factor")
    assert not is_signed_in(client)
    page = client.get(answer.location).get_data(as_text=True)
    key = re.search(r"<b>([A-Z2-7-]{32,})</b>", page)
    assert key is not None
    assert post(client, "/account/second-factor", code="123456").status_code == 422
    answer = post(client, "/account/second-factor", code=code_now(key[1].replace("-", "")))
    codes = re.findall(r"<b>([0-9a-f-]{14})</b>", answer.get_data(as_text=True))
    assert len(codes) == 10
    assert is_signed_in(client)
    assert any("Другий крок" in subject for subject in people.mails(people.coordinator))
    use_recovery_codes(people, client.application.test_client(), codes)


def use_recovery_codes(people: People, client: FlaskClient, codes: list[str]) -> None:
    """One opens the account once, the next one still does."""
    for code, is_good in ((codes[0], True), (codes[0], False), (codes[1].upper(), True)):
        post(client, "/sign-in", email=people.coordinator, password=PASSWORD)
        assert (post(client, "/sign-in/code", code=code).status_code == 303) is is_good


def test_the_link_signs_in_once_and_only_by_the_button(
    people: People, app: Flask, client: FlaskClient
) -> None:
    post(client, "/sign-in/link", email=people.editor.upper())
    path = people.last_link()
    for _attempt in range(3):
        assert client.get(path).status_code == 200
        assert client.head(path).status_code == 200
    assert not is_signed_in(client)
    assert post(client, path).status_code == 303
    assert is_signed_in(client)
    assert post(app.test_client(), path).status_code == 410
    assert client.get(path).status_code == 410


def test_the_link_does_not_pass_the_second_factor(people: People, client: FlaskClient) -> None:
    post(client, "/sign-in/link", email=people.coordinator)
    assert post(client, people.last_link()).location.startswith("/sign-in/code")
    assert not is_signed_in(client)


def test_only_the_newest_link_works(people: People, client: FlaskClient) -> None:
    post(client, "/reset", email=people.editor)
    old = people.last_link()
    post(client, "/reset", email=people.editor)
    assert client.get(old).status_code == 410
    assert client.get(people.last_link()).status_code == 200
    assert post(client, old.replace("/reset/", "/sign-in/link/")).status_code == 410


@pytest.mark.parametrize(("path", "minutes"), [("/sign-in/link", 21), ("/reset", 61)])
def test_links_grow_old(people: People, client: FlaskClient, path: str, minutes: int) -> None:
    post(client, path, email=people.editor)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=minutes)):
        assert client.get(people.last_link()).status_code == 410
        assert post(client, people.last_link(), password=NEW).status_code == 410


def test_a_new_password_ends_everything_old(people: People, app: Flask, browser_of: Browser) -> None:
    old = browser_of(people.editor)
    client = app.test_client()
    post(client, "/sign-in/link", email=people.editor)
    forgotten = people.last_link()
    post(client, "/reset", email=people.editor)
    reset = people.last_link()
    assert post(client, reset, password="short").status_code == 422
    assert post(client, reset, password=NEW).status_code == 303
    assert is_signed_in(client)
    assert not is_signed_in(old)
    assert client.get(forgotten).status_code == 410
    assert post(app.test_client(), reset, password=NEW).status_code == 410
    assert not is_signed_in_with(app, people.editor, PASSWORD)
    assert is_signed_in_with(app, people.editor, NEW)
    assert any("пароль змінено" in subject for subject in people.mails(people.editor))


def is_signed_in_with(app: Flask, email: str, password: str) -> bool:
    client = app.test_client()
    post(client, "/sign-in", email=email, password=password)
    return is_signed_in(client)


def test_an_invitation_begins_an_account_once(people: People, client: FlaskClient) -> None:
    invite(
        session=people.session, email="new@example.org", organization_id=people.organization.id,
        role=Role.ADMINISTRATOR, by="1",
    )  # fmt: skip
    people.session.commit()
    path = people.last_link()
    with time_machine.travel(datetime.now(UTC) + timedelta(days=7, minutes=1)):
        assert client.get(path).status_code == 410
    assert client.get(path).status_code == 200
    assert people.user("new@example.org").confirmed_at is None
    assert post(client, path, password=NEW).status_code == 303
    assert people.user("new@example.org").confirmed_at is not None
    assert is_signed_in(client)
    assert client.get(path).status_code == 410


def test_an_invited_administrator_connects_a_phone(people: People, client: FlaskClient) -> None:
    invite_system_administrator(session=people.session, email="root@example.org", by="command")
    people.session.commit()
    answer = post(client, people.last_link(), password=NEW)
    assert answer.location.startswith("/account/second-factor")
    assert not is_signed_in(client)


@pytest.mark.parametrize("change", ["role", "removal", "deactivation"])
def test_a_change_of_rights_ends_the_sessions(people: People, browser_of: Browser, change: str) -> None:
    client, other = browser_of(people.editor), browser_of(people.other_editor)
    user, session = people.user(people.editor), people.session
    if change == "role":
        set_role(
            session=session,
            user=user,
            organization_id=people.organization.id,
            role=Role.ADMINISTRATOR,
            by="1",
        )
    elif change == "removal":
        remove_member(session=session, user_id=user.id, organization_id=people.organization.id, by="1")
    else:
        deactivate(session=session, user=user, by="1")
    session.commit()
    assert not is_signed_in(client)
    assert is_signed_in(other)


@pytest.mark.parametrize(("email", "idle", "longest"), [("editor", 12, 14 * 24), ("coordinator", 2, 12)])
def test_sessions_run_out(people: People, browser_of: Browser, email: str, idle: int, longest: int) -> None:
    client = browser_of(getattr(people, email))
    begun = datetime.now(UTC)
    step = timedelta(hours=idle) - timedelta(minutes=10)
    moment = begun
    while moment + step < begun + timedelta(hours=longest):
        moment += step
        with time_machine.travel(moment):
            client.get("/account").close()
            assert is_signed_in(client)
    with time_machine.travel(begun + timedelta(hours=longest, minutes=1)):
        assert not is_signed_in(client)


@pytest.mark.parametrize(("email", "idle"), [("editor", 12), ("coordinator", 2)])
def test_unused_sessions_run_out(people: People, browser_of: Browser, email: str, idle: int) -> None:
    client = browser_of(getattr(people, email))
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=idle, minutes=1)):
        assert not is_signed_in(client)


def test_wrong_passwords_close_one_account_and_no_other(people: People, app: Flask) -> None:
    app.config["LIMIT_ACCOUNT"] = "8 per 15 minutes"
    answers = []
    for number in range(25):
        client = app.test_client()
        headers = SAME_ORIGIN | {"X-Forwarded-For": f"198.51.100.{number}"}
        form = {"email": "target@example.org", "password": "wrong wrong wrong"}
        answers.append(client.post("/sign-in", data=form, headers=headers))
    assert [answer.status_code for answer in answers] == [200] * 8 + [429] * 17
    assert int(answers[-1].headers["Retry-After"]) > 60
    assert is_signed_in_with(app, people.editor, PASSWORD)


def test_one_client_is_slowed_down_over_all_accounts(people: People, make_app: Callable[..., Flask]) -> None:
    app = make_app(LIMIT_SIGN_IN="5 per minute")
    form = {"password": "wrong wrong wrong"}
    codes = [
        post(app.test_client(), "/sign-in", email=f"a{number}@example.org", **form).status_code
        for number in range(7)
    ]
    assert codes == [200] * 5 + [429] * 2
    elsewhere = app.test_client().post(
        "/sign-in",
        data={"email": people.editor, "password": PASSWORD},
        headers=SAME_ORIGIN,
        environ_base={"REMOTE_ADDR": "203.0.113.9"},
    )
    assert elsewhere.status_code == 303


def test_codes_cannot_be_tried_out(people: People, client: FlaskClient) -> None:
    client.application.config["LIMIT_ACCOUNT"] = "3 per 15 minutes"
    post(client, "/sign-in", email=people.system_administrator, password=PASSWORD)
    tried = [post(client, "/sign-in/code", code=f"00000{number}").status_code for number in range(5)]
    assert tried[:3] == [200] * 3
    assert tried[3:] == [429] * 2


def test_the_record_says_who_came_in_and_who_did_not(people: People, app: Flask, browser_of: Browser) -> None:
    browser_of(people.editor)
    post(app.test_client(), "/sign-in", email=people.editor, password="wrong wrong wrong")
    post(app.test_client(), "/sign-in", email="stranger@example.org", password="wrong wrong wrong")
    people.session.rollback()
    tries = select(AuditEntry).where(AuditEntry.action.startswith("accounts.sign_in"))
    entries = people.session.scalars(tries.order_by(AuditEntry.id)).all()
    user_id = str(people.user(people.editor).id)
    assert [(entry.action, entry.actor) for entry in entries] == [
        ("accounts.sign_in", user_id),
        ("accounts.sign_in_failed", user_id),
        ("accounts.sign_in_failed", "visitor"),
    ]
    assert all("example.org" not in str(entry.details) for entry in entries)
