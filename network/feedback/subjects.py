"""What can be reported on: features register their kind of record; feedback itself knows none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from network.core.errors import NotFound
from network.core.i18n import pick


@dataclass(frozen=True)
class Subject:
    """A record as feedback sees it: its name, the view and slug of its public page, who gets the mails about it."""

    kind: str
    record_id: int
    name_uk: str
    name_en: str
    endpoint: str
    slug: str
    recipients: tuple[str, ...] = ()
    organization_id: int | None = None

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return pick(self.name_uk, self.name_en)


BySlug = Callable[[Session, str], Subject]
ById = Callable[[Session, int], Subject]
FindOf = Callable[[Session, Collection[int]], Sequence[Subject]]


@dataclass(frozen=True)
class Kind:
    """A registered kind; `by_slug` and `by_id` find public records only and raise NotFound for others, `find_of`
    finds all public records of some organizations in a constant number of statements."""

    name: str
    collection: str
    by_slug: BySlug
    by_id: ById
    find_of: FindOf


_kinds: dict[str, Kind] = {}


def register(name: str, *, collection: str, by_slug: BySlug, by_id: ById, find_of: FindOf) -> None:
    """Let records of a kind be reported on at `/<collection>/<slug>/report`."""
    _kinds[name] = Kind(name, collection, by_slug, by_id, find_of)


def find_subject(session: Session, collection: str, slug: str) -> Subject:
    """The record at this address; raises NotFound."""
    for kind in _kinds.values():
        if kind.collection == collection:
            return kind.by_slug(session, slug)
    raise NotFound(f"nothing in {collection} can be reported on")


def get_subject(session: Session, kind: str, record_id: int) -> Subject:
    """The record of a report; raises NotFound when it is not public any more."""
    if kind not in _kinds:
        raise NotFound(f"no kind {kind}")
    return _kinds[kind].by_id(session, record_id)


def find_subjects_of(session: Session, organization_ids: Collection[int]) -> dict[tuple[str, int], Subject]:
    """All public records of these organizations, by kind and id."""
    if not organization_ids:
        return {}
    return {
        (subject.kind, subject.record_id): subject
        for kind in _kinds.values()
        for subject in kind.find_of(session, organization_ids)
    }
