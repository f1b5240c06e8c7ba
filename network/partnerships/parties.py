"""The parties of a partnership as a form edits them: one's own role, the others in theirs, the way of the money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.moderation.fields import Values
from network.moderation.refusals import Invalid
from network.organizations.models import Organization
from network.organizations.naming import get_organizations
from network.partnerships.models import Partnership, Party, PartyRole
from network.partnerships.operations import FEWEST_PARTIES, MOST_PARTIES, NewParty

KEYS = ("own_role", "parties", "funding")


@dataclass(frozen=True)
class _Place:
    """What is wanted of a party."""

    organization: Organization
    role: PartyRole
    funding_step: int | None


def read_parties(partnership: Partnership) -> Values:
    """The values of the three fields; the parties and their organizations must be loaded."""
    own = [each for each in partnership.parties if each.organization_id == partnership.organization_id]
    others = [each for each in partnership.parties if each.organization_id != partnership.organization_id]
    paid = [each for each in partnership.parties if each.funding_step is not None]
    return {
        "own_role": str(own[0].role) if own else None,
        "parties": [{"record": each.organization.slug, "code": str(each.role)} for each in others],
        "funding": [each.organization.slug for each in sorted(paid, key=_step_of)],
    }


def _step_of(party: Party) -> tuple[int, int]:
    return party.funding_step or 0, party.position


def new_parties(session: Session, organization: Organization, values: Values) -> list[NewParty]:
    """The parties of a partnership that is made; its proposer agrees by that, and comes first."""
    return [
        NewParty(each.organization, each.role, each.funding_step, each.organization.id == organization.id)
        for each in _wanted(session, organization, 0, values)
    ]


def put_parties(session: Session, partnership: Partnership, values: Values, now: datetime) -> None:
    """Bring the parties to what is wanted; who is new, or gets another role, is asked, and the proposer agrees."""
    proposer = session.get_one(Organization, partnership.organization_id)
    present = {party.organization_id: party for party in partnership.parties}
    own = present.get(proposer.id)
    wanted = _wanted(session, proposer, own.position if own else 0, values)
    partnership.parties = [
        _put(present.get(each.organization.id), each, position, now) for position, each in enumerate(wanted)
    ]
    for party in partnership.parties:
        if party.organization_id == proposer.id and party.agreed_at is None:
            party.agreed_at = party.told_at = now


def ask_again(partnership: Partnership, now: datetime) -> None:
    """Ask those anew who had declined: what they are asked about has changed."""
    for party in partnership.parties:
        if party.declined_at is not None:
            _ask(party, now)


def _put(party: Party | None, wanted: _Place, position: int, now: datetime) -> Party:
    if party is None:
        party = Party(organization=wanted.organization, organization_id=wanted.organization.id)
        _ask(party, now)
    elif (party.role, party.funding_step is None) != (wanted.role, wanted.funding_step is None):
        _ask(party, now)
    party.role, party.funding_step, party.position = wanted.role, wanted.funding_step, position
    return party


def _ask(party: Party, now: datetime) -> None:
    party.asked_at, party.told_at = now, None
    party.agreed_at, party.agreed_by, party.is_agreed_by_call = None, None, False
    party.declined_at, party.declined_reason = None, ""


def _wanted(session: Session, proposer: Organization, position: int, values: Values) -> list[_Place]:
    """The parties in order, the proposer at its position; raises Invalid beside the field that is wrong."""
    rows, funding = values["parties"], values["funding"]
    try:
        others = get_organizations(session, [row["record"] for row in rows])
    except BadInput as error:
        raise Invalid({"parties": error}) from error
    if proposer in others:
        raise Invalid({"parties": _l("Your own organization stands above; name the others here.")})
    if not FEWEST_PARTIES - 1 <= len(others) < MOST_PARTIES:
        raise Invalid({"parties": _l("Name at least one other organization.")})
    roles = [(other, PartyRole(row["code"])) for other, row in zip(others, rows, strict=True)]
    roles.insert(position, (proposer, PartyRole(values["own_role"])))
    steps = _steps(funding, [organization for organization, _role in roles])
    return [_Place(organization, role, steps.get(organization.slug)) for organization, role in roles]


def _steps(funding: Sequence[str], organizations: Sequence[Organization]) -> Mapping[str, int]:
    if set(funding) - {each.slug for each in organizations}:
        raise Invalid({"funding": _l("The money goes through the parties alone: name them above first.")})
    if len(funding) == 1:
        raise Invalid({"funding": _l("Name who gives the money and who works with it, a line each.")})
    return {slug: number for number, slug in enumerate(funding, 1)}


def check_others(values: Values) -> Any:
    """Raises BadInput without another party."""
    if not values["parties"]:
        raise BadInput(_l("Name at least one other organization."))
