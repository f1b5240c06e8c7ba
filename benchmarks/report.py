"""What was measured, as a table for people and as JSON for machines."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from benchmarks.addresses import Address
from benchmarks.load import FEW, SLOW_SECONDS, Sample, percentile

COLUMNS = f"{'page':<24}{'SQL':>5}{'requests/s':>12}{'p50, ms':>10}{'p95, ms':>10}{'kB':>8}{'requests':>10}"


@dataclass(frozen=True)
class PageFigures:
    """One page: medians over the runs; milliseconds, kilobytes as sent, `requests` of one run."""

    name: str
    path: str
    statements: int
    per_second: float
    p50_ms: float
    p95_ms: float
    first_ms: float
    size_kb: float
    requests: int
    is_slow: bool


@dataclass(frozen=True)
class Figures:
    """One database: its pages, all of them together, the worker's memory in MB after one round and at the end."""

    organizations: int
    engine: str
    runs: int
    clients: int
    pages: tuple[PageFigures, ...]
    per_second: float
    p50_ms: float
    p95_ms: float
    memory_first_mb: float
    memory_last_mb: float


Run = Mapping[str, Sample]


def figures_of_page(page: Address, runs: Sequence[Run], statements: int) -> PageFigures:
    """The medians of a page over the runs."""
    samples = [run[page.name] for run in runs]
    return PageFigures(
        name=page.name,
        path=page.path,
        statements=statements,
        per_second=round(median(sample.per_second for sample in samples), 1),
        p50_ms=_ms(median(percentile(sample.times, 0.5) for sample in samples)),
        p95_ms=_ms(median(percentile(sample.times, 0.95) for sample in samples)),
        first_ms=_ms(median(sample.first for sample in samples)),
        size_kb=round(samples[0].size / 1000, 1),
        requests=round(median(len(sample.times) for sample in samples)),
        is_slow=any(sample.first > SLOW_SECONDS for sample in samples),
    )


def figures_of_all(runs: Sequence[Run]) -> dict[str, float]:
    """Requests/s and percentiles over all pages of the mix, each page with the same weight; medians over the runs."""
    return {
        "per_second": round(
            median(1 / _mean([1 / sample.per_second for sample in run.values()]) for run in runs), 1
        ),
        "p50_ms": _ms(median(percentile(_even(run), 0.5) for run in runs)),
        "p95_ms": _ms(median(percentile(_even(run), 0.95) for run in runs)),
    }


def _even(run: Run) -> list[float]:
    """The same number of times from each page, though slow ones were asked less often."""
    most = max(len(sample.times) for sample in run.values())
    return [percentile(sample.times, (rank + 1) / most) for sample in run.values() for rank in range(most)]


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


def table(figures: Figures) -> str:
    """The figures for people."""
    lines = [
        f"{figures.organizations} organizations, {figures.engine}, median of {figures.runs}, {figures.clients} clients",
        COLUMNS,
    ]
    for page in figures.pages:
        few = f"  first answer after {page.first_ms / 1000:.1f} s: {FEW} requests" if page.is_slow else ""
        lines.append(
            f"{page.name:<24}{page.statements:>5}{page.per_second:>12}{page.p50_ms:>10}{page.p95_ms:>10}"
            f"{page.size_kb:>8}{page.requests:>10}{few}"
        )
    lines.append(f"{'all':<24}{'':>5}{figures.per_second:>12}{figures.p50_ms:>10}{figures.p95_ms:>10}")
    memory = f"memory of the worker: {figures.memory_first_mb:.0f} MB after one round"
    return "\n".join([*lines, f"{memory}, {figures.memory_last_mb:.0f} MB at the end"])


def document(seed: int, results: Sequence[Figures]) -> dict[str, Any]:
    """The figures for machines, with what they were measured on."""
    return {
        "seed": seed,
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "results": [asdict(result) for result in results],
    }
