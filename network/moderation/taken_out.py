"""Records that were taken out and are gone, like hours and results: their history stays and can bring them back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from network.core.errors import NotFound
from network.moderation.fields import Kind, get_kind, kinds
from network.moderation.models import LIVE, Action, Change, ChangeState, Revision
from network.moderation.queries import history
from network.moderation.recording import has_record

ALIVE = (*LIVE, ChangeState.PUBLISHED)


@dataclass(frozen=True)
class TakenOut:
    """The last revision of a record that is gone, and what it was called."""

    revision: Revision
    title: str

    @property
    def spec(self) -> Kind:
        """Its kind."""
        return get_kind(self.revision.kind)


def find_taken_out(session: Session, organization_ids: Iterable[int], kind: str = "") -> Sequence[TakenOut]:
    """What was taken out and nobody is bringing back, the last one first; one statement."""
    gone = [spec.code for spec in kinds() if not spec.is_kept and kind in {"", spec.code}]
    if not gone:
        return []
    other = aliased(Revision)
    brought_back = (
        select(Change.id)
        .join(other, other.id == Change.restores)
        .where(other.kind == Revision.kind, other.record_id == Revision.record_id, Change.state.in_(ALIVE))
    )
    found = session.scalars(
        select(Revision)
        .where(
            Revision.kind.in_(gone),
            Revision.action == Action.REMOVED,
            Revision.organization_id.in_(list(organization_ids)),
            ~brought_back.exists(),
        )
        .order_by(Revision.id.desc())
    )
    return [TakenOut(revision, name_taken_out(revision)) for revision in found]


def get_taken_out(session: Session, spec: Kind, record_id: int) -> Sequence[Revision]:
    """The history of a record that is gone, the removal first; raises NotFound for one that is there or never was."""
    revisions = history(session, spec.code, record_id)
    if not revisions or revisions[0].action != Action.REMOVED or has_record(session, spec, record_id):
        raise NotFound(f"no {spec.code} {record_id}")
    return revisions


def name_taken_out(revision: Revision) -> str:
    """What the record was called."""
    spec = get_kind(revision.kind)
    return spec.describe({**spec.empty(), **revision.snapshot})
