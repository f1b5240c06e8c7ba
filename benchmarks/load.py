"""Requests over the loopback by a few clients at once, counted and timed."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from math import ceil
from time import perf_counter

from benchmarks.server import HOST

TIMEOUT = 120
SLOW_SECONDS = 5.0
FEW = 3
PAGE_SECONDS = 8.0
"""A page is asked no longer than this, however many requests are still to send, but at least `FEW` times."""


@dataclass(frozen=True)
class Sample:
    """What one page gave in one run; times in seconds, `size` in bytes as sent."""

    first: float
    times: tuple[float, ...]
    elapsed: float
    size: int

    @property
    def per_second(self) -> float:
        """Requests answered in a second by all clients together."""
        return len(self.times) / self.elapsed


def measure(port: int, path: str, requests: int, clients: int) -> Sample:
    """Ask for one page once alone, then `requests` times by `clients` at once; raises RuntimeError when it fails."""
    connection = HTTPConnection(HOST, port, timeout=TIMEOUT)
    first, size = _ask(connection, path)
    connection.close()
    count = FEW if first > SLOW_SECONDS else requests
    started = perf_counter()
    until = started + PAGE_SECONDS
    shares = [count // clients + (number < count % clients) for number in range(clients)]
    with ThreadPoolExecutor(clients) as pool:
        parts = list(pool.map(lambda share: _ask_often(port, path, share, until), shares))
    elapsed = perf_counter() - started
    return Sample(first, tuple(time for part in parts for time in part), elapsed, size)


def _ask_often(port: int, path: str, count: int, until: float) -> list[float]:
    connection = HTTPConnection(HOST, port, timeout=TIMEOUT)
    times: list[float] = []
    while len(times) < count and (len(times) < FEW or perf_counter() < until):
        times.append(_ask(connection, path)[0])
    connection.close()
    return times


def _ask(connection: HTTPConnection, path: str) -> tuple[float, int]:
    started = perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise RuntimeError(f"{path} answered {response.status}")
    return perf_counter() - started, len(body)


def percentile(times: Sequence[float], share: float) -> float:
    """The least time that this share of the requests did not exceed (nearest rank)."""
    ordered = sorted(times)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]
