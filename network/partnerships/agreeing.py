"""Agreeing to a partnership: the parties are asked, agree or decline, each to the very terms that they were shown."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from network.accounts.queries import find_mailboxes, find_roles
from network.audit.models import AuditEntry
from network.audit.operations import record
from network.core.clock import KYIV
from network.core.errors import BadInput, NotFound
from network.core.i18n import lazy_gettext as _l
from network.core.text import clean_lines
from network.moderation.fields import Values
from network.moderation.queries import get_version
from network.moderation.refusals import Forbidden, Stale
from network.partnerships import letters
from network.partnerships.models import Partnership, PartnershipState, Party
from network.partnerships.queries import get_partnership
from network.partnerships.states import state_of

KIND = "partnership"
ASKED, AGREED, DECLINED = "partnership.asked", "partnership.agreed", "partnership.declined"
LONGEST_REASON = 1000


@dataclass(frozen=True)
class Answer:
    """One line of the history: that an organization was asked, agreed or declined, and when; maybe in a call."""

    action: str
    at: datetime
    organization_id: int
    is_by_call: bool


def agree(
    *,
    session: Session,
    partnership_id: int,
    organization_id: int,
    version_shown: int,
    by: int,
    is_by_call: bool = False,
    now: datetime | None = None,
) -> Party:
    """Say yes for a party, to the terms of the version that was shown; who has agreed already agrees no second time.

    `is_by_call`: a coordinator says it for a party without an account, after a call. Raises NotFound for who is no
    party, Stale when the terms moved on or it has ended, Forbidden for a coordinator who is of one of the parties,
    BadInput when the party has people who sign in.
    """
    now = now or datetime.now(UTC)
    party = _get_locked(session, partnership_id, organization_id, version_shown, now)
    if is_by_call:
        _refuse_call(session, party, by)
    if party.agreed_at is not None:
        return party
    party.agreed_at, party.agreed_by, party.is_agreed_by_call = now, by, is_by_call
    party.declined_at, party.declined_reason = None, ""
    _settle(session, party, AGREED, by, is_by_call)
    return party


def decline(
    *,
    session: Session,
    partnership_id: int,
    organization_id: int,
    version_shown: int,
    reason: str,
    by: int,
    is_by_call: bool = False,
    now: datetime | None = None,
) -> Party:
    """Say no for a party, also after a yes, with a reason that its proposer and the coordinators are told.

    Raises as `agree` does, and BadInput without a reason or for a proposer, who ends the partnership instead.
    """
    now = now or datetime.now(UTC)
    party = _get_locked(session, partnership_id, organization_id, version_shown, now)
    if is_by_call:
        _refuse_call(session, party, by)
    if party.organization_id == party.partnership.organization_id:
        raise BadInput(_l("Your organization has proposed it: edit the partnership, or end it."))
    text = clean_lines(reason)
    if not text:
        raise BadInput(_l("Say why: those who proposed it can put it right then."))
    if len(text) > LONGEST_REASON:
        raise BadInput(_l("Write at most %(max)d characters.", max=LONGEST_REASON))
    party.agreed_at, party.agreed_by, party.is_agreed_by_call = None, None, False
    party.declined_at, party.declined_reason = now, text
    _settle(session, party, DECLINED, by, is_by_call)
    return party


def _get_locked(
    session: Session, partnership_id: int, organization_id: int, version_shown: int, now: datetime
) -> Party:
    """The party, its partnership locked until the end of the transaction, so that its terms stay as they were shown."""
    session.execute(select(Partnership.id).where(Partnership.id == partnership_id).with_for_update())
    partnership = get_partnership(session, partnership_id)
    for party in partnership.parties:
        if party.organization_id == organization_id:
            break
    else:
        raise NotFound(f"organization {organization_id} in partnership {partnership_id}")
    has_ended = state_of(partnership, now.astimezone(KYIV).date()) is PartnershipState.ENDED
    if has_ended or get_version(session, KIND, partnership_id) != version_shown:
        raise Stale
    set_committed_value(party, "partnership", partnership)
    return party


def _refuse_call(session: Session, party: Party, by: int) -> None:
    """Who signs in answers for himself, and nobody confirms by phone what his own organization gains from."""
    if find_mailboxes(session, [party.organization_id])[party.organization_id]:
        raise BadInput(_l("This organization signs in here: its own people agree or decline."))
    if {each.organization_id for each in party.partnership.parties} & find_roles(session, by).keys():
        raise Forbidden


def _settle(session: Session, party: Party, action: str, by: int, is_by_call: bool) -> None:
    session.flush()
    _audit(session, party, action, by, is_by_call)
    letters.tell_answer(session=session, party=party)


def _audit(session: Session, party: Party, action: str, by: int, is_by_call: bool = False) -> None:
    details = {"organization": party.organization_id, "role": str(party.role), "by_call": is_by_call}
    record(
        session=session,
        actor=str(by),
        action=action,
        subject_kind=KIND,
        subject_id=party.partnership_id,
        details=details,
    )


def follow_publication(
    session: Session, partnership: Partnership, before: Values, after: Values, by: int
) -> None:
    """After a change became public: ask who is to agree, and tell the others what is different."""
    asked = [party for party in partnership.parties if party.agreed_at is None and party.told_at is None]
    now = datetime.now(UTC)
    for party in asked:
        party.told_at = now
        _audit(session, party, ASKED, by)
    letters.tell_asked(session=session, partnership=partnership, parties=asked)
    if not before:
        own = next(
            each for each in partnership.parties if each.organization_id == partnership.organization_id
        )
        _audit(session, own, AGREED, by)
        return
    letters.tell_changed(session=session, partnership=partnership, before=before, after=after, asked=asked)


def find_answers(session: Session, partnership_id: int) -> list[Answer]:
    """Who was asked, agreed and declined, the newest first."""
    entries = session.scalars(
        select(AuditEntry)
        .where(
            AuditEntry.subject_kind == KIND,
            AuditEntry.subject_id == partnership_id,
            AuditEntry.action.in_((ASKED, AGREED, DECLINED)),
        )
        .order_by(AuditEntry.id.desc())
    )
    return [_answer_of(entry) for entry in entries]


def _answer_of(entry: AuditEntry) -> Answer:
    details = json.loads(entry.details)
    return Answer(entry.action, entry.at, details["organization"], bool(details["by_call"]))
