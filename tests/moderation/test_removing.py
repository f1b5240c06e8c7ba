"""A record that does not work any more: at once, since when and why; in danger nothing of it stays public."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from network.audit.models import AuditEntry
from network.core.errors import NotFound
from network.moderation import removing
from network.moderation.fields import Reason, Removal, get_kind
from network.moderation.models import Action, ChangeState
from network.moderation.queries import history
from network.moderation.recording import has_record
from network.moderation.removals import read_removal
from tests.moderation.cases import CASES, slugs
from tests.moderation.steps import EDITOR, draft, propose, publish, remove, words
from tests.world import World


@pytest.mark.parametrize("kind", CASES)
def test_a_removal_is_kept_with_its_reason(world: World, kind: str) -> None:
    session, spec = world.session, get_kind(kind)
    record_id = CASES[kind].make(world)
    change = propose(world, draft(world, kind, record_id, CASES[kind].values))
    remove(world, kind, record_id, Reason.ENDED)
    session.commit()
    assert change.state == ChangeState.WITHDRAWN
    assert has_record(session, spec, record_id) is spec.is_kept
    revision = history(session, kind, record_id)[0]
    assert (revision.action, revision.reason, revision.decider_id) == (Action.REMOVED, "ended", EDITOR)
    actions = set(session.scalars(select(AuditEntry.action)))
    assert {"record.removed", "change.withdrawn"} <= actions


@pytest.mark.parametrize("kind", ["organization", "service", "team"])
def test_the_page_says_since_when_and_why(world: World, client: FlaskClient, kind: str) -> None:
    record_id = CASES[kind].make(world)
    world.finish()
    form = {"reason": "ended", "since": "2024-03-05"}
    removing.remove(
        session=world.session,
        kind=kind,
        record_id=record_id,
        organization_id=world.organization.id,
        removal=read_removal(form, world.day),
        by=EDITOR,
    )
    world.session.commit()
    path = CASES[kind].paths[0].format(**slugs(world, kind, record_id))
    for language, day, why in (
        ("", "5 березня 2024", "Закінчився проєкт або кошти"),
        ("/en", "5 March 2024", "The project or its money has ended"),
    ):
        text = client.get(language + path).get_data(as_text=True)
        assert day in text and why in text, text[text.find("<main") :][:900]
    if kind == "organization":
        return
    back = {"status": "active", "status_from": None}
    publish(world, propose(world, draft(world, kind, record_id, back)))
    world.session.commit()
    assert "5 березня 2024" not in client.get(path).get_data(as_text=True)


@pytest.mark.parametrize("kind", CASES)
def test_security_concerns_leave_nothing_public(world: World, client: FlaskClient, kind: str) -> None:
    session, case = world.session, CASES[kind]
    record_id = case.make(world)
    world.finish()
    filled = slugs(world, kind, record_id)
    paths = [path.format(**filled) for path in case.paths]
    assert any(case.before in client.get(path).get_data(as_text=True) for path in paths)

    remove(world, kind, record_id, Reason.SECURITY)
    session.commit()
    for path in paths:
        page = client.get(path)
        assert page.status_code in {200, 404}
        assert case.before not in page.get_data(as_text=True), path
    assert case.before.casefold() not in words(session, kind, record_id)


def test_an_organization_in_danger_takes_everything_along(world: World, client: FlaskClient) -> None:
    session = world.session
    made = {kind: CASES[kind].make(world) for kind in CASES}
    world.finish()
    paths = {path.format(**slugs(world, kind, made[kind])) for kind in CASES for path in CASES[kind].paths}
    shown = "".join(client.get(path).get_data(as_text=True) for path in paths)
    assert "Степова криниця" in shown and "Барвінкова" in shown

    remove(world, "organization", world.organization.id, Reason.SECURITY)
    session.commit()
    for path in paths | {
        "/organizations",
        "/services",
        "/mobile-teams",
        "/map/stops.geojson",
        "/sitemap.xml",
    }:
        text = client.get(path).get_data(as_text=True)
        assert "Степова криниця" not in text and "Барвінкова" not in text, path


def test_a_foreign_record_cannot_be_removed(world: World) -> None:
    other = world.add_organization("ГО «Чужа»")
    for kind, case in CASES.items():
        record_id = case.make(world)
        with pytest.raises(NotFound):
            removing.remove(
                session=world.session,
                kind=kind,
                record_id=record_id,
                organization_id=other.id,
                removal=Removal(since=world.day, reason=Reason.ENDED, words_uk="", words_en=""),
                by=EDITOR,
            )
