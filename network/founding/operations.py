"""Loading the founding facts: what is already there, by its address, is left as people have made it."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from network.events.models import Event
from network.founding.facts import ENTERED_ON, Facts, Row, read_facts
from network.founding.joint import add_event_row, add_forum_row, add_partnership_row, add_relocation_row
from network.founding.loading import Loading, Progress, find_known
from network.locations.models import Location, LocationStatus, Visibility
from network.locations.operations import add_location
from network.mobile_teams.models import MobileTeam
from network.mobile_teams.operations import add_team
from network.news.models import News
from network.news.operations import add_news, retire_news
from network.organizations.models import Membership, Organization, OrganizationKind
from network.organizations.operations import NewContact, add_organization
from network.partnerships.models import Partnership
from network.places.queries import get_named
from network.relocations.models import Relocation
from network.services.models import Area, Mode, Service, ServiceStatus
from network.services.operations import add_result, add_service
from network.taxonomy.queries import get_category


def load_founding(*, session: Session, today: date, progress: Progress | None = None) -> int:
    """Add the founding facts that are missing; returns how many records were added (a second run: none).

    They were entered on a fixed day, or `today` where the clock says an earlier one. Raises NotFound when
    places or categories were not loaded before.
    """
    facts = read_facts()
    loading = Loading(
        session=session,
        entered_on=min(ENTERED_ON, today),
        today=today,
        places=get_named(session, facts.places),
        progress=progress,
        organizations=find_known(session, Organization, facts.organizations),
        services=find_known(session, Service, facts.services),
        teams=find_known(session, MobileTeam, facts.teams),
    )
    loading.load(Organization, facts.organizations, _add_organization)
    loading.load(Service, facts.services, _add_service)
    loading.load(MobileTeam, facts.teams, _add_team)
    loading.load(News, facts.news, _add_news)
    loading.load(Relocation, facts.relocations, add_relocation_row)
    loading.load(Partnership, facts.partnerships, add_partnership_row)
    loading.load(Event, facts.events, add_event_row)
    loading.load(Event, facts.forums, add_forum_row)
    return loading.added + _correct(loading, facts) + _retire(session, facts)


def _correct(loading: Loading, facts: Facts) -> int:
    """Say anew what an earlier version said otherwise, where nobody has changed it; how many words were."""
    now = {row["slug"]: row for row in facts.organizations}
    corrected = 0
    for row in facts.corrections:
        organization, column = loading.organizations[row["organization"]], row["column"]
        if getattr(organization, column) == row["was"]:
            setattr(organization, column, now[organization.slug][column])
            corrected += 1
    return corrected


def _retire(session: Session, facts: Facts) -> int:
    """Lead from news that became records to the records; how many items went."""
    return sum(retire_news(session=session, **row) for row in facts.retired)


def _add_organization(loading: Loading, row: Row) -> Organization:
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


def _add_service(loading: Loading, row: Row) -> Service:
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


def _add_location(loading: Loading, organization: Organization, row: Row) -> Location:
    return add_location(
        session=loading.session,
        organization=organization,
        community=loading.places[row["community"]],
        visibility=Visibility(row["visibility"]),
        status=LocationStatus(row.get("status", LocationStatus.ACTIVE)),
        entered_on=loading.entered_on,
        **{key: value for key, value in row.items() if key not in {"community", "visibility", "status"}},
    )


def _add_team(loading: Loading, row: Row) -> MobileTeam:
    team = add_team(
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
    loading.teams[team.slug] = team
    return team


def _add_news(loading: Loading, row: Row) -> News:
    position = [item["slug"] for item in read_facts().news].index(row["slug"]) + 1
    return add_news(
        session=loading.session,
        position=position,
        organizations=[loading.organizations[slug] for slug in row.get("organizations", [])],
        places=[loading.places[name] for name in row.get("places", [])],
        entered_on=loading.entered_on,
        **{key: value for key, value in row.items() if key not in {"organizations", "places"}},
    )
