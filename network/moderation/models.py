"""A proposed change of a record, the record's version, its history, and the organizations that publish by themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from network.core.database import Base, UtcDateTime


class ChangeState(StrEnum):
    """Where a change stands; the first three are live, and a record has one live change at most."""

    DRAFT = "draft"
    WAITING = "waiting"
    SENT_BACK = "sent_back"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


LIVE = (ChangeState.DRAFT, ChangeState.WAITING, ChangeState.SENT_BACK)
_LIVE_SQL = "state IN ('draft', 'waiting', 'sent_back')"
_UNDECIDED_SQL = "state NOT IN ('published', 'sent_back')"


class Action(StrEnum):
    """What a revision did to a record."""

    CREATED = "created"
    EDITED = "edited"
    RESTORED = "restored"
    REMOVED = "removed"


class Change(Base):
    """The fields of a record that shall differ: `before` and `values` by key, as JSON of the kind's own `read`.

    `record_id` is empty for a record that is to be made. `version` counts the change's own edits: a decision names the
    one that was shown. `base_version` is the record's when the change was last written. `proposers` says by key whose
    word each value is.
    `escalated_level` says of which delay coordinators were told. Users are named by number only: the history outlives them.
    """

    __tablename__ = "changes"
    __table_args__ = (
        Index(
            "uq_changes_live",
            "kind",
            "record_id",
            unique=True,
            sqlite_where=text(_LIVE_SQL),
            postgresql_where=text(_LIVE_SQL),
        ),
        Index("ix_changes_queue", "state", "proposed_at"),
        CheckConstraint(
            f"{_UNDECIDED_SQL} OR (decider_id IS NOT NULL AND decided_at IS NOT NULL)", name="decider"
        ),
        CheckConstraint("state <> 'waiting' OR proposed_at IS NOT NULL", name="proposed"),
        CheckConstraint("state <> 'sent_back' OR reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    record_id: Mapped[int | None]
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    state: Mapped[ChangeState] = mapped_column(String(10), default=ChangeState.DRAFT)
    version: Mapped[int] = mapped_column(default=1)
    base_version: Mapped[int] = mapped_column(default=0)
    restores: Mapped[int | None]
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    proposers: Mapped[dict[str, int | None]] = mapped_column(JSON, default=dict)
    proposer_id: Mapped[int | None] = mapped_column(index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC))
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC))
    proposed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decider_id: Mapped[int | None]
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(1000), default="")
    escalated_level: Mapped[int] = mapped_column(default=0)

    @property
    def is_live(self) -> bool:
        """Whether it can still become the record."""
        return self.state in LIVE


class RecordVersion(Base):
    """How many times a record was changed; a record that never was has no row and version 0."""

    __tablename__ = "record_versions"

    kind: Mapped[str] = mapped_column(String(30), primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(default=0)


class Revision(Base):
    """One version of a record: who proposed and decided it, when, and the changed fields before and after.

    Of a removal: its reason, and since when the record does not work.
    """

    __tablename__ = "revisions"
    __table_args__ = (Index("uq_revisions_version", "kind", "record_id", "version", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    record_id: Mapped[int]
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    version: Mapped[int]
    change_id: Mapped[int | None] = mapped_column(ForeignKey("changes.id"))
    action: Mapped[Action] = mapped_column(String(10))
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    proposer_id: Mapped[int | None]
    decider_id: Mapped[int]
    reason: Mapped[str] = mapped_column(String(1000), default="")
    since: Mapped[date | None]
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC), index=True)

    @property
    def has_original(self) -> bool:
        """Whether this is the first change of a record that had been there before."""
        return self.version == 1 and self.action != Action.CREATED

    @property
    def original(self) -> dict[str, Any]:
        """All values as they were before it."""
        return {**self.snapshot, **self.before}


class TrustedOrganization(Base):
    """An organization that publishes harmless fields without waiting; who granted it, and when."""

    __tablename__ = "trusted_organizations"

    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), primary_key=True)
    granted_by: Mapped[int]
    granted_at: Mapped[datetime] = mapped_column(UtcDateTime, default=lambda: datetime.now(UTC))
