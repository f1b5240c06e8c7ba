"""The append-only record of who did what, for system administrators; nothing here can change it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from flask import render_template, request
from sqlalchemy.orm import Session

from network.audit.models import AuditEntry
from network.audit.queries import find_actions, find_day_page
from network.coordination.actions import ACTIONS, ACTORS, SUBJECTS
from network.coordination.blueprint import blueprint, page_number
from network.coordination.queries import find_emails
from network.core.clock import KYIV
from network.core.database import db
from network.core.permissions import Permission, requires
from network.core.sorting import ukrainian_key


@blueprint.get("/coordination/audit")
@requires(Permission.SYSTEM_ADMINISTRATOR)
def audit() -> str:
    """The entries, the newest first, of one kind of action or of one day if the address says so."""
    session = db.session()
    action, text = request.args.get("action", ""), request.args.get("day", "")
    day = _day(text)
    since = datetime.combine(day, time(), KYIV) if day else None
    page = find_day_page(
        session,
        action=action,
        since=since,
        until=since + timedelta(days=1) if since else None,
        number=page_number(),
    )
    return render_template(
        "coordination/audit.html",
        page=page,
        actions=sorted(find_actions(session), key=lambda code: ukrainian_key(action_words(code))),
        action_words=action_words,
        subjects=SUBJECTS,
        action=action,
        day=text,
        is_wrong_day=bool(text) and day is None,
        people=_people(session, page.items),
        details={entry.id: _details(entry) for entry in page.items},
    )


def action_words(code: str) -> str:
    """An action in the reader's words; one that has none yet stays a code."""
    return str(ACTIONS.get(code, code))


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None


def _people(session: Session, entries: Sequence[AuditEntry]) -> dict[str, str]:
    actors = {entry.actor for entry in entries if entry.actor.isdigit()}
    emails = {str(key): email for key, email in find_emails(session, map(int, actors)).items()}
    return emails | {code: str(words) for code, words in ACTORS.items()}


def _details(entry: AuditEntry) -> list[tuple[str, str]]:
    """Names and values of an entry's details, as text."""
    found = json.loads(entry.details)
    return [
        (key, ", ".join(map(str, value)) if isinstance(value, list) else str(value))
        for key, value in found.items()
    ]
