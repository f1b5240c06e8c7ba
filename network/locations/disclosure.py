"""The one function that decides what of a location may be shown; every output takes places from here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_

from network.core.i18n import pick
from network.locations.models import Answer, Location, LocationStatus, Visibility
from network.places.models import Place


@dataclass(frozen=True)
class Facts:
    """How a place stands for a wheelchair and in a blackout; None is not known."""

    step_free: Answer | None = None
    backup_power: Answer | None = None
    backup_internet: Answer | None = None
    phone_charging: Answer | None = None
    shelter_nearby: Answer | None = None
    accessibility: str = ""
    alarm: str = ""


@dataclass(frozen=True)
class DisclosedPlace:
    """A location as the public may see it; `latitude` and `longitude` (degrees, WGS 84) are exact only for a public one."""

    visibility: Visibility
    status: LocationStatus
    status_from: date | None = None
    name: str = ""
    community: Place | None = None
    settlement: str = ""
    address: str = ""
    directions: str = ""
    latitude: float | None = None
    longitude: float | None = None
    facts: Facts = Facts()

    @property
    def is_hidden(self) -> bool:
        """Nothing about where it is may be said: people are told by phone."""
        return self.visibility is Visibility.CONFIDENTIAL

    @property
    def is_approximate(self) -> bool:
        """Only the community is said, and its centre shown."""
        return self.visibility is Visibility.APPROXIMATE

    @property
    def is_open(self) -> bool:
        """Whether people can come."""
        return self.status is LocationStatus.ACTIVE


def disclose(location: Location) -> DisclosedPlace:
    """Cut a location down to what may be public.

    Confidential: nothing that locates, the name included. Approximate, or closed or evacuated (its address is history):
    the community and its centre. Public and open: everything. The location's community must be loaded.
    """
    visibility, status = Visibility(location.visibility), LocationStatus(location.status)
    if visibility is Visibility.CONFIDENTIAL:
        return DisclosedPlace(visibility=visibility, status=status)
    community = location.community
    if visibility is Visibility.APPROXIMATE or status is not LocationStatus.ACTIVE:
        return DisclosedPlace(
            visibility=Visibility.APPROXIMATE,
            status=status,
            status_from=location.status_from,
            name=location.name,
            community=community,
            latitude=community.latitude if community else None,
            longitude=community.longitude if community else None,
            facts=_facts(location),
        )
    return DisclosedPlace(
        visibility=visibility,
        status=status,
        status_from=location.status_from,
        name=location.name,
        community=community,
        settlement=pick(location.settlement_uk, location.settlement_en),
        address=pick(location.address_uk, location.address_en),
        directions=pick(location.directions_uk, location.directions_en),
        latitude=location.latitude,
        longitude=location.longitude,
        facts=_facts(location),
    )


def is_locatable() -> ColumnElement[bool]:
    """The same decision for queries: rows whose community may be named and counted, and where people can come."""
    return and_(Location.visibility != Visibility.CONFIDENTIAL, Location.status == LocationStatus.ACTIVE)


def is_nameable() -> ColumnElement[bool]:
    """Rows whose community may be named, closed and evacuated ones included."""
    return Location.visibility != Visibility.CONFIDENTIAL


def _facts(location: Location) -> Facts:
    return Facts(
        step_free=_answer(location.step_free),
        backup_power=_answer(location.backup_power),
        backup_internet=_answer(location.backup_internet),
        phone_charging=_answer(location.phone_charging),
        shelter_nearby=_answer(location.shelter_nearby),
        accessibility=pick(location.accessibility_uk, location.accessibility_en),
        alarm=pick(location.alarm_uk, location.alarm_en),
    )


def _answer(value: Answer | str | None) -> Answer | None:
    return Answer(value) if value else None
