"""The fields of a relocation that members fill in, in the order of their form."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from network.core.i18n import lazy_gettext as _l
from network.locations.moderated import choices as location_choices
from network.mobile_teams.moderated import choices as team_choices
from network.moderation.fields import Audience, Field, Widget
from network.relocations.checks import MOST_PEOPLE
from network.relocations.models import Relocation
from network.relocations.words import STATES, WHAT, day_or_unknown, key_day
from network.services.moderated import choices as service_choices

_WHAT, _WHERE = _l("About the move"), _l("From where and to where")
_WHEN, _WHOM, _SHOWN = _l("When"), _l("With whom and with what"), _l("Who sees it")


def choices(session: Session, organization_id: int) -> Sequence[tuple[str, str]]:
    """An organization's own relocations as choices, told apart by their days."""
    query = select(Relocation).where(Relocation.organization_id == organization_id)
    loaded = query.options(joinedload(Relocation.origin), joinedload(Relocation.host))
    return [
        (str(each.id), f"{each.name}, {day_or_unknown(key_day(each))}")
        for each in session.scalars(loaded.order_by(Relocation.id.desc()))
    ]


FIELDS = (
    Field(
        name="what",
        label=_l("What moved"),
        widget=Widget.CHOICES,
        required=True,
        choices=WHAT,
        is_sensitive=True,
        section=_WHAT,
    ),
    Field(
        name="state",
        label=_l("How far it is"),
        hint=_l(
            "While a move is only planned, members of the network and coordinators alone see it. From then on everybody does."
        ),
        widget=Widget.CHOICE,
        required=True,
        choices=STATES,
        is_sensitive=True,
        section=_WHAT,
    ),
    Field(
        name="service",
        label=_l("Which service moved"),
        hint=_l("One of yours, as it was called at home. Its page will say that it moved."),
        widget=Widget.CHOICE,
        find_choices=service_choices,
        is_sensitive=True,
        section=_WHAT,
    ),
    Field(
        name="successor",
        label=_l("It continues as"),
        hint=_l(
            "Your service that people can turn to now. If it goes on under its own name, choose the same one again."
        ),
        widget=Widget.CHOICE,
        find_choices=service_choices,
        is_sensitive=True,
        section=_WHAT,
    ),
    Field(
        name="team",
        label=_l("Which mobile team moved"),
        widget=Widget.CHOICE,
        find_choices=team_choices,
        is_sensitive=True,
        section=_WHAT,
    ),
    Field(
        name="origin",
        label=_l("Home community"),
        hint=_l("Where it moved from, by name: Myrnohrad."),
        widget=Widget.PLACE,
        required=True,
        is_sensitive=True,
        section=_WHERE,
    ),
    Field(
        name="origin_location",
        label=_l("The place that was left"),
        hint=_l("It will be marked as evacuated. Its address is shown to nobody any more."),
        widget=Widget.CHOICE,
        find_choices=location_choices,
        audience=Audience.COORDINATORS,
        is_sensitive=True,
        section=_WHERE,
    ),
    Field(
        name="host",
        label=_l("Community it moved to"),
        hint=_l(
            "By name: Tsarychanka. Leave it empty while the move is only planned and you do not know yet."
        ),
        widget=Widget.PLACE,
        is_sensitive=True,
        section=_WHERE,
    ),
    Field(
        name="host_location",
        label=_l("The place where it works now"),
        hint=_l("The location itself says who sees its address. Add it among your locations first."),
        widget=Widget.CHOICE,
        find_choices=location_choices,
        audience=Audience.COORDINATORS,
        is_sensitive=True,
        section=_WHERE,
    ),
    Field(
        name="previous",
        label=_l("The move before"),
        hint=_l("Only if it had moved before. The move before is then marked as moved on."),
        widget=Widget.CHOICE,
        find_choices=choices,
        is_sensitive=True,
        section=_WHERE,
    ),
    Field(
        name="planned_for",
        label=_l("Planned for"),
        hint=_l("Leave any day empty that you do not know: we show that it is not known."),
        widget=Widget.DATE,
        section=_WHEN,
    ),
    Field(name="started_on", label=_l("Began to move on"), widget=Widget.DATE, section=_WHEN),
    Field(name="moved_on", label=_l("Moved on"), widget=Widget.DATE, section=_WHEN),
    Field(
        name="ended_on",
        label=_l("Returned or ended on"),
        hint=_l("Only when people have returned home, or the work there has ended."),
        widget=Widget.DATE,
        section=_WHEN,
    ),
    Field(
        name="families",
        label=_l("Families you went with"),
        widget=Widget.NUMBER,
        limit=MOST_PEOPLE,
        section=_WHOM,
    ),
    Field(
        name="children",
        label=_l("Children among them"),
        widget=Widget.NUMBER,
        limit=MOST_PEOPLE,
        section=_WHOM,
    ),
    Field(
        name="resources",
        label=_l("Equipment and supplies you took along"),
        languages=True,
        limit=400,
        section=_WHOM,
    ),
    Field(
        name="note",
        label=_l("More about it"),
        hint=_l("No street or building of the home community, no names of people."),
        widget=Widget.TEXT,
        languages=True,
        limit=3000,
        section=_WHOM,
    ),
    Field(
        name="is_published",
        label=_l("Show the relocation in the directory"),
        hint=_l(
            "Leave it off as long as it is not safe to speak of the journey. Until then nothing on other pages changes either."
        ),
        widget=Widget.BOOLEAN,
        is_sensitive=True,
        section=_SHOWN,
    ),
)
