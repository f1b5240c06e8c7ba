"""What members change of their organization, and how a decided change is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from network.core.errors import NotFound
from network.core.i18n import lazy_gettext as _l
from network.core.i18n import pick
from network.core.lengths import check_lengths
from network.moderation.fields import Field, Kind, Removal, Values, Widget, plain, read_plain, register
from network.moderation.gazetteer import get_place
from network.organizations import documents
from network.organizations.models import Membership, Organization
from network.organizations.registry_codes import check_edrpou
from network.organizations.words import KINDS
from network.search.operations import index

CODE = "organization"
PLACES = ("origin", "community")
_NAME, _CONTACT, _SHOWN = _l("Name and what you do"), _l("How to reach you"), _l("What is shown")

FIELDS = (
    Field(name="name", label=_l("Name"), languages=True, required=True, section=_NAME),
    Field(
        name="kind",
        label=_l("Kind of organization"),
        widget=Widget.CHOICE,
        required=True,
        choices=KINDS,
        section=_NAME,
    ),
    Field(
        name="edrpou",
        label=_l("EDRPOU code"),
        hint=_l("Eight digits of the state register."),
        is_sensitive=True,
        section=_NAME,
    ),
    Field(
        name="description", label=_l("About"), widget=Widget.TEXT, languages=True, limit=5000, section=_NAME
    ),
    Field(name="phone", label=_l("Phone"), widget=Widget.PHONE, is_sensitive=True, section=_CONTACT),
    Field(
        name="email",
        label=_l("E-mail"),
        hint=_l("A mailbox of the organization, not of a person."),
        widget=Widget.EMAIL,
        is_sensitive=True,
        section=_CONTACT,
    ),
    Field(
        name="website",
        label=_l("Website"),
        widget=Widget.LINK,
        is_sensitive=True,
        limit=300,
        section=_CONTACT,
    ),
    Field(
        name="origin",
        label=_l("Home community"),
        hint=_l("Where the organization came from."),
        widget=Widget.PLACE,
        section=_CONTACT,
    ),
    Field(
        name="community",
        label=_l("Community where you work now"),
        widget=Widget.PLACE,
        is_sensitive=True,
        section=_CONTACT,
    ),
    Field(
        name="is_published",
        label=_l("Show the organization in the directory"),
        widget=Widget.BOOLEAN,
        is_sensitive=True,
        section=_SHOWN,
    ),
)


def get(session: Session, record_id: int) -> Organization:
    """The organization with its places; raises NotFound."""
    organization = session.get(
        Organization,
        record_id,
        options=[joinedload(Organization.origin), joinedload(Organization.community)],
        populate_existing=True,
    )
    if organization is None:
        raise NotFound(f"organization {record_id}")
    return organization


def read(session: Session, organization: Organization) -> Values:
    """All its values."""
    return {
        **read_plain(organization, FIELDS, without=PLACES),
        "edrpou": organization.edrpou or "",
        "origin": organization.origin.katottg if organization.origin else None,
        "community": organization.community.katottg if organization.community else None,
    }


def apply(session: Session, organization: Organization, values: Values) -> None:
    """Write the values; raises BadInput for what the operations refuse."""
    for key, value in plain(values, FIELDS, without=PLACES).items():
        setattr(organization, key, value)
    organization.edrpou = check_edrpou(values["edrpou"]) if values["edrpou"] else None
    organization.origin = get_place(session, values["origin"])
    organization.community = get_place(session, values["community"])
    organization.updated_at = datetime.now(UTC)
    check_lengths(organization)
    session.flush()


def create(session: Session, organization_id: int, values: Values) -> Organization:
    """An organization joins by its application, never by a change."""
    raise NotFound("organizations join by an application")


def remove(session: Session, organization: Organization, removal: Removal) -> None:
    """It is a former member; for security concerns its page is gone."""
    if removal.is_security:
        organization.is_published = False
    organization.membership = Membership.FORMER
    session.flush()


def find(session: Session, organization_ids: Sequence[int]) -> Sequence[Organization]:
    """These organizations, in order of their names."""
    query = select(Organization).where(Organization.id.in_(organization_ids)).order_by(Organization.sort_uk)
    options = joinedload(Organization.origin), joinedload(Organization.community)
    return session.scalars(query.options(*options)).all()


def page(organization: Organization) -> tuple[str, str] | None:
    """Its public page."""
    return ("profiles.organization", organization.slug) if organization.is_published else None


def _describe(values: Values) -> str:
    return pick(values.get("name_uk"), values.get("name_en"))


def _index(session: Session, organization: Any) -> None:
    index(session=session, kind=documents.KIND, record_ids=[organization.id])


def init() -> None:
    """Let members change their organization."""
    register(
        Kind(
            code=CODE,
            title=_l("Organization"),
            plural=_l("Profile"),
            fields=FIELDS,
            get=get,
            read=read,
            create=create,
            apply=apply,
            organization_id=lambda organization: organization.id,
            describe=_describe,
            find=find,
            remove=remove,
            page=page,
            index=_index,
            can_create=False,
            owns_all=True,
            checks={"edrpou": lambda values: check_edrpou(values["edrpou"]) if values["edrpou"] else None},
        )
    )
