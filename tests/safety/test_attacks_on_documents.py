"""Documents under attack: other people's, pretended, oversized, sent at once; over HTTP as an attacker would send them."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select
from werkzeug.test import TestResponse

from network.core.database import db
from network.files.models import StoredFile
from network.files.operations import store
from network.files.queries import get_content, get_file
from network.moderation.models import Change
from network.moderation.operations import Invalid
from network.moderation.queries import live_change
from network.organizations.models import Organization
from network.partnerships.models import Partnership
from tests.documents import PRETENDERS, as_form, make_pdf
from tests.moderation.cases import CASES
from tests.moderation.steps import draft, propose, publish
from tests.people import FOREIGN, SignedInClient
from tests.world import World

HEADERS = {"Sec-Fetch-Site": "same-origin"}
PLAIN = "application/x-www-form-urlencoded"
MEGABYTE = 1024 * 1024


@pytest.fixture
def path(world: World) -> str:
    """The form of a partnership, which may have a document."""
    record_id = CASES["partnership"].make(world)
    world.finish()
    return f"/member/partnerships/{record_id}/edit"


@pytest.fixture
def client(path: str, signed_in_client: SignedInClient) -> FlaskClient:
    """An editor of its organization."""
    return signed_in_client("editor")


def send(
    client: FlaskClient, path: str, content: bytes | None = None, name: str = "a.pdf", **fields: str
) -> TestResponse:
    """Save a draft of the form with a file, and with these fields."""
    page = client.get(path).get_data(as_text=True)
    hidden = re.findall(r'type="hidden" name="(csrf_token|version|record_version)" value="([^"]*)"', page)
    pairs = [*hidden, ("action", "preview"), *fields.items()]
    files = {} if content is None else {"document-file": content}
    return client.post(path, headers=HEADERS, **as_form(pairs, files, name))


def code_in(response: TestResponse) -> str:
    """What the form holds."""
    found = re.search(r'name="document" value="([0-9a-f]{32})?"', response.get_data(as_text=True))
    assert found is not None
    return found[1] or ""


def codes(world: World) -> list[str]:
    world.session.rollback()
    return list(world.session.scalars(select(StoredFile.code).order_by(StoredFile.id)))


def record_of(path: str) -> int:
    return int(path.split("/")[3])


def change_of(world: World, path: str) -> Change:
    world.session.rollback()
    found = live_change(world.session, "partnership", record_of(path))
    assert found is not None
    return found


def test_a_file_is_chosen_once_whatever_else_is_wrong(client: FlaskClient, path: str, world: World) -> None:
    refused = send(client, path, make_pdf(), signed_on="учора")
    assert refused.status_code == 422
    code = code_in(refused)
    assert codes(world) == [code] and "PDF, " in refused.get_data(as_text=True)
    kept = send(client, path, document=code, signed_on="2026-01-02")
    assert kept.status_code == 303 and change_of(world, path).values["document"] == code
    assert get_content(world.session, code) == make_pdf()


def test_it_survives_that_somebody_else_was_faster(client: FlaskClient, path: str, world: World) -> None:
    page = client.get(path).get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]  # type: ignore[index]
    stale = [("csrf_token", token), ("version", "7"), ("record_version", "0"), ("document", "")]
    response = client.post(path, headers=HEADERS, **as_form(stale, {"document-file": make_pdf()}))
    assert response.status_code == 409 and codes(world) == [code_in(response)]


def test_a_forged_form_stores_nothing(client: FlaskClient, path: str, app: Flask, world: World) -> None:
    form = as_form([("version", "0"), ("record_version", "0")], {"document-file": make_pdf()})
    assert client.post(path, headers=HEADERS, **form).status_code == 400
    assert client.post(path, headers={"Sec-Fetch-Site": "cross-site"}, **form).status_code == 403
    assert app.test_client().post(path, headers=HEADERS, **form).status_code == 403
    assert codes(world) == []


@pytest.mark.engines("sqlite")
@pytest.mark.parametrize("what", PRETENDERS)
def test_what_pretends_to_be_a_document_is_not_stored(
    client: FlaskClient, path: str, world: World, what: str
) -> None:
    response = send(client, path, PRETENDERS[what], "угода.pdf")
    assert response.status_code == 422 and 'class="error"' in response.get_data(as_text=True)
    assert codes(world) == [] and code_in(response) == ""


@pytest.mark.engines("sqlite")
@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd",
        "..\\..\\a.exe",
        "a.pdf\x00.html",
        "/dev/null",
        "a" * 3000,
        "<b>.pdf",
        "%2e%2e%2f",
    ],
)
def test_the_name_of_the_file_leads_nowhere(client: FlaskClient, path: str, world: World, name: str) -> None:
    response = send(client, path, make_pdf(), name)
    assert response.status_code == 303
    code = change_of(world, path).values["document"]
    answer = client.get(f"/member/documents/{code}")
    assert re.fullmatch(r'attachment; filename="document-\d+\.pdf"', answer.headers["Content-Disposition"])
    for tried in (name, "../" + code, code + ".html", code.upper() + "0"):
        assert client.get("/member/documents/" + tried.replace("\x00", "%00")).status_code in {308, 400, 404}


def test_a_document_in_a_draft_is_for_its_own_people_and_coordinators(
    client: FlaskClient, path: str, app: Flask, world: World, signed_in_client: SignedInClient
) -> None:
    assert send(client, path, make_pdf()).status_code == 303
    code = change_of(world, path).values["document"]
    own, coordination = f"/member/documents/{code}", f"/coordination/documents/{code}"
    answer = client.get(own)
    assert answer.get_data() == make_pdf() and answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert signed_in_client("coordinator").get(coordination).get_data() == make_pdf()
    assert signed_in_client("foreign_editor").get(own).status_code == 404
    assert client.get(coordination).status_code == 403
    slug = world.session.get_one(Partnership, record_of(path)).slug
    for address in (own, coordination, f"/partnerships/{slug}/document.pdf"):
        answer = app.test_client().get(address)
        assert answer.status_code in {303, 404} and b"%PDF" not in answer.get_data()


def test_a_foreign_document_cannot_be_taken_by_its_code(
    client: FlaskClient, path: str, world: World, signed_in_client: SignedInClient
) -> None:
    signed_in_client("foreign_editor")
    foreign = world.session.scalars(select(Organization.id).where(Organization.name_uk == FOREIGN)).one()
    code = store(session=world.session, organization_id=foreign, content=make_pdf("чуже"), by=1).code
    world.session.commit()
    for tried in (code, "0" * 32, "../" + code, code + "\x00"):
        response = send(client, path, document=tried)
        assert response.status_code == 422 and code_in(response) == "", tried
    with pytest.raises(Invalid) as refused:
        propose(world, draft(world, "partnership", record_of(path), {"document": code}))
    assert set(refused.value.errors) == {"document"}


def test_a_published_document_stays_and_comes_back(client: FlaskClient, path: str, world: World) -> None:
    assert send(client, path, make_pdf()).status_code == 303
    found = change_of(world, path)
    code = found.values["document"]
    publish(world, propose(world, found))
    world.session.commit()
    assert get_file(world.session, code).kept_at is not None
    page = client.get(path).get_data(as_text=True)
    assert f'value="{code}"' in page and "document-remove" in page
    assert send(client, path, None, document=code, **{"document-remove": "1"}).status_code == 303
    assert change_of(world, path).values["document"] == "" and codes(world) == [code]


@pytest.mark.engines("sqlite")
@pytest.mark.parametrize(
    "size, is_told", [(5 * MEGABYTE + 1, True), (14 * MEGABYTE, True), (20 * MEGABYTE, False)]
)
def test_too_large_a_file_is_said_beside_the_field_as_long_as_it_can_be(
    client: FlaskClient, path: str, world: World, size: int, is_told: bool
) -> None:
    response = send(client, path, make_pdf(size=size), name_uk="Напівнаписана назва")
    page = response.get_data(as_text=True)
    assert response.status_code == 413 and codes(world) == []
    assert (is_told, is_told) == ('id="e-document"' in page, "Напівнаписана назва" in page)


@pytest.mark.engines("sqlite")
def test_large_bodies_of_other_kinds_are_refused(client: FlaskClient, path: str, world: World) -> None:
    for body in (b"name_uk=" + b"x" * 20 * MEGABYTE, b"a" + b"&a" * 900_000):
        assert client.post(path, data=body, content_type=PLAIN, headers=HEADERS).status_code == 413
    for fields in ({"name_uk": "x" * 3 * MEGABYTE}, {f"x{number}": "1" for number in range(5000)}):
        assert send(client, path, None, **fields).status_code == 413
    body = urlencode([("name_uk", "x" * 20 * MEGABYTE)]).encode()
    assert client.post("/account", data=body, content_type=PLAIN, headers=HEADERS).status_code in {405, 413}
    service = CASES["service"].make(world)
    world.session.commit()
    response = send(client, f"/member/services/{service}/edit", make_pdf(size=3 * MEGABYTE))
    assert response.status_code == 413 and codes(world) == []


def test_uploads_at_the_same_moment_are_all_answered(
    client: FlaskClient, path: str, world: World, app: Flask
) -> None:
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None

    def upload(number: int) -> int:
        own = app.test_client()
        own.set_cookie(app.config["SESSION_COOKIE_NAME"], cookie.value)
        return send(own, path, make_pdf(str(number), size=400_000), signed_on="учора").status_code

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(upload, range(12)))
    assert set(answers) <= {422, 503} and answers.count(422) == len(codes(world)) > 0


@pytest.mark.engines("sqlite")
@pytest.mark.parametrize("fields", [{}, {"signed_on": "учора"}])
def test_a_full_disk_is_said_and_nothing_is_half_written(
    client: FlaskClient, path: str, world: World, app: Flask, fields: dict[str, str]
) -> None:
    with app.app_context():
        engine = db.engine
    world.session.rollback()
    raw = engine.raw_connection()
    raw.cursor().execute("VACUUM")  # earlier tests left free pages behind
    raw.close()

    def fill(connection: Any, _record: Any, _proxy: Any) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages + 20}")

    def empty(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA max_page_count=1073741823")

    event.listen(engine, "checkout", fill)
    event.listen(engine, "checkin", empty)
    try:
        response = send(client, path, make_pdf(size=2 * MEGABYTE), **fields)
    finally:
        event.remove(engine, "checkout", fill)
        event.remove(engine, "checkin", empty)
    assert response.status_code == 503 and response.headers["Retry-After"]
    assert codes(world) == []
    assert send(client, path, make_pdf()).status_code == 303
