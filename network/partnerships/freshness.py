"""Partnerships in force as records that are kept fresh: whose are due, what people see of them, what is confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from network.core.clock import today as today_in_kyiv
from network.core.database import Rows
from network.freshness.registry import Kind, Record, register
from network.freshness.states import check_of, confirmed_before
from network.partnerships.models import Partnership
from network.partnerships.moderated import CODE
from network.partnerships.operations import confirm_current
from network.partnerships.queries import with_parties
from network.partnerships.showing import describe_partners, describe_state
from network.partnerships.states import is_living, is_public
from network.partnerships.words import KINDS

KIND = "partnership"


def is_asked(today: date) -> ColumnElement[bool]:
    """Partnerships that their proposers are asked about: those in force that everybody sees."""
    return and_(is_public(), is_living(today))


def due_owners(before: date) -> Rows:
    """Rows (`owner_id`) of the organizations that proposed one confirmed before this day."""
    old = confirmed_before(Partnership.confirmed_on, Partnership.entered_on, before)
    return select(Partnership.organization_id.label("owner_id")).where(is_asked(today_in_kyiv()), old)


def find_records(session: Session, owner_ids: Sequence[int], today: date) -> Mapping[int, Sequence[Record]]:
    """The partnerships that these organizations proposed."""
    partnerships = session.scalars(
        select(Partnership)
        .where(Partnership.organization_id.in_(owner_ids), is_asked(today))
        .options(*with_parties())
        .order_by(Partnership.sort_uk, Partnership.id)
    )
    found: dict[int, list[Record]] = {}
    for partnership in partnerships:
        found.setdefault(partnership.organization_id, []).append(_record(partnership, today))
    return found


def _record(partnership: Partnership, today: date) -> Record:
    return Record(
        kind=KIND,
        id=partnership.id,
        name_uk=partnership.name_uk,
        name_en=partnership.name_en or "",
        endpoint="partnerships.show",
        slug=partnership.slug,
        check=check_of(partnership.confirmed_on, partnership.entered_on, today),
        facts=(
            str(KINDS[partnership.kind]),
            describe_partners(partnership, partnership.organization_id),
            describe_state(partnership, today),
        ),
    )


def init() -> None:
    """Let partnerships in force be confirmed."""
    register(Kind(KIND, due_owners, find_records, confirm_current, CODE))
