"""Databases of each size, generated once and kept until the seed, the generator, the schema or the month changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Any

import click
import psycopg
from flask import Flask
from flask_migrate import upgrade
from psycopg import sql
from sqlalchemy import make_url

from benchmarks.generator import SEED, count_findable, generate, make_findable
from config import ROOT
from network.app import create_app
from network.core.clock import today
from network.core.database import db
from network.places.commands import load_places_with_progress
from network.taxonomy.operations import load_taxonomy
from network.urgent.operations import load_urgent_numbers

CACHE = ROOT / "instance" / "benchmarks"
SOURCES = (
    "benchmarks/generator.py",
    "benchmarks/records.py",
    "benchmarks/rows.py",
    "benchmarks/joint.py",
    "benchmarks/words.py",
    "migrations/versions/*.py",
)


def prepare(database: str, size: int, seed: int = SEED) -> str:
    """The address of a database of this size; `database` is `sqlite` or a PostgreSQL server's address."""
    name = f"network_benchmark_{size}_{fingerprint(seed)}"
    if database == "sqlite":
        return _prepare_sqlite(CACHE, name, size, seed)
    return _prepare_postgresql(database, name, size, seed)


def fingerprint(seed: int) -> str:
    """Changes with the seed, the generator, the migrations and the month: old records would be hidden as stale."""
    digest = sha256(f"{seed} {first_of_month()}".encode())
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:10]


def first_of_month() -> date:
    """The day that records are reckoned from."""
    return today().replace(day=1)


def make_application(url: str) -> Flask:
    """The application over a database, in development: production refuses examples."""
    return create_app({"SQLALCHEMY_DATABASE_URI": url, "NETWORK_ENV": "development"})


def build(url: str, size: int, seed: int = SEED) -> None:
    """Migrate an empty database, load places and topics, generate, index; with progress bars."""
    app = make_application(url)
    with app.app_context():
        upgrade()
        session = db.session()
        load_places_with_progress()
        load_taxonomy(session=session)
        load_urgent_numbers(session=session)
        fixed = {"environment": app.config["NETWORK_ENV"], "seed": seed, "day": first_of_month()}
        _with_bar(
            "records",
            size,
            lambda tell: generate(session=session, organizations=size, progress=tell, **fixed),
        )
        session.commit()
        findable = count_findable(session)
        _with_bar("search index", findable, lambda tell: make_findable(session=session, progress=tell))
        session.commit()
        db.session.remove()
        db.engine.dispose()


def _with_bar(label: str, length: int, work: Callable[[Any], object]) -> None:
    started = monotonic()
    with click.progressbar(length=length, label=f"{label} ({length})") as bar:
        work(bar.update)
    click.echo(f"{label}: {monotonic() - started:.0f} s")


def _prepare_sqlite(folder: Path, name: str, size: int, seed: int) -> str:
    """Built under another name and renamed, so that half of a database is never taken for a whole one."""
    done, half = folder / f"{name}.sqlite3", folder / f"{name}.part"
    if not done.exists():
        folder.mkdir(parents=True, exist_ok=True)
        for leftover in folder.glob(f"{name}.part*"):
            leftover.unlink()
        build(f"sqlite:///{half}", size, seed)
        half.rename(done)
    return f"sqlite:///{done}"


def _prepare_postgresql(server: str, name: str, size: int, seed: int) -> str:
    half = f"{name}_part"
    if not _exists(server, name):
        _execute(server, "DROP DATABASE IF EXISTS {}", half)
        _execute(server, "CREATE DATABASE {}", half)
        build(_address_of(server, half), size, seed)
        _execute(server, "ALTER DATABASE {} RENAME TO {}", half, name)
    return _address_of(server, name)


def _address_of(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def _connect(server: str) -> psycopg.Connection[Any]:
    address = make_url(server).set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(address, autocommit=True)


def _execute(server: str, statement: Any, *names: str) -> None:
    with _connect(server) as connection:
        connection.execute(sql.SQL(statement).format(*(sql.Identifier(name) for name in names)))


def _exists(server: str, name: str) -> bool:
    with _connect(server) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone()
    return found is not None
