"""What the organization that sees to a solution reports of it, whoever held the forum: how far it is, what was done."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.core.errors import NotFound
from network.core.i18n import lazy_gettext as _l
from network.core.lengths import check_lengths
from network.core.text import shorten
from network.events.models import Event
from network.events.moderated import check_discreet
from network.forums.belonging import page_of
from network.forums.histories import tell
from network.forums.models import Forum, Solution, SolutionState
from network.forums.moderated_solutions import CODE as SOLUTION
from network.forums.moderated_solutions import OWNED as CODE
from network.forums.moderated_solutions import PROGRESS, STATE, get, loaded
from network.forums.words import STATES
from network.moderation.fields import Ending, Kind, Reason, Removal, Values, plain, read_plain, register
from network.moderation.removals import REASONS

FIELDS = (STATE, PROGRESS)
ENDING = Ending(
    title=_l("Give it up"),
    told=_l(
        "People see at once that it is given up. If it was never yours, your organization is not named beside it any more."
    ),
    reasons={
        Reason.ENDED: REASONS[Reason.ENDED],
        Reason.NO_STAFF: REASONS[Reason.NO_STAFF],
        Reason.MISTAKE: _l("Our organization was named by mistake"),
        Reason.SECURITY: _l("Security concerns: do not name our organization"),
    },
)
NOBODY = 0
"""Stands for the organization of a solution that nobody sees to."""


def read(session: Session, solution: Solution) -> Values:
    """How far it is and what was done."""
    return read_plain(solution, FIELDS)


def apply(session: Session, solution: Solution, values: Values) -> None:
    """Write what is reported; raises BadInput for a text that is too long, or tells a confidential address."""
    check_discreet(session, _owner_of(solution), values, FIELDS)
    for key, value in plain(values, FIELDS).items():
        setattr(solution, key, value)
    check_lengths(solution)
    session.flush()


def create(session: Session, organization_id: int, values: Values) -> Solution:
    """Solutions are agreed at forums, nobody makes one of these: always raises NotFound."""
    raise NotFound("a solution is added at its forum")


def remove(session: Session, solution: Solution, removal: Removal) -> None:
    """The organization gives it up; what was a mistake or is not safe names it no more."""
    if removal.is_security or removal.reason is Reason.MISTAKE:
        solution.owner_id, solution.progress_uk, solution.progress_en = None, "", ""
    else:
        solution.state = SolutionState.DROPPED
    session.flush()


def find(session: Session, organization_ids: Sequence[int]) -> Sequence[Solution]:
    """The solutions that these organizations see to at forums that everybody sees."""
    query = select(Solution).join(Solution.forum).join(Forum.event)
    query = query.where(Solution.owner_id.in_(organization_ids), Event.is_published).options(*loaded())
    return session.scalars(query.order_by(Solution.due_on.is_(None), Solution.due_on, Solution.id)).all()


def _tell_the_forum(session: Session, solution: Solution, before: Values, after: Values, by: int) -> None:
    """The organization that held the forum finds it in the history of the solution."""
    organization_id = solution.forum.event.organization_id
    tell(
        session=session,
        source=CODE,
        kind=SOLUTION,
        record_id=solution.id,
        organization_id=organization_id,
    )


def _describe(values: Values) -> str:
    """How far it is: what it is stands beside its forum."""
    return str(STATES[SolutionState(values["state"])]) if values.get("state") else ""


def _parent(solution: Solution) -> str:
    return f"{solution.forum.event.name}: {shorten(solution.text).rstrip('.')}"


def _owner_of(solution: Solution) -> int:
    return solution.owner_id or NOBODY


def init() -> None:
    """Let the organizations that see to solutions report how far they are."""
    register(
        Kind(
            code=CODE,
            title=_l("Solution that you see to"),
            plural=_l("Solutions that you see to"),
            fields=FIELDS,
            get=get,
            read=read,
            create=create,
            apply=apply,
            organization_id=_owner_of,
            describe=_describe,
            find=find,
            remove=remove,
            page=lambda solution: page_of(solution.forum),
            index=lambda session, solution: None,
            can_create=False,
            defaults={"state": SolutionState.AGREED.value},
            parent=_parent,
            belongs_to=lambda solution: solution.forum.event,
            published=_tell_the_forum,
            ending=ENDING,
        )
    )
