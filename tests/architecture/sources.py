"""What the rules are about: the project's own files, read once."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("network", "migrations", "tests", "benchmarks")


@cache
def modules() -> tuple[Path, ...]:
    """All modules, as paths from the top folder."""
    found = [path for folder in CODE for path in (ROOT / folder).rglob("*.py")]
    return tuple(sorted(path.relative_to(ROOT) for path in [*found, ROOT / "config.py", ROOT / "wsgi.py"]))


@cache
def product_modules() -> tuple[Path, ...]:
    """The modules that run at the reader's request or by a command."""
    return tuple(path for path in modules() if path.parts[0] in {"network", "config.py", "wsgi.py"})


@cache
def tree(path: Path) -> ast.Module:
    """A module's syntax."""
    return ast.parse((ROOT / path).read_text("utf-8"))


@cache
def templates() -> tuple[Path, ...]:
    """All templates, as paths from the folder of templates."""
    folder = ROOT / "templates"
    return tuple(sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file()))


@cache
def text(path: Path) -> str:
    """The text of a file of the tree, or '' of one that is no text."""
    try:
        return (ROOT / path).read_text("utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def tracked() -> tuple[Path, ...]:
    """What git keeps; nothing outside a repository."""
    if not (ROOT / ".git").exists():
        return ()
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    return tuple(Path(name) for name in listed.stdout.split("\0") if name and (ROOT / name).is_file())
