"""What members change of their mobile teams, and how a decided change is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from network.core.clock import today
from network.core.errors import BadInput, NotFound
from network.core.i18n import lazy_gettext as _l
from network.core.i18n import pick
from network.core.lengths import check_lengths
from network.mobile_teams.models import MobileTeam, TeamStatus
from network.mobile_teams.operations import add_team, check_community
from network.moderation.fields import Field, Kind, Removal, Values, Widget, plain, read_plain, register
from network.moderation.gazetteer import get_place
from network.organizations.models import Organization
from network.services.models import Service
from network.services.moderated import choices as service_choices

CODE = "team"
STATUSES = {
    TeamStatus.ACTIVE: _l("Travels"),
    TeamStatus.PAUSED: _l("Paused"),
    TeamStatus.CLOSED: _l("Closed"),
    TeamStatus.PLANNED: _l("Planned"),
}
LINKED = ("base", "origin", "services")
FIELDS = (
    Field(name="name", label=_l("Name"), languages=True, required=True),
    Field(name="description", label=_l("What the team does"), widget=Widget.TEXT, languages=True, limit=5000),
    Field(
        name="services",
        label=_l("Services it carries"),
        widget=Widget.CHOICES,
        find_choices=service_choices,
    ),
    Field(name="phone", label=_l("Phone"), widget=Widget.PHONE, is_sensitive=True),
    Field(name="base", label=_l("Community it works from"), widget=Widget.PLACE, is_sensitive=True),
    Field(name="origin", label=_l("Home community"), widget=Widget.PLACE),
    Field(name="status", label=_l("Status"), widget=Widget.CHOICE, required=True, choices=STATUSES),
    Field(name="status_from", label=_l("Since"), widget=Widget.DATE),
    Field(
        name="is_published",
        label=_l("Show the team in the directory"),
        widget=Widget.BOOLEAN,
        is_sensitive=True,
    ),
)


def get(session: Session, record_id: int) -> MobileTeam:
    """The team with its places and services; raises NotFound."""
    team = session.get(MobileTeam, record_id, options=_loaded(), populate_existing=True)
    if team is None:
        raise NotFound(f"team {record_id}")
    return team


def _loaded() -> list[Any]:
    return [
        joinedload(MobileTeam.base),
        joinedload(MobileTeam.origin),
        selectinload(MobileTeam.services),
    ]


def read(session: Session, team: MobileTeam) -> Values:
    """All its values."""
    return {
        **read_plain(team, FIELDS, without=LINKED),
        "base": team.base.katottg if team.base else None,
        "origin": team.origin.katottg if team.origin else None,
        "services": sorted(str(service.id) for service in team.services),
    }


def apply(session: Session, team: MobileTeam, values: Values) -> None:
    """Write the values; raises BadInput for what the operations refuse."""
    base, origin = get_place(session, values["base"]), get_place(session, values["origin"])
    for place in (base, origin):
        check_community(place)
    for key, value in plain(values, FIELDS, without=LINKED).items():
        setattr(team, key, value)
    team.base, team.origin = base, origin
    team.services = _own_services(session, team.organization_id, values["services"])
    team.updated_at = datetime.now(UTC)
    check_lengths(team)
    session.flush()


def create(session: Session, organization_id: int, values: Values) -> MobileTeam:
    """Add a team with these values."""
    return add_team(
        session=session,
        organization=session.get_one(Organization, organization_id),
        services=_own_services(session, organization_id, values["services"]),
        base=get_place(session, values["base"]),
        origin=get_place(session, values["origin"]),
        entered_on=today(),
        **plain(values, FIELDS, without=LINKED),
    )


def _own_services(session: Session, organization_id: int, ids: Sequence[str]) -> list[Service]:
    query = select(Service).where(
        Service.organization_id == organization_id, Service.id.in_([int(each) for each in ids])
    )
    found = list(session.scalars(query.order_by(Service.id)))
    if len(found) != len(set(ids)):
        raise BadInput(_l("A team carries services of its own organization."))
    return found


def remove(session: Session, team: MobileTeam, removal: Removal) -> None:
    """It does not travel since a day; for security concerns its page is gone."""
    team.status, team.status_from = TeamStatus.CLOSED, removal.since
    if removal.is_security:
        team.is_published = False
    session.flush()


def find(session: Session, organization_ids: Sequence[int]) -> Sequence[MobileTeam]:
    """The teams of these organizations, in order of names."""
    query = select(MobileTeam).where(MobileTeam.organization_id.in_(organization_ids))
    return session.scalars(query.options(*_loaded()).order_by(MobileTeam.sort_uk, MobileTeam.id)).all()


def choices(session: Session, organization_id: int) -> Sequence[tuple[str, str]]:
    """An organization's own teams as choices."""
    query = select(MobileTeam).where(MobileTeam.organization_id == organization_id)
    return [(str(each.id), each.name) for each in session.scalars(query.order_by(MobileTeam.sort_uk))]


def _describe(values: Values) -> str:
    return pick(values.get("name_uk"), values.get("name_en"))


def init() -> None:
    """Let members change their mobile teams."""
    register(
        Kind(
            code=CODE,
            title=_l("Mobile team"),
            plural=_l("Mobile teams"),
            fields=FIELDS,
            get=get,
            read=read,
            create=create,
            apply=apply,
            organization_id=lambda team: team.organization_id,
            describe=_describe,
            find=find,
            remove=remove,
            page=lambda team: ("mobile_teams.show", team.slug) if team.is_published else None,
            index=lambda session, team: None,
            defaults={"status": TeamStatus.ACTIVE.value, "is_published": True},
        )
    )
