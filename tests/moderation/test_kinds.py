"""Every kind of record that members change goes the same way: proposed, unseen, published as shown, kept, restored."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from network.core.errors import BadInput, NotFound
from network.moderation import operations, queries
from network.moderation.fields import get_kind, kinds
from network.moderation.models import Action, ChangeState
from tests.moderation.cases import CASES, NEW
from tests.moderation.steps import COORDINATOR, EDITOR, draft, output, propose, publish, words
from tests.world import World


@pytest.fixture
def codes(app: object) -> list[str]:
    return [kind.code for kind in kinds()]


@pytest.mark.engines("sqlite")
def test_every_kind_has_its_case(codes: list[str]) -> None:
    assert set(codes) == set(CASES), "a new kind says here how its changes are checked"
    assert codes == list(dict.fromkeys(codes))


@pytest.mark.parametrize("kind", CASES)
def test_a_change_is_unseen_until_it_is_published(world: World, client: FlaskClient, kind: str) -> None:
    case, session = CASES[kind], world.session
    record_id = case.make(world)
    world.finish()
    before = output(client, world, kind, record_id)
    assert case.before in before

    change = propose(world, draft(world, kind, record_id, case.values))
    session.commit()
    assert output(client, world, kind, record_id) == before
    assert NEW.casefold() not in words(session, kind, record_id)

    publish(world, change)
    session.commit()
    after = output(client, world, kind, record_id)
    assert case.shows in after and case.before not in after
    assert (NEW.casefold() in words(session, kind, record_id)) is case.is_indexed

    [revision] = queries.history(session, kind, record_id)
    assert revision.after == case.values
    assert (revision.version, revision.proposer_id, revision.decider_id) == (1, EDITOR, COORDINATOR)
    assert {each.key for each in queries.differences(revision)} == set(case.values)


@pytest.mark.parametrize("kind", CASES)
def test_a_version_is_restored_as_a_new_change(world: World, client: FlaskClient, kind: str) -> None:
    case, session = CASES[kind], world.session
    record_id = case.make(world)
    world.finish()
    original = get_kind(kind).read(session, get_kind(kind).get(session, record_id))
    before = output(client, world, kind, record_id)
    publish(world, propose(world, draft(world, kind, record_id, case.values)))
    backwards = {key: original[key] for key in case.values}
    publish(world, propose(world, draft(world, kind, record_id, backwards)))
    session.commit()
    assert output(client, world, kind, record_id) == before

    second, first = queries.history(session, kind, record_id)
    assert second.after == backwards
    change = operations.restore(
        session=session, revision_id=first.id, organization_id=world.organization.id, by=EDITOR
    )
    assert change.values == case.values
    publish(world, propose(world, change))
    session.commit()
    assert case.shows in output(client, world, kind, record_id)
    assert queries.history(session, kind, record_id)[0].action == Action.RESTORED


@pytest.mark.parametrize("kind", CASES)
def test_a_new_record_is_made_by_its_publication(world: World, kind: str) -> None:
    spec, session = get_kind(kind), world.session
    if not spec.can_create:
        with pytest.raises(NotFound):
            propose(world, draft(world, kind, None, {"name_uk": "Ще одна"}))
        return
    values = CASES[kind].fresh(world)
    there = {record.id for record in spec.find(session, [world.organization.id])}
    change = propose(world, draft(world, kind, None, values))
    assert {record.id for record in spec.find(session, [world.organization.id])} == there
    publish(world, change)
    [made] = {record.id for record in spec.find(session, [world.organization.id])} - there
    assert change.record_id == made
    read = spec.read(session, spec.get(session, made))
    assert {key: read[key] for key in values} == values
    assert queries.history(session, kind, made)[0].action == Action.CREATED


@pytest.mark.parametrize("kind", CASES)
def test_a_record_has_one_live_change_and_no_foreign_one(world: World, kind: str) -> None:
    case, session = CASES[kind], world.session
    record_id = case.make(world)
    draft(world, kind, record_id, case.values)
    with pytest.raises(operations.Stale):
        draft(world, kind, record_id, case.values)
    other = world.add_organization("ГО «Чужа»")
    with pytest.raises(NotFound):
        operations.save_draft(
            session=session,
            kind=kind,
            organization_id=other.id,
            record_id=record_id,
            values=case.values,
            by=EDITOR,
            version_shown=1,
        )


@pytest.mark.parametrize("kind", CASES)
def test_what_the_operations_refuse_is_refused_before_it_waits(world: World, kind: str) -> None:
    spec = get_kind(kind)
    record_id = CASES[kind].make(world)
    required = next(field for field in spec.fields if field.required)
    change = draft(world, kind, record_id, {required.keys[0]: "" if required.keys[0] != "x" else None})
    with pytest.raises(operations.Invalid) as refused:
        propose(world, change)
    assert required.keys[0] in refused.value.errors
    assert change.state == ChangeState.DRAFT


@pytest.mark.parametrize("kind", CASES)
def test_what_equals_the_record_is_no_change(world: World, kind: str) -> None:
    spec, session = get_kind(kind), world.session
    record_id = CASES[kind].make(world)
    present = spec.read(session, spec.get(session, record_id))
    with pytest.raises(BadInput):
        draft(
            world, kind, record_id, {**present, "slug": "taken", "organization_id": 1, "membership": "member"}
        )
