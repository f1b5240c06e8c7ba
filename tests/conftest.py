"""Fixtures of all tests: the application on each database, a session, a client, a count of statements, a browser.

`app`, `session` and `client` give an empty database; what a client shall see, the test commits. `loaded_app` and
`loaded_client` give the founding facts and the demo, for reading only. Both kinds run on SQLite and on PostgreSQL,
or on those that `@pytest.mark.engines("sqlite")` names. `live_server`, `page` and `open_page` are in tests/browser.py,
`signed_in_client` and `sign_in` in tests/people.py, the databases themselves in tests/engines.py.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from network.core.database import db
from tests import databases
from tests.ground import Ground

pytest_plugins = ["tests.browser", "tests.engines", "tests.gazetteer", "tests.people", "tests.world"]

ENGINES = ("sqlite", "postgresql")
OF_PAGES = (
    "test_views",
    "test_pages",
    "test_editing",
    "test_forms",
    "test_permissions",
    "test_administering",
)
"""Modules about words, fields and answers: on PostgreSQL in the whole matrix only.

What depends on the database (queries, operations, models, commands) and the walks over every route in tests/safety and
tests/accounts/test_policy.py run on both engines each time.
"""
MARKS = {"postgresql": [pytest.mark.postgres]}
CountStatements = Callable[[], AbstractContextManager[list[str]]]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what touches the database on each engine, or on those that the test names."""
    if "engine_name" not in metafunc.fixturenames:
        return
    mark = metafunc.definition.get_closest_marker("engines")
    names = mark.args if mark else ENGINES
    is_of_pages = not mark and metafunc.module.__name__.rsplit(".", 1)[-1] in OF_PAGES
    params = [pytest.param(name, marks=[*MARKS.get(name, []), *_later(name, is_of_pages)]) for name in names]
    metafunc.parametrize("engine_name", params, scope="session")


def _later(engine: str, is_of_pages: bool) -> list[pytest.MarkDecorator]:
    """The mark of what waits for `make test-full`."""
    return [pytest.mark.full] if is_of_pages and engine != ENGINES[0] else []


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs a browser; leave what is marked `full` to `make test-full`."""
    dropped = []
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if item.get_closest_marker("full") and os.environ.get("TEST_FULL") != "1":
            dropped.append(item)
    if dropped:
        config.hook.pytest_deselected(items=dropped)
        items[:] = [item for item in items if item not in dropped]


@pytest.fixture(scope="session")
def database_url(engine_name: str, new_url: Callable[[str], str]) -> str:
    """The database of the tests that begin with an empty one."""
    return new_url(engine_name)


@pytest.fixture(scope="session")
def migrated_app(database_url: str) -> Iterator[Flask]:
    """One application a session and engine, its schema made by the migrations."""
    app = databases.make_application(database_url)
    databases.migrate(app)
    yield app
    databases.close(app)


@pytest.fixture(scope="session")
def ground(migrated_app: Flask) -> Iterator[Ground]:
    """What stays in this engine's database from test to test."""
    kept = Ground()
    yield kept
    kept.close()


@pytest.fixture
def app(request: pytest.FixtureRequest, migrated_app: Flask, ground: Ground) -> Iterator[Flask]:
    """The application over an empty database; its settings are put back after the test."""
    settings = dict(migrated_app.config)
    if ground.name and "fill" not in request.fixturenames:
        ground.clear(migrated_app, keep=False)
    yield migrated_app
    migrated_app.config.clear()
    migrated_app.config.update(settings)
    ground.clear(migrated_app, keep=True)


@pytest.fixture
def make_app(database_url: str, app: Flask) -> Iterator[Callable[..., Flask]]:
    """A function: another application over the same database, with other settings."""
    made: list[Flask] = []

    def make(**settings: Any) -> Flask:
        made.append(databases.make_application(database_url, **settings))
        return made[-1]

    yield make
    for other in made:
        databases.close(other)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A database session inside an application context; uncommitted changes are gone after the test."""
    with app.app_context():
        yield db.session()
        db.session.rollback()


@pytest.fixture
def fill(app: Flask, session: Session, ground: Ground) -> databases.Fill:
    """A function: `fill("gazetteer", load)` calls `load(session)` once; in later tests its rows are there.

    It comes before everything else that a test writes; afterwards all is committed.
    """

    def put(name: str, load: Callable[[Session], object]) -> None:
        if ground.name and ground.name != name:
            session.rollback()
            ground.clear(app, keep=False)
        ground.fill(session, name, load)

    return put


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor of the application over the empty database; sees what the test has committed."""
    return app.test_client()


@pytest.fixture(scope="session")
def count_statements() -> CountStatements:
    """`with count_statements() as statements: …` collects the SQL that is sent meanwhile."""
    return databases.counted_statements


@pytest.fixture(scope="session")
def loaded_app(engine_name: str, loaded_copy: Callable[[str], str]) -> Iterator[Flask]:
    """The application over the founding facts and the demo; for reading only."""
    app = databases.make_application(loaded_copy(engine_name))
    yield app
    databases.close(app)


@pytest.fixture
def loaded_client(loaded_app: Flask) -> FlaskClient:
    """A visitor of the application with the starting data."""
    return loaded_app.test_client()


@pytest.fixture
def loaded_session(loaded_app: Flask) -> Iterator[Session]:
    """A session over the starting data; nothing is kept."""
    with loaded_app.app_context():
        yield db.session()
        db.session.rollback()


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the project."""
    return Path(__file__).resolve().parents[1]
