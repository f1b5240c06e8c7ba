"""Every action that the code records has words on the page of the audit record."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import network
from network.coordination.actions import ACTIONS
from network.coordination.auditing import action_words


def recorded() -> set[str]:
    """What is given as an action anywhere in the code, by name."""
    found = set()
    for path in Path(network.__file__).parent.rglob("*.py"):
        found |= set(re.findall(r'action="([a-z]+\.[a-z_]+)"', path.read_text(encoding="utf-8")))
    return found


def test_no_recorded_action_is_without_words() -> None:
    assert len(recorded()) > 20
    assert recorded() <= set(ACTIONS)


@pytest.mark.parametrize("code", ["somewhere.unheard_of", ""])
def test_an_unknown_action_stays_a_code(code: str) -> None:
    assert action_words(code) == code
