"""What a machine lacks: said loudly at the end of the run, and a failure where everything has to be there."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def give_up(reason: str) -> NoReturn:
    """Skip the test with a reason; in continuous integration (CI is set) fail it."""
    if os.environ.get("CI"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
