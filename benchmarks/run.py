"""The command: for each size a database, the real server, the fixed mix of addresses, and the medians of the runs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import click
from sqlalchemy import make_url

from benchmarks.addresses import Address, addresses
from benchmarks.databases import make_application, prepare
from benchmarks.generator import SEED
from benchmarks.load import measure
from benchmarks.report import Figures, Run, document, figures_of_all, figures_of_page, table
from benchmarks.server import running_server
from benchmarks.statements import count_statements
from network.core.database import db


class Sizes(click.ParamType):
    """Numbers with commas between them."""

    name = "sizes"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> list[int]:
        """«1000,10000»."""
        try:
            sizes = [int(part) for part in str(value).split(",")]
        except ValueError:
            self.fail("Sizes are numbers with commas between them.", param, ctx)
        if min(sizes) < 1:
            self.fail("A size is at least 1.", param, ctx)
        return sizes


@click.command()
@click.option(
    "--sizes", type=Sizes(), default="1000,10000", show_default=True, help="Organizations, with commas."
)
@click.option(
    "--runs", type=click.IntRange(1), default=5, show_default=True, help="The median of so many is told."
)
@click.option(
    "--requests", type=click.IntRange(3), default=40, show_default=True, help="To each page in a run."
)
@click.option("--clients", type=click.IntRange(1, 4), default=2, show_default=True, help="That ask at once.")
@click.option(
    "--database", default="sqlite", show_default=True, help="sqlite, or the address of a PostgreSQL server."
)
@click.option("--seed", type=int, default=SEED, show_default=True)
@click.option("--only", default="", help="Only pages whose name has this in it.")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the figures here as JSON."
)
def main(
    sizes: list[int],
    runs: int,
    requests: int,
    clients: int,
    database: str,
    seed: int,
    only: str,
    out: Path | None,
) -> None:
    """Measure the main pages over generated databases."""
    results = []
    for size in sizes:
        url = prepare(database, size, seed)
        pages, statements = _look(url, only)
        figures = _measure(url, size, pages, statements, runs, requests, clients)
        click.echo(table(figures) + "\n")
        results.append(figures)
    if out is not None:
        out.write_text(json.dumps(document(seed, results), ensure_ascii=False, indent=1) + "\n", "utf-8")


def _look(url: str, only: str) -> tuple[list[Address], dict[str, int]]:
    """The mix for this database, and the SQL statements of each page."""
    app = make_application(url)
    with app.app_context():
        pages = [page for page in addresses(db.session()) if only in page.name]
        db.session.remove()
    counts = count_statements(app, pages)
    with app.app_context():
        db.engine.dispose()
    return pages, counts


def _measure(
    url: str,
    size: int,
    pages: Sequence[Address],
    statements: dict[str, int],
    runs: int,
    requests: int,
    clients: int,
) -> Figures:
    measured: list[Run] = []
    memory: list[tuple[float, float]] = []
    with click.progressbar(length=runs * len(pages), label=f"{size} organizations") as bar:
        for _run in range(runs):
            with running_server(url) as server:
                for page in pages:
                    measure(server.port, page.path, 1, 1)
                first = server.memory_mb() or 0.0
                run = {}
                for page in pages:
                    run[page.name] = measure(server.port, page.path, requests, clients)
                    bar.update(1)
                measured.append(run)
                memory.append((first, server.memory_mb() or 0.0))
    return Figures(
        organizations=size,
        engine=make_url(url).get_backend_name(),
        runs=runs,
        clients=clients,
        pages=tuple(figures_of_page(page, measured, statements[page.name]) for page in pages),
        memory_first_mb=round(median(before for before, _after in memory), 1),
        memory_last_mb=round(median(after for _before, after in memory), 1),
        **figures_of_all(measured),
    )


if __name__ == "__main__":
    main()
