"""What members change of the challenges raised at their forums, and how a decided change is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from network.core.errors import BadInput, NotFound
from network.core.i18n import lazy_gettext as _l
from network.core.i18n import pick
from network.core.lengths import check_lengths
from network.core.text import shorten
from network.events.models import Event
from network.events.moderated import check_discreet
from network.forums.belonging import TAKEN_OUT, forum_choices, own_forum, page_of
from network.forums.models import Challenge, Forum, Solution
from network.forums.operations import add_challenge, check_text
from network.moderation.fields import Field, Kind, Removal, Values, Widget, plain, read_plain, register

CODE = "challenge"
LINKED = ("forum",)
FIELDS = (
    Field(name="forum", label=_l("Forum"), widget=Widget.CHOICE, required=True, find_choices=forum_choices),
    Field(
        name="text",
        label=_l("Challenge"),
        hint=_l("What people spoke about, in one or two sentences."),
        widget=Widget.TEXT,
        languages=True,
        required=True,
        limit=600,
    ),
)


def get(session: Session, record_id: int) -> Challenge:
    """The challenge with its forum; raises NotFound."""
    challenge = session.get(Challenge, record_id, options=_loaded(), populate_existing=True)
    if challenge is None:
        raise NotFound(f"challenge {record_id}")
    return challenge


def _loaded() -> list[Any]:
    return [joinedload(Challenge.forum).joinedload(Forum.event)]


def read(session: Session, challenge: Challenge) -> Values:
    """All its values."""
    return {**read_plain(challenge, FIELDS, without=LINKED), "forum": str(challenge.forum_id)}


def apply(session: Session, challenge: Challenge, values: Values) -> None:
    """Write the values; raises BadInput for what the operations refuse, and for taking its solutions to another forum."""
    check_discreet(session, challenge.forum.event.organization_id, values, FIELDS)
    forum = own_forum(session, challenge.forum.event.organization_id, values["forum"])
    new = plain(values, FIELDS, without=LINKED)
    if forum.id != challenge.forum_id and _is_answered(session, challenge):
        raise BadInput(_l("Solutions answer this challenge, so it stays at its forum."))
    challenge.text_uk, challenge.text_en = check_text(new["text_uk"]), new["text_en"]
    challenge.forum_id = forum.id
    check_lengths(challenge)
    session.flush()


def _is_answered(session: Session, challenge: Challenge) -> bool:
    answers = select(Solution.id).where(Solution.challenge_id == challenge.id).limit(1)
    return session.scalar(answers) is not None


def create(session: Session, organization_id: int, values: Values) -> Challenge:
    """Add a challenge with these values; raises BadInput for what the operations refuse."""
    check_discreet(session, organization_id, values, FIELDS)
    return add_challenge(
        session=session,
        forum=own_forum(session, organization_id, values["forum"]),
        **plain(values, FIELDS, without=LINKED),
    )


def remove(session: Session, challenge: Challenge, removal: Removal) -> None:
    """A challenge that does not hold is gone, its solutions stand alone; the history keeps it."""
    session.delete(challenge)
    session.flush()


def find(session: Session, organization_ids: Sequence[int]) -> Sequence[Challenge]:
    """The challenges of all forums of these organizations, as they stand there."""
    query = select(Challenge).join(Challenge.forum).join(Forum.event)
    query = query.where(Event.organization_id.in_(organization_ids)).options(*_loaded())
    return session.scalars(query.order_by(Event.sort_uk, Event.id, Challenge.position, Challenge.id)).all()


def _describe(values: Values) -> str:
    return shorten(pick(values.get("text_uk"), values.get("text_en")))


def init() -> None:
    """Let members change the challenges of their forums."""
    register(
        Kind(
            code=CODE,
            title=_l("Challenge of a forum"),
            plural=_l("Challenges of forums"),
            fields=FIELDS,
            get=get,
            read=read,
            create=create,
            apply=apply,
            organization_id=lambda challenge: challenge.forum.event.organization_id,
            describe=_describe,
            find=find,
            remove=remove,
            page=lambda challenge: page_of(challenge.forum),
            index=lambda session, challenge: None,
            is_kept=False,
            parent=lambda challenge: challenge.forum.event.name,
            belongs_to=lambda challenge: challenge.forum.event,
            ending=TAKEN_OUT,
        )
    )
