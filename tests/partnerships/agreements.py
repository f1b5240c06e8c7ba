"""Partnerships that the tests of this folder need, made by the operations themselves."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from network.organizations.models import Organization
from network.partnerships.models import Partnership, PartnershipKind, Party, PartyRole
from network.partnerships.operations import NewParty, add_partnership
from tests.records import DAY, make_organization


def make_partnership(
    session: Session,
    proposer: Organization,
    *others: Organization,
    is_agreed: bool = True,
    name: str = "Меморандум",
    **details: Any,
) -> Partnership:
    """A memorandum that the proposer has agreed to; the others too, or else they are asked."""
    parties = [NewParty(proposer, PartyRole.IMPLEMENTER, is_agreed=True)]
    parties += [NewParty(other, PartyRole.DONOR, is_agreed=is_agreed) for other in others]
    made = add_partnership(
        session=session,
        organization=proposer,
        kind=details.pop("kind", PartnershipKind.MEMORANDUM),
        name_uk=name,
        parties=details.pop("parties", parties),
        entered_on=DAY,
        **details,
    )
    session.flush()
    return made


def make_two(session: Session) -> tuple[Organization, Organization]:
    """Two organizations."""
    return make_organization(session), make_organization(session, "Фонд «Опора»")


def party_of(partnership: Partnership, organization: Organization) -> Party:
    """An organization among the parties."""
    return next(each for each in partnership.parties if each.organization_id == organization.id)
