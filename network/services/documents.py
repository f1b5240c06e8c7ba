"""What of a service can be found by its words: names, topics and everyday words; never a place's address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from network.search.operations import Document, register
from network.services.models import Service

KIND = "service"


def read_documents(session: Session, record_ids: Sequence[int] | None) -> Iterator[Document]:
    """The documents of published services, of all or of these ids."""
    query = (
        select(Service)
        .where(Service.is_published)
        .options(
            joinedload(Service.category), joinedload(Service.organization), selectinload(Service.origins)
        )
        .order_by(Service.id)
        .execution_options(yield_per=1_000)
    )
    if record_ids is not None:
        query = query.where(Service.id.in_(record_ids))
    for service in session.scalars(query):
        yield _document(service)


def _document(service: Service) -> Document:
    category, topic, organization = service.category, service.category.topic, service.organization
    origins = [
        name for place in service.origins for name in (place.centre_uk, place.centre_en, place.name_uk)
    ]
    return Document(
        record_id=service.id,
        title=(
            service.name_uk,
            service.name_en,
            category.name_uk,
            category.name_en,
            category.words,
        ),
        body=(
            topic.name_uk,
            topic.name_en,
            service.summary_uk,
            service.summary_en,
            service.description_uk,
            service.description_en,
            organization.name_uk,
            organization.name_en,
            *origins,
        ),
    )


def count_documents(session: Session) -> int:
    """How many there are."""
    return session.scalar(select(func.count()).select_from(Service).where(Service.is_published)) or 0


def init() -> None:
    """Let services be found."""
    register(KIND, read_documents, count_documents)
