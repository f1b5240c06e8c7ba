"""What a list of partnerships was asked for: the filters read from the address, understood, and taken off one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms import StringField

from network.core.errors import NotFound
from network.core.i18n import gettext as _
from network.core.text import normalize, words_of
from network.organizations.documents import KIND as ORGANIZATION
from network.organizations.models import Organization
from network.organizations.queries import KEPT
from network.partnerships.forms import LIVING, SHOWN_STATES, PartnershipsForm
from network.partnerships.models import PartnershipKind, PartnershipState
from network.partnerships.queries import PartnershipFilter
from network.partnerships.words import KINDS
from network.places.models import Place, PlaceLevel
from network.places.queries import find_by_name, get_community
from network.search.queries import find_ids

LONG, ENDING = 5, 2
"""Words of more letters are compared without their last two."""
FILTERS = ("organization", "community", "kind", "state")


@dataclass(frozen=True)
class Asked:
    """The filters as typed and as understood; `endpoint` is the list they stand on."""

    endpoint: str
    form: PartnershipsForm
    organization: Organization | None
    community: Place | None

    @property
    def criteria(self) -> PartnershipFilter:
        """The same for the queries."""
        kind, state = _chosen(self.form.kind), _chosen(self.form.state)
        return PartnershipFilter(
            kind=PartnershipKind(kind) if kind else None,
            organization_id=self.organization.id if self.organization else None,
            community_id=self.community.id if self.community else None,
            state=PartnershipState(state) if state and state != LIVING else None,
            is_living=state == LIVING,
        )

    @property
    def has_errors(self) -> bool:
        """Whether something of it could not be understood."""
        return bool(self.form.errors)

    @property
    def values(self) -> Mapping[str, str | None]:
        """The filters for an address: names become slugs."""
        return {
            "organization": self.organization.slug if self.organization else None,
            "community": self.community.slug if self.community else None,
            "kind": _chosen(self.form.kind) or None,
            "state": _chosen(self.form.state) or None,
        }

    def link(self, endpoint: str = "", **changes: Any) -> str:
        """The address of this list, or of another one, with some filters changed."""
        return url_for(endpoint or self.endpoint, **{**self.values, **changes})

    def page_link(self, number: int) -> str:
        """The address of another page of the list."""
        return self.link(page=number if number > 1 else None)

    @property
    def applied(self) -> list[tuple[str, str]]:
        """The words of each filter with the address without it."""
        words = {
            "organization": self.organization.name if self.organization else "",
            "community": self.community.title if self.community else "",
            "kind": str(KINDS[self.criteria.kind]) if self.criteria.kind else "",
            "state": str(SHOWN_STATES[state]) if (state := _chosen(self.form.state)) else "",
        }
        return [(words[name], self._without(name)) for name in FILTERS if words[name]]

    def _without(self, name: str) -> str:
        changes: dict[str, Any] = {name: None}
        return self.link(**changes)


def _chosen(field: StringField) -> str:
    """What was chosen of a list, '' for nothing and for what is not in it."""
    return "" if field.errors else field.data or ""


def ask(session: Session, arguments: MultiDict[str, str], endpoint: str) -> Asked:
    """Read the filters; what names nobody gets a message beside its field."""
    form = PartnershipsForm(arguments)
    form.validate()
    organization = _find_organization(session, form.organization.data) if form.organization.data else None
    community = _find_community(session, form.community.data) if form.community.data else None
    if form.organization.data and organization is None:
        form.organization.errors = [_("No organization of the directory is called so.")]
    if form.community.data and community is None:
        form.community.errors = [
            _("This place is not in the directory. Check the name, or choose from the list.")
        ]
    return Asked(endpoint, form, organization, community)


def _find_organization(session: Session, text: str) -> Organization | None:
    """By its slug, or by words of its name."""
    shown = (Organization.is_published, Organization.membership.in_(KEPT))
    found = session.scalar(select(Organization).where(Organization.slug == text, *shown))
    words = words_of(text)
    if found is not None or not words:
        return found
    ids = find_ids(session, ORGANIZATION, words, limit=20)
    named = {
        each.id: each
        for each in session.scalars(select(Organization).where(Organization.id.in_(ids), *shown))
    }
    return next((named[key] for key in ids if key in named and _is_called(named[key], words)), None)


def _is_called(organization: Organization, words: list[str]) -> bool:
    """Whether its name holds all the words, whatever their endings: the search looks into descriptions, too."""
    name = normalize(f"{organization.name_uk} {organization.name_en}")
    return all((word[:-ENDING] if len(word) > LONG else word) in name for word in words)


def _find_community(session: Session, text: str) -> Place | None:
    """By its slug or by any name; a settlement stands for its community."""
    try:
        return get_community(session, text)
    except NotFound:
        matches = find_by_name(session, text, (PlaceLevel.COMMUNITY, PlaceLevel.SETTLEMENT))
    return (matches[0].place.community or matches[0].place) if matches else None
