"""Locations: careful by default, and a point that can be on the map."""

from __future__ import annotations

from math import inf, nan

import pytest

from network.core.errors import BadInput
from network.core.i18n import in_language
from network.locations.coordinates import check_point
from network.locations.models import Location, LocationStatus, Visibility
from network.locations.operations import add_location
from tests.records import DAY, make_organization, make_place


def _add(session, **details) -> Location:
    organization = make_organization(session)
    return add_location(
        session=session, organization=organization, name_uk="Центр", entered_on=DAY, **details
    )


def test_a_place_is_approximate_unless_somebody_says_that_no_children_gather(session):
    assert _add(session).visibility == Visibility.APPROXIMATE
    assert _add(session, children_gather=True).visibility == Visibility.APPROXIMATE
    assert _add(session, children_gather=False).visibility == Visibility.PUBLIC


def test_a_chosen_visibility_wins(session):
    chosen = Visibility.CONFIDENTIAL
    assert _add(session, children_gather=False, visibility=chosen).visibility == chosen


def test_blackout_facts_are_unknown_until_told(session):
    location = _add(session, community=make_place(session))
    assert (location.backup_power, location.shelter_nearby, location.step_free) == (None, None, None)
    assert location.status == LocationStatus.ACTIVE


@pytest.mark.parametrize("point", [(48.3, 37.2), (44.4, 33.8), (52.2, 21.0), (-33.9, 151.2), (None, None)])
def test_a_point_in_ukraine_or_abroad_is_kept(point):
    assert check_point(*point) == point


@pytest.mark.parametrize(
    "point",
    [
        (37.2, 48.3),
        (33.8, 44.4),
        (nan, 37.2),
        (48.3, inf),
        (91.0, 10.0),
        (10.0, 181.0),
        (48.3, None),
        (None, 37.2),
    ],
)
def test_a_point_that_cannot_be_is_refused(point):
    with pytest.raises(BadInput):
        check_point(*point)


def test_a_swapped_point_is_named_as_such(session):
    with in_language("en"), pytest.raises(BadInput, match="swapped"):
        _add(session, latitude=37.2591, longitude=48.3079)


def test_a_location_lies_in_a_community_not_in_an_oblast(session):
    oblast = make_place(session, "UA12000000000090473", "oblast")
    with pytest.raises(BadInput):
        _add(session, community=oblast)
