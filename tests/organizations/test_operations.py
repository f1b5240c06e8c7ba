"""Organizations: added with what is known, and nothing made up."""

from __future__ import annotations

import pytest

from network.core.errors import BadInput
from network.organizations.models import Membership, OrganizationKind
from network.organizations.operations import NewContact, add_organization
from tests.records import DAY, make_organization, make_place


def test_what_is_not_known_stays_empty(session):
    organization = make_organization(session)
    assert (organization.edrpou, organization.phone, organization.email, organization.confirmed_on) == (
        None,
        "",
        "",
        None,
    )
    assert organization.membership == Membership.PARTNER
    assert not organization.is_example


def test_an_organization_keeps_its_code_number_and_contacts(session):
    organization = add_organization(
        session=session,
        name_uk=" ГО  «Криниця»\n",
        name_en="NGO Well",
        kind=OrganizationKind.CIVIL_SOCIETY,
        entered_on=DAY,
        edrpou="38 42 29 48",
        phone="+380 00 000 00 01",
        origin=make_place(session),
        contacts=[NewContact(role_uk="Координація", phone="+380 00 000 00 02", is_public=True)],
    )
    session.refresh(organization, ["contacts"])
    assert (organization.name_uk, organization.slug) == ("ГО «Криниця»", "ngo-well")
    assert (organization.edrpou, organization.phone) == ("38422948", "+380000000001")
    assert [contact.phone for contact in organization.contacts] == ["+380000000002"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name_uk": " \u202e "},
        {"edrpou": "1234567890"},
        {"phone": "увечері"},
        {"slug": "Not A Slug"},
        {"name_en": "x" * 201},
        {"contacts": [NewContact(role_uk=" ")]},
    ],
    ids=str,
)
def test_what_cannot_be_kept_is_refused(session, wrong):
    with pytest.raises(BadInput):
        add_organization(
            **{"session": session, "name_uk": "Назва", "kind": OrganizationKind.DONOR, "entered_on": DAY}
            | wrong
        )
