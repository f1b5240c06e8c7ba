"""What members change of their locations; what everybody sees of one is cut by `disclose` alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from network.core.clock import today
from network.core.errors import BadInput, NotFound
from network.core.i18n import gettext as _
from network.core.i18n import lazy_gettext as _l
from network.core.i18n import pick
from network.core.lengths import check_lengths
from network.locations.coordinates import check_point, check_point_here
from network.locations.disclosure import DisclosedPlace, disclose
from network.locations.models import Answer, Location, LocationStatus, Visibility
from network.locations.operations import add_location
from network.moderation.display import public_rows
from network.moderation.fields import (
    Audience,
    Field,
    Kind,
    Removal,
    Values,
    Widget,
    get_kind,
    plain,
    read_plain,
    register,
)
from network.moderation.gazetteer import get_place
from network.organizations.models import Organization
from network.places.models import PlaceLevel

CODE = "location"
VISIBILITIES = {
    Visibility.PUBLIC: _l("Everybody sees the address and the point on the map"),
    Visibility.APPROXIMATE: _l("Everybody sees the community only; the address is told by phone"),
    Visibility.CONFIDENTIAL: _l("Nobody sees where it is; people are told by phone"),
}
STATUSES = {
    LocationStatus.ACTIVE: _l("People can come"),
    LocationStatus.CLOSED: _l("Closed"),
    LocationStatus.EVACUATED: _l("Evacuated"),
}
ANSWERS = {Answer.YES: _l("yes"), Answer.PARTLY: _l("partly"), Answer.NO: _l("no")}
_NAME, _WHERE, _FACTS = _l("Name"), _l("Where it is"), _l("For a wheelchair and in a blackout")


def _answer(name: str, label: Any) -> Field:
    return Field(name=name, label=label, widget=Widget.CHOICE, choices=ANSWERS, section=_FACTS)


FIELDS = (
    Field(name="name", label=_l("Name"), languages=True, required=True, section=_NAME),
    Field(
        name="status",
        label=_l("Status"),
        widget=Widget.CHOICE,
        required=True,
        choices=STATUSES,
        section=_NAME,
    ),
    Field(name="status_from", label=_l("Since"), widget=Widget.DATE, section=_NAME),
    Field(
        name="visibility",
        label=_l("Who sees the address"),
        hint=_l(
            "A shelter or a place for women in danger: nobody. A place where children gather: the community only."
        ),
        widget=Widget.CHOICE,
        required=True,
        choices=VISIBILITIES,
        is_sensitive=True,
        section=_WHERE,
    ),
    Field(name="community", label=_l("Community"), widget=Widget.PLACE, is_sensitive=True, section=_WHERE),
    Field(
        name="settlement",
        label=_l("Town or village"),
        languages=True,
        limit=120,
        is_sensitive=True,
        audience=Audience.COORDINATORS,
        section=_WHERE,
    ),
    Field(
        name="address",
        label=_l("Address"),
        languages=True,
        limit=300,
        is_sensitive=True,
        audience=Audience.COORDINATORS,
        section=_WHERE,
    ),
    Field(
        name="directions",
        label=_l("How to find it"),
        languages=True,
        limit=400,
        is_sensitive=True,
        audience=Audience.COORDINATORS,
        section=_WHERE,
    ),
    Field(
        name="latitude",
        label=_l("Latitude"),
        widget=Widget.DEGREES,
        is_sensitive=True,
        audience=Audience.COORDINATORS,
        section=_WHERE,
    ),
    Field(
        name="longitude",
        label=_l("Longitude"),
        widget=Widget.DEGREES,
        is_sensitive=True,
        audience=Audience.COORDINATORS,
        section=_WHERE,
    ),
    _answer("step_free", _l("Step-free entrance")),
    Field(name="accessibility", label=_l("Accessibility"), languages=True, limit=400, section=_FACTS),
    _answer("backup_power", _l("Power of its own")),
    _answer("backup_internet", _l("Internet without power")),
    _answer("phone_charging", _l("Phones can be charged")),
    _answer("shelter_nearby", _l("Shelter nearby")),
    Field(name="alarm", label=_l("During an alarm"), languages=True, limit=400, section=_FACTS),
)
PLACES = ("community",)


def get(session: Session, record_id: int) -> Location:
    """The location with its community; raises NotFound."""
    location = session.get(
        Location, record_id, options=[joinedload(Location.community)], populate_existing=True
    )
    if location is None:
        raise NotFound(f"location {record_id}")
    return location


def read(session: Session, location: Location) -> Values:
    """All its values."""
    return {
        **read_plain(location, FIELDS, without=PLACES),
        "community": location.community.katottg if location.community else None,
    }


def apply(session: Session, location: Location, values: Values) -> None:
    """Write the values; raises BadInput for what the operations refuse."""
    check_point(values["latitude"], values["longitude"])
    community = get_place(session, values["community"])
    if community is not None and community.level != PlaceLevel.COMMUNITY:
        raise BadInput(_l("A location lies in a community."))
    for key, value in plain(values, FIELDS, without=PLACES).items():
        setattr(location, key, value)
    location.community = community
    check_lengths(location)
    session.flush()


def create(session: Session, organization_id: int, values: Values) -> Location:
    """Add a location with these values."""
    return add_location(
        session=session,
        organization=session.get_one(Organization, organization_id),
        community=get_place(session, values["community"]),
        entered_on=today(),
        **plain(values, FIELDS, without=PLACES),
    )


def remove(session: Session, location: Location, removal: Removal) -> None:
    """It is closed; for security concerns nothing of it can be seen either."""
    location.status, location.status_from = LocationStatus.CLOSED, removal.since
    if removal.is_security:
        location.visibility = Visibility.CONFIDENTIAL
    session.flush()


def find(session: Session, organization_ids: Sequence[int]) -> Sequence[Location]:
    """The locations of these organizations, in order of names."""
    query = select(Location).where(Location.organization_id.in_(organization_ids))
    return session.scalars(
        query.options(joinedload(Location.community)).order_by(Location.sort_uk, Location.id)
    ).all()


def choices(session: Session, organization_id: int) -> Sequence[tuple[str, str]]:
    """An organization's own locations as choices."""
    query = select(Location).where(Location.organization_id == organization_id)
    return [
        (str(each.id), each.name) for each in session.scalars(query.order_by(Location.sort_uk, Location.id))
    ]


def preview(session: Session, organization_id: int, values: Values) -> Sequence[tuple[str, str]]:
    """What everybody will see: the words of `disclose`, and the facts unless nothing may be said."""
    location = Location(
        **plain(values, FIELDS, without=PLACES), community=get_place(session, values["community"])
    )
    place = disclose(location)
    rows = [(_("Where it is"), describe_place(place))]
    if not place.is_hidden:
        spec = get_kind(CODE)
        rows += public_rows(session, spec, values, organization_id, without=("visibility", "community"))
    return rows


def describe_place(place: DisclosedPlace) -> str:
    """A place as everybody may see it, in one line."""
    if place.is_hidden:
        return _("The address is told by phone")
    community = place.community.title if place.community else ""
    if place.is_approximate:
        return ", ".join(part for part in (community, _("the address is told by phone")) if part)
    return ", ".join(part for part in (place.address, place.settlement, community) if part)


def _describe(values: Values) -> str:
    return pick(values.get("name_uk"), values.get("name_en"))


def init() -> None:
    """Let members change their locations."""
    register(
        Kind(
            code=CODE,
            title=_l("Location"),
            plural=_l("Locations"),
            fields=FIELDS,
            get=get,
            read=read,
            create=create,
            apply=apply,
            organization_id=lambda location: location.organization_id,
            describe=_describe,
            find=find,
            remove=remove,
            page=lambda location: None,
            index=lambda session, location: None,
            preview=preview,
            checks={
                "latitude": lambda values: check_point_here(values["latitude"], values["longitude"]),
            },
            defaults={"status": LocationStatus.ACTIVE.value, "visibility": Visibility.APPROXIMATE.value},
        )
    )
