"""What members change of the partnerships they propose, and how a decided change is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from network.core.clock import today
from network.core.errors import BadInput, NotFound
from network.core.i18n import lazy_gettext as _l
from network.core.i18n import pick
from network.core.lengths import check_lengths
from network.files.audiences import SharedWith
from network.moderation.fields import (
    Field,
    Kind,
    Reason,
    Removal,
    Values,
    Widget,
    plain,
    read_plain,
    register,
)
from network.moderation.gazetteer import get_places
from network.organizations.models import Organization
from network.organizations.naming import find_organization, name_organizations
from network.partnerships.agreeing import follow_publication
from network.partnerships.models import Partnership, PartnershipKind, Party
from network.partnerships.operations import MOST_PARTIES, add_partnership, check_days, check_partnership
from network.partnerships.parties import KEYS, ask_again, check_others, new_parties, put_parties, read_parties
from network.partnerships.states import is_shown_to_all, is_unanimous
from network.partnerships.words import AUDIENCES, KINDS, ROLES
from network.services.models import Service
from network.services.moderated import choices as service_choices

CODE = "partnership"
LINKED = (*KEYS, "communities", "services")
"""What is no plain column. The words themselves are sensitive: they speak for all parties."""
AGREEMENT, COVERED, SHARED = _l("The agreement"), _l("What it covers"), _l("Who sees it")
FIELDS = (
    Field(
        name="name",
        label=_l("Name"),
        languages=True,
        required=True,
        is_sensitive=True,
        hint=_l("Say what it is and with whom, so that a family understands it too."),
    ),
    Field(name="kind", label=_l("Kind"), widget=Widget.CHOICE, required=True, choices=KINDS),
    Field(
        name="description",
        label=_l("What you do together"),
        widget=Widget.TEXT,
        languages=True,
        is_sensitive=True,
        limit=5000,
    ),
    Field(
        name="own_role",
        label=_l("What your organization does in it"),
        widget=Widget.CHOICE,
        required=True,
        choices=ROLES,
    ),
    Field(
        name="parties",
        label=_l("The other parties"),
        widget=Widget.PAIRS,
        required=True,
        is_sensitive=True,
        choices=ROLES,
        most=MOST_PARTIES - 1,
        find_record=find_organization,
        name_records=name_organizations,
        hint=_l(
            "Each is asked to agree. Until all have agreed, nobody but the parties and the coordinators sees the partnership."
        ),
    ),
    Field(
        name="funding",
        label=_l("The way of the money"),
        widget=Widget.RECORDS,
        is_sensitive=True,
        most=MOST_PARTIES,
        find_record=find_organization,
        name_records=name_organizations,
        hint=_l(
            "A party a line, from who gives the money to who works with it. Leave it empty if there is no money in it."
        ),
    ),
    Field(name="signed_on", label=_l("Signed on"), widget=Widget.DATE, section=AGREEMENT),
    Field(
        name="valid_until",
        label=_l("Valid until"),
        widget=Widget.DATE,
        section=AGREEMENT,
        hint=_l("We remind all parties 60, 30 and 7 days before. Leave it empty if it has no end."),
    ),
    Field(
        name="ended_on",
        label=_l("Ended on"),
        widget=Widget.DATE,
        section=AGREEMENT,
        hint=_l("Only if it has ended before its time."),
    ),
    Field(
        name="document",
        label=_l("The signed agreement"),
        widget=Widget.FILE,
        is_sensitive=True,
        section=AGREEMENT,
    ),
    Field(name="communities", label=_l("Communities"), widget=Widget.PLACES, section=COVERED),
    Field(
        name="services",
        label=_l("Services"),
        widget=Widget.CHOICES,
        find_choices=service_choices,
        section=COVERED,
    ),
    Field(
        name="shared_with",
        label=_l("Who sees the partnership"),
        widget=Widget.CHOICE,
        required=True,
        is_sensitive=True,
        choices=AUDIENCES,
        section=SHARED,
    ),
    Field(
        name="document_shared_with",
        label=_l("Who gets the document"),
        widget=Widget.CHOICE,
        required=True,
        is_sensitive=True,
        choices=AUDIENCES,
        section=SHARED,
    ),
    Field(
        name="is_published",
        label=_l("Show the partnership in the directory"),
        widget=Widget.BOOLEAN,
        is_sensitive=True,
        section=SHARED,
    ),
)
QUIET = ("is_published",)
"""What is no word of the agreement itself."""


def get(session: Session, record_id: int) -> Partnership:
    """The partnership with its parties, communities and services; raises NotFound."""
    found = session.get(Partnership, record_id, options=_loaded(), populate_existing=True)
    if found is None:
        raise NotFound(f"partnership {record_id}")
    return found


def _loaded() -> list[Any]:
    return [
        joinedload(Partnership.organization),
        selectinload(Partnership.parties).joinedload(Party.organization),
        selectinload(Partnership.communities),
        selectinload(Partnership.services),
    ]


def read(session: Session, partnership: Partnership) -> Values:
    """All its values."""
    return {
        **read_plain(partnership, FIELDS, without=LINKED),
        **read_parties(partnership),
        "communities": [place.katottg for place in partnership.communities],
        "services": sorted(str(service.id) for service in partnership.services),
    }


def apply(session: Session, partnership: Partnership, values: Values) -> None:
    """Write the values; raises BadInput for what the operations refuse.

    Who agrees at this moment holds the same lock: an answer is to the terms before or to those after, never between.
    """
    session.execute(select(Partnership.id).where(Partnership.id == partnership.id).with_for_update())
    get(session, partnership.id)
    now, before = datetime.now(UTC), read(session, partnership)
    for key, value in plain(values, FIELDS, without=LINKED).items():
        setattr(partnership, key, value)
    put_parties(session, partnership, values, now)
    if any(values[key] != before[key] for key in before if key not in QUIET):
        ask_again(partnership, now)
    partnership.communities = get_places(session, values["communities"])
    partnership.services = _own_services(session, partnership.organization_id, values["services"])
    partnership.updated_at = now
    check_partnership(partnership, partnership.organization_id)
    check_lengths(partnership)
    session.flush()


def create(session: Session, organization_id: int, values: Values) -> Partnership:
    """Add a partnership with these values; its proposer agrees by that, the others are asked."""
    organization = session.get_one(Organization, organization_id)
    return add_partnership(
        session=session,
        organization=organization,
        parties=new_parties(session, organization, values),
        communities=get_places(session, values["communities"]),
        services=_own_services(session, organization_id, values["services"]),
        entered_on=today(),
        now=datetime.now(UTC),
        **plain(values, FIELDS, without=LINKED),
    )


def _own_services(session: Session, organization_id: int, ids: Sequence[str]) -> list[Service]:
    query = select(Service).where(
        Service.organization_id == organization_id, Service.id.in_([int(each) for each in ids])
    )
    found = list(session.scalars(query.order_by(Service.id)))
    if len(found) != len(set(ids)):
        raise BadInput(_l("A partnership covers services of your own organization."))
    return found


def remove(session: Session, partnership: Partnership, removal: Removal) -> None:
    """It has ended on a day; a mistake, and what is a danger, is shown to nobody any more."""
    partnership.ended_on = removal.since
    if removal.is_security or removal.reason is Reason.MISTAKE:
        partnership.is_published = False
    session.flush()


def find(session: Session, organization_ids: Sequence[int]) -> Sequence[Partnership]:
    """What these organizations have proposed, in order of names."""
    query = select(Partnership).where(Partnership.organization_id.in_(organization_ids))
    return session.scalars(query.options(*_loaded()).order_by(Partnership.sort_uk, Partnership.id)).all()


def state(partnership: Partnership) -> str:
    """What its own people are told in their list of records."""
    if partnership.ended_on is not None and partnership.ended_on <= today():
        return "ended"
    if not is_unanimous(partnership):
        return "asked"
    if not partnership.is_published:
        return "hidden"
    return "shown" if partnership.shared_with == SharedWith.PUBLIC else "shared"


def reveal(partnership: Partnership) -> None:
    """For a preview: as everybody will see it when all have agreed."""
    now = datetime.now(UTC)
    partnership.shared_with = SharedWith.PUBLIC
    for party in partnership.parties:
        party.agreed_at = party.agreed_at or now


def _day(values: Values, key: str) -> date | None:
    return date.fromisoformat(values[key]) if values.get(key) else None


def _check_end(key: str) -> Any:
    def check(values: Values) -> None:
        end = _day(values, key)
        check_days(_day(values, "signed_on"), end, None)

    return check


def init() -> None:
    """Let members propose partnerships and change their own."""
    register(
        Kind(
            code=CODE,
            title=_l("Partnership"),
            plural=_l("Partnerships"),
            fields=FIELDS,
            get=get,
            read=read,
            create=create,
            apply=apply,
            organization_id=lambda partnership: partnership.organization_id,
            describe=lambda values: pick(values.get("name_uk"), values.get("name_en")),
            find=find,
            remove=remove,
            page=lambda each: ("partnerships.show", each.slug) if is_shown_to_all(each) else None,
            index=lambda session, partnership: None,
            defaults={
                "kind": PartnershipKind.COOPERATION.value,
                "shared_with": SharedWith.PUBLIC.value,
                "document_shared_with": SharedWith.PARTIES.value,
                "is_published": True,
            },
            checks={
                "parties": check_others,
                "valid_until": _check_end("valid_until"),
                "ended_on": _check_end("ended_on"),
            },
            published=follow_publication,
            state=state,
            reveal=reveal,
        )
    )
