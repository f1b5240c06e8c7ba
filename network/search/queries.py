"""Which records hold the words: the same question to FTS5 and to PostgreSQL, never the reader's text itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import column, func, literal_column, select, table, text
from sqlalchemy.orm import Session

from network.core.database import Rows
from network.search.models import POSTGRESQL_VECTOR, SearchDocument

STEM_FROM = 6
STEM_CUT = 2


def match(session: Session, kind: str, words: Sequence[str]) -> Rows:
    """Records of a kind as rows (`record_id`, `rank`, lower is better) that hold all the words, each as a beginning.

    When none holds them all: those that hold any, long words also without their endings. `words` are normalized.
    """
    strict = _matching(session, kind, [[word] for word in words])
    if _is_any(session, strict):
        return strict
    return _matching(session, kind, [[_shorten(word) for word in words]])


def _shorten(word: str) -> str:
    return word[:-STEM_CUT] if len(word) >= STEM_FROM else word


def _matching(session: Session, kind: str, groups: list[list[str]]) -> Rows:
    """All groups must match, each by any of its words; the words are letters and digits only, and quoted."""
    if session.get_bind().dialect.name == "postgresql":
        return _matching_postgresql(kind, _expression(groups, "'{}':*", " | ", " & "))
    return _matching_sqlite(kind, _expression(groups, '"{}"*', " OR ", " AND "))


def _expression(groups: list[list[str]], word_form: str, either: str, both: str) -> str:
    return both.join("(" + either.join(word_form.format(word) for word in group) + ")" for group in groups)


def _matching_sqlite(kind: str, expression: str) -> Rows:
    index = table("search_fts", column("rowid"))
    return (
        select(SearchDocument.record_id, literal_column("bm25(search_fts, 8.0, 1.0)").label("rank"))
        .join(index, index.c.rowid == SearchDocument.id)
        .where(
            SearchDocument.kind == kind,
            text("search_fts MATCH :expression").bindparams(expression=expression),
        )
    )


def _matching_postgresql(kind: str, expression: str) -> Rows:
    vector: Any = literal_column(POSTGRESQL_VECTOR)
    query = func.to_tsquery(text("'simple'"), expression)
    return select(SearchDocument.record_id, (-func.ts_rank(vector, query)).label("rank")).where(
        SearchDocument.kind == kind, vector.op("@@")(query)
    )


def find_ids(session: Session, kind: str, words: Sequence[str], limit: int = 500) -> list[int]:
    """The ids of the best matches, the best first."""
    matches = match(session, kind, words).subquery()
    return list(
        session.scalars(
            select(matches.c.record_id).order_by(matches.c.rank, matches.c.record_id).limit(limit)
        )
    )


def is_word(session: Session, kind: str, word: str) -> bool:
    """Whether some record of this kind holds a word that begins like this."""
    return _is_any(session, _matching(session, kind, [[word]]))


def _is_any(session: Session, matching: Rows) -> bool:
    """Whether a query has rows. PostgreSQL finds them first: with a bare LIMIT it reads every document instead."""
    found = matching.with_only_columns(SearchDocument.record_id).cte("found")
    found = found.prefix_with("MATERIALIZED", dialect="postgresql")
    return session.execute(select(found.c.record_id).limit(1)).first() is not None
