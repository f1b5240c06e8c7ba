"""The database: one Base for all models, column types both engines agree on, and how SQLite is opened."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeAlias

from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    CTE,
    ColumnElement,
    DateTime,
    Dialect,
    Engine,
    Float,
    Integer,
    MetaData,
    Select,
    String,
    cast,
    event,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.sql.expression import FunctionElement
from sqlalchemy.types import TypeDecorator

Rows: TypeAlias = Select[*tuple[Any, ...]]
"""A query whose rows its docstring describes."""

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The base of every model."""

    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base)
migrate = Migrate(render_as_batch=True)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, always aware; SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Codes(TypeDecorator[list[str]]):
    """A short list of codes kept as «|a|b|», so that one LIKE finds a code on both engines."""

    impl = String(400)
    cache_ok = True

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> str:
        return f"|{'|'.join(value)}|" if value else ""

    def process_result_value(self, value: str | None, dialect: Dialect) -> list[str]:
        return [code for code in (value or "").split("|") if code]


def has_code(column: Any, code: str) -> ColumnElement[bool]:
    """The condition that a `Codes` column holds this code."""
    return cast(column, String).contains(f"|{code}|", autoescape=True)


class day_number(FunctionElement[int]):
    """A date as a count of days, the same number as `date.toordinal()`, so that days can be added and divided."""

    type = Integer()
    inherit_cache = True


@compiles(day_number, "sqlite")
def _day_number_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    return f"CAST(julianday({compiler.process(element.clauses, **kw)}) - 1721424.5 AS INTEGER)"


@compiles(day_number, "postgresql")
def _day_number_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    return f"({compiler.process(element.clauses, **kw)} - DATE '0001-01-01' + 1)"


def number_table(session: Session, numbers: Mapping[int, float], name: str) -> CTE:
    """A mapping of ids to numbers as a table (`id`, `number`) that a query can join; one bound value, any size."""
    mapping = {str(key): value for key, value in numbers.items()}
    if session.get_bind().dialect.name == "postgresql":
        rows = func.jsonb_each_text(literal(mapping, JSONB)).table_valued("key", "value")
    else:
        rows = func.json_each(json.dumps(mapping)).table_valued("key", "value")
    return select(cast(rows.c.key, Integer).label("id"), cast(rows.c.value, Float).label("number")).cte(name)


@event.listens_for(Engine, "connect")
def _open_sqlite(connection: Any, _record: Any) -> None:
    """FULL, not NORMAL: an answered write must survive a power cut. SQLAlchemy, not the driver, begins transactions.

    The cache is 32 MB instead of 2, and lists are counted in memory: many thousand records are looked up for a page.
    """
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None
        for pragma in (
            "foreign_keys=ON",
            "journal_mode=WAL",
            "busy_timeout=5000",
            "synchronous=FULL",
            "cache_size=-32000",
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Any) -> None:
    """Writers that ask for it (`write_lock` in their options) wait for the lock at the start, not in the middle."""
    if connection.dialect.name == "sqlite":
        immediate = connection.get_execution_options().get("write_lock", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


__all__ = ["Base", "Codes", "Rows", "UtcDateTime", "day_number", "db", "has_code", "migrate", "number_table"]
