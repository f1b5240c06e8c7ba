"""Decisions on an application: a member with a page and an administrator, or a reason; each once, each with its mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from network.accounts.models import Role, User, UserMembership
from network.applications import operations
from network.applications.models import Application
from network.applications.operations import Site, Stale
from network.applications.queries import find_alike, find_applications, get_application
from network.audit.models import AuditEntry
from network.core.clock import now
from network.core.errors import BadInput
from network.mail.models import Mail
from network.moderation.models import Revision
from network.organizations.models import Membership, Organization
from tests.applications.conftest import FIELDS, Send, token_in
from tests.world import World

BY = 7
Mails = Callable[..., list[Mail]]


@pytest.fixture
def given(session: Session, applied: Application, site: Site) -> dict[str, Any]:
    """What every decision of a coordinator names."""
    return {
        "session": session, "application": applied, "version": applied.version, "by": BY, "moment": now(), "site": site,
    }  # fmt: skip


def count_organizations(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Organization)) or 0


def test_an_accepted_applicant_has_a_page_in_its_own_words(
    client: FlaskClient, session: Session, applied: Application, given: dict[str, Any]
) -> None:
    organization = operations.accept(organization=None, **given)
    session.commit()
    page = client.get(f"/organizations/{organization.slug}").get_data(as_text=True)
    for words in ("ГО «Світло вікон»", "Гуртки для дітей.", "office@example.org", "Царичан", "Мирноград"):
        assert words in page
    assert "+380000000005" in page
    assert organization.slug in client.get("/organizations?q=Світло").get_data(as_text=True)
    assert (organization.membership, organization.member_since) == (Membership.MEMBER, now().date())
    assert (organization.edrpou, organization.name_en) == ("12345678", "NGO Light in Windows")
    revision = session.scalars(select(Revision)).one()
    assert (revision.kind, revision.record_id, revision.decider_id) == ("organization", organization.id, BY)
    assert revision.after["description_uk"] == applied.activities
    assert (applied.state, applied.version, applied.organization_id) == ("accepted", 2, organization.id)


def test_a_page_may_wait_until_it_is_ready(
    client: FlaskClient, session: Session, given: dict[str, Any]
) -> None:
    organization = operations.accept(organization=None, is_published=False, **given)
    session.commit()
    assert client.get(f"/organizations/{organization.slug}").status_code == 404
    assert organization.slug not in client.get("/organizations").get_data(as_text=True)


def test_an_administrator_is_invited_and_the_applicant_told(
    client: FlaskClient, session: Session, given: dict[str, Any], mails: Mails
) -> None:
    organization = operations.accept(organization=None, **given)
    session.commit()
    member = session.execute(select(User.email, UserMembership).join(UserMembership.user)).one()
    assert member.email == FIELDS["email"]
    assert (member.UserMembership.organization_id, member.UserMembership.role) == (
        organization.id,
        Role.ADMINISTRATOR,
    )
    _received, invitation, accepted = mails()
    assert "/invitation/" in invitation.text
    assert "тепер у мережі" in accepted.text and "has joined the network" in accepted.text
    page = client.get(f"/join/{token_in(accepted)}").get_data(as_text=True)
    assert "Ваша організація тепер у мережі." in page and f"/organizations/{organization.slug}" in page
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "application.accepted")).one()
    assert entry.actor == str(BY) and f'"organization": {organization.id}' in entry.details


def test_an_organization_of_the_directory_joins_and_keeps_its_words(
    session: Session, world: World, given: dict[str, Any], applied: Application
) -> None:
    before, phone = count_organizations(session), world.organization.phone
    world.organization.membership, world.organization.member_since = Membership.PARTNER, None
    world.finish()
    given["application"] = get_application(session, applied.id)
    organization = operations.accept(organization=world.organization, has_called=True, **given)
    session.commit()
    assert organization.id == world.organization.id and count_organizations(session) == before
    assert (organization.name_uk, organization.phone) == ("ГО «Степова криниця»", phone)
    assert (organization.membership, organization.member_since) == (Membership.MEMBER, now().date())


def test_one_that_has_been_a_member_keeps_its_day(
    session: Session, world: World, given: dict[str, Any], applied: Application
) -> None:
    world.organization.member_since = date(2024, 5, 1)
    world.finish()
    given["application"] = get_application(session, applied.id)
    assert operations.accept(organization=world.organization, has_called=True, **given).member_since == date(
        2024, 5, 1
    )


def test_what_looks_like_the_applicant_is_shown(session: Session, world: World, applied: Application) -> None:
    assert list(find_alike(session, applied)) == []
    by_name = world.add_organization("го  світло вікон")
    by_code = world.add_organization("Зовсім інша назва")
    by_code.edrpou = FIELDS["edrpou"]
    world.add_organization("ГО «Світло»")
    world.finish()
    found = find_alike(session, get_application(session, applied.id))
    assert [each.id for each in found] == [by_name.id, by_code.id]
    assert all(each.community is not None and each.community.oblast for each in found)


def test_a_code_that_another_one_has_makes_no_second_organization(
    session: Session, world: World, given: dict[str, Any], applied: Application
) -> None:
    world.organization.edrpou = FIELDS["edrpou"]
    world.finish()
    before = count_organizations(session)
    given["application"] = get_application(session, applied.id)
    with pytest.raises(BadInput, match="ЄДРПОУ"):
        operations.accept(organization=None, **given)
    session.rollback()
    assert count_organizations(session) == before
    assert get_application(session, applied.id).state == "waiting"


@pytest.mark.parametrize("first", ["ask", "refuse", "accept"])
@pytest.mark.parametrize("second", ["ask", "refuse", "accept"])
def test_the_second_decision_on_the_same_version_changes_nothing(
    session: Session, given: dict[str, Any], mails: Mails, first: str, second: str
) -> None:
    words: dict[str, dict[str, Any]] = {
        "ask": {"question": "Де?"},
        "refuse": {"reason": "Ні"},
        "accept": {"organization": None},
    }
    getattr(operations, first)(**words[first], **given)
    session.commit()
    organizations, letters = count_organizations(session), len(mails())
    given["application"] = get_application(session, given["application"].id)
    with pytest.raises(Stale):
        getattr(operations, second)(**words[second], **given)
    session.commit()
    assert (count_organizations(session), len(mails())) == (organizations, letters)
    assert get_application(session, given["application"].id).version == 2


def test_a_refusal_has_a_reason_that_the_applicant_reads(
    client: FlaskClient, session: Session, given: dict[str, Any], mails: Mails, applied: Application
) -> None:
    with pytest.raises(BadInput):
        operations.refuse(reason=" \n ", **given)
    with pytest.raises(BadInput):
        operations.refuse(reason="ї" * 1001, **given)
    operations.refuse(reason="Статут не той.\nНапишіть нам.", **given)
    session.commit()
    assert "> Статут не той.\n> Напишіть нам." in mails()[-1].text
    page = client.get(f"/join/{token_in(mails()[-1])}").get_data(as_text=True)
    assert "Статут не той." in page and "Вітаємо" not in page
    assert (applied.state, applied.decider_id) == ("refused", BY)
    assert session.scalars(select(User.id)).all() == []
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "application.refused")).one()
    assert entry.subject_id == applied.id


def test_a_link_that_is_guessed_from_the_database_opens_nothing(
    client: FlaskClient, session: Session, applied: Application
) -> None:
    [kept] = session.scalars(text("SELECT token_hash FROM application_links")).all()
    assert len(kept) == 64
    assert client.get(f"/join/{kept}").status_code == 404


def test_coordinators_read_their_oblast_first_and_the_oldest_first(
    session: Session, world: World, send: Send, site: Site, count_statements: Any
) -> None:
    for community in ("Мирноград", "царичанка", "Павлоград"):
        assert send(community=community, edrpou="").status_code == 303
    session.rollback()
    ours = frozenset({world.host.oblast_id or 0})
    with count_statements() as statements:
        page = find_applications(session, ours, is_open=True)
        names = [each.community.slug for each in page.items]
    assert page.total == 3 and set(names[:2]) == {"tsarychanska", "pavlohradska"}
    assert names[0] == "tsarychanska" and len(statements) == 2
    assert find_applications(session, ours, is_open=False).total == 0
