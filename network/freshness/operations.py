"""Writes of reminders: ask an owner by mail, take the answer behind a link, put on the phone round, start anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from network.audit.operations import record
from network.core.errors import BadInput
from network.core.tokens import new_token
from network.freshness.models import ConfirmationLink, Reminder
from network.freshness.queries import find_records, find_reminders, has_link_since
from network.freshness.registry import KINDS, Owner, Record, find_owners
from network.freshness.tokens import hash_of
from network.mail.addresses import check_address
from network.mail.letters import quote
from network.mail.operations import queue

LINK_DAYS = 14
MOST_MAILS = 3
DAYS_BETWEEN = 7
NEW_LINK_AFTER = timedelta(minutes=10)
DEAD_LINKS_KEPT = timedelta(days=30)
SUBJECT_UK, SUBJECT_EN = "Чи працює ваша послуга, як раніше?", "Is your service still as listed?"


class Answer(StrEnum):
    """What an owner said; the link keeps it."""

    CONFIRMED = "confirmed"
    CHANGE = "change"


@dataclass(frozen=True)
class Site:
    """What links and mails need of the site: its key, its address, and the coordinators' mailbox, if there is one."""

    key: str
    url: str
    coordinators: str


@dataclass(frozen=True)
class Reminded:
    """How many owners were sent a mail, and how many came onto the phone round."""

    mails: int = 0
    calls: int = 0


def remind(*, session: Session, owner_ids: Sequence[int], now: datetime, today: date, site: Site) -> Reminded:
    """Ask these owners, whose records are due: a mail each, at most three, 7 days apart; then, or without a mailbox,
    the phone round. A constant number of reads whatever the number of owners."""
    owners = find_owners(session, owner_ids)
    reminders = find_reminders(session, owner_ids)
    records = find_records(session, owner_ids, today)
    mails = calls = 0
    for owner in owners:
        reminder = reminders.get(owner.id) or _add_reminder(session, owner.id)
        if reminder.call_since is not None or not _has_waited(reminder, today):
            continue
        if not _has_mailbox(owner) or reminder.sent >= MOST_MAILS:
            reminder.call_since, calls = today, calls + 1
            continue
        send_link(session=session, owner=owner, records=records[owner.id], now=now, site=site)
        reminder.sent, reminder.last_sent_on, mails = reminder.sent + 1, today, mails + 1
    session.flush()
    return Reminded(mails, calls)


def _has_waited(reminder: Reminder, today: date) -> bool:
    last = reminder.last_sent_on
    return last is None or today - last >= timedelta(days=DAYS_BETWEEN)


def _has_mailbox(owner: Owner) -> bool:
    """A mailbox that cannot be written to is none: one mistake must not stop the others' mails."""
    try:
        return bool(check_address(owner.email))
    except BadInput:
        return False


def _add_reminder(session: Session, owner_id: int) -> Reminder:
    reminder = Reminder(owner_id=owner_id, sent=0)
    session.add(reminder)
    return reminder


def send_link(
    *, session: Session, owner: Owner, records: Sequence[Record], now: datetime, site: Site
) -> ConfirmationLink:
    """Queue a mail with a new link for this owner; only the hash of its token is kept."""
    token = new_token()
    link = ConfirmationLink(
        token_hash=hash_of(token, site.key),
        owner_id=owner.id,
        created_at=now,
        expires_at=now + timedelta(days=LINK_DAYS),
    )
    session.add(link)
    queue(
        session=session,
        recipient=owner.email,
        cause="reminder",
        subject_uk=SUBJECT_UK,
        subject_en=SUBJECT_EN,
        template="reminder",
        values={
            "owner": owner,
            "records": records,
            "link_uk": f"{site.url}/confirm/{token}",
            "link_en": f"{site.url}/en/confirm/{token}",
            "days": LINK_DAYS,
        },
    )
    return link


def forget_links(*, session: Session, now: datetime) -> int:
    """Erase links that have been dead for long: until then their page still says why; gives how many they were."""
    done: Any = session.execute(
        delete(ConfirmationLink).where(ConfirmationLink.expires_at <= now - DEAD_LINKS_KEPT)
    )
    return int(done.rowcount)


def send_new_link(*, session: Session, owner: Owner, now: datetime, today: date, site: Site) -> bool:
    """Queue a new link for who found the old one dead; False when one was sent minutes ago, or there is no mailbox."""
    if not _has_mailbox(owner) or has_link_since(session, owner.id, now - NEW_LINK_AFTER):
        return False
    records = find_records(session, [owner.id], today)[owner.id]
    send_link(session=session, owner=owner, records=records, now=now, site=site)
    return True


def use_link(*, session: Session, link: ConfirmationLink, answer: Answer, now: datetime) -> bool:
    """Spend the link; all other links of its owner die with it. False when it was spent or has expired meanwhile."""
    spent = session.execute(
        update(ConfirmationLink)
        .where(
            ConfirmationLink.id == link.id,
            ConfirmationLink.used_at.is_(None),
            ConfirmationLink.expires_at > now,
        )
        .values(used_at=now, answer=answer)
        .execution_options(synchronize_session=False)
    )
    if not spent.rowcount:  # type: ignore[attr-defined]  # an UPDATE gives a cursor, which knows
        return False
    session.execute(
        update(ConfirmationLink)
        .where(ConfirmationLink.owner_id == link.owner_id, ConfirmationLink.used_at.is_(None))
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    return True


def confirm_current(
    *,
    session: Session,
    owner: Owner,
    records: Sequence[Record],
    stopped: Sequence[Record],
    today: date,
    actor: str,
    site: Site,
) -> None:
    """Confirm these records; `stopped` ones are left as they are, told to the coordinators, and bring a phone call."""
    for kind in KINDS.values():
        ids = [each.id for each in records if each.kind == kind.name]
        if ids:
            kind.confirm(session=session, ids=ids, on=today)
    record(
        session=session,
        actor=actor,
        action="freshness.confirmed",
        subject_kind="organization",
        subject_id=owner.id,
        details={"confirmed": [each.key for each in records], "stopped": [each.key for each in stopped]},
    )
    start_anew(session=session, owner_id=owner.id)
    if stopped:
        _tell_coordinators(session, owner, stopped, "", site)
        add_call(session=session, owner_id=owner.id, today=today)


def ask_for_change(
    *,
    session: Session,
    owner: Owner,
    text: str,
    stopped: Sequence[Record],
    today: date,
    actor: str,
    site: Site,
) -> None:
    """Pass on what an owner wants changed: nothing is confirmed, the coordinators get a mail and make a call."""
    record(
        session=session,
        actor=actor,
        action="freshness.change_asked",
        subject_kind="organization",
        subject_id=owner.id,
        details={"stopped": [each.key for each in stopped]},
    )
    _tell_coordinators(session, owner, stopped, text, site)
    add_call(session=session, owner_id=owner.id, today=today)


def add_call(*, session: Session, owner_id: int, today: date) -> None:
    """Put an owner on the phone round; one already there keeps its day."""
    reminder = find_reminders(session, [owner_id]).get(owner_id) or _add_reminder(session, owner_id)
    reminder.call_since = reminder.call_since or today
    session.flush()


def start_anew(*, session: Session, owner_id: int) -> None:
    """Forget the mails and the phone round: everything was confirmed."""
    session.execute(
        update(Reminder)
        .where(Reminder.owner_id == owner_id)
        .values(sent=0, last_sent_on=None, call_since=None)
    )


def _tell_coordinators(
    session: Session, owner: Owner, stopped: Sequence[Record], text: str, site: Site
) -> None:
    """Without a mailbox of the coordinators the phone round alone tells them."""
    if not site.coordinators:
        return
    queue(
        session=session,
        recipient=site.coordinators,
        cause="change asked",
        subject_uk=f"Треба змінити: {owner.name_uk}",
        subject_en=f"To change: {owner.name_en or owner.name_uk}",
        template="change_asked",
        values={
            "owner": owner,
            "stopped": stopped,
            "text": quote(text) if text else "",
            "url_uk": f"{site.url}/organizations/{owner.slug}",
            "url_en": f"{site.url}/en/organizations/{owner.slug}",
        },
    )
