"""How templates are kept: mirrors of packages, one macro a component, nothing unescaped, nothing inline or foreign."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from network.core.assets import STATIC
from tests.architecture.sources import ROOT, modules, product_modules, templates, text, tree

SHARED = {"components", "errors"}
BY_LANGUAGE = (".uk.html", ".uk.txt", ".en.html", ".en.txt")
UNESCAPED = {
    "templates/components/map.html": "the container and the script that network/maps writes, every value escaped there",
}
"""Files that write text without escaping it, each with the reason why nothing of it comes from people."""
STYLED = {"mail/_frame.html"}
"""What mail readers show; they know no style sheet."""
NO_ESCAPING = re.compile(
    r"\|\s*safe\b|\bMarkup\(|autoescape\s+false|innerHTML|outerHTML|insertAdjacentHTML|document\.write"
)
INLINE = re.compile(r"""<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:""")
FOREIGN = re.compile(
    r"""<(?:script|img|iframe|link|source|audio|video)\b[^>]*?(?:src|href)\s*=\s*["'](?:https?:)?//[^"']*"""
)
REFERENCE = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")
ASSET = re.compile(r"""asset_url\(\s*["']([^"']+)["']\s*\)""")


def source(path: Path) -> str:
    return text(Path("templates") / path)


def test_every_folder_mirrors_a_package() -> None:
    folders = {path.parts[0] for path in templates() if len(path.parts) > 1}
    packages = {path.parent.name for path in (ROOT / "network").glob("*/__init__.py")}
    assert folders - SHARED <= packages


def test_every_template_is_used_and_every_named_one_exists() -> None:
    strings = {
        node.value
        for path in product_modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    known = {str(path) for path in templates()}
    named = {name for path in templates() for name in REFERENCE.findall(source(path))}
    named |= {
        value for value in strings if value.endswith((".html", ".xml")) and "/" in value and " " not in value
    }
    missing = {name for name in named if name not in known and not name.startswith((".", "/"))}
    assert not missing
    unused = {name for name in known - named if not name.endswith(BY_LANGUAGE)}
    assert not unused, "remove what no page shows"


def test_prose_exists_in_both_languages() -> None:
    names = {str(path) for path in templates()}
    uk = {name.replace(".uk.", ".", 1) for name in names if name.endswith(BY_LANGUAGE[:2])}
    en = {name.replace(".en.", ".", 1) for name in names if name.endswith(BY_LANGUAGE[2:])}
    assert uk == en


def test_every_letter_is_sent() -> None:
    strings = {
        node.value
        for path in product_modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    letters = {path.name.removesuffix(".uk.txt") for path in templates() if path.name.endswith(".uk.txt")}
    assert letters <= strings


@pytest.mark.parametrize("path", [path for path in templates() if path.parts[0] == "components"], ids=str)
def test_a_component_holds_the_macro_of_its_name(path: Path) -> None:
    macros = re.findall(r"\{%-?\s*macro\s+(\w+)", source(path))
    assert any(path.stem in macro for macro in macros)
    assert "session" not in source(path), "a component takes values and runs no query"


def test_text_is_written_unescaped_only_where_a_reason_is_kept() -> None:
    scripts = [path.relative_to(ROOT) for path in STATIC.glob("*.js")]
    pages = [Path("templates") / path for path in templates()]
    code = [path for path in modules() if path.parts[0] == "network"]
    found = {str(path) for path in (*scripts, *pages, *code) if NO_ESCAPING.search(text(path))}
    assert found == set(UNESCAPED)


@pytest.mark.parametrize("path", templates(), ids=str)
def test_nothing_is_inline_or_foreign(path: Path) -> None:
    assert str(path) in STYLED or not INLINE.findall(source(path)), (
        "styles and handlers live in network/static: the content policy stops them"
    )
    assert not FOREIGN.findall(source(path)), "a public page asks no other host"


@pytest.mark.parametrize("path", templates(), ids=str)
def test_assets_exist_and_are_named_by_asset_url(path: Path) -> None:
    missing = [
        name
        for name in ASSET.findall(source(path))
        if not name.startswith("vendor/") and not (STATIC / name).is_file()
    ]
    assert not missing
    assert "url_for('static'" not in source(path) and 'url_for("static"' not in source(path)
