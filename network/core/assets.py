"""Static files: packed and served by WhiteNoise, addressed by their content, the map's own brought in from npm."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs
from wsgiref.headers import Headers

from whitenoise import WhiteNoise
from whitenoise.compress import Compressor
from whitenoise.responders import MissingFileError

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

    from flask import Flask

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "network" / "static"
PREFIX = "/static/"
PACKAGES = {
    "leaflet/dist": (
        "leaflet.js",
        "leaflet.css",
        "images/layers.png",
        "images/layers-2x.png",
        "images/marker-icon.png",
    ),
    "topojson-client/dist": ("topojson-client.min.js",),
}
"""What is taken from each folder of node_modules into network/static/vendor."""
PACKED = (".br", ".gz")
SHORT, FOR_EVER = 300, "public, max-age=31536000, immutable"
"""Seconds for an address without a version; the header for one with it."""


def asset_url(name: str) -> str:
    """The address of a file in network/static: `site.css` → `/static/site.css?v=1a2b3c4d`, in each language."""
    version = version_of(name)
    return f"{PREFIX}{name}?v={version}" if version else f"{PREFIX}{name}"


def version_of(name: str) -> str:
    """A short hash of the file's content, or '' when there is no such file."""
    path = STATIC / name
    try:
        state = path.stat()
    except (OSError, ValueError):
        return ""
    return _hash(path, state.st_mtime_ns)


@lru_cache(maxsize=256)
def _hash(path: Path, _changed_at: int) -> str:
    """Read once a process, and again when the file changes under it."""
    return sha256(path.read_bytes()).hexdigest()[:10]


class StaticFiles(WhiteNoise):
    """WhiteNoise that keeps a file for ever when the address carries the version of its present content."""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith(PREFIX):
            answer: Iterable[bytes] = self.application(environ, start_response)
            return answer
        asked = parse_qs(environ.get("QUERY_STRING", ""), max_num_fields=50).get("v", [""])[0]
        if asked and asked == version_of(path.removeprefix(PREFIX)):
            start_response = partial(_keep_for_ever, start_response)
        served: Iterable[bytes] = super().__call__(environ, start_response)
        return served

    def get_static_file(
        self, path: str, url: str, stat_cache: dict[str, os.stat_result] | None = None
    ) -> Any:
        """Leave out packed copies of what the file was before it changed."""
        known = _states(path) if stat_cache is None else stat_cache
        if path not in known:
            raise MissingFileError(path)
        return super().get_static_file(path, url, _without_outdated(path, known))


def _states(path: str) -> dict[str, os.stat_result]:
    files = (path, *(path + suffix for suffix in PACKED))
    return {file: os.stat(file) for file in files if os.path.isfile(file)}


def _without_outdated(path: str, states: dict[str, os.stat_result]) -> dict[str, os.stat_result]:
    """A packed copy carries the time of its source."""
    moment = int(states[path].st_mtime)
    files = (path, *(path + suffix for suffix in PACKED))
    return {file: states[file] for file in files if file in states and int(states[file].st_mtime) == moment}


def _keep_for_ever(
    start_response: StartResponse, status: str, headers: list[tuple[str, str]], *rest: Any
) -> Callable[[bytes], object]:
    if status.startswith(("200", "206", "304")):
        Headers(headers)["Cache-Control"] = FOR_EVER
    return start_response(status, headers, *rest)


def _add_headers(headers: Headers, _path: str, _url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"


def init_app(app: Flask) -> None:
    """Serve network/static in front of the application; in development a changed file is seen at once."""
    served = StaticFiles(
        app.wsgi_app,
        root=str(STATIC),
        prefix=PREFIX,
        autorefresh=app.config.get("NETWORK_ENV") != "production",
        max_age=SHORT,
        allow_all_origins=False,
        add_headers_function=_add_headers,
    )
    app.wsgi_app = served  # type: ignore[method-assign]  # the documented way to add a middleware


def build() -> None:
    """Bring the map's files from node_modules and pack all of network/static; raises FileNotFoundError."""
    for folder, names in PACKAGES.items():
        for name in names:
            _bring(ROOT / "node_modules" / folder / name, STATIC / "vendor" / name)
    compressor = Compressor(quiet=True)
    for path in sorted(STATIC.rglob("*")):
        if path.is_file() and path.suffix not in PACKED and compressor.should_compress(path.name):
            _pack(compressor, path)


def _bring(source: Path, target: Path) -> None:
    if not target.exists() or target.read_bytes() != source.read_bytes():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _pack(compressor: Compressor, path: Path) -> None:
    moment = int(path.stat().st_mtime)
    copies = [path.with_name(path.name + suffix) for suffix in PACKED]
    if not all(copy.exists() and int(copy.stat().st_mtime) == moment for copy in copies):
        compressor.compress(str(path))


if __name__ == "__main__":
    build()
