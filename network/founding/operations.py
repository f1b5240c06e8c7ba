"""Loading the founding facts: what is already there, by its address, is left as people have made it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.core.database import Base
from network.core.errors import NotFound
from network.founding.facts import ENTERED_ON, Row, read_facts
from network.locations.models import Location, LocationStatus, Visibility
from network.locations.operations import add_location
from network.mobile_teams.models import MobileTeam
from network.mobile_teams.operations import add_team
from network.news.models import News
from network.news.operations import add_news
from network.organizations.models import Membership, Organization, OrganizationKind
from network.organizations.operations import NewContact, add_organization
from network.places.models import Place, PlaceLevel
from network.places.queries import find_by_codes
from network.services.models import Area, Mode, Service, ServiceStatus
from network.services.operations import add_result, add_service
from network.taxonomy.queries import get_category

Progress = Callable[[int], object]
"""Told how many records were passed since it was last told."""


@dataclass
class _Loading:
    """One run: what the rows refer to by short names, and how much was added."""

    session: Session
    entered_on: date
    places: dict[str, Place]
    progress: Progress | None
    organizations: dict[str, Organization]
    services: dict[str, Service]
    added: int = 0


def load_founding(*, session: Session, today: date, progress: Progress | None = None) -> int:
    """Add the founding facts that are missing; returns how many records were added (a second run: none).

    They were entered on a fixed day, or `today` where the clock says an earlier one. Raises NotFound when
    places or categories were not loaded before.
    """
    facts = read_facts()
    loading = _Loading(
        session=session,
        entered_on=min(ENTERED_ON, today),
        places=_find_places(session, facts.places),
        progress=progress,
        organizations=_find_known(session, Organization, facts.organizations),
        services=_find_known(session, Service, facts.services),
    )
    _load(loading, Organization, facts.organizations, _add_organization)
    _load(loading, Service, facts.services, _add_service)
    _load(loading, MobileTeam, facts.teams, _add_team)
    _load(loading, News, facts.news, _add_news)
    return loading.added


def _find_places(session: Session, codes: dict[str, dict[str, str]]) -> dict[str, Place]:
    found = {}
    for level, names in codes.items():
        by_code = find_by_codes(session, names.values(), PlaceLevel(level))
        for name, code in names.items():
            if code not in by_code:
                raise NotFound(f"the {level} {code} is not in the gazetteer: load the places first")
            found[name] = by_code[code]
    return found


def _find_known(session: Session, model: Any, rows: list[Row]) -> dict[str, Any]:
    slugs = [row["slug"] for row in rows]
    return {record.slug: record for record in session.scalars(select(model).where(model.slug.in_(slugs)))}


def _load(loading: _Loading, model: Any, rows: list[Row], add: Callable[[_Loading, Row], Base]) -> None:
    known = _find_known(loading.session, model, rows)
    for row in rows:
        if row["slug"] not in known:
            add(loading, row)
            loading.added += 1
        if loading.progress is not None:
            loading.progress(1)


def _add_organization(loading: _Loading, row: Row) -> Organization:
    details = {key: value for key, value in row.items() if key not in {"kind", "contact"}}
    for column in ("origin", "community"):
        if column in details:
            details[column] = loading.places[details[column]]
    details["membership"] = Membership(details["membership"])
    organization = add_organization(
        session=loading.session,
        kind=OrganizationKind(row["kind"]),
        entered_on=loading.entered_on,
        contacts=[NewContact(**contact) for contact in row.get("contact", [])],
        **details,
    )
    loading.organizations[organization.slug] = organization
    return organization


def _add_service(loading: _Loading, row: Row) -> Service:
    organization = loading.organizations[row["organization"]]
    location = _add_location(loading, organization, row["location"]) if "location" in row else None
    service = add_service(
        session=loading.session,
        organization=organization,
        category=get_category(loading.session, row["category"]),
        mode=Mode(row["mode"]),
        area=Area(row.get("area", Area.COMMUNITIES)),
        status=ServiceStatus(row.get("status", ServiceStatus.ACTIVE)),
        areas=[loading.places[name] for name in row.get("areas", [])],
        origins=[loading.places[name] for name in row.get("origins", [])],
        at=[location] if location else [],
        entered_on=loading.entered_on,
        **{key: value for key, value in row.items() if key not in _SERVICE_LINKS},
    )
    loading.services[service.slug] = service
    if "result" in row:
        add_result(session=loading.session, organization=organization, service=service, **row["result"])
    return service


_SERVICE_LINKS = {
    "organization",
    "category",
    "mode",
    "area",
    "status",
    "areas",
    "origins",
    "location",
    "result",
}


def _add_location(loading: _Loading, organization: Organization, row: Row) -> Location:
    return add_location(
        session=loading.session,
        organization=organization,
        community=loading.places[row["community"]],
        visibility=Visibility(row["visibility"]),
        status=LocationStatus(row.get("status", LocationStatus.ACTIVE)),
        entered_on=loading.entered_on,
        **{key: value for key, value in row.items() if key not in {"community", "visibility", "status"}},
    )


def _add_team(loading: _Loading, row: Row) -> MobileTeam:
    return add_team(
        session=loading.session,
        organization=loading.organizations[row["organization"]],
        base=loading.places[row["base"]],
        origin=loading.places[row["origin"]],
        services=[loading.services[slug] for slug in row["services"]],
        entered_on=loading.entered_on,
        **{
            key: value
            for key, value in row.items()
            if key not in {"organization", "base", "origin", "services"}
        },
    )


def _add_news(loading: _Loading, row: Row) -> News:
    position = [item["slug"] for item in read_facts().news].index(row["slug"]) + 1
    return add_news(
        session=loading.session,
        position=position,
        organizations=[loading.organizations[slug] for slug in row.get("organizations", [])],
        places=[loading.places[name] for name in row.get("places", [])],
        entered_on=loading.entered_on,
        **{key: value for key, value in row.items() if key not in {"organizations", "places"}},
    )
