"""What belongs to the forums of one organization: choices for its forms, and the page on which it stands."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.core.text import shorten
from network.events.models import Event
from network.forums.models import Challenge, Forum
from network.forums.queries import find_challenges
from network.moderation.fields import Ending, Reason
from network.moderation.removals import REASONS

TAKEN_OUT = Ending(
    title=_l("Take out"),
    told=_l("It is gone from the page of the forum at once; its history stays and can bring it back."),
    reasons={
        Reason.ENDED: _l("It does not hold any more"),
        Reason.MISTAKE: REASONS[Reason.MISTAKE],
        Reason.SECURITY: REASONS[Reason.SECURITY],
    },
)
"""How challenges, solutions and documents leave the page of their forum."""


def forum_choices(session: Session, organization_id: int) -> Sequence[tuple[str, str]]:
    """An organization's own forums as choices."""
    query = select(Forum).join(Forum.event).where(Event.organization_id == organization_id)
    found = session.scalars(query.options(joinedload(Forum.event)).order_by(Event.sort_uk, Forum.id))
    return [(str(each.id), each.event.name) for each in found]


def challenge_choices(session: Session, organization_id: int) -> Sequence[tuple[str, str]]:
    """The challenges of an organization's own forums as choices, each with its forum where there are several."""
    found = find_challenges(session, organization_id)
    is_one = len({each.forum_id for each in found}) < 2
    return [
        (str(each.id), shorten(each.text) if is_one else f"{each.forum.event.name}: {shorten(each.text)}")
        for each in found
    ]


def own_forum(session: Session, organization_id: int, number: str | None) -> Forum:
    """The forum of this organization with this number, its event loaded; raises BadInput for any other."""
    query = select(Forum).join(Forum.event).where(Event.organization_id == organization_id)
    forum = session.scalar(query.where(Forum.id == int(number or 0)).options(joinedload(Forum.event)))
    if forum is None:
        raise BadInput(_l("Choose a forum of your organization."))
    return forum


def own_challenge(session: Session, forum: Forum, number: str | None) -> Challenge | None:
    """The challenge with this number, None for none; raises BadInput for one of another forum."""
    if not number:
        return None
    challenge = session.get(Challenge, int(number))
    if challenge is None or challenge.forum_id != forum.id:
        raise BadInput(_l("Choose a challenge of the same forum."))
    return challenge


def page_of(forum: Forum) -> tuple[str, str] | None:
    """The endpoint and the address of a forum's page; None while it has none. Its event must be loaded."""
    return ("forums.show", forum.event.slug) if forum.event.is_published else None
