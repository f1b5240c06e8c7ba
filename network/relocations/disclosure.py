"""The one decision on which relocations everybody may know of; every public query takes it from here."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased

from network.locations.disclosure import is_nameable
from network.locations.models import Location, Visibility
from network.organizations.models import Organization
from network.organizations.queries import KEPT
from network.relocations.models import Relocation, RelocationState
from network.services.models import ServiceAtLocation


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
    return ~or_(_names_hidden_place(), _gives_hidden_place_away())


def _names_hidden_place() -> ColumnElement[bool]:
    return exists().where(
        or_(Location.id == Relocation.origin_location_id, Location.id == Relocation.host_location_id),
        Location.visibility == Visibility.CONFIDENTIAL,
    )


def _gives_hidden_place_away() -> ColumnElement[bool]:
    """A service given in one of the two communities at confidential places only: to say so would tell where they are."""
    hidden, given = aliased(Location), aliased(ServiceAtLocation)
    told_too = exists().where(
        ServiceAtLocation.service_id == given.service_id,
        Location.id == ServiceAtLocation.location_id,
        Location.community_id == hidden.community_id,
        is_nameable(),
    )
    return exists().where(
        or_(given.service_id == Relocation.service_id, given.service_id == Relocation.successor_id),
        hidden.id == given.location_id,
        hidden.visibility == Visibility.CONFIDENTIAL,
        or_(hidden.community_id == Relocation.origin_id, hidden.community_id == Relocation.host_id),
        ~told_too,
    )
