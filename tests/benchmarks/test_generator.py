"""The generator of big databases gives the same records for the same seed, whole and marked as examples."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from benchmarks.generator import MARKED, ORDER, SEED, generate, make_findable
from network.core.database import Base
from network.core.errors import BadInput
from network.events.models import Event
from network.mobile_teams.models import MobileTeam, MobileTeamStop
from network.organizations.models import Organization
from network.partnerships.models import Partnership, Party
from network.partnerships.states import is_public
from network.places.models import Place, PlaceLevel
from network.places.operations import load_places
from network.relocations.models import Relocation
from network.search.queries import find_ids
from network.services.documents import KIND
from network.services.models import Mode, Phone, Service, ServiceAtLocation, ServiceStatus
from network.taxonomy.operations import load_taxonomy
from tests.databases import Fill
from tests.records import make_organization

COUNT = 30


def _load_words(session: Session) -> None:
    load_places(session=session)
    load_taxonomy(session=session)


@pytest.fixture
def ready(session: Session, fill: Fill) -> Session:
    """The session of a database with places and topics."""
    fill("places and topics", _load_words)
    return session


def _generate(session: Session, seed: int = SEED) -> int:
    return generate(session=session, organizations=COUNT, environment="development", seed=seed)


def _everything(session: Session) -> dict[str, list[tuple]]:
    tables = {name: Base.metadata.tables[name] for name in ORDER}
    return {
        name: sorted(map(tuple, session.execute(select(table))), key=repr) for name, table in tables.items()
    }


def _count(session, model, *where):
    return session.scalar(select(func.count()).select_from(model).where(*where))


def test_the_same_seed_gives_the_same_records(ready):
    total = _generate(ready, seed=7)
    first = _everything(ready)
    ready.rollback()
    _generate(ready, seed=7)
    assert _everything(ready) == first
    assert total == sum(len(rows) for rows in first.values())


@pytest.mark.engines("sqlite")
def test_another_seed_gives_other_records(ready):
    _generate(ready, seed=7)
    first = _everything(ready)
    ready.rollback()
    _generate(ready, seed=8)
    assert _everything(ready)["services"] != first["services"]


def test_each_organization_has_three_services_and_each_twenty_a_team(ready):
    _generate(ready)
    assert _count(ready, Organization) == COUNT
    counts = set(ready.scalars(select(func.count()).select_from(Service).group_by(Service.organization_id)))
    assert counts == {3}
    assert _count(ready, MobileTeam) == 2
    assert set(
        ready.scalars(select(func.count()).select_from(MobileTeamStop).group_by(MobileTeamStop.team_id))
    ) == {3}
    assert set(ready.scalars(select(Service.mode))) == set(Mode)
    placed = select(ServiceAtLocation.service_id)
    assert not _count(ready, Service, Service.mode == Mode.SITE, Service.id.not_in(placed))


def test_records_stand_in_real_communities_and_say_that_they_are_examples(ready):
    _generate(ready)
    levels = select(Place.level).join(Organization, Organization.community_id == Place.id)
    assert set(ready.scalars(levels)) == {PlaceLevel.COMMUNITY}
    for model in MARKED:
        assert not _count(ready, model, ~model.is_example)


def test_moves_partnerships_and_events_are_there_in_proportion(ready):
    _generate(ready)
    assert _count(ready, Relocation) == 8 + 4
    assert _count(ready, Partnership) == 6 + 3
    assert _count(ready, Event) == 8 + 4
    assert _count(ready, Relocation, Relocation.successor_id.is_not(None)) > 2
    old = select(Relocation.service_id).where(Relocation.service_id.is_not(None))
    assert not _count(ready, Service, Service.id.in_(old), Service.status != ServiceStatus.MOVED)
    parties = select(func.count()).select_from(Party).group_by(Party.partnership_id)
    assert set(ready.scalars(parties)) <= {2, 3, 4, 5}
    assert _count(ready, Partnership, is_public()) > 2


def test_nobody_can_be_called_or_written_to(ready):
    _generate(ready)
    assert all(number.startswith("+38000") for number in ready.scalars(select(Phone.number)))
    assert all(email.endswith("@example.org") for email in ready.scalars(select(Organization.email)))


def test_what_was_generated_can_be_found_and_added_to(ready):
    _generate(ready)
    assert make_findable(session=ready) == COUNT * 4
    assert find_ids(ready, KIND, ["психолог"])
    make_organization(ready)
    assert _count(ready, Organization) == COUNT + 1


def test_a_second_helping_follows_the_first(ready):
    _generate(ready)
    _generate(ready)
    assert _count(ready, Organization) == 2 * COUNT


def test_nothing_is_generated_in_production(ready):
    with pytest.raises(BadInput):
        generate(session=ready, organizations=COUNT, environment="production")


def test_nothing_is_generated_beside_real_records(ready):
    make_organization(ready)
    with pytest.raises(BadInput):
        _generate(ready)


def test_places_are_needed_first(session):
    with pytest.raises(BadInput):
        _generate(session)
