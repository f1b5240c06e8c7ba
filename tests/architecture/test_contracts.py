"""The order of imports, as pyproject.toml states it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_imports_keep_their_contracts(root: Path) -> None:
    program = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([program, "--no-cache"], cwd=root, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
