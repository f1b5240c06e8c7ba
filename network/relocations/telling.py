"""A move in the words of the pages: what it was, how it stands, when each step was, with how many people, whom to call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from network.core.clock import date_words
from network.core.i18n import gettext as _
from network.core.i18n import ngettext, reader_language
from network.places.cases import from_words
from network.places.models import Place
from network.relocations.continuing import Continuation
from network.relocations.models import Moved, Relocation, RelocationState
from network.relocations.words import STATES, day_or_unknown, key_day, what_words
from network.services.cards import first_phone
from network.services.models import Service, ServiceStatus

CALLABLE = (ServiceStatus.ACTIVE, ServiceStatus.PAUSED)
ARRIVED = (
    RelocationState.MOVED,
    RelocationState.MOVED_AGAIN,
    RelocationState.RETURNED,
    RelocationState.ENDED,
)


def quoted(name: str) -> str:
    """A name in the quotation marks of the reader's language, its own ones turned into inner ones."""
    if reader_language() == "uk":
        return f"«{name.replace('«', '„').replace('»', '“')}»"
    return f"“{name.replace('«', '‘').replace('»', '’').replace('“', '‘').replace('”', '’')}”"


def continues_words(came: Sequence[Relocation]) -> str:
    """What a service goes on with, for its card: «Продовжує «Простір» з Мирноградської громади»; empty without moves."""
    if not came:
        return ""
    first = came[0]
    before, place = first.told_service, from_words(first.origin)
    if before is None or first.service_id == first.successor_id:
        return _("Moved here %(place)s", place=place)
    return _("Continues %(name)s %(place)s", name=quoted(before.name), place=place)


def name_of_move(relocation: Relocation) -> str:
    """What moved by its own name where it may be named, else in general words."""
    names = [each.name for each in (relocation.told_service, relocation.told_team) if each is not None]
    if Moved.ORGANIZATION in relocation.what:
        names = [relocation.organization.name]
    return " · ".join(names) or what_words(relocation.what)


def state_words(relocation: Relocation) -> str:
    """«Переїхали, 12 серпня 2023 року»."""
    return f"{STATES[RelocationState(relocation.state)]}, {day_or_unknown(key_day(relocation))}"


def people_words(families: int | None, children: int | None) -> str:
    """«40 родин, 25 дітей»; empty where nobody was counted."""
    parts = []
    if families:
        parts.append(ngettext("%(num)s family", "%(num)s families", families))
    if children:
        parts.append(ngettext("%(num)s child", "%(num)s children", children))
    return ", ".join(parts)


def steps_of(relocation: Relocation) -> list[tuple[str, str]]:
    """Each step of a move with its day, the first one first; what is not over yet has no end."""
    state = relocation.state
    steps: list[tuple[str, date | None, bool]] = [
        (_("Began to move"), relocation.started_on, state == RelocationState.UNDER_WAY),
        (_("Moved there"), relocation.moved_on, state in ARRIVED),
    ]
    if state == RelocationState.RETURNED:
        steps.append((_("Returned home"), relocation.ended_on, True))
    if state == RelocationState.ENDED:
        steps.append((_("Work there has ended"), relocation.ended_on, True))
    return [
        (words, date_words(day) if day else _("the day is not known"))
        for words, day, is_sure in steps
        if day or is_sure
    ]


@dataclass(frozen=True)
class Going:
    """Where something that moved works now: the service (None where nothing is named), where, and the number to call."""

    service: Service | None
    host: Place
    phone: str
    is_same: bool

    @property
    def is_working(self) -> bool:
        """Whether the service that goes on takes people now, as far as the directory knows."""
        return self.service is not None and self.service.status in CALLABLE


def going_on(continuation: Continuation) -> Going:
    """The end of a chain of moves, as pages say it."""
    service = continuation.successor
    phone = first_phone(service) if service is not None else continuation.last.organization.phone
    is_callable = service is None or service.status in CALLABLE
    is_same = service is not None and service.id == continuation.relocation.service_id
    return Going(service, continuation.host, phone if is_callable else "", is_same)


def number_of(relocation: Relocation) -> str:
    """Whom to call about what moved, where no service goes on: its team, or else the organization."""
    team = relocation.told_team
    return (team.phone if team is not None else "") or relocation.organization.phone
