"""What must hold of a service before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.places.models import PlaceLevel
from network.services.models import Area, Service
from network.taxonomy.words import AUDIENCES, SPOKEN_LANGUAGES

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_AREA_LEVELS = {Area.COMMUNITIES: PlaceLevel.COMMUNITY, Area.OBLASTS: PlaceLevel.OBLAST}


def check_service(service: Service) -> None:
    """Raises BadInput with the first thing that cannot be."""
    if not service.name_uk:
        raise BadInput(_l("A service needs a name."))
    _check_ages(service)
    _check_codes(service)
    _check_territory(service)
    _check_dates(service)


def _check_ages(service: Service) -> None:
    ages = [age for age in (service.age_from, service.age_to) if age is not None]
    if any(not 0 <= age <= 120 for age in ages):
        raise BadInput(_l("An age is between 0 and 120 years."))
    if ages != sorted(ages):
        raise BadInput(_l("The first age is greater than the second."))


def _check_codes(service: Service) -> None:
    if not set(service.audiences) <= AUDIENCES.keys():
        raise BadInput(_l("There is no such audience."))
    if not set(service.languages) <= SPOKEN_LANGUAGES.keys():
        raise BadInput(_l("There is no such language."))


def _check_territory(service: Service) -> None:
    level = _AREA_LEVELS.get(service.area)
    if any(place.level != level for place in service.areas):
        raise BadInput(_l("The places named do not fit the area of the service."))
    if any(place.level != PlaceLevel.COMMUNITY for place in service.origins):
        raise BadInput(_l("Only communities can be named as home communities."))


def _check_dates(service: Service) -> None:
    if service.status_from and service.status_until and service.status_from > service.status_until:
        raise BadInput(_l("The period ends before it starts."))
    if service.free_places is not None and service.free_places < 0:
        raise BadInput(_l("A count cannot be below zero."))


def check_hours(days: Sequence[str], opens_at: time | None, closes_at: time | None) -> None:
    """Raises BadInput for no or unknown days of the week, or hours (Kyiv time) that end before they start."""
    if not days or not set(days) <= set(DAYS):
        raise BadInput(_l("There is no such day of the week."))
    check_opening(opens_at, closes_at)


def check_opening(opens_at: time | None, closes_at: time | None) -> None:
    """Raises BadInput when only one hour is given, or the second is not later than the first."""
    if (opens_at is None) != (closes_at is None):
        raise BadInput(_l("Hours need both a beginning and an end."))
    if opens_at is not None and closes_at is not None and opens_at >= closes_at:
        raise BadInput(_l("The hours end before they start."))
