"""What members change of their services, and how a decided change is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from network.core.clock import today
from network.core.errors import BadInput, NotFound
from network.core.i18n import gettext as _
from network.core.i18n import lazy_gettext as _l
from network.core.i18n import pick
from network.core.lengths import check_lengths
from network.core.phones import format_phone
from network.locations.disclosure import disclose
from network.locations.models import Location
from network.locations.moderated import describe_place
from network.moderation.display import public_rows
from network.moderation.fields import Kind, Removal, Values, follow, get_kind, plain, read_plain, register
from network.moderation.gazetteer import get_places
from network.moderation.parsing import join_phone, split_phone
from network.organizations.models import Organization
from network.search.operations import index
from network.services import documents
from network.services.checks import check_service
from network.services.models import Area, Mode, Service, ServiceStatus
from network.services.operations import NewPhone, add_phone, add_place, add_service, say_how_to_complain
from network.services.referrals import ServiceReferral
from network.services.service_fields import FIELDS
from network.taxonomy.queries import get_category

CODE = "service"
LINKED = ("category", "places", "phones", "areas", "origins", "referral_how", "referral_who", "answer_days")
"""Fields that are no columns of the service."""
DEFAULTS: Values = {
    "status": ServiceStatus.ACTIVE.value,
    "mode": Mode.SITE.value,
    "area": Area.COMMUNITIES.value,
    "serves_everyone": True,
    "is_published": True,
}


def get(session: Session, record_id: int) -> Service:
    """The service with all that its values are read from; raises NotFound."""
    service = session.get(Service, record_id, options=_loaded(), populate_existing=True)
    if service is None:
        raise NotFound(f"service {record_id}")
    return service


def _loaded() -> list[Any]:
    return [
        joinedload(Service.category),
        selectinload(Service.areas),
        selectinload(Service.origins),
        selectinload(Service.places),
        selectinload(Service.phones),
    ]


def read(session: Session, service: Service) -> Values:
    """All its values."""
    referral = session.get(ServiceReferral, service.id) or ServiceReferral(
        how_uk="", how_en="", who_uk="", who_en="", answer_days=None
    )
    return {
        **read_plain(service, FIELDS, without=LINKED),
        "category": service.category.code,
        "places": sorted(str(place.location_id) for place in service.places),
        "phones": [join_phone(phone.number, phone.extension) for phone in service.phones],
        "areas": sorted(place.katottg for place in service.areas),
        "origins": sorted(place.katottg for place in service.origins),
        "referral_how_uk": referral.how_uk,
        "referral_how_en": referral.how_en,
        "referral_who_uk": referral.who_uk,
        "referral_who_en": referral.who_en,
        "answer_days": referral.answer_days,
    }


def apply(session: Session, service: Service, values: Values) -> None:
    """Write the values; raises BadInput for what the operations refuse."""
    for key, value in plain(values, FIELDS, without=LINKED).items():
        setattr(service, key, value)
    service.category = get_category(session, values["category"])
    service.areas = get_places(session, values["areas"])
    service.origins = get_places(session, values["origins"])
    service.updated_at = datetime.now(UTC)
    say_how_to_complain(service)
    check_service(service)
    check_lengths(service)
    _apply_places(session, service, values)
    _apply_phones(session, service, values["phones"])
    _apply_referral(session, service.id, values)
    session.flush()


def create(session: Session, organization_id: int, values: Values) -> Service:
    """Add a service with these values."""
    service = add_service(
        session=session,
        organization=session.get_one(Organization, organization_id),
        category=get_category(session, values["category"]),
        entered_on=today(),
        areas=get_places(session, values["areas"]),
        origins=get_places(session, values["origins"]),
        at=_own_locations(session, organization_id, values["places"]),
        phones=[_new_phone(number) for number in values["phones"]],
        **plain(values, FIELDS, without=LINKED),
    )
    _apply_referral(session, service.id, values)
    return service


def _own_locations(session: Session, organization_id: int, ids: Sequence[str]) -> list[Location]:
    query = select(Location).where(
        Location.organization_id == organization_id, Location.id.in_([int(each) for each in ids])
    )
    found = list(session.scalars(query.order_by(Location.id)))
    if len(found) != len(set(ids)):
        raise BadInput(_l("A service is given at locations of its own organization."))
    return found


def _apply_places(session: Session, service: Service, values: Values) -> None:
    """Places that stay keep their notes, hours and numbers."""
    present = {place.location_id: place for place in service.places}
    wanted = {int(each) for each in values["places"]}
    for location_id in present.keys() - wanted:
        service.places.remove(present[location_id])
    new = [str(each) for each in sorted(wanted - present.keys())]
    for location in _own_locations(session, service.organization_id, new):
        add_place(session=session, service=service, location=location)


def _apply_phones(session: Session, service: Service, numbers: Sequence[str]) -> None:
    """Numbers that stay keep their notes."""
    present = {join_phone(phone.number, phone.extension): phone for phone in service.phones}
    for number in present.keys() - set(numbers):
        service.phones.remove(present[number])
    for number in numbers:
        if number not in present:
            add_phone(session=session, service=service, phone=_new_phone(number))


def _new_phone(number: str) -> NewPhone:
    e164, extension = split_phone(number)
    return NewPhone(number=f"{e164} x {extension}" if extension else e164)


def _apply_referral(session: Session, service_id: int, values: Values) -> None:
    referral = session.get(ServiceReferral, service_id)
    if referral is None:
        referral = ServiceReferral(service_id=service_id)
        session.add(referral)
    referral.how_uk, referral.how_en = values["referral_how_uk"], values["referral_how_en"]
    referral.who_uk, referral.who_en = values["referral_who_uk"], values["referral_who_en"]
    referral.answer_days = values["answer_days"]
    check_lengths(referral)


def remove(session: Session, service: Service, removal: Removal) -> None:
    """It is closed since a day, with the reason as its note; for security concerns its page is gone."""
    service.status, service.status_from, service.status_until = ServiceStatus.CLOSED, removal.since, None
    service.status_note_uk, service.status_note_en = removal.words_uk, removal.words_en
    if removal.is_security:
        service.is_published = False
        service.status_note_uk = service.status_note_en = ""
    session.flush()


def find(session: Session, organization_ids: Sequence[int]) -> Sequence[Service]:
    """The services of these organizations, in order of names."""
    query = select(Service).where(Service.organization_id.in_(organization_ids))
    return session.scalars(query.options(*_loaded()).order_by(Service.sort_uk, Service.id)).all()


def choices(session: Session, organization_id: int) -> Sequence[tuple[str, str]]:
    """An organization's own services as choices."""
    query = select(Service).where(Service.organization_id == organization_id).order_by(Service.sort_uk)
    return [(str(each.id), each.name) for each in session.scalars(query)]


def own_service(session: Session, organization_id: int, code: str | None) -> Service | None:
    """The organization's own service with this id, with its places; None for none, BadInput for another's."""
    if not code:
        return None
    service = get(session, int(code))
    if service.organization_id != organization_id:
        raise BadInput(_l("Choose one of the list."))
    return service


def preview(session: Session, organization_id: int, values: Values) -> Sequence[tuple[str, str]]:
    """What everybody will see: places as `disclose` cuts them, the first number to call."""
    spec = get_kind(CODE)
    rows = public_rows(session, spec, values, organization_id, without=("places", "phones", "complaint"))
    where = [describe_place(disclose(location)) for location in _with_community(session, values["places"])]
    phones = [format_phone(split_phone(number)[0]) for number in values["phones"]]
    lines = [(_("Where"), "\n".join(where)), (_("Call"), "\n".join(phones))]
    return [(label, words) for label, words in lines if words] + rows


def _with_community(session: Session, ids: Sequence[str]) -> Sequence[Location]:
    query = select(Location).where(Location.id.in_([int(each) for each in ids]))
    return session.scalars(query.options(joinedload(Location.community)).order_by(Location.id)).all()


def index_service(session: Session, service: Any) -> None:
    """Bring the service's words in the search up to date."""
    index(session=session, kind=documents.KIND, record_ids=[service.id])


def index_of_organization(session: Session, organization: Any) -> None:
    """Services are found by their organization's name too."""
    ids = session.scalars(select(Service.id).where(Service.organization_id == organization.id)).all()
    index(session=session, kind=documents.KIND, record_ids=ids)


def _check_ages(values: Values) -> None:
    ages = [values[key] for key in ("age_from", "age_to") if values[key] is not None]
    if ages != sorted(ages):
        raise BadInput(_l("The first age is greater than the second."))


def _check_days(values: Values) -> None:
    if values["status_from"] and values["status_until"] and values["status_from"] > values["status_until"]:
        raise BadInput(_l("The period ends before it starts."))


def _describe(values: Values) -> str:
    return pick(values.get("name_uk"), values.get("name_en"))


def init() -> None:
    """Let members change their services."""
    register(
        Kind(
            code=CODE,
            title=_l("Service"),
            plural=_l("Services"),
            fields=FIELDS,
            get=get,
            read=read,
            create=create,
            apply=apply,
            organization_id=lambda service: service.organization_id,
            describe=_describe,
            find=find,
            remove=remove,
            page=lambda service: ("profiles.service", service.slug) if service.is_published else None,
            index=index_service,
            preview=preview,
            defaults=DEFAULTS,
            checks={"age_to": _check_ages, "status_until": _check_days},
        )
    )
    follow("organization", index_of_organization)
