"""Other records that a change writes into: their history, version and search follow in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from network.moderation.fields import Kind, Values, get_kind, index_record
from network.moderation.models import Action, Change
from network.moderation.preview import previewing
from network.moderation.queries import Difference, difference_of, live_change
from network.moderation.recording import add_revision, has_record
from network.moderation.refusals import Invalid
from network.moderation.titles import title_of, values_of

Name = Callable[[Kind, Any], str]


@dataclass(frozen=True)
class Effect:
    """What a change would write into another record, and what that record is called."""

    spec: Kind
    title: str
    differences: Sequence[Difference]


@dataclass(frozen=True)
class _Written:
    spec: Kind
    record: Any
    before: Values
    after: Values

    @property
    def keys(self) -> set[str]:
        return {key for key in self.before if self.before[key] != self.after.get(key)}


class Touched:
    """The records that a kind names for some of its values, as they were when this was made."""

    def __init__(self, session: Session, spec: Kind, organization_id: int, *values: Values) -> None:
        self._session, self._owner = session, organization_id
        named = [
            slot for each in values if spec.touches for slot in spec.touches(session, organization_id, each)
        ]
        self._before: dict[tuple[str, int], Values] = {}
        for code, record_id in dict.fromkeys(named):
            other = get_kind(code)
            if has_record(session, other, record_id):
                self._before[code, record_id] = other.read(session, other.get(session, record_id))

    def written(self) -> Iterator[_Written]:
        """Those that differ now."""
        for (code, record_id), before in self._before.items():
            spec = get_kind(code)
            if has_record(self._session, spec, record_id):
                record = spec.get(self._session, record_id)
                found = _Written(spec, record, before, spec.read(self._session, record))
                if found.keys:
                    yield found

    def record(
        self, *, proposer_id: int | None, decider_id: int, now: datetime, change_id: int | None = None
    ) -> None:
        """Add a revision of each that differs now, and bring its words in the search up to date."""
        for each in list(self.written()):
            revision = add_revision(
                session=self._session,
                kind=each.spec.code,
                record_id=each.record.id,
                organization_id=self._owner,
                action=Action.EDITED,
                before=each.before,
                after=each.after,
                proposer_id=proposer_id,
                decider_id=decider_id,
                change_id=change_id,
                now=now,
            )
            index_record(self._session, each.spec, each.record)
            _carry_on(self._session, each, revision.version)


def _carry_on(session: Session, written: _Written, version: int) -> None:
    """A live change of other fields of the record stays good; one of the same fields has to be looked at again."""
    change = live_change(session, written.spec.code, written.record.id)
    if change is None or change.base_version != version - 1 or written.keys & change.values.keys():
        return
    change.base_version = version
    session.flush()


def foresee(session: Session, change: Change, name: Name = title_of) -> list[Effect]:
    """What publication would write into other records; nothing stays, and what was loaded is to be read again."""
    spec = get_kind(change.kind)
    if spec.touches is None or not change.is_live:
        return []
    values = [values_of(session, change)]
    if change.record_id is not None and has_record(session, spec, change.record_id):
        values.append(spec.read(session, spec.get(session, change.record_id)))
    touched = Touched(session, spec, change.organization_id, *values)
    try:
        with previewing(session, change):
            return [_effect(each, name) for each in touched.written()]
    except Invalid:
        return []


def _effect(written: _Written, name: Name) -> Effect:
    changed = [
        difference_of(field, key, written.before[key], written.after[key])
        for field in written.spec.fields
        for key in field.keys
        if key in written.keys
    ]
    return Effect(written.spec, name(written.spec, written.record), changed)
