"""Telling coordinators about changes that wait too long: after 7 days those of the oblast, after 14 all who may decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import column, select, table
from sqlalchemy.orm import Session

from network.accounts.models import User
from network.accounts.queries import find_coordinators
from network.core.clock import KYIV, date_words
from network.core.i18n import in_language
from network.mail.operations import queue
from network.moderation.fields import get_kind
from network.moderation.models import Change
from network.moderation.queries import Escalated, find_escalated
from network.places.models import Place

ORGANIZATIONS = table(
    "organizations", column("id"), column("community_id"), column("name_uk"), column("name_en")
)
"""By name alone: the feature itself stands above."""


def find_due(session: Session, now: datetime) -> list[int]:
    """Ids of the changes of whose delay nobody was told yet, the oldest first."""
    return [each.change.id for each in find_escalated(session, now) if _is_due(each)]


def escalate(*, session: Session, change_ids: Sequence[int], now: datetime, url: str) -> int:
    """Queue one mail to each coordinator concerned, and keep that it was; how many mails.

    Each change is told once at each level. What nobody can be told of stays due.
    """
    locked = select(Change.id).where(Change.id.in_(change_ids)).with_for_update()
    session.scalars(locked).all()
    session.expire_all()
    late = [each for each in find_escalated(session, now) if each.change.id in change_ids and _is_due(each)]
    owners = _find_owners(session, {each.change.organization_id for each in late})
    by_reader: dict[str, list[Escalated]] = defaultdict(list)
    for each in late:
        readers = _find_readers(session, owners[each.change.organization_id]["oblast_id"], each.level)
        for reader in readers:
            by_reader[reader.email].append(each)
        if readers:
            each.change.escalated_level = each.level
    for email, told in sorted(by_reader.items()):
        _queue_letter(session, email, told, owners, url)
    session.flush()
    return len(by_reader)


def _is_due(late: Escalated) -> bool:
    return late.level > late.change.escalated_level


def _find_owners(session: Session, ids: set[int]) -> dict[int, Mapping[str, Any]]:
    query = (
        select(ORGANIZATIONS.c.id, ORGANIZATIONS.c.name_uk, ORGANIZATIONS.c.name_en, Place.oblast_id)
        .join_from(ORGANIZATIONS, Place, Place.id == ORGANIZATIONS.c.community_id, isouter=True)
        .where(ORGANIZATIONS.c.id.in_(ids))
    )
    return {row["id"]: dict(row) for row in session.execute(query).mappings()}


def _find_readers(session: Session, oblast_id: int | None, level: int) -> Sequence[User]:
    """At first those of the oblast, if there are any; then those of the whole network too."""
    everywhere = find_coordinators(session, None)
    if oblast_id is None:
        return everywhere
    all_of_them = find_coordinators(session, oblast_id)
    own = [user for user in all_of_them if user not in everywhere]
    return own if own and level == 1 else all_of_them


def _queue_letter(
    session: Session,
    email: str,
    told: Sequence[Escalated],
    owners: Mapping[int, Mapping[str, Any]],
    url: str,
) -> None:
    """No word of a record stands in it: a name may tell where a hidden place is."""
    lines = {language: _lines(told, owners, language) for language in ("uk", "en")}
    queue(
        session=session,
        recipient=email,
        cause="changes wait too long",
        subject_uk="Зміни давно чекають на рішення",
        subject_en="Changes have been waiting for a decision",
        template="changes_wait",
        values={
            "lines_uk": lines["uk"],
            "lines_en": lines["en"],
            "url_uk": f"{url}/coordination",
            "url_en": f"{url}/en/coordination",
        },
    )


def _lines(told: Sequence[Escalated], owners: Mapping[int, Mapping[str, Any]], language: str) -> list[str]:
    lines = []
    with in_language(language):
        for each in told:
            owner, since = owners[each.change.organization_id], each.change.proposed_at
            name = owner[f"name_{language}"] or owner["name_uk"]
            day = date_words(since.astimezone(KYIV).date()) if since else ""
            lines.append(f"{get_kind(each.change.kind).title}, {name}: {day}")
    return lines
