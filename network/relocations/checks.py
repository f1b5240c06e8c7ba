"""What must hold of a relocation before it is kept; each rule names the field that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.organizations.models import Organization
from network.places.models import Place, PlaceLevel
from network.relocations.models import Moved, Relocation, RelocationState

OVER = (RelocationState.RETURNED, RelocationState.ENDED)
MOST_PEOPLE = 100_000
LEVELS = (PlaceLevel.COMMUNITY, PlaceLevel.OBLAST)


@dataclass(frozen=True, kw_only=True)
class Story:
    """What the rules look at; places and records by any key that tells them apart, None or '' for none."""

    state: str
    what: Sequence[str]
    origin: Any
    host: Any
    service: Any
    successor: Any
    team: Any
    started_on: date | None
    moved_on: date | None
    ended_on: date | None


def check_relocation(relocation: Relocation) -> None:
    """Raises BadInput with the first thing that cannot be."""
    story = Story(
        state=relocation.state,
        what=relocation.what,
        origin=relocation.origin_id,
        host=relocation.host_id,
        service=relocation.service_id,
        successor=relocation.successor_id,
        team=relocation.team_id,
        started_on=relocation.started_on,
        moved_on=relocation.moved_on,
        ended_on=relocation.ended_on,
    )
    for rule in RULES.values():
        rule(story)
    for count in (relocation.families, relocation.children):
        if count is not None and not 0 <= count <= MOST_PEOPLE:
            raise BadInput(_l("A count cannot be below zero."))


def check_places(origin: Place, host: Place | None) -> None:
    """Raises BadInput for a host that is no community, or an origin that is neither a community nor an oblast."""
    if origin.level not in LEVELS or (host is not None and host.level != PlaceLevel.COMMUNITY):
        raise BadInput(_l("Things move from community to community."))


def check_own(organization: Organization, *records: Any) -> None:
    """Raises BadInput for a record of another organization: what a move means is written into it."""
    if any(each is not None and each.organization_id != organization.id for each in records):
        raise BadInput(_l("Choose what belongs to the organization itself."))


def _check_what(story: Story) -> None:
    if not story.what or not set(story.what) <= {*Moved}:
        raise BadInput(_l("Say what moved."))


def _check_host(story: Story) -> None:
    if not story.host and story.state != RelocationState.PLANNED:
        raise BadInput(_l("Say where it moved to. Only a planned move may leave it open."))
    if story.host and story.host == story.origin:
        raise BadInput(_l("It moved from one community to another: these two are the same."))


def _check_service(story: Story) -> None:
    if Moved.SERVICE in story.what and not story.service:
        raise BadInput(_l("Say which service moved."))


def _check_successor(story: Story) -> None:
    if story.successor and not story.service:
        raise BadInput(_l("Say which service it continues."))


def _check_team(story: Story) -> None:
    if Moved.MOBILE_TEAM in story.what and not story.team:
        raise BadInput(_l("Say which team moved."))


def _check_moved_on(story: Story) -> None:
    if story.started_on and story.moved_on and story.moved_on < story.started_on:
        raise BadInput(_l("It cannot arrive before it left."))


def _check_ended_on(story: Story) -> None:
    if story.ended_on is None:
        return
    if story.state not in OVER:
        raise BadInput(_l("Leave this day empty while it has neither returned nor ended."))
    if any(day and story.ended_on < day for day in (story.started_on, story.moved_on)):
        raise BadInput(_l("It cannot end before it began."))


RULES = {
    "what": _check_what,
    "host": _check_host,
    "service": _check_service,
    "successor": _check_successor,
    "team": _check_team,
    "moved_on": _check_moved_on,
    "ended_on": _check_ended_on,
}
"""The rules by the key of the field that they are about."""
