"""Static files: versions by content, caching, packed copies, and nothing beyond the folder."""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from whitenoise.compress import Compressor

from network.core import assets
from network.core.assets import asset_url

TEXT = b"main { color: #123456 }\n" * 40


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of static files with one style sheet, packed."""
    static = tmp_path / "static"
    static.mkdir()
    (static / "site.css").write_bytes(TEXT)
    (tmp_path / "secret.css").write_bytes(TEXT)
    monkeypatch.setattr(assets, "STATIC", static)
    Compressor(quiet=True).compress(str(static / "site.css"))
    return static


@pytest.fixture(params=["development", "production"])
def visitor(folder: Path, request: pytest.FixtureRequest) -> Iterator[FlaskClient]:
    app = Flask("sample", static_folder=None)
    app.config["NETWORK_ENV"] = request.param
    assets.init_app(app)
    yield app.test_client()


def test_address_changes_with_the_content_alone(folder: Path) -> None:
    first = asset_url("site.css")
    assert first.startswith("/static/site.css?v=") and asset_url("site.css") == first
    (folder / "site.css").write_bytes(TEXT + b"a {}")
    changed = asset_url("site.css")
    (folder / "site.css").write_bytes(TEXT)
    os.utime(folder / "site.css", (1, 1))
    assert changed != first == asset_url("site.css")


def test_address_of_a_missing_file_has_no_version(folder: Path) -> None:
    assert asset_url("none.css") == "/static/none.css"


def test_address_is_the_same_in_each_language(folder: Path) -> None:
    app = Flask("sample", static_folder=None)
    with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": "/en"}):
        assert asset_url("site.css").startswith("/static/")


@pytest.mark.parametrize(("accepted", "packed"), [("br, gzip", "br"), ("gzip", "gzip"), ("", None)])
def test_packed_copies_are_served_to_who_takes_them(
    visitor: FlaskClient, accepted: str, packed: str | None
) -> None:
    answer = visitor.get("/static/site.css", headers={"Accept-Encoding": accepted})
    assert (answer.status_code, answer.headers.get("Content-Encoding")) == (200, packed)
    assert answer.headers["Content-Type"] == 'text/css; charset="utf-8"'
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert (len(answer.data) < len(TEXT)) == bool(packed)
    if packed == "gzip":
        assert gzip.decompress(answer.data) == TEXT
    answer.close()


def test_only_the_present_version_is_kept_for_ever(visitor: FlaskClient) -> None:
    for address, kept in (
        (asset_url("site.css"), True),
        ("/static/site.css?v=0000000000", False),
        ("/static/site.css", False),
    ):
        with visitor.get(address) as answer:
            assert ("immutable" in answer.headers["Cache-Control"]) is kept, address
            tag = answer.headers["ETag"]
        with visitor.get(address, headers={"If-None-Match": tag}) as again:
            assert again.status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/none.css",
        "/static/../secret.css",
        "/static/%2e%2e/secret.css",
        "/static/a%00.css",
        "/site.css",
    ],
)
def test_nothing_else_is_served(visitor: FlaskClient, path: str) -> None:
    assert visitor.get(path).status_code == 404


def test_a_changed_file_is_not_served_from_its_old_copy(folder: Path) -> None:
    app = Flask("sample", static_folder=None)
    assets.init_app(app)
    (folder / "site.css").write_bytes(b"a {}")
    os.utime(folder / "site.css", (4_000_000_000, 4_000_000_000))
    with app.test_client().get("/static/site.css", headers={"Accept-Encoding": "br"}) as answer:
        assert answer.data == b"a {}" and "Content-Encoding" not in answer.headers


def test_building_brings_the_map_and_packs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "ROOT", tmp_path)
    monkeypatch.setattr(assets, "STATIC", tmp_path / "static")
    for package, names in assets.PACKAGES.items():
        for name in names:
            path = tmp_path / "node_modules" / package / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(TEXT)
    assets.build()
    built = {path: path.stat().st_mtime_ns for path in (tmp_path / "static").rglob("*") if path.is_file()}
    assert tmp_path / "static" / "vendor" / "leaflet.js.br" in built
    assets.build()
    assert built == {path: path.stat().st_mtime_ns for path in built}
