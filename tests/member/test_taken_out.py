"""What was taken out and is gone: its owner and the coordinators find its history, and it comes back as a new change."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from network.moderation.models import ChangeState
from network.moderation.operations import publish
from network.moderation.queries import history
from network.services.models import Service
from tests.member.conftest import OTHER, Desk, Office
from tests.people import SignedInClient

GONE = ("hours", "results")
KIND = {"hours": "schedule", "results": "result"}


def take_out(office: Office, desk: Desk, collection: str) -> int:
    record_id = office.own_ids[collection]
    assert desk.send(f"/member/{collection}/{record_id}/remove", reason="mistake").status_code == 303
    return record_id


@pytest.mark.parametrize("collection", GONE)
def test_it_comes_back_as_a_new_change(office: Office, desk: Desk, collection: str) -> None:
    assert "Вилучене" not in desk.read(f"/member/{collection}")
    record_id = take_out(office, desk, collection)
    path = f"/member/{collection}/{record_id}/history"
    page = desk.read(f"/member/{collection}")
    assert "Вилучене" in page and f'href="{path}"' in page
    page = desk.read(path)
    assert "вилучено. Ви можете запропонувати" in page
    removal = history(office.session, KIND[collection], record_id)[0]
    assert f"/member/revisions/{removal.id}/restore" in page
    snapshot = removal.snapshot
    answer = desk.send(f"/member/revisions/{removal.id}/restore")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    [change] = [each for each in office.changes() if each.state == ChangeState.DRAFT]
    assert change.record_id is None
    assert all(change.values.get(key, value) == value for key, value in snapshot.items())
    assert "Вилучене" not in desk.read(f"/member/{collection}"), "it is being brought back"
    desk.send(f"/member/changes/{change.id}/withdraw", version=str(change.version))
    assert "Вилучене" in desk.read(f"/member/{collection}")


@pytest.mark.parametrize("collection", GONE)
def test_it_is_nobody_elses(
    office: Office, desk: Desk, desk_of: Callable[[str], Desk], collection: str
) -> None:
    record_id = take_out(office, desk, collection)
    other = desk_of(OTHER)
    other.read(f"/member/{collection}/{record_id}/history", 404)
    assert "Вилучене" not in other.read(f"/member/{collection}")
    removal = history(office.session, KIND[collection], record_id)[0]
    assert other.send(f"/member/revisions/{removal.id}/restore").status_code == 404
    desk.read(f"/member/{collection}/999999/history", 404)


def test_coordinators_find_it_too(office: Office, desk: Desk, signed_in_client: SignedInClient) -> None:
    record_id, owner_id = take_out(office, desk, "hours"), office.organization.id
    office.session.commit()
    client = signed_in_client("coordinator")
    address = f"/coordination/records/schedule/{record_id}"
    page = client.get(f"/coordination/organizations/{owner_id}").get_data(as_text=True)
    assert "Вилучене" in page and f'href="{address}"' in page
    page = client.get(address).get_data(as_text=True)
    assert "вилучено. Організація може запропонувати" in page and "07:35" in page and "/remove" not in page
    assert client.get("/coordination/records/schedule/999999").status_code == 404


def test_the_state_before_the_first_change_comes_back(office: Office, desk: Desk) -> None:
    record_id = office.own_ids["services"]
    path = f"/member/services/{record_id}"
    original = office.session.get_one(Service, record_id).summary_uk
    desk.edit(f"{path}/edit", summary_uk="Опубліковане", action="propose")
    [change] = office.changes()
    publish(session=office.session, change_id=change.id, version_shown=change.version, by=999)
    office.world.session.commit()
    page = desk.read(f"{path}/history")
    assert "До першої зміни" in page
    [revision] = history(office.session, "service", record_id)
    assert desk.send(f"/member/revisions/{revision.id}/restore", before="1").status_code == 303
    assert office.changes()[-1].values == {"summary_uk": original}
