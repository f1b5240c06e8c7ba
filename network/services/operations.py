"""Writes of services: where and when they are given, by which phones, and what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import TypedDict, Unpack

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.core.lengths import check_lengths
from network.core.phones import normalize_phone
from network.core.slugs import choose_slug
from network.core.text import clean
from network.locations.models import Location
from network.organizations.models import Organization
from network.places.models import Place
from network.services.checks import check_hours, check_service
from network.services.codes import free_code
from network.services.complaints import COMPLAINT_EN, COMPLAINT_UK
from network.services.models import (
    Area,
    Cost,
    Mode,
    Phone,
    ResultReport,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceStatus,
)
from network.taxonomy.models import Category


class ServiceDetails(TypedDict, total=False):
    """What may be said of a service besides its name and mode; ages in whole years, both ends included."""

    name_en: str
    summary_uk: str
    summary_en: str
    description_uk: str
    description_en: str
    status: ServiceStatus
    status_from: date | None
    status_until: date | None
    status_note_uk: str
    status_note_en: str
    audiences: list[str]
    age_from: int | None
    age_to: int | None
    languages: list[str]
    cost: Cost | None
    cost_note_uk: str
    cost_note_en: str
    steps_uk: str
    steps_en: str
    bring_uk: str
    bring_en: str
    complaint_uk: str
    complaint_en: str
    area: Area
    serves_everyone: bool
    free_places: int | None
    free_places_on: date | None
    website: str
    is_published: bool
    is_example: bool
    confirmed_on: date | None


@dataclass(frozen=True, kw_only=True)
class NewPhone:
    """A number as people write it; of all the service's places, or of the one named in `at`."""

    number: str
    note_uk: str = ""
    note_en: str = ""
    at: Location | None = None


@dataclass(frozen=True, kw_only=True)
class NewSchedule:
    """Hours in Kyiv time on days of the week (MO … SU); of all the places, or of the one named in `at`."""

    days: Sequence[str]
    opens_at: time | None = None
    closes_at: time | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    note_uk: str = ""
    note_en: str = ""
    at: Location | None = field(default=None)


def add_service(
    *,
    session: Session,
    organization: Organization,
    category: Category,
    name_uk: str,
    mode: Mode,
    entered_on: date,
    slug: str | None = None,
    areas: Sequence[Place] = (),
    origins: Sequence[Place] = (),
    at: Sequence[Location] = (),
    schedules: Sequence[NewSchedule] = (),
    phones: Sequence[NewPhone | str] = (),
    **details: Unpack[ServiceDetails],
) -> Service:
    """Add a service with its places, hours and phones.

    The address is made from the name, «-2» on repeats; the short code follows from the address. A service
    for children without `complaint_uk` gets the network's own words on how to complain. `steps_uk` has a
    step a line. Raises BadInput for an empty name, ages or dates in the wrong order, unknown codes of
    audiences or languages, areas that do not fit `area`, origins that are no communities, wrong hours or
    numbers, a text too long.
    """
    name_uk = clean(name_uk)
    text = details.get("name_en") or name_uk
    chosen = choose_slug(session=session, column=Service.slug, slug=slug, text=text, fallback="service")
    service = Service(
        organization=organization,
        category=category,
        name_uk=name_uk,
        slug=chosen,
        code=free_code(session=session, slug=chosen),
        mode=mode,
        entered_on=entered_on,
        areas=list(areas),
        origins=list(origins),
        **_with_defaults(details),
    )
    say_how_to_complain(service)
    check_service(service)
    check_lengths(service)
    session.add(service)
    session.flush()
    _add_places(session, service, at, schedules, phones)
    return service


def _with_defaults(details: ServiceDetails) -> ServiceDetails:
    """Lists and the area are needed before the database gives its defaults."""
    return {"audiences": [], "languages": [], "area": Area.COMMUNITIES, **details}


def say_how_to_complain(service: Service) -> None:
    """Give a service for children the network's own words when it has none."""
    if service.is_for_children and not service.complaint_uk:
        service.complaint_uk, service.complaint_en = COMPLAINT_UK, COMPLAINT_EN


def _add_places(
    session: Session,
    service: Service,
    at: Sequence[Location],
    schedules: Sequence[NewSchedule],
    phones: Sequence[NewPhone | str],
) -> None:
    for location in at:
        add_place(session=session, service=service, location=location)
    for schedule in schedules:
        add_schedule(session=session, service=service, schedule=schedule)
    for phone in phones:
        add_phone(session=session, service=service, phone=phone)


def add_place(
    *, session: Session, service: Service, location: Location, note_uk: str = "", note_en: str = ""
) -> ServiceAtLocation:
    """Say that the service is given at this location; a service meets a location once."""
    place = ServiceAtLocation(service=service, location=location, note_uk=note_uk, note_en=note_en)
    check_lengths(place)
    session.add(place)
    session.flush()
    return place


def add_phone(*, session: Session, service: Service, phone: NewPhone | str) -> Phone:
    """Add a number, kept as E.164; raises BadInput when it is none, or `at` is no place of the service."""
    new = NewPhone(number=phone) if isinstance(phone, str) else phone
    number, extension = normalize_phone(new.number)
    record = Phone(
        service=service,
        service_at_location_id=place_id_of(session, service, new.at),
        number=number,
        extension=extension,
        note_uk=new.note_uk,
        note_en=new.note_en,
    )
    check_lengths(record)
    session.add(record)
    session.flush()
    return record


def add_schedule(*, session: Session, service: Service, schedule: NewSchedule) -> Schedule:
    """Add hours (Kyiv time); raises BadInput for unknown days, hours in the wrong order, `at` elsewhere."""
    check_hours(schedule.days, schedule.opens_at, schedule.closes_at)
    record = Schedule(
        service=service,
        service_at_location_id=place_id_of(session, service, schedule.at),
        days=list(schedule.days),
        opens_at=schedule.opens_at,
        closes_at=schedule.closes_at,
        valid_from=schedule.valid_from,
        valid_until=schedule.valid_until,
        note_uk=schedule.note_uk,
        note_en=schedule.note_en,
    )
    check_lengths(record)
    session.add(record)
    session.flush()
    return record


def place_id_of(session: Session, service: Service, location: Location | None) -> int | None:
    """The id of a service at a location, None for no location; raises BadInput where the service is not given."""
    if location is None:
        return None
    found = session.scalar(
        select(ServiceAtLocation.id).where(
            ServiceAtLocation.service_id == service.id, ServiceAtLocation.location_id == location.id
        )
    )
    if found is None:
        raise BadInput(_l("The service is not given at this location."))
    return found


def add_result(
    *,
    session: Session,
    organization: Organization,
    what_uk: str,
    quantity: int,
    what_en: str = "",
    service: Service | None = None,
    is_at_least: bool = False,
    from_on: date | None = None,
    until_on: date | None = None,
    months: int | None = None,
    is_example: bool = False,
) -> ResultReport:
    """Add a result: what was counted and how many, for a period by its ends or by its length in months.

    Raises BadInput for a negative count, a period that ends before it starts, or one of less than a month.
    """
    check_result(quantity, from_on, until_on, months)
    report = ResultReport(
        organization_id=organization.id,
        service_id=service.id if service else None,
        what_uk=clean(what_uk),
        what_en=clean(what_en),
        quantity=quantity,
        is_at_least=is_at_least,
        from_on=from_on,
        until_on=until_on,
        months=months,
        is_example=is_example,
    )
    check_lengths(report)
    session.add(report)
    session.flush()
    return report


def check_result(quantity: int, from_on: date | None, until_on: date | None, months: int | None) -> None:
    """Raises BadInput for a negative count, or a period that ends before it starts or has less than a month."""
    if quantity < 0:
        raise BadInput(_l("A count cannot be below zero."))
    if (from_on and until_on and from_on > until_on) or (months is not None and months < 1):
        raise BadInput(_l("The period ends before it starts."))


def confirm_current(*, session: Session, ids: Sequence[int], on: date) -> None:
    """Say that these services are right as they stand, on this day."""
    session.execute(update(Service).where(Service.id.in_(ids)).values(confirmed_on=on))
