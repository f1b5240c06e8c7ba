"""One attached document: its bytes stand beside the records, so that one transaction and one backup hold both."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from network.core.database import Base, UtcDateTime


class StoredFile(Base):
    """A PDF of an organization; `code` is its server-made name, `size` in bytes, `sha256` of its content in hex.

    `kept_at` is when a published record took it; what no record takes is erased after a while.
    """

    __tablename__ = "stored_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(32), unique=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, deferred_raiseload=True)
    uploaded_by: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC), index=True)
    kept_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
