"""The words for states of relocations and for what moves, and a relocation in a few words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from network.core.clock import date_words
from network.core.i18n import gettext as _
from network.core.i18n import lazy_gettext as _l
from network.relocations.models import Moved, Relocation, RelocationState

STATES = {
    RelocationState.PLANNED: _l("Move planned"),
    RelocationState.UNDER_WAY: _l("Move under way"),
    RelocationState.MOVED: _l("Moved there"),
    RelocationState.MOVED_AGAIN: _l("Moved on from there"),
    RelocationState.RETURNED: _l("Returned home"),
    RelocationState.ENDED: _l("Work there has ended"),
}

WHAT = {
    Moved.ORGANIZATION: _l("The whole organization"),
    Moved.LOCATION: _l("A place where people came"),
    Moved.SERVICE: _l("A service"),
    Moved.MOBILE_TEAM: _l("A mobile team"),
    Moved.RESOURCES: _l("Equipment and supplies"),
}


def what_words(what: Sequence[str]) -> str:
    """What moved, in one line: «Послуга, мобільна бригада»."""
    words = [str(WHAT[each]) for each in Moved if each in what]
    return ", ".join([*words[:1], *(word[:1].lower() + word[1:] for word in words[1:])])


def day_or_unknown(day: date | None) -> str:
    """A day in words, or that it is not known."""
    return date_words(day) if day is not None else _("the day is not known")


def key_day(relocation: Relocation) -> date | None:
    """The day that a list shows: when it moved, ended or began, or is planned; None where nobody said it."""
    state = relocation.state
    if state == RelocationState.PLANNED:
        return relocation.planned_for
    if state == RelocationState.UNDER_WAY:
        return relocation.started_on
    if state in {RelocationState.RETURNED, RelocationState.ENDED}:
        return relocation.ended_on
    return relocation.moved_on
