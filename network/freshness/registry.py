"""What is kept fresh: features register their kinds of records here, so that reminders know none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy.orm import Session

from network.core.database import Rows
from network.core.i18n import pick
from network.freshness.states import Check


@dataclass(frozen=True)
class Record:
    """A record as people see it on the page of `endpoint` and `slug`.

    `facts` are words in the reader's language; `can_stop` says whether it may be gone while its owner is there.
    """

    kind: str
    id: int
    name_uk: str
    name_en: str
    endpoint: str
    slug: str
    check: Check
    phone: str = ""
    facts: tuple[str, ...] = ()
    can_stop: bool = True

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return pick(self.name_uk, self.name_en)

    @property
    def key(self) -> str:
        """«service-12»: its name in a form."""
        return f"{self.kind}-{self.id}"


@dataclass(frozen=True)
class Owner:
    """Who answers for records: the mailbox and the number are empty where none is known."""

    id: int
    slug: str
    name_uk: str
    name_en: str
    email: str
    phone: str

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return pick(self.name_uk, self.name_en)


class Confirm(Protocol):
    """The write that confirms records on a day."""

    def __call__(self, *, session: Session, ids: Sequence[int], on: date) -> None: ...


@dataclass(frozen=True)
class Kind:
    """One kind of records: rows (`owner_id`) of the owners with a record confirmed before a day, the records that
    people see of some owners, the write that confirms records on a day, and the kind of changes proposed to them."""

    name: str
    due_owners: Callable[[date], Rows]
    find_records: Callable[[Session, Sequence[int], date], Mapping[int, Sequence[Record]]]
    confirm: Confirm
    changed_as: str


FindOwners = Callable[[Session, Iterable[int]], Sequence[Owner]]
KINDS: dict[str, Kind] = {}
_owners: list[FindOwners] = []


def register(kind: Kind) -> None:
    """Keep a kind of records fresh; the order of registration is the order on the page."""
    KINDS[kind.name] = kind


def register_owners(find: FindOwners) -> None:
    """Say who owns records."""
    _owners[:] = [find]


def find_owners(session: Session, ids: Iterable[int]) -> Sequence[Owner]:
    """The owners with these ids that are still there, in the order of ids."""
    return sorted(_owners[0](session, list(ids)), key=lambda owner: owner.id)
