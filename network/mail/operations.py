"""Writes of the outbox: a mail is queued in the transaction of its cause; network.mail.delivery sends it later."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from network.core.text import clean
from network.mail.addresses import check_address
from network.mail.letters import mail_host, write_letter
from network.mail.models import Mail

QUEUED = "mail_queued"
"""The key in `session.info` that says that this session has queued a mail."""
KEPT = timedelta(days=30)
"""How long it is kept who was sent a mail."""


def queue(
    *,
    session: Session,
    recipient: str,
    cause: str,
    subject_uk: str,
    subject_en: str,
    template: str,
    values: Mapping[str, Any],
) -> Mail:
    """Put one bilingual mail into the outbox; it leaves after the commit, and never when that does not come.

    The words are `templates/mail/<template>.uk.txt` and `.en.txt`, filled with `values` and `site_name`; a text of
    several lines by another person goes through `letters.quote` first. A line that ends in an address of the site
    («Так, усе правильно: https://…») becomes a link in HTML. Needs an application context. Raises BadInput for what
    is no address.
    """
    subject = _subject(subject_uk, subject_en)
    letter = write_letter(subject, template, values)
    mail = Mail(
        message_id=f"<{secrets.token_hex(16)}@{mail_host()}>",
        cause=cause,
        recipient=check_address(recipient),
        subject=subject,
        text=letter.text,
        html=letter.html,
    )
    session.add(mail)
    session.flush()
    session.info[QUEUED] = True
    return mail


def _subject(uk: str, en: str) -> str:
    """Both languages in one line without line breaks, each cut so that they fit the column."""
    return " / ".join(clean(text, 148) for text in (uk, en) if text)


def revive(*, session: Session, now: datetime) -> int:
    """Make the mails that were given up due again, with all their attempts; how many they were."""
    mails = session.scalars(select(Mail).where(Mail.given_up_at.is_not(None))).all()
    for mail in mails:
        mail.given_up_at, mail.next_attempt_at, mail.attempts = None, now, 0
    session.flush()
    return len(mails)


def forget_sent(*, session: Session, now: datetime) -> int:
    """Remove mails that left 30 days ago or earlier; how many they were."""
    condition = Mail.sent_at < now - KEPT
    count = session.scalar(select(func.count()).select_from(Mail).where(condition)) or 0
    if count:
        session.execute(delete(Mail).where(condition))
    return count
