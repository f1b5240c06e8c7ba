"""The server that production runs, as a process of its own on a free port of the loopback."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep

from config import ROOT

HOST = "127.0.0.1"
START_SECONDS = 60
OPTIONS = (
    "--worker-class",
    "gthread",
    "--workers",
    "1",
    "--threads",
    "4",
    "--no-control-socket",
    "--log-level",
    "error",
)


@dataclass(frozen=True)
class Server:
    """A running server: its port and the process that began it."""

    port: int
    pid: int

    def memory_mb(self) -> float | None:
        """Resident memory of the worker in MB; None where the system does not tell."""
        try:
            children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text("ascii").split()
            sizes = [
                re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{child}/status").read_text())
                for child in children
            ]
        except OSError:
            return None
        return sum(int(size[1]) for size in sizes if size) / 1024 or None


@contextmanager
def running_server(url: str) -> Iterator[Server]:
    """gunicorn with one worker of four threads over a database, stopped at the end."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", f"{HOST}:{port}", *OPTIONS]
    environment = os.environ | {
        "DATABASE_URL": url,
        "NETWORK_ENV": "development",
        "PORT": str(port),
        "HOST": HOST,
    }
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        _wait(process, port)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = monotonic() + START_SECONDS
    while monotonic() < deadline and process.poll() is None:
        try:
            connection = HTTPConnection(HOST, port, timeout=5)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError("The server did not start.")
