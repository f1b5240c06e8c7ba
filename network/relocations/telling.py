"""A move in the words of the pages: what it was, how it stands, when each step was, with how many people, whom to call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from network.core.clock import date_words
from network.core.i18n import gettext as _
from network.core.i18n import ngettext, reader_language
from network.places.cases import from_words
from network.places.models import Place
from network.relocations.checks import OVER
from network.relocations.continuing import Continuation
from network.relocations.models import Moved, Relocation, RelocationState
from network.relocations.words import STATES, day_or_unknown, key_day, what_words
from network.services.cards import first_phone
from network.services.models import Service, ServiceStatus

CALLABLE = (ServiceStatus.ACTIVE, ServiceStatus.PAUSED)


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
    """«Переїхали, 12 серпня 2023 року»; where it moved on from there, the day is that of its coming there."""
    if relocation.state == RelocationState.MOVED_AGAIN:
        return _("Moved there, %(day)s; later moved on", day=day_or_unknown(relocation.moved_on))
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
    """The steps before the one that `state_words` tells, each with its day, the first one first."""
    is_over = relocation.state in OVER
    steps: list[tuple[str, str]] = []
    if relocation.started_on and relocation.state != RelocationState.UNDER_WAY:
        steps.append((_("Began to move"), date_words(relocation.started_on)))
    if is_over:
        steps.append((_("Moved there"), day_or_unknown(relocation.moved_on)))
    return steps


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
    phone = (first_phone(service) if service is not None else "") or number_of(continuation.last)
    is_callable = service is None or service.status in CALLABLE
    is_same = service is not None and service.id == continuation.relocation.service_id
    return Going(service, continuation.host, phone if is_callable else "", is_same)


def number_of(relocation: Relocation) -> str:
    """Whom to call about what moved, where no service goes on: its team, or else the organization."""
    team = relocation.told_team
    return (team.phone if team is not None else "") or relocation.organization.phone
