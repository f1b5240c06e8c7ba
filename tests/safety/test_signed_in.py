"""What signed-in people see and may touch: no confidential place, nothing of another organization, no draft of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from network.core.permissions import Permission, permission_of
from network.member.belongings import COLLECTIONS
from network.moderation.fields import Widget, get_kind
from network.moderation.models import ChangeState
from network.moderation.operations import propose, save_draft, send_back
from tests import databases
from tests.moderation.cases import CASES
from tests.people import SignedInClient
from tests.safety.estate import Estate, make_estate
from tests.safety.test_canary import CANARY, CANARY_WORDS, HIDDEN_COMMUNITY, ROUTES
from tests.safety.test_canary import planted as planted
from tests.world import World

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
ANSWERS = {200, 302, 303, 403, 404, 410}
OWN = {
    "member.change": "the organization's own change, before and after",
    "member.edit": "the organization's own form",
    "member.edit_change": "the organization's own form",
    "member.index": "the organization's own overview, where a place has the name that it gave it",
    "member.new": "the organization's own form, which offers its places",
    "member.record_history": "the organization's own history",
    "member.records": "the organization's own list, where a place has the name that it gave it",
    "member.remove": "names the record that is to be removed",
}
"""Where an organization's own people see their confidential place, with the reason."""
LETTERS = {"mail.index", "mail.show", "mail.file"}
"""In development alone: the letters to the people who proposed a change name it."""
UNTOUCHED = {"user_sessions", "audit_entries", "users", "user_memberships"}
"""Tables in which signing in leaves its own rows."""
MARKER = "Маркерослово"


@pytest.fixture
def estate(planted: dict[str, str], world: World) -> Estate:
    """What an organization has, with the planted confidential place."""
    return make_estate(world, CANARY)


def walk(app: Flask, planted: dict[str, str], estate: Estate) -> Iterator[tuple[str, str]]:
    """Every endpoint with each of its addresses."""
    for endpoint in sorted(ROUTES):
        for path in ROUTES[endpoint]:
            yield endpoint, path.format(**planted)
    yield from estate.addresses(app)


def is_public(app: Flask, endpoint: str) -> bool:
    """Whether the page asks nobody who is there: it is the same for all."""
    return permission_of(app.view_functions[endpoint]) is Permission.PUBLIC


def csrf_of(client: FlaskClient) -> str:
    """The token that the forms of this person carry."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/account").get_data(as_text=True))
    assert found is not None
    return found[1]


def told(client: FlaskClient, path: str, words: tuple[str, ...]) -> list[str]:
    """Those of the words that an answer tells."""
    answer = client.get(path)
    assert answer.status_code in ANSWERS, path
    body = answer.get_data(as_text=True) + str(answer.headers)
    return [word for word in words if word in body]


@pytest.mark.engines("sqlite")
@pytest.mark.parametrize("language", ["", "/en"])
def test_a_foreign_editor_learns_no_confidential_place(
    app: Flask, planted: dict[str, str], estate: Estate, signed_in_client: SignedInClient, language: str
) -> None:
    client = signed_in_client("foreign_editor")
    for endpoint, path in walk(app, planted, estate):
        words = CANARY_WORDS if endpoint == "profiles.community" else CANARY_WORDS + HIDDEN_COMMUNITY
        assert told(client, language + path, words) == [], path


@pytest.mark.engines("sqlite")
@pytest.mark.parametrize("role", ["coordinator", "system_admin"])
def test_a_coordinator_learns_no_confidential_place_without_asking(
    app: Flask, planted: dict[str, str], estate: Estate, signed_in_client: SignedInClient, role: str
) -> None:
    client = signed_in_client(role)
    for _endpoint, path in walk(app, planted, estate):
        assert told(client, path, CANARY_WORDS) == [], path


@pytest.mark.engines("sqlite")
def test_its_own_people_see_a_confidential_place_in_their_own_forms_alone(
    app: Flask, planted: dict[str, str], estate: Estate, signed_in_client: SignedInClient
) -> None:
    client = signed_in_client("editor")
    telling = {endpoint for endpoint, path in walk(app, planted, estate) if told(client, path, CANARY_WORDS)}
    assert "member.edit" in telling
    assert telling <= set(OWN)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_foreign_editor_reaches_no_record_by_its_number(
    app: Flask, estate: Estate, world: World, signed_in_client: SignedInClient, method: str
) -> None:
    client = signed_in_client("foreign_editor")
    fields = {"csrf_token": csrf_of(client), "version": "1", "record_version": "0", "action": "propose"}
    before = rows(world)
    walked = list(estate.addresses(app, method))
    for _endpoint, path in walked:
        form: dict[str, Any] = {"data": fields} if method == "POST" else {}
        answer = client.open(path, method=method, headers=SAME_ORIGIN, **form)
        assert answer.status_code in {403, 404}, path
    assert len(walked) > 10
    assert rows(world) == before


def rows(world: World) -> dict[str, list[Any]]:
    """All that is kept, but for what signing in leaves."""
    world.session.rollback()
    taken = databases.take_rows(world.session)
    return {table.name: found for table, found in taken if table.name not in UNTOUCHED}


@pytest.mark.engines("sqlite")
@pytest.mark.parametrize("state", [ChangeState.DRAFT, ChangeState.WAITING, ChangeState.SENT_BACK])
def test_what_is_not_decided_is_nowhere_to_be_read(
    app: Flask,
    planted: dict[str, str],
    estate: Estate,
    world: World,
    signed_in_client: SignedInClient,
    state: ChangeState,
) -> None:
    made = [plant_change(world, estate, kind, state) for kind in CASES]
    world.session.commit()
    estate.numbers["change_id"] = made
    visitor, foreign = app.test_client(), signed_in_client("foreign_editor")
    for endpoint, path in walk(app, planted, estate):
        reader = visitor if is_public(app, endpoint) else foreign
        assert endpoint in LETTERS or told(reader, path, (MARKER,)) == [], path
    own = signed_in_client("editor")
    seen = [path for _endpoint, path in estate.addresses(app) if told(own, path, (MARKER,))]
    assert len(seen) >= len(CASES), "its own people see each"


def plant_change(world: World, estate: Estate, kind: str, state: ChangeState) -> int:
    """A change of the record with the marker in each of its texts; its number."""
    spec, session = get_kind(kind), world.session
    (part,) = [part for part, code in COLLECTIONS.items() if code == kind]
    texts = {
        key: MARKER
        for each in spec.fields
        if each.widget in {Widget.LINE, Widget.TEXT} and each.languages
        for key in each.keys
    }
    assert texts, f"{kind} has no text"
    change = save_draft(
        session=session,
        kind=kind,
        organization_id=world.organization.id,
        values=texts,
        by=estate.numbers["user_id"][0],
        record_id=estate.records[part][0],
    )
    by = estate.numbers["user_id"][0]
    if state is not ChangeState.DRAFT:
        propose(session=session, change_id=change.id, version_shown=change.version, by=by)
    if state is ChangeState.SENT_BACK:
        send_back(
            session=session,
            change_id=change.id,
            version_shown=change.version,
            reason="Перевірте ще раз.",
            by=by + 1,
        )
    return change.id
