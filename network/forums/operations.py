"""Writes of forums: the forum over its event, the challenges raised, the solutions agreed, the documents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypedDict, TypeVar, Unpack

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.core.lengths import check_lengths
from network.core.text import clean, clean_lines
from network.events.models import Event, EventKind
from network.files.audiences import SharedWith
from network.files.queries import find_file
from network.forums.models import Challenge, Forum, ForumDocument, Solution, SolutionState
from network.organizations.models import Organization

Record = TypeVar("Record", Challenge, Solution, ForumDocument)


class ForumDetails(TypedDict, total=False):
    """What may be said of a forum besides its event: the agenda, a line a point."""

    agenda_uk: str
    agenda_en: str


def add_forum(
    *,
    session: Session,
    event: Event,
    participants: Sequence[Organization] = (),
    **details: Unpack[ForumDetails],
) -> Forum:
    """Make an event of the kind «forum» a forum; raises BadInput for an event of another kind."""
    if event.kind != EventKind.FORUM:
        raise BadInput(_l("Only an event of the kind “forum” is a forum."))
    forum = Forum(event=event, participants=list(dict.fromkeys(participants)), **details)
    session.add(forum)
    session.flush()
    return forum


def add_challenge(*, session: Session, forum: Forum, text_uk: str, text_en: str = "") -> Challenge:
    """Add a challenge after those that stand; raises BadInput for an empty or a long text."""
    challenge = Challenge(
        position=_next_position(session, Challenge, forum.id),
        text_uk=check_text(text_uk),
        text_en=clean(text_en),
    )
    return _add(session, forum, challenge)


def add_solution(
    *,
    session: Session,
    forum: Forum,
    text_uk: str,
    text_en: str = "",
    challenge: Challenge | None = None,
    owner: Organization | None = None,
    state: SolutionState = SolutionState.AGREED,
    due_on: date | None = None,
    progress_uk: str = "",
    progress_en: str = "",
) -> Solution:
    """Add a solution after those that stand; `owner` sees to it until `due_on`, `progress` is what was done so far.

    Raises BadInput for an empty or a long text, and for a challenge of another forum.
    """
    check_challenge(forum, challenge)
    solution = Solution(
        position=_next_position(session, Solution, forum.id),
        text_uk=check_text(text_uk),
        text_en=clean(text_en),
        challenge=challenge,
        owner=owner,
        state=state,
        due_on=due_on,
        progress_uk=clean_lines(progress_uk),
        progress_en=clean_lines(progress_en),
    )
    return _add(session, forum, solution)


def add_document(
    *,
    session: Session,
    forum: Forum,
    title_uk: str,
    title_en: str = "",
    code: str,
    shared_with: SharedWith = SharedWith.PUBLIC,
) -> ForumDocument:
    """Add a document whose file is stored under `code`; raises BadInput without a title or a file."""
    if not clean(title_uk):
        raise BadInput(_l("A document needs a title."))
    check_file(session, code)
    document = ForumDocument(
        title_uk=clean(title_uk),
        title_en=clean(title_en),
        code=code,
        shared_with=shared_with,
    )
    return _add(session, forum, document)


def check_text(text: str) -> str:
    """The text of a challenge or a solution in one line; raises BadInput for an empty one."""
    text = clean(text)
    if not text:
        raise BadInput(_l("Write what it is."))
    return text


def check_challenge(forum: Forum, challenge: Challenge | None) -> None:
    """Raises BadInput when a solution would answer a challenge of another forum."""
    if challenge is not None and challenge.forum_id != forum.id:
        raise BadInput(_l("Choose a challenge of the same forum."))


def check_file(session: Session, code: str) -> None:
    """Raises BadInput when no file is stored under this code."""
    if find_file(session, code) is None:
        raise BadInput(_l("A document needs its file."))


def _next_position(session: Session, model: type[Challenge | Solution], forum_id: int) -> int:
    last = session.scalar(select(func.max(model.position)).where(model.forum_id == forum_id))
    return (last or 0) + 1


def _add(session: Session, forum: Forum, record: Record) -> Record:
    check_lengths(record)
    record.forum = forum
    session.add(record)
    session.flush()
    return record
