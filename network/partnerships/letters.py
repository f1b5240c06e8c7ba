"""The mails about partnerships: you were named, a party has answered, the terms have changed, an agreement ends soon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from network.accounts.queries import find_mailboxes
from network.core.clock import date_words, days_words
from network.core.errors import BadInput
from network.core.i18n import in_language
from network.mail.addresses import check_address
from network.mail.letters import LANGUAGES, quote
from network.mail.operations import queue
from network.moderation.fields import Kind, Values, get_kind
from network.organizations.models import Organization
from network.organizations.naming import get_organizations
from network.partnerships.models import Partnership, Party
from network.partnerships.words import ROLES

KIND = "partnership"
QUIET = ("is_published",)
"""What is no word of the agreement itself."""


def tell_asked(*, session: Session, partnership: Partnership, parties: Sequence[Party]) -> None:
    """Ask the people of these parties to look and to agree; those without an account are called by a coordinator."""
    mailboxes = find_mailboxes(session, {party.organization_id for party in parties})
    for party in parties:
        for recipient in mailboxes[party.organization_id]:
            _queue(
                session,
                recipient,
                partnership,
                "partnership_named",
                ("Вас назвали партнером", "You were named as a partner"),
                f"/member/partnerships/{partnership.id}/agree",
                proposer=_names(partnership.organization),
                party=_names(party.organization),
                role=_words(lambda party=party: str(ROLES[party.role])),
            )


def tell_answer(*, session: Session, party: Party) -> None:
    """Tell the proposer that a party has agreed or declined; of a refusal the coordinators hear too."""
    partnership = party.partnership
    has_declined = party.declined_at is not None
    subject = (
        ("Партнер відмовився", "A partner has declined")
        if has_declined
        else ("Партнер погодився", "A partner has agreed")
    )
    template = "partnership_declined" if has_declined else "partnership_agreed"
    others = {
        "party": _names(party.organization),
        "reason": quote(party.declined_reason) if has_declined else "",
        "is_by_call": party.is_agreed_by_call,
        "is_last": all(each.agreed_at is not None for each in partnership.parties),
    }
    if party.organization_id != partnership.organization_id:
        page = f"/member/partnerships/{partnership.id}"
        for recipient in find_mailboxes(session, [partnership.organization_id])[partnership.organization_id]:
            _queue(session, recipient, partnership, template, subject, page, **others)
    mailbox = current_app.config["DIRECTORY_EMAIL"]
    if has_declined and mailbox:
        _queue(session, mailbox, partnership, template, subject, "/coordination/partnerships", **others)


def tell_changed(
    *,
    session: Session,
    partnership: Partnership,
    before: Values,
    after: Values,
    asked: Sequence[Party],
) -> None:
    """Tell all parties but the proposer what is different; those who are asked anew have a mail of their own."""
    spec = get_kind(KIND)
    keys = [key for key in after if key not in QUIET and before.get(key) != after[key]]
    if not keys:
        return
    changed = _words(lambda: ", ".join(_labels(spec, keys)))
    told = [
        party.organization
        for party in partnership.parties
        if party not in asked and party.organization_id != partnership.organization_id
    ]
    page = f"/member/partnerships/{partnership.id}"
    subject = ("Змінилися умови партнерства", "The terms of a partnership have changed")
    for recipient in _recipients(session, told):
        _queue(session, recipient, partnership, "partnership_changed", subject, page, changed=changed)
    subject = ("Вас більше не названо партнером", "You are no longer named as a partner")
    for recipient in _recipients(session, _dropped(session, before, after)):
        _queue(session, recipient, partnership, "partnership_dropped", subject, "/member")


def tell_of_end(
    *, session: Session, partnership: Partnership, days: int, mailboxes: Mapping[int, Sequence[str]]
) -> int:
    """Remind the people of all parties, or the mailbox of those without, and the coordinators; how many mails.

    `mailboxes` are those of the people of each organization, as `find_mailboxes` gives them.
    """
    until = partnership.valid_until
    if until is None:
        return 0
    subject = ("Партнерство скоро завершиться", "A partnership ends soon")
    values: dict[str, Any] = {
        "until": _words(lambda: date_words(until)),
        "left": _words(lambda: days_words(days)),
    }
    pages = _readers_of_end(partnership, mailboxes)
    for recipient, page in sorted(pages.items()):
        _queue(session, recipient, partnership, "partnership_ends", subject, page, **values)
    return len(pages)


def _readers_of_end(partnership: Partnership, mailboxes: Mapping[int, Sequence[str]]) -> dict[str, str]:
    """Each recipient once, with the page that is theirs; who has no account has none."""
    own = f"/member/partnerships/{partnership.id}"
    owners = [party.organization for party in partnership.parties]
    pages = {email: own for owner in owners for email in mailboxes[owner.id]}
    for owner in owners:
        if not mailboxes[owner.id] and _is_mailbox(owner.email):
            pages.setdefault(owner.email.strip().lower(), "")
    coordinators = current_app.config["DIRECTORY_EMAIL"]
    if coordinators:
        pages.setdefault(coordinators, "/coordination/partnerships")
    return pages


def _is_mailbox(email: str) -> bool:
    """One mistake in an address must not stop the others' mails."""
    try:
        return bool(check_address(email))
    except BadInput:
        return False


def _dropped(session: Session, before: Values, after: Values) -> Sequence[Organization]:
    kept = {row["record"] for row in after["parties"]}
    return get_organizations(
        session, [row["record"] for row in before["parties"] if row["record"] not in kept]
    )


def _labels(spec: Kind, keys: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(str(spec.field_of(key).label) for key in keys))


def _recipients(session: Session, organizations: Iterable[Organization]) -> list[str]:
    """The people of these organizations, each once."""
    found = find_mailboxes(session, {each.id for each in organizations})
    return sorted({email for emails in found.values() for email in emails})


def _names(record: Organization | Partnership) -> Mapping[str, str]:
    return {"uk": record.name_uk, "en": record.name_en or record.name_uk}


def _words(say: Any) -> Mapping[str, str]:
    """What `say` gives in each language."""
    found = {}
    for language in LANGUAGES:
        with in_language(language):
            found[language] = say()
    return found


def _queue(
    session: Session,
    recipient: str,
    partnership: Partnership,
    template: str,
    subject: tuple[str, str],
    page: str,
    **values: Any,
) -> None:
    """Values in two languages become `<name>_uk` and `<name>_en`; without a page there is no link."""
    names, url = _names(partnership), current_app.config["PUBLIC_URL"]
    filled: dict[str, Any] = {
        "name_uk": names["uk"],
        "name_en": names["en"],
        "url_uk": f"{url}{page}" if page else "",
        "url_en": f"{url}/en{page}" if page else "",
    }
    for key, value in values.items():
        parts = (
            {f"{key}_{language}": value[language] for language in LANGUAGES}
            if isinstance(value, Mapping)
            else {key: value}
        )
        filled.update(parts)
    queue(
        session=session,
        recipient=recipient,
        cause=template.replace("_", " "),
        subject_uk=f"{subject[0]}: {names['uk']}",
        subject_en=f"{subject[1]}: {names['en']}",
        template=template,
        values=filled,
    )
