"""How many SQL statements a page costs, counted inside the application."""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import Context
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event

from benchmarks.addresses import Address

UNCOUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SAVEPOINT", "RELEASE")


def count_statements(app: Flask, pages: Sequence[Address]) -> dict[str, int]:
    """Statements of each page by its name, without those that begin and end transactions; each page is asked twice."""
    counts: dict[str, int] = {}
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.lstrip().upper().startswith(UNCOUNTED):
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        for page in pages:
            for _time in range(2):
                seen.clear()
                Context().run(app.test_client().get, page.path)
            counts[page.name] = len(seen)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return counts
