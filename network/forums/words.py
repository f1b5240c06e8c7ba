"""Forums in words: how far a solution is, with a sign beside the words, its day, and who may have a document."""

from __future__ import annotations

from datetime import date

from network.core.clock import date_words
from network.core.i18n import gettext as _
from network.core.i18n import lazy_gettext as _l
from network.core.i18n import ngettext
from network.files.audiences import SharedWith
from network.forums.models import ENDED, Forum, Solution, SolutionState

STATES = {
    SolutionState.AGREED: _l("agreed, not begun"),
    SolutionState.UNDER_WAY: _l("under way"),
    SolutionState.DONE: _l("done"),
    SolutionState.DROPPED: _l("given up"),
}
SIGNS = {
    SolutionState.AGREED: "○",
    SolutionState.UNDER_WAY: "◐",
    SolutionState.DONE: "✓",
    SolutionState.DROPPED: "×",
}
"""Shapes that differ without colour."""
AUDIENCES = {
    SharedWith.PUBLIC: _l("everybody"),
    SharedWith.NETWORK: _l("organizations of the Network"),
    SharedWith.PARTIES: _l("participants of the forum and coordinators"),
}


def is_late(solution: Solution, today: date) -> bool:
    """Whether its day is over and it is not."""
    return solution.state not in ENDED and solution.due_on is not None and solution.due_on < today


def due_words(solution: Solution, today: date) -> str:
    """«до 1 березня», «мало бути до 1 березня»; '' when no day was agreed or nothing is to be done any more."""
    if solution.due_on is None or solution.state in ENDED:
        return ""
    day = date_words(solution.due_on)
    if is_late(solution, today):
        return _("was due by %(day)s", day=day)
    return _("due by %(day)s", day=day)


def outcome_words(forum: Forum) -> str:
    """«2 труднощі, 3 рішення, з них 1 виконано» for a list; '' when nothing is known."""
    challenges, solutions = len(forum.challenges), len(forum.solutions)
    done = sum(each.state == SolutionState.DONE for each in forum.solutions)
    parts = (
        ngettext("%(num)s challenge raised", "%(num)s challenges raised", challenges) if challenges else "",
        ngettext("%(num)s solution agreed", "%(num)s solutions agreed", solutions) if solutions else "",
        ngettext("%(num)s of them done", "%(num)s of them done", done) if done else "",
    )
    return ", ".join(part for part in parts if part)
