"""Addresses made from names: never the same twice."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from network.core.errors import BadInput
from network.core.i18n import in_language
from network.core.slugs import choose_slug
from network.organizations.models import Organization
from tests.records import make_organization


def _choose(session: Session, text: str, slug: str | None = None) -> str:
    return choose_slug(
        session=session, column=Organization.slug, slug=slug, text=text, fallback="organization"
    )


def test_repeats_get_a_number_and_gaps_are_filled(session):
    assert [make_organization(session, "ГО «Криниця»").slug for _ in range(3)] == [
        "ho-krynytsia",
        "ho-krynytsia-2",
        "ho-krynytsia-3",
    ]
    make_organization(session, "ГО «Криниця» схід")
    assert _choose(session, "ГО «Криниця»") == "ho-krynytsia-4"


def test_a_name_without_letters_gets_the_fallback(session):
    assert _choose(session, "«…»") == "organization"


def test_a_long_name_still_leaves_room_for_a_number(session):
    names = ["Дуже довга назва громадської організації переселенців із Донецької області та їхніх друзів"] * 2
    first, second = (make_organization(session, name).slug for name in names)
    assert second == f"{first}-2"
    assert len(second) <= 80


@pytest.mark.parametrize("slug", ["", "Велика", "two words", "-edge", "UPPER", "a/b"])
def test_a_chosen_address_must_look_like_one(session, slug):
    with pytest.raises(BadInput):
        _choose(session, "name", slug)


def test_a_chosen_address_must_be_free(session):
    taken = make_organization(session).slug
    with in_language("en"), pytest.raises(BadInput, match="taken"):
        _choose(session, "name", taken)
