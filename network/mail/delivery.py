"""How mails leave: each is claimed, sent, and marked, in transactions of its own, so that no crash loses one.

A claim puts the next attempt a while ahead and is committed before the server is spoken to: two workers never hold
one mail, no lock is held while a server is slow, and what a killed worker held comes up again by itself, under the
same Message-ID, by which a mail server or reader knows the second copy.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from network.mail.messages import message_of
from network.mail.models import Mail
from network.mail.queries import find_due
from network.mail.transports import MailFailure, ServerUnreachable, Transport

GIVE_UP_AFTER = 10
"""Attempts; the last one comes about 17 hours after the first."""
CLAIM = timedelta(minutes=5)
"""How long a worker may hold a mail before another one takes it for dead; longer than any server may take."""


@dataclass(frozen=True)
class Sender:
    """Who the mails are from."""

    address: str
    name: str = ""


@dataclass(frozen=True)
class Delivered:
    """How a round of delivery went."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0
    is_stopped: bool = False


def deliver_due(
    *,
    session: Session,
    transport: Transport,
    sender: Sender,
    now: datetime,
    limit: int,
    keeps_sent: bool = False,
) -> Delivered:
    """Try each due mail once, at most `limit`; commits after each step, so the session must be one of its own.

    Stops at the first failure that concerns the server and not the mail. The words of a mail that has left are
    erased unless `keeps_sent`: the links in it act for their reader alone.
    """
    result, started = Delivered(), monotonic()
    for _number in range(limit):
        moment = now + timedelta(seconds=monotonic() - started)
        mail = _claim(session, due_at=now, moment=moment)
        if mail is None:
            break
        failure = _send(mail, transport, sender)
        _mark(session, mail, failure, moment, keeps_sent)
        result = _counted(result, mail, failure)
        if isinstance(failure, ServerUnreachable):
            return replace(result, is_stopped=True)
    return result


def _claim(session: Session, due_at: datetime, moment: datetime) -> Mail | None:
    """The next due mail, held for a while; it comes detached, with no transaction left open."""
    session.connection(execution_options={"write_lock": True})
    mail = next(iter(find_due(session, due_at, limit=1)), None)
    if mail is not None:
        mail.attempts += 1
        mail.next_attempt_at = moment + CLAIM
        session.flush()
        session.expunge(mail)
    session.commit()
    return mail


def _send(mail: Mail, transport: Transport, sender: Sender) -> MailFailure | None:
    """None when the mail has left; one that cannot even be written fails alone, without stopping the others."""
    try:
        transport.send(message_of(mail, sender.address, sender.name))
    except MailFailure as failure:
        return failure
    except Exception as error:
        return MailFailure(f"cannot be written: {type(error).__name__}")
    return None


def _mark(
    session: Session, mail: Mail, failure: MailFailure | None, moment: datetime, keeps_sent: bool
) -> None:
    """Write down how the attempt went, and when the next one comes."""
    is_last = failure is not None and mail.attempts >= GIVE_UP_AFTER
    later = None if failure is None or is_last else moment + timedelta(minutes=2**mail.attempts)
    values: dict[str, Any] = {
        "sent_at": moment if failure is None else None,
        "given_up_at": moment if is_last else None,
        "next_attempt_at": later,
        "last_error": str(failure or "")[:300],
    }
    if failure is None and not keeps_sent:
        values |= {"text": "", "html": ""}
    session.connection(execution_options={"write_lock": True})
    session.execute(update(Mail).where(Mail.id == mail.id).values(values))
    session.commit()


def _counted(result: Delivered, mail: Mail, failure: MailFailure | None) -> Delivered:
    if failure is None:
        return replace(result, sent=result.sent + 1)
    is_last = mail.attempts >= GIVE_UP_AFTER
    return replace(result, failed=result.failed + 1, given_up=result.given_up + is_last)
