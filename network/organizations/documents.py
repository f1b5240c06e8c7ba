"""What of an organization can be found by its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from network.organizations.models import Organization
from network.search.operations import Document, register

KIND = "organization"


def read_documents(session: Session, record_ids: Sequence[int] | None) -> Iterator[Document]:
    """The documents of published organizations, of all or of these ids."""
    query = select(Organization).where(Organization.is_published).order_by(Organization.id)
    if record_ids is not None:
        query = query.where(Organization.id.in_(record_ids))
    for organization in session.scalars(query.execution_options(yield_per=1_000)):
        yield Document(
            record_id=organization.id,
            title=(organization.name_uk, organization.name_en),
            body=(organization.description_uk, organization.description_en),
        )


def count_documents(session: Session) -> int:
    """How many there are."""
    return (
        session.scalar(select(func.count()).select_from(Organization).where(Organization.is_published)) or 0
    )


def init() -> None:
    """Let organizations be found."""
    register(KIND, read_documents, count_documents)
