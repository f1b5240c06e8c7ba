"""What moves have written over in other records, so that each can be taken back alone, in whatever order.

Of one slot each move keeps the value before it and after it. Who is taken back hands the value before it to whoever
wrote next, or puts it back when nobody did. What people wrote themselves meanwhile is theirs and stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.relocations.models import Relocation
from network.relocations.slots import GONE, Slot, read_slot, write_slot


@dataclass
class Claim:
    """One slot as a move found and left it; `order` counts the claims on a slot, `source` says what it came from."""

    slot: Slot
    before: Any
    after: Any
    order: int
    source: int | None = None


def read_claims(relocation: Relocation) -> dict[Slot, Claim]:
    """What this move has written over."""
    rows = json.loads(relocation.overwritten) if relocation.overwritten else []
    claims = [Claim(**{**row, "slot": tuple(row["slot"])}) for row in rows]
    return {claim.slot: claim for claim in claims}


class Ledger:
    """The claims of one move among those of all moves of its organization, locked until the end of the transaction."""

    def __init__(self, session: Session, relocation: Relocation) -> None:
        session.flush()
        query = select(Relocation).where(Relocation.organization_id == relocation.organization_id)
        found = session.scalars(query.order_by(Relocation.id).with_for_update())
        self._session = session
        self._claims = {each: read_claims(each) for each in found if each.overwritten or each is relocation}
        self.own = self._claims[relocation]

    def hold(self, slot: Slot, value: Any, source: int | None = None, before: Any = GONE) -> None:
        """Write a value and remember what stood there; `before` says so when the slot itself is new.

        What is written already stays as it is, also when people changed it since: theirs is the last word.
        """
        present = self.own.get(slot)
        if present is not None and present.after == value:
            return
        if present is not None and self._stands(present):
            present.after = value
            write_slot(self._session, slot, value)
            return
        if present is not None:
            self.release(slot)
        self._take(slot, value, source, before)

    def _take(self, slot: Slot, value: Any, source: int | None, before: Any) -> None:
        found = read_slot(self._session, slot)
        if found is GONE:
            return
        order = 1 + max((claim.order for claim in self._on(slot)), default=0)
        self.own[slot] = Claim(slot, found if before is GONE else before, value, order, source)
        write_slot(self._session, slot, value)

    def _stands(self, claim: Claim) -> bool:
        """Whether nobody wrote over it since, neither a move nor a person."""
        is_last = all(each.order <= claim.order for each in self._on(claim.slot))
        return is_last and bool(read_slot(self._session, claim.slot) == claim.after)

    def rise_over(self, earlier: Relocation) -> None:
        """Write last where an earlier move of the same things was entered later."""
        theirs = self._claims.get(earlier, {})
        for slot, claim in list(self.own.items()):
            if slot in theirs and theirs[slot].order > claim.order:
                self.release(slot)
                self._take(slot, claim.after, claim.source, GONE)

    def release(self, slot: Slot) -> None:
        """Take back what this move wrote."""
        claim = self.own.pop(slot)
        later = [each for each in self._on(slot) if each.order > claim.order]
        above = min(later, key=lambda each: each.order, default=None)
        if above is None:
            if read_slot(self._session, slot) == claim.after:
                write_slot(self._session, slot, claim.before)
        elif above.before == claim.after:
            above.before = claim.before

    def save(self) -> None:
        """Keep all claims with their moves."""
        for relocation, claims in self._claims.items():
            rows = [asdict(claim) for claim in claims.values()]
            relocation.overwritten = json.dumps(rows) if rows else ""
        self._session.flush()

    def _on(self, slot: Slot) -> Iterator[Claim]:
        return (claims[slot] for claims in self._claims.values() if slot in claims)
