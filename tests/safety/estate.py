"""Everything that has a number in its address, of one organization; and the addresses of all such routes, filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import product
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from network.accounts.models import Passkey, Role, UserSession
from network.accounts.operations import add_user, set_role
from network.accounts.sessions import start_session
from network.applications.operations import Details, Site, apply
from network.feedback.models import Report
from network.files.audiences import SharedWith
from network.locations.models import Location, Visibility
from network.member.belongings import COLLECTIONS
from network.moderation.models import Change, Revision
from network.moderation.operations import propose, publish, save_draft
from network.organizations.models import OrganizationKind
from network.partnerships.models import Partnership, PartnershipKind, PartyRole
from network.partnerships.operations import NewParty, add_partnership
from tests.moderation.cases import CASES
from tests.people import email_of
from tests.world import World

BY_LINK = {"freshness.edit": "the link of a mail is the permission; tests/freshness walk it"}
"""Routes with a number that nobody has to sign in for, with the reason."""


@dataclass
class Estate:
    """The numbers by the name that a route gives its argument; records by the part of the address."""

    numbers: dict[str, list[Any]] = field(default_factory=dict)
    records: dict[str, list[int]] = field(default_factory=dict)

    def addresses(self, app: Flask, method: str = "GET") -> Iterator[tuple[str, str]]:
        """Endpoint and address of every route with a number, for each record that it may stand for."""
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.endpoint, rule.rule)):
            numbers = {name for name in rule.arguments if name.endswith("_id")}
            if numbers and method in (rule.methods or ()) and rule.endpoint not in BY_LINK:
                for values in self._values(rule):
                    built = app.url_map.bind("localhost").build(rule.endpoint, values, method=method)
                    yield rule.endpoint, built

    def _values(self, rule: Rule) -> Iterator[dict[str, Any]]:
        pools = [self._pool(rule, name) for name in sorted(rule.arguments - {"record_id"})]
        for chosen in product(*pools):
            values = {key: value for part in chosen for key, value in part.items()}
            if "record_id" not in rule.arguments or "record_id" in values:
                yield values
            else:
                part = rule.rule.split("/")[2]
                yield from ({**values, "record_id": number} for number in self.records[part])

    def _pool(self, rule: Rule, name: str) -> list[dict[str, Any]]:
        if name == "collection" and "record_id" not in rule.arguments:
            return [{name: collection} for collection in self.records]
        if name in {"collection", "kind"}:
            return [
                {name: part if name == "collection" else COLLECTIONS[part], "record_id": number}
                for part, numbers in self.records.items()
                for number in numbers
            ]
        choices = getattr(rule._converters[name], "items", None) or self.numbers.get(name)
        assert choices, f"{rule.rule}: say in tests/safety/estate.py what {name} is"
        return [{name: value} for value in choices]


def make_estate(world: World, street: str) -> Estate:
    """One record of each kind, with a confidential location in `street` that was changed once and shall be again."""
    session, owner = world.session, world.organization.id
    estate = Estate(records={part: [CASES[kind].make(world)] for part, kind in COLLECTIONS.items()})
    world.finish()
    person = add_user(session=session, email=email_of("editor"))
    set_role(session=session, user=person, organization_id=owner, role=Role.EDITOR, by="command")
    now = datetime.now(UTC)
    start_session(session=session, user=person, device="", is_complete=True, now=now)
    passkey = Passkey(
        user_id=person.id, name="Телефон", credential_id="a2V5", public_key="a2V5", sign_count=0
    )
    session.add(passkey)
    hidden = session.scalars(select(Location).where(Location.visibility == Visibility.CONFIDENTIAL)).first()
    assert hidden is not None
    estate.records["locations"].append(hidden.id)
    published = _propose(session, owner, hidden.id, f"вул. {street}, 8", person.id)
    publish(
        session=session, change_id=published.id, version_shown=published.version, by=_coordinator(session)
    )
    waiting = _propose(session, owner, hidden.id, f"вул. {street}, 9", person.id)
    agreement = _agreement(world)
    estate.numbers = {
        "organization_id": [owner],
        "owner_id": [owner],
        "change_id": [published.id, waiting.id],
        "revision_id": list(session.scalars(select(Revision.id).order_by(Revision.id))),
        "report_id": list(session.scalars(select(Report.id))),
        "user_id": [person.id],
        "session_id": list(session.scalars(select(UserSession.id))),
        "passkey_id": [passkey.id],
        "application_id": [_application(world)],
        "partnership_id": [agreement.id],
        "party_id": [party.id for party in agreement.parties],
    }
    session.commit()
    return estate


def _propose(session: Session, owner: int, location_id: int, address: str, by: int) -> Change:
    change = save_draft(
        session=session,
        kind="location",
        organization_id=owner,
        values={"address_uk": address},
        by=by,
        record_id=location_id,
    )
    return propose(session=session, change_id=change.id, version_shown=change.version, by=by)


def _coordinator(session: Session) -> int:
    return add_user(session=session, email="another-coordinator@example.org").id


def _agreement(world: World) -> Partnership:
    """Another organization names this one as its partner; nobody but the two shall know."""
    other = world.add_organization("ГО «Інша криниця»")
    parties = [
        NewParty(other, PartyRole.IMPLEMENTER, is_agreed=True),
        NewParty(world.organization, PartyRole.HOST),
    ]
    return add_partnership(
        session=world.session, organization=other, kind=PartnershipKind.REFERRAL, name_uk="Скеровуємо родини",
        parties=parties, entered_on=world.day, shared_with=SharedWith.PARTIES,
    )  # fmt: skip


def _application(world: World) -> int:
    details = Details(
        name_uk="ГО «Нова»", name_en="", kind=OrganizationKind.CIVIL_SOCIETY, edrpou="", origin=None,
        community=world.host, activities="Гуртки для дітей.", email="new@example.org", phone="+380000000005",
    )  # fmt: skip
    site = Site("a key", "http://localhost", "coordinators@example.org")
    application, _token = apply(session=world.session, details=details, moment=datetime.now(UTC), site=site)
    return application.id
