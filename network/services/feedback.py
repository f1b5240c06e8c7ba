"""Services as feedback sees them: who answers for one, and where its page is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session, joinedload

from network.core.errors import NotFound
from network.feedback.subjects import Subject, register
from network.organizations.models import Organization
from network.services.models import Service

KIND = "service"


def by_slug(session: Session, slug: str) -> Subject:
    """The published service with this slug; raises NotFound."""
    return _subject(session, Service.slug == slug)


def by_id(session: Session, record_id: int) -> Subject:
    """The published service with this id; raises NotFound."""
    return _subject(session, Service.id == record_id)


def find_of(session: Session, organization_ids: Collection[int]) -> Sequence[Subject]:
    """The published services of these organizations."""
    query = _published(Service.organization_id.in_(organization_ids)).order_by(Service.sort_uk, Service.id)
    return [_subject_of(service) for service in session.scalars(query)]


def _published(condition: ColumnElement[bool]) -> Select[Service]:
    with_mailboxes = joinedload(Service.organization).selectinload(Organization.contacts)
    return select(Service).where(condition, Service.is_published).options(with_mailboxes)


def _subject(session: Session, condition: ColumnElement[bool]) -> Subject:
    service = session.scalar(_published(condition))
    if service is None:
        raise NotFound("no such service")
    return _subject_of(service)


def _subject_of(service: Service) -> Subject:
    return Subject(
        kind=KIND,
        record_id=service.id,
        name_uk=service.name_uk,
        name_en=service.name_en,
        endpoint="profiles.service",
        slug=service.slug,
        recipients=_mailboxes(service.organization),
        organization_id=service.organization_id,
    )


def _mailboxes(organization: Organization) -> tuple[str, ...]:
    """The organization's own mailbox; else the first of its contacts that has one."""
    addresses = (organization.email, *(contact.email for contact in organization.contacts))
    return tuple(address for address in addresses if address)[:1]


def init() -> None:
    """Let services be reported on."""
    register(KIND, collection="services", by_slug=by_slug, by_id=by_id, find_of=find_of)
