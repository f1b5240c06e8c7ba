"""The page of one partnership, composed once for everybody who may see it: parties by role, way of the money, days in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.core.clock import date_words
from network.core.i18n import gettext as _
from network.core.i18n import is_borrowed
from network.organizations.models import Organization
from network.partnerships.models import Partnership, PartnershipState, PartyRole
from network.partnerships.states import LIVING, state_of
from network.partnerships.ties import funding_steps
from network.partnerships.words import KINDS, ROLES
from network.services.models import ResultReport, Service
from network.services.queries import LATEST_RESULTS


@dataclass(frozen=True)
class OfferedDocument:
    """A document that the reader may have: where it is, and how large, in words."""

    address: str
    size: str


@dataclass(frozen=True)
class PartnershipPage:
    """All that the page says."""

    partnership: Partnership
    state: PartnershipState
    kind: str
    until: str
    roles: Sequence[tuple[str, Sequence[Organization]]]
    money: Sequence[Sequence[Organization]]
    services: Sequence[Service]
    results: Sequence[ResultReport]
    document: OfferedDocument | None
    is_borrowed: bool


def compose(
    session: Session, partnership: Partnership, today: date, document: OfferedDocument | None = None
) -> PartnershipPage:
    """The page of a partnership that was loaded with all its parts; one statement more for the results.

    `document` is what this reader may have.
    """
    services = [service for service in partnership.services if service.is_published]
    texts = (
        (partnership.name_uk, partnership.name_en),
        (partnership.description_uk, partnership.description_en),
    )
    return PartnershipPage(
        partnership=partnership,
        state=state_of(partnership, today),
        kind=str(KINDS[partnership.kind]),
        until=describe_state(partnership, today),
        roles=_roles(partnership),
        money=[[party.organization for party in step] for step in funding_steps(partnership)],
        services=services,
        results=_results(session, [service.id for service in services]),
        document=document,
        is_borrowed=any(is_borrowed(uk, en) for uk, en in texts),
    )


def describe_state(partnership: Partnership, today: date) -> str:
    """Whether it holds and until when, in words: «діє до 31 грудня», «скоро закінчується: 5 грудня»."""
    state, until = state_of(partnership, today), partnership.valid_until
    if state == PartnershipState.ENDED and partnership.ended_on:
        return _("ended on %(day)s", day=date_words(partnership.ended_on))
    if state == PartnershipState.DRAFT:
        return _("nobody has confirmed it yet")
    if state == PartnershipState.WAITING:
        return _("waits for the other side")
    if until is None:
        return _("in force, no end is stated")
    words = {
        PartnershipState.ACTIVE: _("in force until %(day)s", day=date_words(until)),
        PartnershipState.EXPIRES_SOON: _("ends soon: %(day)s", day=date_words(until)),
        PartnershipState.EXPIRED: _("its term ended on %(day)s", day=date_words(until)),
    }
    return words[state]


def describe_partners(partnership: Partnership, organization_id: int | None = None) -> str:
    """The names of the parties; on the page of one of them, of the others."""
    return ", ".join(
        party.organization.name for party in partnership.parties if party.organization_id != organization_id
    )


def _roles(partnership: Partnership) -> list[tuple[str, list[Organization]]]:
    """The parties by role, roles in the order in which they are first named."""
    found: dict[PartyRole, list[Organization]] = {}
    for party in partnership.parties:
        found.setdefault(PartyRole(party.role), []).append(party.organization)
    return [(str(ROLES[role]), organizations) for role, organizations in found.items()]


def _results(session: Session, service_ids: Sequence[int]) -> Sequence[ResultReport]:
    query = select(ResultReport).where(ResultReport.service_id.in_(service_ids))
    return session.scalars(query.order_by(*LATEST_RESULTS)).all()


@dataclass(frozen=True)
class PartnershipRow:
    """One partnership in a list; `partners` leaves out whose page the list stands on."""

    partnership: Partnership
    kind: str
    until: str
    partners: str
    is_over: bool


def make_rows(
    partnerships: Sequence[Partnership], today: date, organization_id: int | None = None
) -> list[PartnershipRow]:
    """Rows of a list; the parties must be loaded."""
    return [
        PartnershipRow(
            partnership=each,
            kind=str(KINDS[each.kind]),
            until=describe_state(each, today),
            partners=describe_partners(each, organization_id),
            is_over=state_of(each, today) not in LIVING,
        )
        for each in partnerships
    ]
