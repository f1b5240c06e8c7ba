"""One solution has two histories, that of the forum and that of who sees to it: what one changes, the other learns."""

from __future__ import annotations

from sqlalchemy.orm import Session

from network.moderation.fields import get_kind
from network.moderation.models import Action
from network.moderation.queries import history, live_change
from network.moderation.recording import add_revision


def tell(*, session: Session, source: str, kind: str, record_id: int, organization_id: int) -> None:
    """Note in the history of `kind` what was just published as `source`, of one record.

    A live change of other fields stays good; one of the same fields has to be looked at again.
    """
    spec, told = get_kind(kind), history(session, source, record_id)[0]
    after = spec.read(session, spec.get(session, record_id))
    keys = told.before.keys() & after.keys()
    if not keys:
        return
    revision = add_revision(
        session=session,
        kind=kind,
        record_id=record_id,
        organization_id=organization_id,
        action=Action.EDITED,
        before={**after, **{key: told.before[key] for key in keys}},
        after=after,
        proposer_id=told.proposer_id,
        decider_id=told.decider_id,
        change_id=told.change_id,
    )
    change = live_change(session, kind, record_id)
    if change is None or change.base_version != revision.version - 1 or keys & change.values.keys():
        return
    change.base_version = revision.version
    session.flush()
