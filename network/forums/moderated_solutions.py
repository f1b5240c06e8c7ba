"""What members change of the solutions agreed at their forums, and how a decided change is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from network.core.errors import NotFound
from network.core.i18n import lazy_gettext as _l
from network.core.i18n import pick
from network.core.lengths import check_lengths
from network.core.text import shorten
from network.events.models import Event
from network.events.moderated import check_discreet
from network.forums.belonging import (
    TAKEN_OUT,
    challenge_choices,
    forum_choices,
    own_challenge,
    own_forum,
    page_of,
)
from network.forums.histories import tell
from network.forums.models import Forum, Solution, SolutionState
from network.forums.operations import add_solution, check_text
from network.forums.words import STATES
from network.moderation.fields import Field, Kind, Removal, Values, Widget, plain, read_plain, register
from network.organizations.models import Organization
from network.organizations.naming import find_organization, get_organizations, name_organizations

CODE = "solution"
OWNED = "owned_solution"
"""The kind as which the organization that sees to a solution changes it (network.forums.moderated_owned)."""
LINKED = ("forum", "challenge", "owner")
STATE = Field(name="state", label=_l("How far it is"), widget=Widget.CHOICE, required=True, choices=STATES)
PROGRESS = Field(
    name="progress",
    label=_l("What was done so far"),
    widget=Widget.TEXT,
    languages=True,
    limit=600,
)
FIELDS = (
    Field(name="forum", label=_l("Forum"), widget=Widget.CHOICE, required=True, find_choices=forum_choices),
    Field(
        name="challenge",
        label=_l("Which challenge it answers"),
        widget=Widget.CHOICE,
        find_choices=challenge_choices,
    ),
    Field(
        name="text",
        label=_l("What was agreed"),
        hint=_l("In one or two sentences."),
        widget=Widget.TEXT,
        languages=True,
        required=True,
        limit=600,
    ),
    Field(
        name="owner",
        label=_l("Organization that sees to it"),
        hint=_l("As it is called in the directory. Its own people can then report how far the solution is."),
        widget=Widget.RECORD,
        find_record=find_organization,
        name_records=name_organizations,
        is_sensitive=True,
    ),
    STATE,
    PROGRESS,
    Field(name="due_on", label=_l("By which day"), widget=Widget.DATE),
)


def get(session: Session, record_id: int) -> Solution:
    """The solution with its forum and owner; raises NotFound."""
    solution = session.get(Solution, record_id, options=loaded(), populate_existing=True)
    if solution is None:
        raise NotFound(f"solution {record_id}")
    return solution


def loaded() -> list[Any]:
    """What the values of a solution are read from."""
    return [joinedload(Solution.forum).joinedload(Forum.event), joinedload(Solution.owner)]


def read(session: Session, solution: Solution) -> Values:
    """All its values."""
    return {
        **read_plain(solution, FIELDS, without=LINKED),
        "forum": str(solution.forum_id),
        "challenge": str(solution.challenge_id) if solution.challenge_id else None,
        "owner": solution.owner.slug if solution.owner else None,
    }


def apply(session: Session, solution: Solution, values: Values) -> None:
    """Write the values; raises BadInput for what the operations refuse."""
    check_discreet(session, solution.forum.event.organization_id, values, FIELDS)
    forum = own_forum(session, solution.forum.event.organization_id, values["forum"])
    challenge = own_challenge(session, forum, values["challenge"])
    owner = _owner(session, values)
    check_text(values["text_uk"])
    for key, value in plain(values, FIELDS, without=LINKED).items():
        setattr(solution, key, value)
    solution.forum_id, solution.challenge_id = forum.id, challenge.id if challenge else None
    solution.owner = owner
    check_lengths(solution)
    session.flush()


def create(session: Session, organization_id: int, values: Values) -> Solution:
    """Add a solution with these values; raises BadInput for what the operations refuse."""
    check_discreet(session, organization_id, values, FIELDS)
    forum = own_forum(session, organization_id, values["forum"])
    return add_solution(
        session=session,
        forum=forum,
        challenge=own_challenge(session, forum, values["challenge"]),
        owner=_owner(session, values),
        **plain(values, FIELDS, without=LINKED),
    )


def _owner(session: Session, values: Values) -> Organization | None:
    return get_organizations(session, [values["owner"]])[0] if values["owner"] else None


def remove(session: Session, solution: Solution, removal: Removal) -> None:
    """A solution that does not hold is gone; the history keeps it."""
    session.delete(solution)
    session.flush()


def find(session: Session, organization_ids: Sequence[int]) -> Sequence[Solution]:
    """The solutions of all forums of these organizations, as they stand there."""
    query = select(Solution).join(Solution.forum).join(Forum.event)
    query = query.where(Event.organization_id.in_(organization_ids)).options(*loaded())
    return session.scalars(query.order_by(Event.sort_uk, Event.id, Solution.position, Solution.id)).all()


def _tell_the_owner(session: Session, solution: Solution, before: Values, after: Values, by: int) -> None:
    """The organization that sees to it finds what the forum's organization changed in its own history."""
    if solution.owner_id is not None and before and after:
        tell(
            session=session,
            source=CODE,
            kind=OWNED,
            record_id=solution.id,
            organization_id=solution.owner_id,
        )


def describe(values: Values) -> str:
    """The beginning of its text."""
    return shorten(pick(values.get("text_uk"), values.get("text_en")))


def init() -> None:
    """Let members change the solutions of their forums."""
    register(
        Kind(
            code=CODE,
            title=_l("Solution of a forum"),
            plural=_l("Solutions of forums"),
            fields=FIELDS,
            get=get,
            read=read,
            create=create,
            apply=apply,
            organization_id=lambda solution: solution.forum.event.organization_id,
            describe=describe,
            find=find,
            remove=remove,
            page=lambda solution: page_of(solution.forum),
            index=lambda session, solution: None,
            is_kept=False,
            defaults={"state": SolutionState.AGREED.value},
            parent=lambda solution: solution.forum.event.name,
            belongs_to=lambda solution: solution.forum.event,
            ending=TAKEN_OUT,
            published=_tell_the_owner,
        )
    )
