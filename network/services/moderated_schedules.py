"""What members change of a service's hours, and how a decided change is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from network.core.errors import BadInput, NotFound
from network.core.i18n import lazy_gettext as _l
from network.core.lengths import check_lengths
from network.locations.models import Location
from network.locations.moderated import choices as location_choices
from network.moderation.fields import Field, Kind, Removal, Values, Widget, plain, read_plain, register
from network.services.checks import check_hours, check_opening
from network.services.hours import describe_days, describe_hours
from network.services.models import Schedule, Service, ServiceAtLocation
from network.services.moderated import choices, own_service
from network.services.operations import NewSchedule, add_schedule, place_id_of

CODE = "schedule"
DAYS = {
    "MO": _l("Monday"),
    "TU": _l("Tuesday"),
    "WE": _l("Wednesday"),
    "TH": _l("Thursday"),
    "FR": _l("Friday"),
    "SA": _l("Saturday"),
    "SU": _l("Sunday"),
}
LINKED = ("service", "at")
FIELDS = (
    Field(name="service", label=_l("Service"), widget=Widget.CHOICE, required=True, find_choices=choices),
    Field(
        name="at",
        label=_l("At which location"),
        hint=_l("Leave it open when the hours are the same everywhere."),
        widget=Widget.CHOICE,
        find_choices=location_choices,
    ),
    Field(name="days", label=_l("Days"), widget=Widget.CHOICES, required=True, choices=DAYS),
    Field(name="opens_at", label=_l("Opens at"), widget=Widget.TIME),
    Field(name="closes_at", label=_l("Closes at"), widget=Widget.TIME),
    Field(name="valid_from", label=_l("From which day"), widget=Widget.DATE),
    Field(name="valid_until", label=_l("Until which day"), widget=Widget.DATE),
    Field(name="note", label=_l("A word about it"), languages=True),
)


def get(session: Session, record_id: int) -> Schedule:
    """The hours with their service; raises NotFound."""
    schedule = session.get(
        Schedule, record_id, options=[joinedload(Schedule.service)], populate_existing=True
    )
    if schedule is None:
        raise NotFound(f"schedule {record_id}")
    return schedule


def read(session: Session, schedule: Schedule) -> Values:
    """All its values."""
    at = None
    if schedule.service_at_location_id is not None:
        place = session.get(ServiceAtLocation, schedule.service_at_location_id)
        at = str(place.location_id) if place else None
    return {
        **read_plain(schedule, FIELDS, without=LINKED),
        "service": str(schedule.service_id),
        "at": at,
    }


def apply(session: Session, schedule: Schedule, values: Values) -> None:
    """Write the values; raises BadInput for what the operations refuse."""
    organization_id = schedule.service.organization_id
    service = _service(session, organization_id, values)
    for key, value in plain(values, FIELDS, without=LINKED).items():
        setattr(schedule, key, value)
    check_hours(schedule.days, schedule.opens_at, schedule.closes_at)
    _check_period(schedule)
    schedule.service = service
    location = _location(session, values)
    schedule.service_at_location_id = place_id_of(session, service, location)
    check_lengths(schedule)
    session.flush()


def create(session: Session, organization_id: int, values: Values) -> Schedule:
    """Add hours with these values."""
    schedule = add_schedule(
        session=session,
        service=_service(session, organization_id, values),
        schedule=NewSchedule(at=_location(session, values), **plain(values, FIELDS, without=LINKED)),
    )
    _check_period(schedule)
    return schedule


def _check_period(schedule: Schedule) -> None:
    if schedule.valid_from and schedule.valid_until and schedule.valid_from > schedule.valid_until:
        raise BadInput(_l("The period ends before it starts."))


def _check_hours(values: Values) -> None:
    hours = (values[key] for key in ("opens_at", "closes_at"))
    check_opening(*(time.fromisoformat(hour) if hour else None for hour in hours))


def _check_days(values: Values) -> None:
    if values["valid_from"] and values["valid_until"] and values["valid_from"] > values["valid_until"]:
        raise BadInput(_l("The period ends before it starts."))


def _service(session: Session, organization_id: int, values: Values) -> Service:
    service = own_service(session, organization_id, values["service"])
    if service is None:
        raise BadInput(_l("Hours belong to a service."))
    return service


def _location(session: Session, values: Values) -> Location | None:
    return session.get(Location, int(values["at"])) if values["at"] else None


def remove(session: Session, schedule: Schedule, removal: Removal) -> None:
    """Hours that do not hold any more are gone; the history keeps them."""
    session.delete(schedule)
    session.flush()


def find(session: Session, organization_ids: Sequence[int]) -> Sequence[Schedule]:
    """The hours of all services of these organizations."""
    query = (
        select(Schedule)
        .join(Schedule.service)
        .where(Service.organization_id.in_(organization_ids))
        .options(joinedload(Schedule.service))
        .order_by(Service.sort_uk, Schedule.id)
    )
    return session.scalars(query).all()


def _describe(values: Values) -> str:
    opens, closes = values.get("opens_at"), values.get("closes_at")
    hours = describe_hours(
        time.fromisoformat(opens) if opens else None, time.fromisoformat(closes) if closes else None
    )
    return " ".join(part for part in (describe_days(values.get("days") or []), hours) if part)


def init() -> None:
    """Let members change the hours of their services."""
    register(
        Kind(
            code=CODE,
            title=_l("Working hours"),
            plural=_l("Hours of services"),
            fields=FIELDS,
            get=get,
            read=read,
            create=create,
            apply=apply,
            organization_id=lambda schedule: schedule.service.organization_id,
            describe=_describe,
            find=find,
            remove=remove,
            page=lambda schedule: ("profiles.service", schedule.service.slug),
            index=lambda session, schedule: None,
            is_kept=False,
            parent=lambda schedule: schedule.service.name,
            belongs_to=lambda schedule: schedule.service,
            checks={"closes_at": _check_hours, "valid_until": _check_days},
        )
    )
