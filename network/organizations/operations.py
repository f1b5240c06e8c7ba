"""Writes of organizations and their contacts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict, Unpack

from sqlalchemy import update
from sqlalchemy.orm import Session

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l
from network.core.lengths import check_lengths
from network.core.phones import normalize_phone
from network.core.slugs import choose_slug
from network.core.text import clean
from network.organizations.models import Contact, Membership, Organization, OrganizationKind
from network.organizations.registry_codes import check_edrpou
from network.places.models import Place


class OrganizationDetails(TypedDict, total=False):
    """What may be said of an organization besides its name and kind; what is left out stays unknown."""

    name_en: str
    membership: Membership
    member_since: date | None
    description_uk: str
    description_en: str
    website: str
    email: str
    origin: Place | None
    community: Place | None
    is_published: bool
    is_example: bool
    confirmed_on: date | None


@dataclass(frozen=True, kw_only=True)
class NewContact:
    """A contact by role; never a personal name."""

    role_uk: str
    role_en: str = ""
    email: str = ""
    phone: str = ""
    is_public: bool = False


def add_organization(
    *,
    session: Session,
    name_uk: str,
    kind: OrganizationKind,
    entered_on: date,
    slug: str | None = None,
    edrpou: str | None = None,
    phone: str = "",
    contacts: Sequence[NewContact] = (),
    **details: Unpack[OrganizationDetails],
) -> Organization:
    """Add an organization; without `slug` its address is made from the name, «-2» on repeats.

    `edrpou` is checked, `phone` brought to E.164. Raises BadInput for an empty name, a taken address,
    a wrong code or number, a text longer than its column.
    """
    name_uk = clean(name_uk)
    if not name_uk:
        raise BadInput(_l("An organization needs a name."))
    text = details.get("name_en") or name_uk
    organization = Organization(
        name_uk=name_uk,
        kind=kind,
        slug=choose_slug(
            session=session, column=Organization.slug, slug=slug, text=text, fallback="organization"
        ),
        edrpou=check_edrpou(edrpou) if edrpou else None,
        phone=normalize_phone(phone)[0] if phone else "",
        entered_on=entered_on,
        **details,
    )
    check_lengths(organization)
    session.add(organization)
    session.flush()
    for contact in contacts:
        add_contact(session=session, organization=organization, contact=contact)
    return organization


def add_contact(*, session: Session, organization: Organization, contact: NewContact) -> Contact:
    """Add a contact by role; raises BadInput for a role without words, a wrong number or a text too long."""
    if not contact.role_uk.strip():
        raise BadInput(_l("A contact needs a role."))
    record = Contact(
        organization=organization,
        role_uk=clean(contact.role_uk),
        role_en=clean(contact.role_en),
        email=contact.email,
        phone=normalize_phone(contact.phone)[0] if contact.phone else "",
        is_public=contact.is_public,
    )
    check_lengths(record)
    session.add(record)
    session.flush()
    return record


def take_back(*, session: Session, organization: Organization) -> None:
    """Make a former member a member again; what families see of it is its own next change. Raises BadInput for others."""
    if organization.membership != Membership.FORMER:
        raise BadInput(_l("This organization has not left the network."))
    organization.membership = Membership.MEMBER
    session.flush()


def confirm_current(*, session: Session, ids: Sequence[int], on: date) -> None:
    """Say that these organizations are right as they stand, on this day."""
    session.execute(update(Organization).where(Organization.id.in_(ids)).values(confirmed_on=on))
