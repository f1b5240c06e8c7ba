"""The one decision on which relocations everybody may know of; every public query takes it from here."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, or_, select

from network.locations.models import Location, Visibility
from network.organizations.models import Organization
from network.organizations.queries import KEPT
from network.relocations.models import Relocation, RelocationState
from network.services.disclosure import gives_place_away


def is_public() -> ColumnElement[bool]:
    """Published, no mere plan, of a published organization, and silent about every confidential place."""
    shown = select(Organization.id).where(Organization.is_published, Organization.membership.in_(KEPT))
    return and_(
        Relocation.is_published,
        Relocation.state != RelocationState.PLANNED,
        Relocation.organization_id.in_(shown),
        is_tellable(),
    )


def is_tellable() -> ColumnElement[bool]:
    """Whether its communities may be named: neither its own places nor those of its services are a secret there."""
    return ~or_(
        _names_hidden_place(),
        gives_place_away(
            [Relocation.service_id, Relocation.successor_id], [Relocation.origin_id, Relocation.host_id]
        ),
    )


def _names_hidden_place() -> ColumnElement[bool]:
    return exists().where(
        or_(Location.id == Relocation.origin_location_id, Location.id == Relocation.host_location_id),
        Location.visibility == Visibility.CONFIDENTIAL,
    )
