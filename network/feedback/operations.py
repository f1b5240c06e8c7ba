"""Writes of feedback: a report comes in, is settled with an answer, and forgets who wrote it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from network.audit.operations import record
from network.core.errors import BadInput
from network.core.i18n import gettext as _
from network.core.i18n import in_language
from network.core.lengths import check_lengths
from network.core.text import clean, clean_lines
from network.feedback.codes import new_code
from network.feedback.models import Report, ReportState, ReportTopic
from network.feedback.queries import find_to_forget, get_by_code
from network.feedback.subjects import Subject
from network.feedback.words import TOPICS
from network.mail.addresses import check_address
from network.mail.letters import quote
from network.mail.models import Mail
from network.mail.operations import queue

SETTLED = (ReportState.CORRECTED, ReportState.NOTHING_WRONG)
VISITOR = "visitor"
"""Who reports, in the audit record: nothing else is known of them."""


@dataclass(frozen=True)
class Addresses:
    """Public addresses by language («uk», «en»): of the record's page, and of the report's with «CODE» in it."""

    page: Mapping[str, str]
    report: Mapping[str, str]


def report(
    *,
    session: Session,
    subject: Subject,
    topic: str,
    text: str,
    contact: str,
    addresses: Addresses,
    directory_email: str,
    moment: datetime,
) -> Report:
    """Keep a report and queue mails to who answers for the record and to the directory; raises BadInput."""
    if topic not in {*ReportTopic}:
        raise BadInput(_("Choose what is wrong."))
    made = Report(
        code=new_code(),
        kind=subject.kind,
        record_id=subject.record_id,
        topic=ReportTopic(topic),
        text=clean_lines(text),
        contact=clean(contact),
        created_at=moment,
    )
    check_lengths(made)
    session.add(made)
    session.flush()
    for recipient in _recipients(subject, directory_email):
        _queue_mail(session, recipient, made, subject, addresses)
    _note(session, VISITOR, "feedback.reported", made, {"topic": made.topic})
    return made


def settle(
    *,
    session: Session,
    code: str,
    state: str,
    moment: datetime,
    actor: str,
    answer_uk: str = "",
    answer_en: str = "",
) -> Report:
    """Say what became of a report, at its code's page; raises NotFound and BadInput."""
    if state not in {*ReportState}:
        raise BadInput(_("There is no such state."))
    found = get_by_code(session, code)
    found.state = ReportState(state)
    found.answer_uk, found.answer_en = clean(answer_uk), clean(answer_en)
    found.settled_at = moment if found.state in SETTLED else None
    check_lengths(found)
    session.flush()
    _note(session, actor, "feedback.settled", found, {"state": found.state})
    return found


def forget(*, session: Session, moment: datetime, kept_days: int, longest_days: int) -> int:
    """Remove what people wrote, here and in mails: so many days after the report was settled, and at the latest
    `longest_days` after it was sent, whether or not anybody has settled it; how many reports that were."""
    reports: Sequence[Report] = find_to_forget(
        session,
        settled_before=moment - timedelta(days=kept_days),
        sent_before=moment - timedelta(days=longest_days),
    )
    for old in reports:
        old.text = old.contact = ""
        session.execute(delete(Mail).where(Mail.cause == _cause(old)))
    session.flush()
    return len(reports)


def _recipients(subject: Subject, directory_email: str) -> list[str]:
    """Each mailbox once; a report is not lost because one of them was written down wrongly."""
    addresses = []
    for written in (*subject.recipients, directory_email):
        with suppress(BadInput):
            addresses.append(check_address(written))
    return list(dict.fromkeys(addresses))


def _cause(made: Report) -> str:
    return f"report {made.code}"


def _queue_mail(
    session: Session, recipient: str, made: Report, subject: Subject, addresses: Addresses
) -> None:
    names = {"uk": subject.name_uk or subject.name_en, "en": subject.name_en or subject.name_uk}
    values: dict[str, object] = {"text": quote(made.text) if made.text else "", "contact": made.contact}
    for language, name in names.items():
        values[f"name_{language}"] = name
        values[f"topic_{language}"] = _topic_in(language, made.topic)
        values[f"page_{language}"] = addresses.page[language]
        values[f"report_{language}"] = addresses.report[language].replace("CODE", made.code)
    queue(
        session=session,
        recipient=recipient,
        cause=_cause(made),
        subject_uk=f"Повідомлення про помилку: {names['uk']}",
        subject_en=f"A mistake was reported: {names['en']}",
        template="report",
        values=values,
    )


def _topic_in(language: str, topic: ReportTopic) -> str:
    with in_language(language):
        return str(TOPICS[topic])


def _note(session: Session, actor: str, action: str, about: Report, details: Mapping[str, str]) -> None:
    record(
        session=session,
        actor=actor,
        action=action,
        subject_kind=about.kind,
        subject_id=about.record_id,
        details={"report": about.id, **details},
    )
