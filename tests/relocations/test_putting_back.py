"""Whatever is published, restored and taken out, in whatever order: without its moves, an organization is as before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from network.core.errors import BadInput
from network.moderation import operations, removing
from network.moderation.fields import Reason, Removal, Values, get_kind
from network.moderation.models import Revision
from network.moderation.queries import history
from network.relocations.models import Relocation
from network.relocations.moderated import CODE
from tests.moderation.steps import EDITOR, draft, propose, publish
from tests.relocations.stage import DAY, Stage
from tests.world import World

MOST_MOVES = 3
REASONS = (Reason.ENDED, Reason.MOVED, Reason.SECURITY, Reason.MISTAKE)


@dataclass(frozen=True)
class Step:
    """One decision on one of the moves: new values, an old version again, or taken out for a reason."""

    move: int
    what: str
    state: str
    service: int
    successor: int
    is_published: bool
    is_back: bool
    with_places: bool
    follows: bool
    days: int
    reason: Reason
    version: int


STEPS = st.builds(
    Step,
    move=st.integers(0, MOST_MOVES - 1),
    what=st.sampled_from(["write", "write", "write", "restore", "remove"]),
    state=st.sampled_from(["under_way", "moved", "moved", "moved_again", "returned", "ended"]),
    service=st.integers(0, 2),
    successor=st.integers(0, 3),
    is_published=st.booleans(),
    is_back=st.booleans(),
    with_places=st.booleans(),
    follows=st.booleans(),
    days=st.integers(0, 2),
    reason=st.sampled_from(REASONS),
    version=st.integers(0, 5),
)


class Play:
    """Takes the steps as members and coordinators would; what moderation refuses has not happened."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.session, self.moves = stage, stage.session, dict[int, int]()

    def take(self, step: Step) -> None:
        attempt = self.session.begin_nested()
        try:
            getattr(self, step.what)(step)
        except BadInput:
            attempt.rollback()
            self.session.expire_all()

    def write(self, step: Step) -> None:
        change = draft(self.stage.world, CODE, self.moves.get(step.move), self._values(step))
        publish(self.stage.world, propose(self.stage.world, change))
        assert change.record_id is not None
        self.moves[step.move] = change.record_id

    def restore(self, step: Step) -> None:
        if step.move in self.moves:
            versions = history(self.session, CODE, self.moves[step.move])
            self._restore(versions[step.version % len(versions)])

    def _restore(self, revision: Revision) -> None:
        owner = self.stage.world.organization.id
        change = operations.restore(
            session=self.session, revision_id=revision.id, organization_id=owner, by=EDITOR
        )
        publish(self.stage.world, propose(self.stage.world, change))

    def remove(self, step: Step) -> None:
        if step.move in self.moves:
            self.take_out(self.moves[step.move], step.reason)

    def take_out(self, record_id: int, reason: Reason) -> None:
        removing.remove(
            session=self.session,
            kind=CODE,
            record_id=record_id,
            organization_id=self.stage.world.organization.id,
            removal=Removal(since=self.stage.world.day, reason=reason, words_uk="", words_en=""),
            by=EDITOR,
        )

    def _values(self, step: Step) -> Values:
        """Back and forth between the home and two hosts; a step after its move's `previous` may follow it."""
        stage, world = self.stage, self.stage.world
        places = [(world.home, stage.home_place), (world.host, stage.host_place)]
        (origin, left), (host, come) = reversed(places) if step.is_back else places
        if step.move == MOST_MOVES - 1:
            host, come = world.other_host, stage.far_place
        services = [str(each.id) for each in (stage.old, stage.new, stage.last)]
        earlier = self.moves.get(step.move - 1) if step.follows else None
        values: dict[str, Any] = {
            "what": ["organization", "service", "mobile_team"],
            "state": step.state,
            "origin": origin.katottg,
            "host": host.katottg,
            "origin_location": str(left.id) if step.with_places else None,
            "host_location": str(come.id) if step.with_places else None,
            "service": services[step.service],
            "successor": [*services, None][step.successor],
            "team": str(stage.team.id),
            "previous": str(earlier) if earlier is not None else None,
            "moved_on": None,
            "is_published": step.is_published,
        }
        if step.state not in {"planned", "under_way"}:
            values["moved_on"] = (DAY + timedelta(days=step.days)).isoformat()
        return values


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, max_size=8), order=st.permutations(range(MOST_MOVES)))
def test_nothing_is_left_of_moves_that_were_taken_out(
    world: World, steps: list[Step], order: list[int]
) -> None:
    world.session.rollback()
    attempt = world.session.begin_nested()
    try:
        stage = Stage(world)
        before = stage.values()
        play = Play(stage)
        for step in steps:
            play.take(step)
        for move in order:
            if move in play.moves:
                play.take_out(play.moves[move], Reason.MISTAKE)
        assert stage.values() == before
        for record_id in play.moves.values():
            relocation = get_kind(CODE).get(world.session, record_id)
            assert isinstance(relocation, Relocation)
            assert (relocation.overwritten, relocation.is_published) == ("", False)
    finally:
        attempt.rollback()
        world.session.expire_all()
