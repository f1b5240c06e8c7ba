"""Places and topics, which most tests stand on, stay in a database from test to test while no test writes to them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event, func, literal, select, union_all
from sqlalchemy.orm import Session

from network.core.database import db
from tests import databases

WRITES = re.compile(r'\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)', re.IGNORECASE)


class Ground:
    """What lies in one engine's database: the name of a filling, its tables, and how many rows they have."""

    def __init__(self) -> None:
        self.name = ""
        self.counts: dict[str, int] = {}
        self.is_touched = False
        self.known: dict[str, databases.Rows] = {}
        event.listen(Engine, "before_cursor_execute", self._watch)

    def close(self) -> None:
        """Watch no more."""
        event.remove(Engine, "before_cursor_execute", self._watch)

    def _watch(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        found = WRITES.match(statement)
        if found and found[1] in self.counts:
            self.is_touched = True

    def fill(self, session: Session, name: str, load: Callable[[Session], object]) -> None:
        """Put the rows of `load` in, if they do not lie there; the database holds nothing else, and all is committed."""
        if self.name == name:
            session.commit()
            return
        if self.name:
            session.rollback()
            raise RuntimeError(f"{name!r} on top of {self.name!r}")
        if name in self.known:
            databases.put_rows(session, self.known[name])
        else:
            load(session)
            session.commit()
            self.known[name] = databases.take_rows(session)
            session.rollback()
        self.name, self.is_touched = name, False
        self.counts = {table.name: len(rows) for table, rows in self.known[name]}

    def clear(self, app: Flask, *, keep: bool) -> None:
        """Empty the database; what lies there stays if it is to be kept and is as it was put in."""
        if self.counts and keep and self._is_whole(app):
            databases.empty_tables(app, kept=self.counts)
            return
        self.name, self.counts = "", {}
        databases.empty_tables(app)

    def _is_whole(self, app: Flask) -> bool:
        """Also other processes may have written: the rows are counted."""
        if self.is_touched:
            return False
        tables = [db.metadata.tables[name] for name in self.counts]
        query = union_all(*(select(literal(table.name), func.count()).select_from(table) for table in tables))
        with app.app_context(), db.engine.connect() as connection:
            return {name: count for name, count in connection.execute(query)} == self.counts
