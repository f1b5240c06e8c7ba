"""Writes of locations."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack

from sqlalchemy.orm import Session

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.core.lengths import check_lengths
from network.core.text import clean
from network.locations.coordinates import check_point
from network.locations.models import Answer, Location, LocationStatus, Visibility
from network.organizations.models import Organization
from network.places.models import Place, PlaceLevel


class LocationDetails(TypedDict, total=False):
    """What may be said of a location besides its name and point; what is left out stays unknown."""

    name_en: str
    settlement_uk: str
    settlement_en: str
    address_uk: str
    address_en: str
    status: LocationStatus
    status_from: date | None
    directions_uk: str
    directions_en: str
    step_free: Answer | None
    accessibility_uk: str
    accessibility_en: str
    backup_power: Answer | None
    backup_internet: Answer | None
    phone_charging: Answer | None
    shelter_nearby: Answer | None
    alarm_uk: str
    alarm_en: str
    is_example: bool
    confirmed_on: date | None


def add_location(
    *,
    session: Session,
    organization: Organization,
    name_uk: str,
    entered_on: date,
    community: Place | None = None,
    children_gather: bool = True,
    visibility: Visibility | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
    **details: Unpack[LocationDetails],
) -> Location:
    """Add a location; the point is in degrees (WGS 84) or unknown.

    Without `visibility` it is approximate where children gather, and public only where it is said that they
    do not. Raises BadInput for an empty name, a place that is no community, a wrong point, a text too long.
    """
    if not clean(name_uk):
        raise BadInput(_l("A location needs a name."))
    if community is not None and community.level != PlaceLevel.COMMUNITY:
        raise BadInput(_l("A location lies in a community."))
    latitude, longitude = check_point(latitude, longitude)
    location = Location(
        organization=organization,
        name_uk=clean(name_uk),
        community=community,
        latitude=latitude,
        longitude=longitude,
        visibility=visibility or default_visibility(children_gather=children_gather),
        entered_on=entered_on,
        **details,
    )
    check_lengths(location)
    session.add(location)
    session.flush()
    return location


def default_visibility(*, children_gather: bool) -> Visibility:
    """Approximate where children gather: the exact place is an opt-in (war risk)."""
    return Visibility.APPROXIMATE if children_gather else Visibility.PUBLIC
