"""What pages need and the starting data lack: a settled report, links of reminders, a mail that waits, an application."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from network.accounts.models import User
from network.accounts.queries import find_roles
from network.applications import operations as applications
from network.applications import views as applications_views
from network.core.clock import now, today
from network.core.database import db
from network.events.months import month_of
from network.feedback.operations import Addresses, report, settle
from network.feedback.subjects import find_subject
from network.freshness.operations import Answer, send_link, use_link
from network.freshness.queries import find_due_owners, find_records
from network.freshness.registry import Owner, Record, find_owners
from network.freshness.views import site
from network.mail.models import Mail
from network.mobile_teams.models import MobileTeam, MobileTeamStop
from network.moderation.models import Change, ChangeState
from network.organizations.models import Organization, OrganizationKind
from network.partnerships.models import PartnershipKind, PartyRole
from network.partnerships.operations import NewParty, add_partnership
from network.places.queries import get_community
from network.services.models import Service
from tests.people import EXAMPLES

TOKEN = re.compile(r"/confirm/([\w-]+)")


def plant(app: Flask, place: int = 0) -> Mapping[str, str]:
    """Put them into the application's database; what stands in the addresses, by the names of `addresses.PAGES`.

    Each `place` has organizations of its own, because the answer to one link ends all others of its organization.
    """
    with app.app_context():
        session = db.session()
        session.connection(execution_options={"write_lock": True})
        (first, second) = _owners(session)[2 * place : 2 * place + 2]
        confirmation, _mail = _link(session, *first)
        dead, mail = _link(session, *second, is_used=True)
        planted = {"report": _report(session), "confirmation": confirmation, "dead": dead, "mail": mail}
        planted |= {"record": first[1][-1].key.replace("-", "/"), "application": _application(session)}
        planted |= _own_records(session) if place == 0 else {}
        planted |= {"month": month_of(today()).code}
        db.session.commit()
    return planted


def _own_records(session: Session) -> dict[str, str]:
    """Numbers of what the organization of the example administrator has, and of the example change that waits."""
    person = session.scalars(select(User).where(User.email == EXAMPLES["editor"])).one()
    (owner,) = find_roles(session, person.id)
    service = session.scalars(
        select(Service.id).where(Service.organization_id == owner, Service.is_published).order_by(Service.id)
    ).first()
    stop = session.scalars(
        select(MobileTeamStop.id)
        .join(MobileTeam, MobileTeam.id == MobileTeamStop.team_id)
        .where(MobileTeam.organization_id == owner)
        .order_by(MobileTeamStop.id)
    ).first()
    waiting = select(Change.id).where(Change.organization_id == owner, Change.state == ChangeState.WAITING)
    numbers = {
        "organization": owner,
        "service": service,
        "stop": stop,
        "change": session.scalars(waiting.order_by(Change.id)).first(),
        "person": person.id,
        "partnership": _agreement(session, owner),
    }
    assert None not in numbers.values()
    return {name: str(number) for name, number in numbers.items()}


def _agreement(session: Session, owner: int) -> int:
    """Another organization names this one as its partner; it has not answered yet."""
    other = session.scalars(select(Organization).where(Organization.id != owner).order_by(Organization.id))
    parties = (other.first(), session.get_one(Organization, owner))
    assert parties[0] is not None
    return add_partnership(
        session=session,
        organization=parties[0],
        kind=PartnershipKind.COOPERATION,
        name_uk="Разом для родин із Мирнограда",
        name_en="Together for families from Myrnohrad",
        description_uk="Одні дають кімнату, інші приходять працювати з дітьми.",
        parties=[
            NewParty(parties[0], PartyRole.IMPLEMENTER, is_agreed=True),
            NewParty(parties[1], PartyRole.HOST),
        ],
        entered_on=today(),
    ).id


def _owners(session: Session) -> list[tuple[Owner, list[Record]]]:
    """Organizations with a mailbox and their records, those with most of them first."""
    ids = find_due_owners(session, today())
    records = find_records(session, ids, today())
    owners = [owner for owner in find_owners(session, ids) if owner.email]
    return sorted(((owner, records[owner.id]) for owner in owners), key=lambda each: -len(each[1]))


def _link(session: Session, owner: Owner, records: list[Record], is_used: bool = False) -> tuple[str, str]:
    """The token of a new link, and the number of the mail that it stands in."""
    moment = datetime.now(UTC)
    link = send_link(session=session, owner=owner, records=records, now=moment, site=site())
    mail = session.scalars(select(Mail).order_by(Mail.id.desc()).limit(1)).one()
    found = TOKEN.search(mail.text)
    assert found is not None
    if is_used:
        assert use_link(session=session, link=link, answer=Answer.CONFIRMED, now=moment)
    return found[1], str(mail.id)


def _report(session: Session) -> str:
    """The code of a settled report on some service."""
    slug = session.scalars(select(Service.slug).where(Service.is_published).order_by(Service.id)).first()
    assert slug is not None
    page = {"uk": f"{site().url}/services/{slug}", "en": f"{site().url}/en/services/{slug}"}
    made = report(
        session=session,
        subject=find_subject(session, "services", slug),
        topic="other_hours",
        text="На дверях інші години.",
        contact="",
        addresses=Addresses(page=page, report={language: f"{url}/CODE" for language, url in page.items()}),
        directory_email="directory@example.org",
        moment=now(),
    )
    answers = {"answer_uk": "Виправили години роботи.", "answer_en": "We corrected the hours."}
    settle(session=session, code=made.code, state="corrected", moment=now(), actor="command", **answers)
    return made.code


def _application(session: Session) -> str:
    """The token of the private link of an application that a coordinator has a question about."""
    details = applications.Details(
        name_uk="ГО «Світло вікон»",
        name_en="",
        kind=OrganizationKind.CIVIL_SOCIETY,
        edrpou="",
        origin=get_community(session, "myrnohradska"),
        community=get_community(session, "tsarychanska"),
        activities="Гуртки для дітей.",
        email="office@example.org",
        phone="+380000000005",
    )
    given: dict[str, Any] = {"session": session, "moment": now(), "site": applications_views.site()}
    application, token = applications.apply(details=details, **given)
    applications.ask(application=application, version=1, question="Скільки дітей приходить?", by=1, **given)
    return token
