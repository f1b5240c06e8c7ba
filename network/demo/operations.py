"""Loading the fictional network: once, the same for the same day, through the operations of the features."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from network.demo.composer import Composer, read_schedule
from network.demo.facts import Row, read_tables
from network.demo.gatherings import load_event, load_forum
from network.demo.joint import load_partnership, load_relocation
from network.demo.loading import Loading, Progress
from network.locations.models import LocationStatus, Visibility
from network.locations.operations import add_location
from network.mobile_teams.models import MobileTeam, TeamStatus
from network.mobile_teams.operations import add_stop, add_team
from network.news.models import News
from network.news.operations import add_news
from network.organizations.models import Membership, Organization, OrganizationKind
from network.organizations.operations import NewContact, add_organization
from network.places.models import Place
from network.places.queries import get_named
from network.services.models import Area, Cost, Mode, ServiceStatus
from network.services.operations import add_result, add_service
from network.taxonomy.queries import find_categories

AFTER_NEWS = 1_000
"""Where the positions of example news begin: after those of real ones."""


def has_demo(session: Session) -> bool:
    """Whether example data are already there."""
    return bool(session.scalar(select(exists().where(Organization.is_example))))


def load_demo(*, session: Session, today: date, progress: Progress | None = None) -> int:
    """Add the fictional network with its days counted from `today`; returns how many records were added.

    Adds nothing when example data are already there. Raises NotFound when places or categories were not
    loaded before.
    """
    if has_demo(session):
        return 0
    tables = read_tables()
    loading = Loading(
        session=session,
        composer=Composer(tables, today),
        places=get_named(session, tables.places),
        categories={category.code: category for category in find_categories(session)},
        progress=progress,
    )
    for row in tables.organizations:
        _add_organization(loading, row)
    for row in tables.teams:
        _add_team(loading, row)
    for rows, load in (
        (tables.relocations, load_relocation),
        (tables.partnerships, load_partnership),
        (tables.events, load_event),
        (tables.forums, load_forum),
    ):
        for row in rows:
            load(loading, row)
    for position, row in enumerate(tables.news, start=AFTER_NEWS):
        _add_news(loading, row, position)
    return loading.added


def _add_organization(loading: Loading, row: Row) -> None:
    composer = loading.composer
    texts = ("slug", "name_uk", "name_en", "description_uk", "description_en", "website")
    organization = add_organization(
        session=loading.session,
        kind=OrganizationKind(row["kind"]),
        membership=Membership(row["membership"]),
        member_since=composer.day(row["member_days"]) if "member_days" in row else None,
        origin=loading.places[row["origin"]] if "origin" in row else None,
        community=loading.places[row["community"]] if "community" in row else None,
        email=f"{row['slug']}@example.org",
        phone=composer.phone(),
        contacts=[NewContact(**contact) for contact in row.get("contact", [])],
        is_example=True,
        **{key: row[key] for key in texts if key in row},
        **composer.checked(row, row["slug"]),
    )
    loading.organizations[row["slug"]] = organization
    loading.count()
    for location in row.get("location", []):
        _add_location(loading, organization, location)
    for service in row["service"]:
        _add_service(loading, organization, row, service)


def _add_location(loading: Loading, organization: Organization, row: Row) -> None:
    community = loading.places[row["community"]] if "community" in row else None
    details = loading.composer.location(row, _point(community))
    if community is not None and details.get("address_uk"):
        details.setdefault("settlement_uk", community.centre_uk)
        details.setdefault("settlement_en", community.centre_en)
    loading.locations[row["key"]] = add_location(
        session=loading.session,
        organization=organization,
        name_uk=row["name_uk"],
        community=community,
        visibility=Visibility(row["visibility"]) if "visibility" in row else None,
        status=LocationStatus(row.get("status", LocationStatus.ACTIVE)),
        **details,
    )


def _point(community: Place | None) -> tuple[float, float] | None:
    if community is None or community.latitude is None or community.longitude is None:
        return None
    return community.latitude, community.longitude


def _add_service(loading: Loading, organization: Organization, of: Row, row: Row) -> None:
    details = loading.composer.service(row, of)
    service = add_service(
        session=loading.session,
        organization=organization,
        category=loading.categories[row["kind"]],
        name_uk=row["name_uk"],
        mode=Mode(row.get("mode", Mode.SITE)),
        status=ServiceStatus(row.get("status", ServiceStatus.ACTIVE)),
        cost=Cost(row["cost"]) if "cost" in row else _usual_cost(loading, row),
        area=Area(row.get("area", Area.COMMUNITIES)),
        areas=_areas(loading, row),
        origins=[loading.places[name] for name in row.get("origins", [])],
        at=[loading.locations[key] for key in row.get("at", [])],
        schedules=[read_schedule(text) for text in row.get("hours", [])],
        phones=loading.composer.phones(row),
        **details,
    )
    loading.services[row.get("key", service.slug)] = service
    if "result" in row:
        result = loading.composer.result(row["result"])
        add_result(session=loading.session, organization=organization, service=service, **result)
    loading.count()


def _usual_cost(loading: Loading, row: Row) -> Cost | None:
    """Free, unless its kind says otherwise; not stated where nobody has ever confirmed the service."""
    if row.get("confirmed") == "never":
        return None
    return Cost(loading.composer.tables.kinds[row["kind"]].get("cost", Cost.FREE))


def _areas(loading: Loading, row: Row) -> list[Place]:
    """The places named; for a service that travels, the communities where its teams stop."""
    names = list(row.get("areas", []))
    if not names and "key" in row:
        teams = [team for team in loading.composer.tables.teams if row["key"] in team["services"]]
        stops = [stop["at"] for team in teams for stop in team["stops"] if "at" in stop]
        names = list(dict.fromkeys(stops)) or [team["base"] for team in teams]
    return [loading.places[name] for name in names]


def _add_team(loading: Loading, row: Row) -> MobileTeam:
    composer = loading.composer
    texts = ("slug", "name_en", "description_uk", "description_en")
    team = add_team(
        session=loading.session,
        organization=loading.organizations[row["organization"]],
        name_uk=row["name_uk"],
        base=loading.places[row["base"]],
        origin=loading.places[row["origin"]] if "origin" in row else None,
        services=[loading.services[key] for key in row["services"]],
        phone=composer.phone(),
        status=TeamStatus(row.get("status", TeamStatus.ACTIVE)),
        status_from=composer.day(row["status_days"]) if "status_days" in row else None,
        is_example=True,
        **{key: row[key] for key in texts if key in row},
        **composer.checked(row, row["name_uk"]),
    )
    for stop in row["stops"]:
        community = loading.places[stop["at"]] if "at" in stop else None
        add_stop(session=loading.session, team=team, community=community, **composer.stop(stop))
    loading.teams[row["name_uk"]] = team
    loading.count()
    return team


def _add_news(loading: Loading, row: Row, position: int) -> News:
    columns: dict[str, Any] = {
        key: value for key, value in row.items() if key not in {"organizations", "places", "days_ago"}
    }
    happened_on = loading.composer.day(row["days_ago"]) if "days_ago" in row else None
    item = add_news(
        session=loading.session,
        position=position,
        organizations=[loading.organizations[slug] for slug in row.get("organizations", [])],
        places=[loading.places[name] for name in row.get("places", [])],
        happened_on=happened_on,
        entered_on=happened_on or loading.composer.day(30),
        is_example=True,
        **columns,
    )
    loading.count()
    return item
