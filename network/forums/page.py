"""What the page of a forum says: who is named, which solutions answer which challenge, which documents are for everybody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from network.events.models import Event
from network.files.audiences import SharedWith
from network.forums.models import Challenge, Forum, ForumDocument, Solution
from network.organizations.models import Organization
from network.organizations.queries import KEPT


@dataclass(frozen=True)
class Answered:
    """A challenge with the solutions agreed for it."""

    challenge: Challenge
    solutions: Sequence[Solution]


@dataclass(frozen=True)
class ForumPage:
    """All that the page says; `has_more_documents` tells that signed-in people find others."""

    forum: Forum
    organizers: Sequence[Organization]
    participants: Sequence[Organization]
    challenges: Sequence[Answered]
    other_solutions: Sequence[Solution]
    documents: Sequence[ForumDocument]
    has_more_documents: bool

    @property
    def event(self) -> Event:
        """The forum's event."""
        return self.forum.event


def compose(forum: Forum) -> ForumPage:
    """The page of a forum whose parts are loaded."""
    organizers = _named([forum.event.organization, *forum.event.organizations])
    documents = [each for each in forum.documents if each.shared_with == SharedWith.PUBLIC]
    known = {challenge.id for challenge in forum.challenges}
    return ForumPage(
        forum=forum,
        organizers=organizers,
        participants=[each for each in _named(forum.participants) if each not in organizers],
        challenges=[
            Answered(challenge, [each for each in forum.solutions if each.challenge_id == challenge.id])
            for challenge in forum.challenges
        ],
        other_solutions=[each for each in forum.solutions if each.challenge_id not in known],
        documents=documents,
        has_more_documents=len(documents) < len(forum.documents),
    )


def is_named(organization: Organization | None) -> bool:
    """Whether the pages for everybody name an organization: one that has a page there."""
    return organization is not None and organization.is_published and organization.membership in KEPT


def _named(organizations: Iterable[Organization]) -> list[Organization]:
    return [each for each in organizations if is_named(each)]
