"""Writes of mobile teams and their stops."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import TypedDict, Unpack

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.core.lengths import check_lengths
from network.core.phones import normalize_phone
from network.core.slugs import choose_slug
from network.core.text import clean
from network.locations.coordinates import check_point
from network.mobile_teams.models import MobileTeam, MobileTeamStop, StopCancellation, StopDelay, TeamStatus
from network.organizations.models import Organization
from network.places.models import Place, PlaceLevel
from network.services.checks import check_opening
from network.services.models import Service

LEAST_DELAY, MOST_DELAY = 5, 300
"""In minutes."""


class TeamDetails(TypedDict, total=False):
    """What may be said of a team besides its name; what is left out stays unknown."""

    name_en: str
    description_uk: str
    description_en: str
    base: Place | None
    origin: Place | None
    status: TeamStatus
    status_from: date | None
    is_published: bool
    is_example: bool
    confirmed_on: date | None


class StopDetails(TypedDict, total=False):
    """Where a stop is and when, besides its first day; hours are Kyiv time, the point in degrees (WGS 84)."""

    community: Place | None
    spot_uk: str
    spot_en: str
    latitude: float | None
    longitude: float | None
    every_weeks: int
    ends_on: date | None
    opens_at: time | None
    closes_at: time | None
    is_cancelled: bool


def add_team(
    *,
    session: Session,
    organization: Organization,
    name_uk: str,
    entered_on: date,
    slug: str | None = None,
    phone: str = "",
    services: Sequence[Service] = (),
    **details: Unpack[TeamDetails],
) -> MobileTeam:
    """Add a team with the services it carries; `base` and `origin` are communities.

    Raises BadInput for an empty name, a taken address, a wrong number, a place that is no community.
    """
    name_uk = clean(name_uk)
    if not name_uk:
        raise BadInput(_l("A mobile team needs a name."))
    for place in (details.get("base"), details.get("origin")):
        check_community(place)
    text = details.get("name_en") or name_uk
    team = MobileTeam(
        organization=organization,
        name_uk=name_uk,
        slug=choose_slug(session=session, column=MobileTeam.slug, slug=slug, text=text, fallback="team"),
        phone=normalize_phone(phone)[0] if phone else "",
        services=list(services),
        entered_on=entered_on,
        **details,
    )
    check_lengths(team)
    session.add(team)
    session.flush()
    return team


def add_stop(
    *,
    session: Session,
    team: MobileTeam,
    starts_on: date,
    cancelled_days: Sequence[date] = (),
    **details: Unpack[StopDetails],
) -> MobileTeamStop:
    """Add a stop: on `starts_on` only, or from then on every `every_weeks` (1–12) weeks until `ends_on`.

    It needs a community, or words for a place outside the gazetteer. Raises BadInput without either, for
    hours or dates in the wrong order, a wrong point, or a cancelled day on which the team would not come.
    """
    check_stop(starts_on, details)
    stop = MobileTeamStop(team=team, starts_on=starts_on, **details)
    check_lengths(stop)
    session.add(stop)
    session.flush()
    for day in cancelled_days:
        cancel_day(session=session, stop=stop, on_day=day)
    return stop


def cancel_day(*, session: Session, stop: MobileTeamStop, on_day: date) -> StopCancellation:
    """Say that a stop does not take place on one of its days; raises BadInput for any other day."""
    if not happens_on(stop, on_day):
        raise BadInput(_l("The team does not come on this day."))
    cancellation = StopCancellation(stop_id=stop.id, on_day=on_day)
    session.add(cancellation)
    session.flush()
    return cancellation


def undo_cancelled_day(*, session: Session, stop: MobileTeamStop, on_day: date) -> None:
    """Say that a stop takes place on this day after all."""
    session.execute(
        delete(StopCancellation).where(StopCancellation.stop_id == stop.id, StopCancellation.on_day == on_day)
    )


def say_late(*, session: Session, stop: MobileTeamStop, on_day: date, minutes: int) -> StopDelay:
    """Say that the team comes late on one of its days; it replaces what was said before, a cancellation too.

    Raises BadInput for any other day, or for minutes that are no delay.
    """
    if not happens_on(stop, on_day):
        raise BadInput(_l("The team does not come on this day."))
    if not LEAST_DELAY <= minutes <= MOST_DELAY:
        raise BadInput(
            _l("A delay is from %(least)d to %(most)d minutes.", least=LEAST_DELAY, most=MOST_DELAY)
        )
    say_as_planned(session=session, stop=stop, on_day=on_day)
    delay = StopDelay(stop_id=stop.id, on_day=on_day, minutes=minutes)
    session.add(delay)
    session.flush()
    return delay


def say_not_coming(*, session: Session, stop: MobileTeamStop, on_day: date) -> StopCancellation:
    """Say that the team does not come on one of its days, whatever was said before; raises BadInput for any other day."""
    say_as_planned(session=session, stop=stop, on_day=on_day)
    return cancel_day(session=session, stop=stop, on_day=on_day)


def say_as_planned(*, session: Session, stop: MobileTeamStop, on_day: date) -> None:
    """Take back what was said of a day: the team comes, and in time."""
    undo_cancelled_day(session=session, stop=stop, on_day=on_day)
    session.execute(delete(StopDelay).where(StopDelay.stop_id == stop.id, StopDelay.on_day == on_day))


def happens_on(stop: MobileTeamStop, day: date) -> bool:
    """Whether the plan of the stop, without its cancellations, has this day."""
    if day < stop.starts_on or (stop.ends_on is not None and day > stop.ends_on):
        return False
    if not stop.every_weeks:
        return day == stop.starts_on
    return (day - stop.starts_on) % timedelta(weeks=stop.every_weeks) == timedelta(0)


def check_stop(starts_on: date, details: StopDetails) -> None:
    """Raises BadInput with the first thing that cannot be of a stop."""
    check_community(details.get("community"))
    if details.get("community") is None and not details.get("spot_uk"):
        raise BadInput(_l("A stop needs a community or a place in words."))
    check_point(details.get("latitude"), details.get("longitude"))
    check_opening(details.get("opens_at"), details.get("closes_at"))
    if not 0 <= details.get("every_weeks", 0) <= 12:
        raise BadInput(_l("A stop repeats every 1 to 12 weeks."))
    ends_on = details.get("ends_on")
    if ends_on is not None and ends_on < starts_on:
        raise BadInput(_l("The period ends before it starts."))


def check_community(place: Place | None) -> None:
    """Raises BadInput for a place that is no community."""
    if place is not None and place.level != PlaceLevel.COMMUNITY:
        raise BadInput(_l("A mobile team works in communities."))


def confirm_current(*, session: Session, ids: Sequence[int], on: date) -> None:
    """Say that these teams are right as they stand, on this day."""
    session.execute(update(MobileTeam).where(MobileTeam.id.in_(ids)).values(confirmed_on=on))
