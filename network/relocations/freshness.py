"""Moves under way as records that are kept fresh: what is planned has no page, what is over stays as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, joinedload

from network.core.database import Rows
from network.core.i18n import in_language
from network.freshness.registry import Kind, Record, register
from network.freshness.states import check_of, confirmed_before
from network.relocations.disclosure import is_public
from network.relocations.models import Relocation, RelocationState
from network.relocations.moderated import CODE
from network.relocations.operations import confirm_current
from network.relocations.words import STATES, day_or_unknown, key_day, what_words

KIND = "relocation"


def is_asked() -> ColumnElement[bool]:
    """Moves that are asked about: under way, and known to everybody."""
    return and_(is_public(), Relocation.state == RelocationState.UNDER_WAY)


def due_owners(before: date) -> Rows:
    """Rows (`owner_id`) of the organizations with a move confirmed before this day."""
    old = confirmed_before(Relocation.confirmed_on, Relocation.entered_on, before)
    return select(Relocation.organization_id.label("owner_id")).where(is_asked(), old)


def find_records(session: Session, owner_ids: Sequence[int], today: date) -> Mapping[int, Sequence[Record]]:
    """The moves under way of these organizations."""
    query = (
        select(Relocation)
        .where(Relocation.organization_id.in_(owner_ids), is_asked())
        .options(
            joinedload(Relocation.origin), joinedload(Relocation.host), joinedload(Relocation.organization)
        )
        .order_by(Relocation.id)
    )
    found: dict[int, list[Record]] = {}
    for relocation in session.scalars(query):
        found.setdefault(relocation.organization_id, []).append(_record(relocation, today))
    return found


def _record(relocation: Relocation, today: date) -> Record:
    names = {}
    for language in ("uk", "en"):
        with in_language(language):
            names[language] = relocation.name
    began = f"{STATES[RelocationState(relocation.state)]}, {day_or_unknown(key_day(relocation))}"
    return Record(
        kind=KIND,
        id=relocation.id,
        name_uk=names["uk"],
        name_en=names["en"],
        endpoint="relocations.show",
        slug=relocation.slug,
        check=check_of(relocation.confirmed_on, relocation.entered_on, today),
        phone=relocation.organization.phone,
        facts=(what_words(relocation.what), began),
    )


def init() -> None:
    """Let moves under way be confirmed."""
    register(Kind(KIND, due_owners, find_records, confirm_current, CODE))
