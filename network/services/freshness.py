"""Services as records that are kept fresh: whose are due, what people see of them, what is confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from network.core.clock import KYIV
from network.core.database import Rows
from network.freshness.registry import Kind, Record, register
from network.freshness.states import confirmed_before
from network.services.cards import make_card
from network.services.models import Service
from network.services.moderated import CODE
from network.services.operations import confirm_current
from network.services.queries import LISTED, with_card

KIND = "service"


def is_asked() -> ColumnElement[bool]:
    """Services that are asked about: published ones that work, or come back."""
    return and_(Service.is_published, Service.status.in_(LISTED))


def due_owners(before: date) -> Rows:
    """Rows (`owner_id`) of the organizations with a service confirmed before this day."""
    old = confirmed_before(Service.confirmed_on, Service.entered_on, before)
    return select(Service.organization_id.label("owner_id")).where(is_asked(), old)


def find_records(session: Session, owner_ids: Sequence[int], today: date) -> Mapping[int, Sequence[Record]]:
    """The services of these organizations, as lists show them."""
    services = session.scalars(
        select(Service)
        .where(Service.organization_id.in_(owner_ids), is_asked())
        .options(*with_card())
        .order_by(Service.sort_uk, Service.id)
    )
    found: dict[int, list[Record]] = {}
    for service in services:
        found.setdefault(service.organization_id, []).append(_record(service, today))
    return found


def _record(service: Service, today: date) -> Record:
    card = make_card(service, datetime.combine(today, time(12), KYIV))
    return Record(
        kind=KIND,
        id=service.id,
        name_uk=service.name_uk,
        name_en=service.name_en or "",
        endpoint="profiles.service",
        slug=service.slug,
        check=card.check,
        phone=card.phone,
        facts=tuple(fact for fact in (card.where, card.hours) if fact),
    )


def init() -> None:
    """Let services be confirmed."""
    register(Kind(KIND, due_owners, find_records, confirm_current, CODE))
