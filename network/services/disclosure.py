"""The rule that naming a service beside a community must not tell where a confidential place is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, or_
from sqlalchemy.orm import aliased

from network.locations.disclosure import is_nameable
from network.locations.models import Location, Visibility
from network.services.models import ServiceAtLocation


def gives_place_away(service_ids: Sequence[Any], community_ids: Sequence[Any]) -> ColumnElement[bool]:
    """Whether one of these services is given in one of these communities at confidential places only.

    The arguments are columns of the record that names both; to say so would tell where the places are.
    """
    hidden, given = aliased(Location), aliased(ServiceAtLocation)
    told_too = exists().where(
        ServiceAtLocation.service_id == given.service_id,
        Location.id == ServiceAtLocation.location_id,
        Location.community_id == hidden.community_id,
        is_nameable(),
    )
    return exists().where(
        or_(*(given.service_id == each for each in service_ids)),
        hidden.id == given.location_id,
        hidden.visibility == Visibility.CONFIDENTIAL,
        or_(*(hidden.community_id == each for each in community_ids)),
        ~told_too,
    )
