"""The state before the first change comes back, whatever the kind; what was made by a change has none."""

from __future__ import annotations

import pytest

from network.core.errors import NotFound
from network.moderation import operations, queries
from network.moderation.fields import get_kind
from tests.moderation.cases import CASES
from tests.moderation.steps import EDITOR, draft, propose, publish
from tests.world import World


@pytest.mark.parametrize("kind", CASES)
def test_the_original_is_restored(world: World, kind: str) -> None:
    case, spec, session = CASES[kind], get_kind(kind), world.session
    record_id = case.make(world)
    world.finish()
    original = spec.read(session, spec.get(session, record_id))
    publish(world, propose(world, draft(world, kind, record_id, case.values)))
    publish(world, propose(world, draft(world, kind, record_id, {key: original[key] for key in case.values})))
    publish(world, propose(world, draft(world, kind, record_id, case.values)))
    first = queries.history(session, kind, record_id)[-1]
    assert first.original == original
    restored = operations.restore(
        session=session,
        revision_id=first.id,
        organization_id=world.organization.id,
        by=EDITOR,
        is_before=True,
    )
    publish(world, propose(world, restored))
    assert spec.read(session, spec.get(session, record_id)) == original


def test_only_the_first_revision_of_what_was_there_has_an_original(world: World) -> None:
    session = world.session
    made = publish(world, propose(world, draft(world, "service", None, CASES["service"].fresh(world))))
    changed = publish(world, propose(world, draft(world, "service", made.record_id, {"summary_uk": "Інше"})))
    for revision in queries.history(session, "service", changed.record_id or 0):
        with pytest.raises(NotFound):
            operations.restore(
                session=session,
                revision_id=revision.id,
                organization_id=world.organization.id,
                by=EDITOR,
                is_before=True,
            )
