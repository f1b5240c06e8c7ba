"""Writes of partnerships: what the parties agree on, and who they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypedDict, Unpack

from sqlalchemy import update
from sqlalchemy.orm import Session

from network.core.clock import KYIV
from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.core.lengths import check_lengths
from network.core.slugs import choose_slug
from network.core.text import clean, slugify
from network.files.audiences import SharedWith
from network.organizations.models import Organization
from network.partnerships.models import Partnership, PartnershipKind, Party, PartyRole
from network.places.models import Place, PlaceLevel
from network.services.models import Service

FEWEST_PARTIES = 2
MOST_PARTIES = 40
PICTURE = "network"
"""The last part of /partnerships/network, the picture of who works with whom: no partnership stands there."""


class PartnershipDetails(TypedDict, total=False):
    """What may be said of a partnership besides its name and parties; what is left out stays unknown."""

    name_en: str
    description_uk: str
    description_en: str
    signed_on: date | None
    valid_until: date | None
    ended_on: date | None
    shared_with: SharedWith
    document: str
    document_shared_with: SharedWith
    is_published: bool
    is_example: bool
    confirmed_on: date | None


@dataclass(frozen=True)
class NewParty:
    """An organization in a role; `funding_step` counts from 1, who gives the money; `is_agreed` needs no question."""

    organization: Organization
    role: PartyRole
    funding_step: int | None = None
    is_agreed: bool = False


def add_partnership(
    *,
    session: Session,
    organization: Organization,
    kind: PartnershipKind,
    name_uk: str,
    parties: Sequence[NewParty],
    entered_on: date,
    slug: str | None = None,
    communities: Sequence[Place] = (),
    services: Sequence[Service] = (),
    now: datetime | None = None,
    **details: Unpack[PartnershipDetails],
) -> Partnership:
    """Add a partnership that `organization`, itself a party, proposes.

    The address is made from the name, «-2» on repeats. `now` is when the parties are asked, or have agreed: noon of
    `entered_on` unless it is said. Raises BadInput for an empty name, fewer than two parties, one
    that is named twice, days in the wrong order, places that are no communities, services of others.
    """
    name_uk = clean(name_uk)
    text = details.get("name_en") or name_uk
    partnership = Partnership(
        organization=organization,
        kind=PartnershipKind(kind),
        name_uk=name_uk,
        slug=_choose_slug(session, slug, text),
        entered_on=entered_on,
        parties=[_new_party(new, position, now or _noon(entered_on)) for position, new in enumerate(parties)],
        communities=list(communities),
        services=list(services),
        **details,
    )
    check_partnership(partnership, organization.id)
    check_lengths(partnership)
    session.add(partnership)
    session.flush()
    return partnership


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), KYIV)


def _choose_slug(session: Session, slug: str | None, text: str) -> str:
    """An address that no page of ours has; raises BadInput for a chosen one that cannot be."""
    if slug == PICTURE:
        raise BadInput(_l("This address is taken."))
    if slug is None and slugify(text) == PICTURE:
        text = f"{text} partnership"
    return choose_slug(session=session, column=Partnership.slug, slug=slug, text=text, fallback="partnership")


def _new_party(new: NewParty, position: int, now: datetime) -> Party:
    return Party(
        organization=new.organization,
        organization_id=new.organization.id,
        role=PartyRole(new.role),
        funding_step=new.funding_step,
        position=position,
        asked_at=now,
        agreed_at=now if new.is_agreed else None,
    )


def check_partnership(partnership: Partnership, proposer_id: int) -> None:
    """Raises BadInput for what cannot be; parties, communities and services must be loaded."""
    if not partnership.name_uk:
        raise BadInput(_l("A partnership needs a name."))
    check_parties([party.organization_id for party in partnership.parties], proposer_id)
    if any(party.funding_step is not None and party.funding_step < 1 for party in partnership.parties):
        raise BadInput(_l("The way of the money is counted from 1."))
    check_days(partnership.signed_on, partnership.valid_until, partnership.ended_on)
    check_covered(partnership)


def check_parties(organization_ids: Sequence[int], proposer_id: int) -> None:
    """Raises BadInput for too few or too many parties, one named twice, or a proposer that is none of them."""
    if len(organization_ids) < FEWEST_PARTIES:
        raise BadInput(_l("A partnership has at least two parties."))
    if len(organization_ids) > MOST_PARTIES:
        raise BadInput(_l("A partnership has at most %(max)d parties.", max=MOST_PARTIES))
    if len(set(organization_ids)) != len(organization_ids):
        raise BadInput(_l("Each organization is named once."))
    if proposer_id not in organization_ids:
        raise BadInput(_l("Your own organization has to be one of the parties."))


def check_days(signed_on: date | None, valid_until: date | None, ended_on: date | None) -> None:
    """Raises BadInput for an agreement that is over before it was signed."""
    if signed_on and valid_until and valid_until < signed_on:
        raise BadInput(_l("The agreement cannot end before it is signed."))
    if signed_on and ended_on and ended_on < signed_on:
        raise BadInput(_l("The agreement cannot end before it is signed."))


def check_covered(partnership: Partnership) -> None:
    """Raises BadInput for places that are no communities, and services that no party gives."""
    if any(place.level != PlaceLevel.COMMUNITY for place in partnership.communities):
        raise BadInput(_l("A partnership covers communities."))
    givers = {party.organization_id for party in partnership.parties}
    if not _owners(partnership.services) <= givers:
        raise BadInput(_l("A partnership covers services of its own parties."))


def _owners(services: Iterable[Service]) -> set[int]:
    return {service.organization_id for service in services}


def confirm_current(*, session: Session, ids: Sequence[int], on: date) -> None:
    """Say that these partnerships are right as they stand, on this day."""
    session.execute(update(Partnership).where(Partnership.id.in_(ids)).values(confirmed_on=on))
