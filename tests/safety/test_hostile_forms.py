"""Every field of every kind with hostile values: an answer beside the field, or nothing that harms; never a failure of ours.

The kinds are walked by themselves (tests/moderation/cases.py). Field by field as the views do it, and each form as a whole
over HTTP, for members and for coordinators.
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from network.core.errors import BadInput
from network.member.belongings import OF_KIND
from network.moderation import operations
from network.moderation.documents import takes_documents
from network.moderation.fields import Field, Kind, Values, Widget, get_kind
from network.moderation.forms import EditForm
from network.moderation.models import Change
from tests.documents import as_form
from tests.moderation.cases import CASES
from tests.moderation.steps import draft, propose, publish
from tests.people import SignedInClient
from tests.world import World

HOSTILE = {
    "NUL": "\x00",
    "NUL inside": "Ма\x00ма",
    "lone surrogate": "\ud800слово\udfff",
    "bidi override": "\u202eгроза\u2066\u2069",
    "what no number holds": "1e400",
    "digits without end": "9" * 400,
    "long text": "Довго " * 3500,
    "long word": "ж" * 2_001,
    "many lines": "а\n" * 60,
    "negative": "-5",
    "not a number": "NaN",
    "other digits": "٣٤",
    "wrong enum": "king",
    "wrong day": "2026-02-30",
    "JSON": '[{"record": 1, "code": {}}]',
    "markup": "<script>alert(1)</script>{{ 7*7 }}",
    "statement": "'; DROP TABLE organizations; --",
    "bigger than an id": "99999999999999999999",
    "spaces": " \u00a0\u2003\u200b ",
    "combining": "З" + "\u0300" * 600,
}
STRICT = ("NUL", "NUL inside", "lone surrogate", "long text", "bigger than an id")
"""What PostgreSQL refuses where SQLite lets it pass."""
HEADERS = {"Sec-Fetch-Site": "same-origin"}
ANSWERS = {303, 413, 422}
TEXTS = {Widget.LINE, Widget.TEXT}
MORE = {Widget.PAIRS: ("code",), Widget.FILE: ("remove",)}
"""The inputs that a field has besides the one of its own name."""


def stored_of(world: World, kind: str) -> tuple[Kind, int, Values]:
    spec = get_kind(kind)
    record_id = CASES[kind].make(world)
    return spec, record_id, spec.read(world.session, spec.get(world.session, record_id))


def read(world: World, spec: Kind, field: Field, stored: Values, value: str) -> Values:
    """What the field makes of a value that comes twice; a mistake has words and can be drawn."""
    names = [name for key in field.keys for name in (key, f"has-{key}", f"{key}-code", f"{key}-remove")]
    typed_in = MultiDict([(name, value) for name in names for _again in range(2)])
    form = EditForm(world.session, replace(spec, fields=[field]), world.organization.id, stored, typed_in)
    assert all(form.errors.values()) and len(form.problems()) == len(form.errors)
    if form.errors:
        assert any(each.error for row in form.rows() for each in row.inputs)
    return form.values


def end(world: World, kind: str, record_id: int, values: Values) -> str:
    """Where these values end: «refused» with words, or «published»; everything else is a mistake of ours."""
    with world.session.begin_nested() as attempt:
        try:
            publish(world, propose(world, draft(world, kind, record_id, values)))
        except operations.Invalid as refused:
            assert set(refused.errors) <= {"", *get_kind(kind).empty()}
            assert all(str(words) for words in refused.errors.values())
            return "refused"
        except BadInput as refused:
            assert str(refused)
            return "refused"
        finally:
            if attempt.is_active:
                attempt.rollback()
    return "published"


@pytest.mark.parametrize("kind", CASES)
def test_no_field_of_any_kind_breaks(world: World, kind: str, engine_name: str) -> None:
    chosen = HOSTILE if engine_name == "sqlite" else {name: HOSTILE[name] for name in STRICT}
    spec, record_id, stored = stored_of(world, kind)
    world.finish()
    refused = 0
    for value in chosen.values():
        texts, others = Values(), Values()
        for field in spec.fields:
            values = read(world, spec, field, stored, value)
            refused += not values
            (texts if field.widget in TEXTS else others).update(values)
        for values in (texts, others):
            end(world, kind, record_id, values)
    assert refused >= len(chosen)


def names_of(spec: Kind) -> list[str]:
    """The names of all inputs of the kind's form."""
    return [name for key in spec.empty() for name in (key, f"has-{key}")] + [
        f"{field.name}-{more}" for field in spec.fields for more in MORE.get(field.widget, ())
    ]


def hidden_of(client: FlaskClient, path: str) -> list[tuple[str, str]]:
    """What a form carries besides its fields."""
    page = client.get(path).get_data(as_text=True)
    return re.findall(
        r'<input type="hidden" name="(csrf_token|version|record_version)" value="([^"]*)"', page
    )


def post(client: FlaskClient, path: str, spec: Kind, value: str) -> TestResponse:
    """The form with this value in every field, its bytes as they are, a file too where there is one."""
    pairs = [("action", "propose"), *hidden_of(client, path), *((name, value) for name in names_of(spec))]
    if takes_documents(spec.code):
        content = value.encode("utf-8", "surrogatepass")
        form = as_form(
            pairs, {f"{field.name}-file": content for field in spec.fields if field.widget is Widget.FILE}
        )
    else:
        body = urlencode(pairs, errors="surrogatepass")
        form = {"data": body, "content_type": "application/x-www-form-urlencoded"}
    return client.post(path, headers=HEADERS, **form)


def check_answer(response: TestResponse, what: str) -> None:
    assert response.status_code in ANSWERS, what
    if response.status_code == 422:
        page = response.get_data(as_text=True)
        assert 'class="error"' in page and "<script>alert(1)" not in page, what


def give_up(world: World) -> None:
    """No change is left: each form begins anew."""
    world.session.rollback()
    world.session.execute(delete(Change))
    world.session.commit()


@pytest.mark.engines("sqlite")
@pytest.mark.parametrize("kind", CASES)
def test_a_form_in_which_every_field_is_hostile_is_answered(
    world: World, signed_in_client: SignedInClient, kind: str
) -> None:
    spec, record_id, _stored = stored_of(world, kind)
    owner = world.organization.id
    world.finish()
    client = signed_in_client("editor")
    paths = [f"/member/{OF_KIND[kind]}/{record_id}/edit"]
    if spec.can_create:
        paths.append(f"/en/member/{OF_KIND[kind]}/new/{owner}")
    for path in paths:
        for what, value in HOSTILE.items():
            check_answer(post(client, path, spec, value), f"{what} at {path}")
            give_up(world)


@pytest.mark.engines("sqlite")
@pytest.mark.parametrize("kind", CASES)
def test_a_correction_in_which_every_field_is_hostile_is_answered(
    world: World, signed_in_client: SignedInClient, kind: str
) -> None:
    spec, record_id, _stored = stored_of(world, kind)
    values = CASES[kind].values
    world.finish()
    client = signed_in_client("coordinator")
    for what, value in HOSTILE.items():
        change = propose(world, draft(world, kind, record_id, values))
        world.session.commit()
        check_answer(post(client, f"/coordination/review/{change.id}/correct", spec, value), what)
        give_up(world)
