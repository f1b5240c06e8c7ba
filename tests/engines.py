"""Where tests have their databases: one PostgreSQL server a run, and starting data that are loaded once and copied.

With pytest-xdist (`-n auto`) the process that hands out the tests starts the server and keeps an empty database for
the starting data; the first worker that needs them fills it, behind a lock of a file, and everybody copies it.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, make_url

from tests import databases
from tests.postgres import new_database, running_server

SHARED = pytest.StashKey[dict[str, str]]()
RUNNING = pytest.StashKey[ExitStack]()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell each worker where the server and the database of the starting data are."""
    if SHARED not in node.config.stash:
        node.config.stash[RUNNING] = stack = ExitStack()
        node.config.stash[SHARED] = _begin(stack)
    node.workerinput["postgres"] = node.config.stash[SHARED]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started for the workers."""
    if RUNNING in config.stash:
        config.stash[RUNNING].close()


def _begin(stack: ExitStack) -> dict[str, str]:
    """Nothing when there is no server to be had: the tests that need one say so."""
    try:
        server = stack.enter_context(running_server())
    except (pytest.skip.Exception, pytest.fail.Exception):
        return {}
    loaded = stack.enter_context(new_database(server))
    return {"server": _words(server), "loaded": _words(loaded)}


def _words(url: URL) -> str:
    return url.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def shared(request: pytest.FixtureRequest) -> dict[str, str]:
    """What the process that hands out the tests has started; nothing when there is one process."""
    found: dict[str, str] = getattr(request.config, "workerinput", {}).get("postgres", {})
    return found


@pytest.fixture(scope="session")
def shared_folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run see."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(request.config, "workerinput") else own


@pytest.fixture(scope="session")
def postgres_server(shared: dict[str, str]) -> Iterator[URL]:
    """A PostgreSQL server: the one of all workers, or one that is started when the first test asks for it."""
    if shared:
        yield make_url(shared["server"])
        return
    with running_server() as url:
        yield url


@pytest.fixture(scope="session")
def new_postgres_url(postgres_server: URL) -> Iterator[Callable[..., str]]:
    """A function: the address of a new database of the server, empty or a copy (`template`)."""
    with ExitStack() as made:
        yield lambda **options: _words(made.enter_context(new_database(postgres_server, **options)))


@pytest.fixture(scope="session")
def new_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """A function: the address of a new, empty database of an engine."""

    def make(engine: str) -> str:
        if engine == "postgresql":
            return str(request.getfixturevalue("new_postgres_url")())
        return f"sqlite:///{tmp_path_factory.mktemp('database') / 'network.sqlite3'}"

    return make


@pytest.fixture(scope="session")
def loaded_url(
    shared_folder: Path, shared: dict[str, str], new_url: Callable[[str], str]
) -> Callable[[str], str]:
    """A function: the address of an engine's database with the starting data, to be copied and never opened."""

    def get(engine: str) -> str:
        with locked(shared_folder / f"{engine}.lock"):
            known = shared_folder / f"{engine}.url"
            if not known.exists():
                known.write_text(
                    _load(shared.get("loaded", "") if engine == "postgresql" else "", engine), "utf-8"
                )
            return known.read_text("utf-8")

    def _load(given: str, engine: str) -> str:
        url = given or new_url(engine)
        app = databases.make_application(url)
        databases.load(app)
        databases.close(app)
        return url

    return get


@pytest.fixture(scope="session")
def loaded_copy(
    request: pytest.FixtureRequest, loaded_url: Callable[[str], str], new_url: Callable[[str], str]
) -> Callable[[str], str]:
    """A function: the address of an engine's new database that holds the founding facts and the demo."""

    def make(engine: str) -> str:
        source = make_url(loaded_url(engine))
        if engine == "postgresql":
            return str(request.getfixturevalue("new_postgres_url")(template=source.database))
        copy = new_url(engine)
        shutil.copyfile(str(source.database), str(make_url(copy).database))
        return copy

    return make


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One process at a time."""
    with path.open("w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
