"""The index: one normalized document a record. It is derived, and can always be rebuilt."""

from __future__ import annotations

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from network.core.database import Base


class SearchDocument(Base):
    """What can be found of one record: `title` weighs more than `body`; both are normalized text."""

    __tablename__ = "search_documents"
    __table_args__ = (UniqueConstraint("kind", "record_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    record_id: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text, default="")


WORDS_INDEX = "ix_search_documents_words"
"""The index over the vector on PostgreSQL; SQLite has the table `search_fts`. Both are made by the first migration."""

POSTGRESQL_VECTOR = (
    "(setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', body), 'B'))"
)
