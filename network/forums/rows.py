"""Solutions as pages show them: how far each is by a sign and in words, who sees to it, until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from network.core.i18n import is_borrowed
from network.forums.models import Solution, SolutionState
from network.forums.words import SIGNS, STATES, due_words, is_late
from network.organizations.models import Organization
from network.organizations.queries import KEPT


@dataclass(frozen=True)
class SolutionRow:
    """One solution; `owner` is None where nobody is known or may be named."""

    text: str
    is_borrowed: bool
    sign: str
    state: str
    is_done: bool
    due: str
    is_late: bool
    progress: str
    owner: Organization | None


def make_rows(solutions: Iterable[Solution], today: date) -> list[SolutionRow]:
    """Solutions whose owners are loaded, in their order."""
    return [_make_row(solution, solution.owner, today) for solution in solutions]


def make_own_rows(solutions: Iterable[Solution], today: date) -> list[tuple[SolutionRow, str, str]]:
    """Solutions of one organization, on its own page, each with the name and the address of its forum, which is loaded."""
    return [
        (_make_row(each, None, today), each.forum.event.name, each.forum.event.slug) for each in solutions
    ]


def _make_row(solution: Solution, owner: Organization | None, today: date) -> SolutionRow:
    state = SolutionState(solution.state)
    return SolutionRow(
        text=solution.text,
        is_borrowed=is_borrowed(solution.text_uk, solution.text_en),
        sign=SIGNS[state],
        state=str(STATES[state]),
        is_done=state is SolutionState.DONE,
        due=due_words(solution, today),
        is_late=is_late(solution, today),
        progress=solution.progress,
        owner=owner if is_named(owner) else None,
    )


def is_named(organization: Organization | None) -> bool:
    """Whether the pages for everybody name an organization: one that has a page there."""
    return organization is not None and organization.is_published and organization.membership in KEPT
