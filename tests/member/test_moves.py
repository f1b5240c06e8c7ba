"""A move under way that nobody has confirmed lately stands among the tasks of its people."""

from __future__ import annotations

from datetime import timedelta

from network.relocations.models import RelocationState
from tests.member.conftest import Desk, Office
from tests.relocations.moves import add_move


def test_an_old_move_under_way_waits_to_be_confirmed(office: Office, desk: Desk) -> None:
    world = office.world
    old = world.day - timedelta(days=100)
    add_move(world, RelocationState.UNDER_WAY, entered_on=old)
    add_move(world, RelocationState.UNDER_WAY)
    add_move(world, RelocationState.MOVED, entered_on=old)
    world.session.commit()
    assert "Треба підтвердити: 1 переїзд" in desk.read("/member")
    assert "To confirm: 1 move" in desk.read("/en/member")
