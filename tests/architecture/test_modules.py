"""How modules are written: a sentence first, plain names, imports at the top, one place that commits."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, modules, product_modules, tree

FORBIDDEN_NAMES = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "managers",
    "data",
    "process",
}
LAYERS_WITHOUT_REQUEST = {"models", "queries", "operations"}
COMMITTING = {
    "network/core/transactions.py": "one commit a request",
    "network/mail/delivery.py": "a claim before the mail server is asked, a mark after it, in a session of its own",
}
"""Modules that commit, beside the commands (`commands.py`, `cli.py`), with the reason."""
LONGEST = 350


@pytest.mark.parametrize("path", modules(), ids=str)
def test_every_module_opens_with_a_sentence(path: Path) -> None:
    sentence = (ast.get_docstring(tree(path)) or "").split("\n\n")[0]
    assert sentence.endswith((".", "?", ":")), f"{path} begins with one sentence that says what it holds"


def test_names_say_something() -> None:
    bad = [str(path) for path in modules() if FORBIDDEN_NAMES & {*path.parts, path.stem}]
    numbered = [str(path) for path in product_modules() if path.stem[-1].isdigit()]
    assert not bad + numbered, "split by noun, never into what needs a number or says nothing"


@pytest.mark.parametrize("path", product_modules(), ids=str)
def test_imports_stand_at_the_top(path: Path) -> None:
    inside = [
        node.lineno
        for function in _functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not inside, f"{path} imports inside a function, lines {inside}"


@pytest.mark.parametrize("path", product_modules(), ids=str)
def test_modules_stay_readable(path: Path) -> None:
    assert len((ROOT / path).read_text("utf-8").splitlines()) <= LONGEST, f"split {path} by noun"


@pytest.mark.parametrize(
    "path", [path for path in product_modules() if path.stem in LAYERS_WITHOUT_REQUEST], ids=str
)
def test_models_queries_and_operations_know_no_request(path: Path) -> None:
    imported = {name for node in ast.walk(tree(path)) for name in _imported(node)}
    assert not {name for name in imported if name.split(".")[0] == "flask"}


def test_only_the_end_of_a_request_and_commands_commit() -> None:
    found = {str(path) for path in product_modules() if "commit" in set(_called_methods(path))}
    commands = {name for name in found if Path(name).stem in {"commands", "cli"}}
    assert found - commands == set(COMMITTING)


def test_queries_never_write() -> None:
    writing = {"add", "add_all", "delete", "flush", "commit"}
    for path in product_modules():
        if path.stem == "queries":
            used = writing & set(_methods_of(path, "session"))
            assert not used, f"{path} writes: {used}"


def _functions(path: Path) -> Iterator[ast.AST]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return []


def _called_methods(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr


def _methods_of(path: Path, name: str) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id == name:
                yield node.func.attr
