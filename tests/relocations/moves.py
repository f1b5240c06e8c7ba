"""Moves as the tests of relocations enter them: from the home community of the small world to one of its hosts."""

from __future__ import annotations

from typing import Any

from network.relocations.models import Moved, Relocation, RelocationState
from network.relocations.operations import add_relocation
from tests.world import World


def add_move(world: World, state: RelocationState = RelocationState.MOVED, **details: Any) -> Relocation:
    """Resources that moved from the home community to the host, unless said otherwise."""
    known: dict[str, Any] = {
        "organization": world.organization,
        "origin": world.home,
        "host": world.host,
        "what": [Moved.RESOURCES],
        "entered_on": world.day,
    }
    return add_relocation(session=world.session, state=state, **known | details)
