"""What joins records of the fictional network: relocations and partnerships."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Any, TypeVar

from network.demo.facts import Row
from network.demo.loading import Loading
from network.demo.papers import make_pdf
from network.files.audiences import SharedWith
from network.files.operations import keep, store
from network.organizations.models import Organization
from network.partnerships.models import PartnershipKind, PartyRole
from network.partnerships.operations import NewParty, add_partnership
from network.relocations.models import RelocationState
from network.relocations.operations import add_relocation

Record = TypeVar("Record")
RELOCATION_TEXTS = ("resources_uk", "resources_en", "note_uk", "note_en", "families", "children")
TEXTS = ("slug", "name_uk", "name_en", "description_uk", "description_en")


def load_relocation(loading: Loading, row: Row) -> None:
    """A relocation; what it means for the records that moved follows from it."""
    days = _days(loading, row, {"started": "started_on", "moved": "moved_on", "ended": "ended_on"})
    if "planned_in" in row:
        days["planned_for"] = loading.composer.day(-row["planned_in"])
    checked = loading.composer.checked(row, row["key"])
    checked["entered_on"] = max([checked["entered_on"], *_begun(days)])
    loading.relocations[row["key"]] = add_relocation(
        session=loading.session,
        organization=loading.organizations[row["organization"]],
        state=RelocationState(row["state"]),
        origin=loading.places[row["origin"]],
        host=_named(loading.places, row, "host"),
        what=row["what"],
        origin_location=_named(loading.locations, row, "from"),
        host_location=_named(loading.locations, row, "to"),
        service=_named(loading.services, row, "service"),
        successor=_named(loading.services, row, "successor"),
        team=_named(loading.teams, row, "team"),
        previous=_named(loading.relocations, row, "previous"),
        is_published=row.get("published", True),
        is_example=True,
        **{key: row[key] for key in RELOCATION_TEXTS if key in row},
        **days,
        **checked,
    )
    loading.count()


def load_partnership(loading: Loading, row: Row) -> None:
    """A partnership with its parties, some of whom may still have to agree, and with its document."""
    organization = loading.organizations[row["organization"]]
    days = _days(loading, row, {"signed": "signed_on", "ended": "ended_on"})
    if "until" in row:
        days["valid_until"] = loading.composer.day(-row["until"])
    checked = loading.composer.checked(row, row["name_uk"])
    add_partnership(
        session=loading.session,
        organization=organization,
        kind=PartnershipKind(row["kind"]),
        parties=[_party(loading, party) for party in row["parties"]],
        communities=loading.places_of(row.get("communities", [])),
        services=[loading.services[key] for key in row.get("services", [])],
        shared_with=SharedWith(row.get("shared_with", SharedWith.PUBLIC)),
        document=_document(loading, organization, row) if "document" in row else "",
        document_shared_with=SharedWith(row.get("document_for", SharedWith.PARTIES)),
        is_example=True,
        **{key: row[key] for key in TEXTS if key in row},
        **days,
        **(checked | {"entered_on": days.get("signed_on") or checked["entered_on"]}),
    )
    loading.count()


def store_paper(
    loading: Loading, organization: Organization, *, title_uk: str, title: str, lines: Sequence[str]
) -> str:
    """Make a document of an organization and keep it; its code, the same every time."""
    session, moment = loading.session, datetime.combine(loading.composer.today, time(), UTC)
    stored = store(
        session=session,
        organization_id=organization.id,
        content=make_pdf(title_uk=title_uk, title=title, lines=lines),
        by=None,
        code=sha256(f"{organization.slug} {title}".encode()).hexdigest()[:32],
        moment=moment,
    )
    keep(session=session, code=stored.code, moment=moment)
    return stored.code


def _party(loading: Loading, row: Row) -> NewParty:
    return NewParty(
        organization=loading.organizations[row["organization"]],
        role=PartyRole(row["role"]),
        funding_step=row.get("step"),
        is_agreed=not row.get("waits", False),
    )


def _document(loading: Loading, organization: Organization, row: Row) -> str:
    parties = loading.organizations_of(party["organization"] for party in row["parties"])
    lines = ["Parties:", *(f"– {party.name_en}" for party in parties), "", row["description_en"]]
    return store_paper(loading, organization, title_uk=row["name_uk"], title=row["document"], lines=lines)


def _days(loading: Loading, row: Row, names: dict[str, str]) -> dict[str, Any]:
    """The days that the row counts back from the day of loading."""
    return {column: loading.composer.day(row[key]) for key, column in names.items() if key in row}


def _begun(days: dict[str, Any]) -> list[date]:
    return [days[key] for key in ("started_on", "moved_on") if key in days][:1]


def _named(known: dict[str, Record], row: Row, key: str) -> Record | None:
    return known[row[key]] if key in row else None
