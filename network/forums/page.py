"""What the page of a forum adds to that of an event: who is named, which solutions answer which challenge, its documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from network.events.page import organizers_of
from network.files.audiences import SharedWith
from network.forums.models import Challenge, Forum, ForumDocument
from network.forums.rows import SolutionRow, is_named, make_rows
from network.organizations.models import Organization


@dataclass(frozen=True)
class Answered:
    """A challenge with the solutions agreed for it."""

    challenge: Challenge
    solutions: Sequence[SolutionRow]


@dataclass(frozen=True)
class ForumPage:
    """What the page says beside what every event says; `has_more_documents` tells that signed-in people find others."""

    agenda: Sequence[str]
    participants: Sequence[Organization]
    challenges: Sequence[Answered]
    other_solutions: Sequence[SolutionRow]
    documents: Sequence[ForumDocument]
    has_more_documents: bool


def compose(forum: Forum, today: date) -> ForumPage:
    """That of a forum whose parts are loaded."""
    organizers = organizers_of(forum.event)
    documents = [each for each in forum.documents if each.shared_with == SharedWith.PUBLIC]
    known = {challenge.id for challenge in forum.challenges}
    return ForumPage(
        agenda=forum.agenda,
        participants=[each for each in forum.participants if is_named(each) and each not in organizers],
        challenges=[
            Answered(
                challenge,
                make_rows((each for each in forum.solutions if each.challenge_id == challenge.id), today),
            )
            for challenge in forum.challenges
        ],
        other_solutions=make_rows(
            (each for each in forum.solutions if each.challenge_id not in known), today
        ),
        documents=documents,
        has_more_documents=len(documents) < len(forum.documents),
    )
