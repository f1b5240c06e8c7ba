"""What members change of the stops of their teams, and how a decided change is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from network.core.clock import date_words
from network.core.errors import BadInput, NotFound
from network.core.i18n import lazy_gettext as _l
from network.core.i18n import pick
from network.core.lengths import check_lengths
from network.locations.coordinates import check_point_here
from network.mobile_teams.models import MobileTeam, MobileTeamStop
from network.mobile_teams.moderated import choices
from network.mobile_teams.operations import add_stop, check_stop
from network.moderation.fields import Field, Kind, Removal, Values, Widget, plain, read_plain, register
from network.moderation.gazetteer import get_place
from network.services.checks import check_opening
from network.services.hours import describe_hours

CODE = "stop"
LINKED = ("team", "community")
FIELDS = (
    Field(name="team", label=_l("Mobile team"), widget=Widget.CHOICE, required=True, find_choices=choices),
    Field(name="community", label=_l("Community"), widget=Widget.PLACE, is_sensitive=True),
    Field(
        name="spot",
        label=_l("Where the team stands"),
        hint=_l("As people say it: beside the school."),
        languages=True,
        limit=300,
        is_sensitive=True,
    ),
    Field(name="latitude", label=_l("Latitude"), widget=Widget.DEGREES, is_sensitive=True),
    Field(name="longitude", label=_l("Longitude"), widget=Widget.DEGREES, is_sensitive=True),
    Field(
        name="starts_on",
        label=_l("First day"),
        hint=_l("All later days fall on the same day of the week."),
        widget=Widget.DATE,
        required=True,
    ),
    Field(
        name="every_weeks",
        label=_l("Repeats every so many weeks"),
        hint=_l("0 is once, 1 is every week, 2 is every second week."),
        widget=Widget.NUMBER,
        required=True,
        limit=12,
    ),
    Field(name="ends_on", label=_l("Last day"), widget=Widget.DATE),
    Field(name="opens_at", label=_l("Comes at"), widget=Widget.TIME),
    Field(name="closes_at", label=_l("Leaves at"), widget=Widget.TIME),
    Field(name="is_cancelled", label=_l("The team does not come here any more"), widget=Widget.BOOLEAN),
)


def get(session: Session, record_id: int) -> MobileTeamStop:
    """The stop with its team and community; raises NotFound."""
    stop = session.get(MobileTeamStop, record_id, options=_loaded(), populate_existing=True)
    if stop is None:
        raise NotFound(f"stop {record_id}")
    return stop


def _loaded() -> list[Any]:
    return [
        joinedload(MobileTeamStop.team),
        joinedload(MobileTeamStop.community),
        selectinload(MobileTeamStop.cancellations),
        selectinload(MobileTeamStop.delays),
    ]


def read(session: Session, stop: MobileTeamStop) -> Values:
    """All its values."""
    return {
        **read_plain(stop, FIELDS, without=LINKED),
        "team": str(stop.team_id),
        "community": stop.community.katottg if stop.community else None,
    }


def apply(session: Session, stop: MobileTeamStop, values: Values) -> None:
    """Write the values; raises BadInput for what the operations refuse."""
    new = plain(values, FIELDS, without=LINKED)
    community = get_place(session, values["community"])
    check_stop(new["starts_on"], {**_details(new), "community": community})  # type: ignore[typeddict-item]
    team = _team(session, stop.team.organization_id, values)
    for key, value in new.items():
        setattr(stop, key, value)
    stop.team, stop.community = team, community
    check_lengths(stop)
    session.flush()


def create(session: Session, organization_id: int, values: Values) -> MobileTeamStop:
    """Add a stop with these values."""
    return add_stop(
        session=session,
        team=_team(session, organization_id, values),
        community=get_place(session, values["community"]),
        **plain(values, FIELDS, without=LINKED),
    )


def _details(new: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in new.items() if key != "starts_on"}


def _team(session: Session, organization_id: int, values: Values) -> MobileTeam:
    team = session.get(MobileTeam, int(values["team"])) if values["team"] else None
    if team is None or team.organization_id != organization_id:
        raise BadInput(_l("A stop belongs to a team."))
    return team


def remove(session: Session, stop: MobileTeamStop, removal: Removal) -> None:
    """The team does not come here any more; for security concerns nothing says where it stood, only the history."""
    if removal.is_security:
        session.delete(stop)
    else:
        stop.is_cancelled = True
    session.flush()


def find(session: Session, organization_ids: Sequence[int]) -> Sequence[MobileTeamStop]:
    """The stops of all teams of these organizations."""
    query = (
        select(MobileTeamStop)
        .join(MobileTeamStop.team)
        .where(MobileTeam.organization_id.in_(organization_ids))
        .options(*_loaded())
        .order_by(MobileTeam.sort_uk, MobileTeamStop.starts_on, MobileTeamStop.id)
    )
    return session.scalars(query).all()


def _check_days(values: Values) -> None:
    if values["ends_on"] and values["starts_on"] and values["ends_on"] < values["starts_on"]:
        raise BadInput(_l("The period ends before it starts."))


def _check_hours(values: Values) -> None:
    hours = (values[key] for key in ("opens_at", "closes_at"))
    check_opening(*(time.fromisoformat(hour) if hour else None for hour in hours))


def _check_where(values: Values) -> None:
    if not values["community"] and not values["spot_uk"]:
        raise BadInput(_l("A stop needs a community or a place in words."))


def _describe(values: Values) -> str:
    opens, closes = values.get("opens_at"), values.get("closes_at")
    hours = describe_hours(
        time.fromisoformat(opens) if opens else None, time.fromisoformat(closes) if closes else None
    )
    day = date_words(date.fromisoformat(values["starts_on"])) if values.get("starts_on") else ""
    spot = pick(values.get("spot_uk"), values.get("spot_en"))
    return ", ".join(part for part in (spot, day, hours) if part)


def _parent(stop: MobileTeamStop) -> str:
    return ", ".join(
        part for part in (stop.team.name, stop.community.short if stop.community else "") if part
    )


def init() -> None:
    """Let members change the stops of their teams."""
    register(
        Kind(
            code=CODE,
            title=_l("Stop"),
            plural=_l("Stops"),
            fields=FIELDS,
            get=get,
            read=read,
            create=create,
            apply=apply,
            organization_id=lambda stop: stop.team.organization_id,
            describe=_describe,
            find=find,
            remove=remove,
            page=lambda stop: ("mobile_teams.show", stop.team.slug),
            index=lambda session, stop: None,
            defaults={"every_weeks": 0},
            parent=_parent,
            belongs_to=lambda stop: stop.team,
            checks={
                "latitude": lambda values: check_point_here(values["latitude"], values["longitude"]),
                "ends_on": _check_days,
                "closes_at": _check_hours,
                "spot_uk": _check_where,
            },
        )
    )
