"""A preview shows what publication would show, and leaves nothing behind."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from network.moderation import operations
from network.moderation.fields import get_kind
from network.moderation.models import Change, ChangeState
from network.moderation.preview import previewing
from tests.databases import Rows, take_rows
from tests.moderation.cases import CASES
from tests.moderation.steps import draft, output
from tests.world import World


def rows(session: Session) -> Rows:
    session.rollback()
    taken = take_rows(session)
    session.rollback()
    return taken


@pytest.mark.parametrize("kind", CASES)
def test_a_changed_record_is_shown_and_put_back(world: World, client: FlaskClient, kind: str) -> None:
    case, session, spec = CASES[kind], world.session, get_kind(kind)
    record_id = case.make(world)
    change = draft(world, kind, record_id, case.values)
    world.finish()
    shown_before, before = output(client, world, kind, record_id), rows(session)

    with previewing(session, session.get_one(Change, change.id)) as record:
        values = spec.read(session, record)
        assert {key: values[key] for key in case.values} == case.values
    assert rows(session) == before
    assert output(client, world, kind, record_id) == shown_before


@pytest.mark.parametrize("kind", [kind for kind in CASES if kind not in {"organization", "owned_solution"}])
def test_a_new_record_is_shown_and_never_made(world: World, kind: str) -> None:
    session, spec = world.session, get_kind(kind)
    change = draft(world, kind, None, CASES[kind].fresh(world))
    world.finish()
    before = rows(session)
    with previewing(session, session.get_one(Change, change.id)) as record:
        assert record.id in {each.id for each in spec.find(session, [world.organization.id])}
        made = record.id
    assert rows(session) == before
    assert made not in {each.id for each in spec.find(session, [world.organization.id])}


def test_an_unpublished_record_has_its_page_meanwhile(world: World, client: FlaskClient) -> None:
    session, spec = world.session, get_kind("service")
    service = world.add_service("Схована послуга")
    service.is_published = world.organization.is_published = False
    change = draft(world, "service", service.id, {"summary_uk": "Волошкова"})
    world.finish()
    before, slug = rows(session), service.slug
    with previewing(session, session.get_one(Change, change.id)) as record:
        assert spec.page(record) == ("profiles.service", slug)
        page = client.application.view_functions["profiles.service"]
        with client.application.test_request_context(f"/services/{slug}"):
            shown = page(slug=slug)
        assert "Волошкова" in str(shown)
    assert rows(session) == before
    assert client.get(f"/services/{slug}").status_code == 404


class Broken(Exception):
    pass


def test_nothing_stays_when_the_page_fails(world: World) -> None:
    session = world.session
    change = draft(world, "service", CASES["service"].make(world), CASES["service"].values)
    world.finish()
    before = rows(session)
    with pytest.raises(Broken), previewing(session, session.get_one(Change, change.id)):
        raise Broken
    assert rows(session) == before


def test_what_cannot_be_published_is_said_and_nothing_stays(world: World) -> None:
    session = world.session
    change = draft(world, "organization", world.organization.id, {"edrpou": "12345679"})
    world.finish()
    before = rows(session)
    with (
        pytest.raises(operations.Invalid) as refused,
        previewing(session, session.get_one(Change, change.id)),
    ):
        pass
    assert set(refused.value.errors) == {"edrpou"}
    assert rows(session) == before


def test_a_draft_of_the_same_request_stays(world: World) -> None:
    session = world.session
    record_id = CASES["service"].make(world)
    world.finish()
    session.rollback()
    session.connection(execution_options={"write_lock": True})
    change_id = draft(world, "service", record_id, CASES["service"].values).id
    with previewing(session, session.get_one(Change, change_id)) as record:
        assert record.name_uk == CASES["service"].values["name_uk"]
    session.commit()
    assert session.get_one(Change, change_id).state == ChangeState.DRAFT
    assert get_kind("service").get(session, record_id).name_uk != CASES["service"].values["name_uk"]
