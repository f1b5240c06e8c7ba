"""The founding facts that join records: relocations, partnerships, events and forums."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.events.models import Enrolment, Event, EventKind
from network.events.operations import add_event
from network.forums.models import Forum, SolutionState
from network.forums.operations import add_challenge, add_forum, add_solution
from network.founding.facts import Row
from network.founding.loading import Loading
from network.locations.models import Location
from network.partnerships.models import Partnership, PartnershipKind, PartyRole
from network.partnerships.operations import NewParty, add_partnership
from network.relocations.models import Relocation, RelocationState
from network.relocations.operations import add_relocation
from network.services.models import Service, ServiceAtLocation

RELOCATION_LINKS = {"organization", "state", "origin", "host", "service", "successor", "team"}
PARTNERSHIP_LINKS = {"organization", "kind", "parties", "communities", "services"}
EVENT_LINKS = {"organization", "organizations", "kind", "community", "communities", "service", "enrolment"}
FORUM_LINKS = {"participants", "agenda_uk", "agenda_en", "challenge", "solution"}


def add_relocation_row(loading: Loading, row: Row) -> Relocation:
    """A relocation; the place that was left is the one where its service worked."""
    service = loading.services[row["service"]] if "service" in row else None
    return add_relocation(
        session=loading.session,
        organization=loading.organizations[row["organization"]],
        state=RelocationState(row["state"]),
        origin=loading.places[row["origin"]],
        host=loading.places[row["host"]] if "host" in row else None,
        origin_location=_place_of(loading.session, service),
        service=service,
        successor=loading.services[row["successor"]] if "successor" in row else None,
        team=loading.teams[row["team"]] if "team" in row else None,
        entered_on=loading.entered_on,
        **_rest(row, RELOCATION_LINKS),
    )


def _place_of(session: Session, service: Service | None) -> Location | None:
    if service is None:
        return None
    at = select(ServiceAtLocation.location_id).where(ServiceAtLocation.service_id == service.id)
    return session.scalars(select(Location).where(Location.id.in_(at)).order_by(Location.id)).first()


def add_partnership_row(loading: Loading, row: Row) -> Partnership:
    """A partnership that its parties live by, so that nobody has to be asked."""
    parties = [
        NewParty(
            organization=loading.organizations[party["organization"]],
            role=PartyRole(party["role"]),
            funding_step=party.get("funding_step"),
            is_agreed=True,
        )
        for party in row["parties"]
    ]
    return add_partnership(
        session=loading.session,
        organization=loading.organizations[row["organization"]],
        kind=PartnershipKind(row["kind"]),
        parties=parties,
        communities=loading.places_of(row.get("communities", [])),
        services=[loading.services[slug] for slug in row.get("services", [])],
        entered_on=loading.entered_on,
        **_rest(row, PARTNERSHIP_LINKS),
    )


def add_event_row(loading: Loading, row: Row) -> Event:
    """An event; its days are not known."""
    return add_event(
        session=loading.session,
        organization=loading.organizations[row["organization"]],
        organizations=loading.organizations_of(row.get("organizations", [])),
        kind=EventKind(row.get("kind", EventKind.FORUM)),
        community=loading.places[row["community"]] if "community" in row else None,
        communities=loading.places_of(row.get("communities", [])),
        service=loading.services[row["service"]] if "service" in row else None,
        enrolment=Enrolment(row.get("enrolment", Enrolment.NOT_NEEDED)),
        entered_on=loading.entered_on,
        **_rest(row, EVENT_LINKS | FORUM_LINKS),
    )


def add_forum_row(loading: Loading, row: Row) -> Forum:
    """A forum over its event, with the challenges raised and the solutions agreed."""
    forum = add_forum(
        session=loading.session,
        event=add_event_row(loading, row),
        participants=loading.organizations_of(row.get("participants", [])),
        agenda_uk=row.get("agenda_uk", ""),
        agenda_en=row.get("agenda_en", ""),
    )
    challenges = {
        item["key"]: add_challenge(session=loading.session, forum=forum, **_rest(item, {"key"}))
        for item in row.get("challenge", [])
    }
    for item in row.get("solution", []):
        add_solution(
            session=loading.session,
            forum=forum,
            challenge=challenges[item["challenge"]],
            owner=loading.organizations[item["owner"]],
            state=SolutionState(item.get("state", SolutionState.AGREED)),
            **_rest(item, {"challenge", "owner", "state"}),
        )
    return forum


def _rest(row: Row, links: set[str]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in links}
