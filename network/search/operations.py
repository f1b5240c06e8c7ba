"""Keep the index: features register what of them can be found, and hand over documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from network.core.text import normalize
from network.search.models import SearchDocument

BATCH = 1_000


@dataclass(frozen=True)
class Document:
    """What can be found of one record; texts in both languages, as people read them."""

    record_id: int
    title: Sequence[str]
    body: Sequence[str] = ()


Read = Callable[[Session, Sequence[int] | None], Iterable[Document]]
Count = Callable[[Session], int]


@dataclass(frozen=True)
class Source:
    """How documents of a kind are read, of all records (None) or of these ids, and how many there are."""

    read: Read
    count: Count


_sources: dict[str, Source] = {}


def register(kind: str, read: Read, count: Count) -> None:
    """Name a kind of record that can be found."""
    _sources[kind] = Source(read, count)


def count_documents(*, session: Session) -> int:
    """How many documents a rebuilt index will hold."""
    return sum(source.count(session) for source in _sources.values())


def index(*, session: Session, kind: str, record_ids: Sequence[int]) -> None:
    """Bring the documents of these records up to date; records that the source no longer gives are left out."""
    session.flush()
    session.execute(
        delete(SearchDocument).where(SearchDocument.kind == kind, SearchDocument.record_id.in_(record_ids))
    )
    _insert(session, kind, _sources[kind].read(session, record_ids))


def rebuild(*, session: Session, progress: Callable[[int], None] = lambda count: None) -> int:
    """Make the whole index anew from the records; `progress` is told how many documents were added. Returns their number."""
    session.execute(delete(SearchDocument))
    total = 0
    for kind, source in _sources.items():
        for batch in _batches(source.read(session, None)):
            _insert(session, kind, batch)
            total += len(batch)
            progress(len(batch))
    return total


def _insert(session: Session, kind: str, documents: Iterable[Document]) -> None:
    rows = [
        {
            "kind": kind,
            "record_id": document.record_id,
            "title": _fold(document.title),
            "body": _fold(document.body),
        }
        for document in documents
    ]
    if rows:
        session.execute(insert(SearchDocument), rows)


def _fold(texts: Sequence[str]) -> str:
    """Normalized words, each once: repetition says nothing about a service."""
    return " ".join(dict.fromkeys(word for text in texts if text for word in normalize(text).split()))


def _batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
