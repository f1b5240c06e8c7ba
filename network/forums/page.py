"""What the page of a forum adds to that of an event: who is named, which solutions answer which challenge, its documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from network.events.page import organizers_of
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
    """What the page says beside what every event says; `has_more_documents` tells that signed-in people find others."""

    agenda: Sequence[str]
    participants: Sequence[Organization]
    challenges: Sequence[Answered]
    other_solutions: Sequence[Solution]
    documents: Sequence[ForumDocument]
    has_more_documents: bool


def compose(forum: Forum) -> ForumPage:
    """That of a forum whose parts are loaded."""
    organizers = organizers_of(forum.event)
    documents = [each for each in forum.documents if each.shared_with == SharedWith.PUBLIC]
    known = {challenge.id for challenge in forum.challenges}
    return ForumPage(
        agenda=forum.agenda,
        participants=[each for each in forum.participants if is_named(each) and each not in organizers],
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
