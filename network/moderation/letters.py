"""The mail that tells a proposer what became of a change."""

from __future__ import annotations

from flask import current_app
from sqlalchemy.orm import Session

from network.accounts.queries import get_user
from network.core.errors import NotFound
from network.core.i18n import in_language
from network.mail.letters import quote
from network.mail.operations import queue
from network.moderation.fields import get_kind
from network.moderation.models import Change, ChangeState

PAGE = "/member"


def tell_proposer(*, session: Session, change: Change) -> None:
    """Queue a mail to who proposed the change, unless that is who decided, or nobody who has an account."""
    if change.proposer_id is None or change.proposer_id == change.decider_id:
        return
    try:
        user = get_user(session, change.proposer_id)
    except NotFound:
        return
    is_published = change.state == ChangeState.PUBLISHED
    names = {}
    for language in ("uk", "en"):
        with in_language(language):
            names[language] = _name(change)
    queue(
        session=session,
        recipient=user.email,
        cause="change decided",
        subject_uk=f"Опубліковано: {names['uk']}" if is_published else f"Треба виправити: {names['uk']}",
        subject_en=f"Published: {names['en']}" if is_published else f"To put right: {names['en']}",
        template="change_published" if is_published else "change_sent_back",
        values={
            "name_uk": names["uk"],
            "name_en": names["en"],
            "reason": quote(change.reason) if change.reason else "",
            "url_uk": f"{current_app.config['PUBLIC_URL']}{PAGE}",
            "url_en": f"{current_app.config['PUBLIC_URL']}/en{PAGE}",
        },
    )


def _name(change: Change) -> str:
    """The kind, and the record's name when the change has it."""
    spec = get_kind(change.kind)
    name = change.values.get("name_uk") or change.before.get("name_uk") or ""
    return f"{spec.title}: {name}" if name else str(spec.title)
