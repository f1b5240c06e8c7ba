"""Every route there is, and what each role gets from it: a route that nobody put into the table fails."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from network.core.permissions import Permission, permission_of
from tests.accounts.conftest import PASSWORD, SAME_ORIGIN, Browser, People, post

PUBLIC = frozenset(
    {
        "accounts.ask_link", "accounts.ask_passkey", "accounts.ask_reset", "accounts.code", "accounts.invitation",
        "accounts.link", "accounts.member_login", "accounts.new_email", "accounts.reset", "accounts.second_factor",
        "accounts.sign_in", "accounts.use_link", "accounts.use_passkey",
        "applications.answer", "applications.join", "applications.reply", "applications.show",
        "directory.flow_data", "directory.map_data", "directory.map_page", "directory.services", "directory.topic",
        "events.calendar", "events.index", "events.show",
        "forums.document", "forums.index", "forums.show",
        "partnerships.document", "partnerships.index", "partnerships.network", "partnerships.show",
        "relocations.index", "relocations.show",
        "feedback.report", "feedback.show", "freshness.answer", "freshness.confirm", "freshness.edit",
        "freshness.renew",
        "home.healthz", "home.index", "home.network", "home.prose", "home.readyz", "home.robots", "home.sitemap",
        "mail.file", "mail.index", "mail.show", "mobile_teams.index", "mobile_teams.show", "news.index", "news.show",
        "organizations.index", "profiles.communities", "profiles.community", "profiles.organization",
        "profiles.origin", "profiles.service", "profiles.short", "urgent.index",
    }
)  # fmt: skip
"""What everybody may open; all else is for people who signed in, by the permission that the view declares."""
PERMITTED = {
    Permission.SIGNED_IN: {"nobody", "editor", "administrator", "coordinator", "system_administrator"},
    Permission.MEMBER: {"editor", "administrator"},
    Permission.COORDINATOR: {"coordinator"},
    Permission.OVERSEER: {"coordinator", "system_administrator"},
    Permission.SYSTEM_ADMINISTRATOR: {"system_administrator"},
}
ROLES = ("nobody", "editor", "administrator", "coordinator", "system_administrator")


def path_of(rule: Rule) -> str:
    """An address of the rule, of a record that does not exist."""
    filled = re.sub(r"<any\('([\w-]+)'[^>]*>", r"\1", re.sub(r"<int:\w+>", "999999", rule.rule))
    return re.sub(r"<[^>]+>", "nothing", filled)


def routes(app: Flask) -> Iterator[tuple[str, str, str, Permission | None]]:
    """Each endpoint, method and address, with the permission that its view declares."""
    for rule in app.url_map.iter_rules():
        permission = permission_of(app.view_functions[rule.endpoint])
        for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}):
            yield rule.endpoint, method, path_of(rule), permission


def test_exactly_the_listed_routes_are_public(app: Flask) -> None:
    public = {endpoint for endpoint, *_rest, permission in routes(app) if permission is Permission.PUBLIC}
    assert public <= PUBLIC, "a new route for everybody is put into this table on purpose"
    undeclared = {endpoint for endpoint, *_rest, permission in routes(app) if permission is None}
    assert not undeclared


def test_every_permission_is_in_the_table() -> None:
    assert {*PERMITTED} == {*Permission} - {Permission.PUBLIC}


def test_visitors_get_nothing_but_the_public_routes(app: Flask, client: FlaskClient) -> None:
    for endpoint, method, path, permission in routes(app):
        if permission is Permission.PUBLIC:
            continue
        answer = client.open(path, method=method, headers=SAME_ORIGIN)
        if method == "GET":
            assert answer.status_code == 303, endpoint
            assert answer.location.startswith("/sign-in?next="), endpoint
        else:
            assert answer.status_code == 403, endpoint


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_what_the_table_says(
    app: Flask, people: People, browser_of: Browser, role: str
) -> None:
    client = browser_of(getattr(people, role))
    for endpoint, method, path, permission in routes(app):
        if permission is Permission.PUBLIC or permission is None:
            continue
        answer = client.open(path, method=method, headers=SAME_ORIGIN)
        if role not in PERMITTED[permission]:
            assert answer.status_code == 403, (endpoint, method)
        elif method == "GET":
            assert answer.status_code in {200, 302, 303, 404}, (endpoint, method)
        else:
            assert answer.status_code == 400, f"{endpoint} takes a form without a token"


@pytest.mark.parametrize("role", ["coordinator", "system_administrator"])
@pytest.mark.parametrize("has_phone", [True, False], ids=["a phone", "no phone yet"])
def test_without_the_second_factor_they_get_nothing(
    app: Flask, people: People, role: str, has_phone: bool
) -> None:
    email = getattr(people, role)
    if not has_phone:
        people.user(email).totp_secret = ""
        people.session.commit()
    client = app.test_client()
    answer = post(client, "/sign-in", email=email, password=PASSWORD)
    assert client.get_cookie("session") is not None
    assert answer.location.startswith("/sign-in/code" if has_phone else "/account/second-factor")
    for endpoint, method, path, permission in routes(app):
        if permission is not Permission.PUBLIC:
            answer = client.open(path, method=method, headers=SAME_ORIGIN)
            assert answer.status_code == (303 if method == "GET" else 403), endpoint
            assert method != "GET" or answer.location.startswith("/sign-in?next="), endpoint
