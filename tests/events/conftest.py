"""Events of the small world, on days counted from today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from network.events.models import Event, EventKind
from network.events.operations import add_event
from tests.world import World

Make = Callable[..., Event]


@pytest.fixture
def make(world: World) -> Make:
    """A function that adds an event of the world's organization; `days` and `until` are counted from today."""

    def add(name: str, days: int | None = None, until: int | None = None, **details: Any) -> Event:
        spans = {"starts_on": days, "ends_on": until}
        defaults: dict[str, Any] = {
            "organization": world.organization, "kind": EventKind.TRAINING, "entered_on": world.day,
            **{key: world.day + timedelta(days=each) for key, each in spans.items() if each is not None},
        }  # fmt: skip
        return add_event(session=world.session, name_uk=name, **(defaults | details))

    return add
