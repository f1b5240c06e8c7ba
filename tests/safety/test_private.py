"""Pages for one person stay out of caches and out of the log, and go on when nothing can be written."""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask

from tests.people import SignedInClient, email_of
from tests.safety.estate import Estate
from tests.safety.test_canary import ROUTES
from tests.safety.test_canary import planted as planted
from tests.safety.test_signed_in import csrf_of, is_public, walk
from tests.safety.test_signed_in import estate as estate

pytestmark = pytest.mark.engines("sqlite")
OF_MANY_ROLES = ("editor", "coordinator", "system_admin")
MAKE_AND_TAKE_BACK = {"member.preview": "shows a page as it would be: the change is made and taken back"}
"""Pages that need the lock although they keep nothing, with the reason."""
PHONE = re.compile(r"\+?380[\d ]{9,}")
EMAIL = re.compile(r"[\w.-]+@[\w-]+\.\w+")


def private(app: Flask, planted: dict[str, str], estate: Estate) -> Iterator[tuple[str, str]]:
    """Endpoint and address of the pages that ask who is there."""
    return ((endpoint, path) for endpoint, path in walk(app, planted, estate) if not is_public(app, endpoint))


def test_what_is_for_one_person_is_kept_by_nobody(
    app: Flask, planted: dict[str, str], estate: Estate, signed_in_client: SignedInClient
) -> None:
    shown = set()
    for role in OF_MANY_ROLES:
        client = signed_in_client(role)
        for endpoint, path in private(app, planted, estate):
            answer = client.get(path)
            assert answer.headers["Cache-Control"] == "no-store", path
            assert "Cookie" in answer.vary, path
            shown |= {endpoint} if answer.status_code == 200 else set()
    assert {"accounts.index", "member.index", "member.edit", "accounts.people"} <= shown


def test_public_pages_are_the_same_with_and_without_a_session(
    app: Flask, planted: dict[str, str], signed_in_client: SignedInClient
) -> None:
    visitor, editor = app.test_client(), signed_in_client("editor")
    for endpoint in sorted(ROUTES):
        if endpoint.startswith(("accounts.", "mail.")) or not is_public(app, endpoint):
            continue
        for path in ROUTES[endpoint]:
            mine, theirs = editor.get(path.format(**planted)), visitor.get(path.format(**planted))
            assert "Cookie" not in mine.vary and "Set-Cookie" not in mine.headers, path
            assert mine.headers.get("Cache-Control") == theirs.headers.get("Cache-Control"), path
            assert mine.status_code == theirs.status_code, path


def test_the_log_tells_no_address_and_no_number(
    app: Flask,
    planted: dict[str, str],
    estate: Estate,
    signed_in_client: SignedInClient,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    client = signed_in_client("editor")
    headers = {"Sec-Fetch-Site": "same-origin"}
    form = {"csrf_token": csrf_of(client), "email": "secret.person@example.org", "phone": "+380000000099"}
    capfd.readouterr()
    with caplog.at_level(logging.DEBUG):
        for _endpoint, path in walk(app, planted, estate):
            client.get(path)
        for _endpoint, path in estate.addresses(app, "POST"):
            client.post(path, data=form, headers=headers)
        for path in ("/sign-in", "/sign-in/link", "/reset"):
            app.test_client().post(path, data={**form, "password": "хибний пароль"}, headers=headers)
    written = "".join(capfd.readouterr()) + "\n".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("sqlalchemy")
    )
    assert EMAIL.findall(written) == []
    assert PHONE.findall(written) == []
    assert email_of("editor") not in written


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Another program holds the lock of the database meanwhile."""
    path = url.removeprefix("sqlite:///")
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


def test_reading_goes_on_for_signed_in_people_while_nothing_can_be_written(
    app: Flask,
    planted: dict[str, str],
    estate: Estate,
    signed_in_client: SignedInClient,
    database_url: str,
) -> None:
    clients = {role: signed_in_client(role) for role in OF_MANY_ROLES}
    addresses = [
        path for endpoint, path in private(app, planted, estate) if endpoint not in MAKE_AND_TAKE_BACK
    ]
    before = {
        (role, path): client.get(path).status_code for role, client in clients.items() for path in addresses
    }
    with locked(database_url):
        for (role, path), status in before.items():
            assert clients[role].get(path).status_code == status, (role, path)
    assert 200 in before.values()
