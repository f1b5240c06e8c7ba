"""What the tree holds and what it never holds: addresses in locks, made or foreign files, machine paths, phones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, text, tracked

TOP = {
    ".ci", ".gitignore", ".npmrc", "LICENSE", "Makefile", "README.md", "benchmarks", "config.py", "docs", "migrations",
    "network", "package-lock.json", "package.json", "pyproject.toml", "requirements-bootstrap.txt",
    "requirements-dev.txt", "requirements.txt", "templates", "tests", "wsgi.py",
}  # fmt: skip
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-bootstrap.txt", "package-lock.json")
MADE = re.compile(
    r"(^|/)(node_modules|vendor|__pycache__|\.venv|instance|htmlcov)/|\.(pyc|mo|gz|br|sqlite3|db|log|orig|rej|map)$|\.min\."
)
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|tmp|Users|mnt)/[\w.]")
MACHINE_ALLOWED = {"tests/architecture/test_tree.py"}
PHONE = re.compile(r"\+380[\s\-().]*((?:\d[\s\-().]*){9})(?!\d)")
PHONES_ALLOWED = {"tests/core/test_phones.py": "numbers that are refused or only parsed"}


@pytest.fixture(scope="module", autouse=True)
def needs_git() -> None:
    if not tracked():
        pytest.skip("not a git repository")


def test_top_level_stays_what_it_is() -> None:
    assert {path.parts[0] for path in tracked()} <= TOP


@pytest.mark.parametrize("name", LOCKS)
def test_locks_pin_by_hash_and_name_no_host(name: str) -> None:
    content = text(Path(name))
    assert "sha256:" in content or "sha512-" in content
    assert "://" not in content and "resolved" not in content


def test_every_locked_package_has_a_hash() -> None:
    for name in LOCKS[:3]:
        entries = re.split(r"\n(?=\S)", text(Path(name)).strip())
        bare = [
            entry.split()[0]
            for entry in entries
            if "--hash=sha256:" not in entry and not entry.startswith("#")
        ]
        assert not bare, name


def test_nothing_made_or_foreign_is_kept() -> None:
    assert not [str(path) for path in tracked() if MADE.search(path.as_posix())]


def test_no_path_of_a_machine_is_kept() -> None:
    found = [
        str(path) for path in tracked() if MACHINE.search(text(path)) and str(path) not in MACHINE_ALLOWED
    ]
    assert not found


def test_no_number_of_a_person_is_kept() -> None:
    """Examples use +380 00 …, which nobody can have."""
    for path in tracked():
        if str(path) in PHONES_ALLOWED or str(path) == "tests/architecture/test_tree.py":
            continue
        digits = [re.sub(r"\D", "", number) for number in PHONE.findall(text(path))]
        assert all(number.startswith("00") for number in digits), path


def test_tests_mirror_packages() -> None:
    packages = {path.parent.name for path in (ROOT / "network").glob("*/__init__.py")}
    folders = {path.parts[1] for path in tracked() if path.parts[0] == "tests" and len(path.parts) > 2}
    assert folders - {"architecture", "journeys", "quality", "safety", "benchmarks"} <= packages
