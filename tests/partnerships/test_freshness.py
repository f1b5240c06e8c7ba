"""Partnerships in force are confirmed like everything else that people see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from network.files.audiences import SharedWith
from network.freshness.operations import Site, send_link
from network.freshness.queries import find_due_owners, find_records, get_owner
from network.partnerships.models import Partnership
from tests.accounts.conftest import SAME_ORIGIN
from tests.partnerships.agreements import make_partnership
from tests.people import SignedInClient
from tests.safety.test_signed_in import csrf_of
from tests.world import World


@pytest.fixture
def made(world: World) -> Partnership:
    """A public partnership that nobody has confirmed for long; all else of its proposer is fresh."""
    partner = world.add_organization("Фонд «Опора»", "Opora Foundation")
    made = make_partnership(world.session, world.organization, partner, valid_until=None)
    made.entered_on = world.day - timedelta(days=100)
    world.organization.email = "krynytsia@example.org"
    world.finish()
    return made


def test_its_proposer_is_asked_and_sees_what_people_see(
    session: Session, world: World, made: Partnership
) -> None:
    owner = world.organization.id
    assert find_due_owners(session, world.day - timedelta(days=60)) == [owner]
    [record] = [
        each for each in find_records(session, [owner], world.day)[owner] if each.kind == "partnership"
    ]
    assert (record.id, record.name, record.slug) == (made.id, "Меморандум", made.slug)
    assert record.facts == ("Меморандум", "Фонд «Опора»", "діє, строк не вказано")
    mailed = send_link(
        session=session, owner=get_owner(session, owner), records=[record], now=made.updated_at,
        site=Site("a key", "http://localhost", ""),
    )  # fmt: skip
    assert mailed.owner_id == owner


@pytest.mark.parametrize("hidden", ["network", "ended", "expired", "waiting", "unpublished"])
def test_what_people_do_not_see_is_not_asked_about(
    session: Session, world: World, made: Partnership, hidden: str
) -> None:
    made = session.get_one(Partnership, made.id)
    yesterday = world.day - timedelta(days=1)
    if hidden == "network":
        made.shared_with = SharedWith.NETWORK
    elif hidden == "ended":
        made.ended_on = yesterday
    elif hidden == "expired":
        made.valid_until = yesterday
    elif hidden == "unpublished":
        made.is_published = False
    else:
        session.refresh(made, ["parties"])
        made.parties[1].agreed_at = None
    session.commit()
    assert find_due_owners(session, world.day - timedelta(days=60)) == []
    kinds = {
        each.kind for each in find_records(session, [world.organization.id], world.day)[world.organization.id]
    }
    assert "partnership" not in kinds


def test_a_member_confirms_it_with_all_else(
    session: Session, world: World, made: Partnership, signed_in_client: SignedInClient
) -> None:
    client: FlaskClient = signed_in_client("editor")
    assert "1 партнерство" in client.get("/member").get_data(as_text=True)
    path = f"/member/confirm/{world.organization.id}"
    page = client.get(path).get_data(as_text=True)
    assert f"/member/partnerships/{made.id}/edit" in page and "Фонд «Опора»" in page
    answer = client.post(path, data={"csrf_token": csrf_of(client)}, headers=SAME_ORIGIN)
    assert answer.status_code == 303
    session.rollback()
    assert session.get_one(Partnership, made.id).confirmed_on == world.day
