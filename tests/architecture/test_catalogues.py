"""Every text stands in Ukrainian too."""

from __future__ import annotations

from tests.architecture.catalogues import problems


def test_translations_are_complete_and_none_is_left_over() -> None:
    assert not problems()
