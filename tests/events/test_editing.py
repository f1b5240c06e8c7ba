"""A member cancels an event or takes it away; the forms say so in words of events."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from network.events.models import Event
from tests.events.conftest import Make
from tests.people import SignedInClient
from tests.world import World

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def event(world: World, make: Make) -> Event:
    made = make("Тренінг", 5)
    world.finish()
    return made


def token(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def remove(client: FlaskClient, event: Event, **fields: str) -> tuple[int, str]:
    address = f"/member/events/{event.id}/remove"
    page = client.get(address).get_data(as_text=True)
    answer = client.post(address, data={"csrf_token": token(page), **fields}, headers=SAME_ORIGIN)
    return answer.status_code, answer.get_data(as_text=True)


def test_the_form_speaks_of_events(signed_in_client: SignedInClient, event: Event):
    page = signed_in_client("editor").get(f"/member/events/{event.id}/remove").get_data(as_text=True)
    assert "<h1>Скасувати або прибрати: Тренінг</h1>" in page
    assert "замало охочих" in page and 'value="moved"' not in page


def test_a_reason_of_other_kinds_is_refused(signed_in_client: SignedInClient, event: Event):
    status, page = remove(signed_in_client("editor"), event, reason="moved")
    assert status == 422 and 'class="error"' in page


def test_a_cancelled_event_says_why_at_once(
    signed_in_client: SignedInClient, client: FlaskClient, event: Event
):
    editor = signed_in_client("editor")
    status, _page = remove(editor, event, reason="no_staff")
    assert status == 303
    assert "Немає кому провести або замало охочих" in client.get(f"/events/{event.slug}").get_data(
        as_text=True
    )
    assert "Скасовано, родини це бачать" in editor.get("/member/events").get_data(as_text=True)
    history = editor.get(f"/member/events/{event.id}/history").get_data(as_text=True)
    assert "замало охочих" in history


def test_a_mistake_is_gone_at_once(signed_in_client: SignedInClient, client: FlaskClient, event: Event):
    assert remove(signed_in_client("editor"), event, reason="mistake")[0] == 303
    assert client.get(f"/events/{event.slug}").status_code == 404


def test_a_coordinator_cancels_in_the_same_words(
    signed_in_client: SignedInClient, client: FlaskClient, event: Event
):
    coordinator = signed_in_client("coordinator")
    address = f"/coordination/records/event/{event.id}"
    page = coordinator.get(address).get_data(as_text=True)
    assert "<h2>Скасувати або прибрати</h2>" in page
    fields = {"csrf_token": token(page), "reason": "ended"}
    assert coordinator.post(f"{address}/remove", data=fields, headers=SAME_ORIGIN).status_code == 303
    assert "! Скасовано." in client.get(f"/events/{event.slug}").get_data(as_text=True)


def test_what_waits_to_be_confirmed_leads_to_its_form(
    signed_in_client: SignedInClient, world: World, event: Event
):
    page = signed_in_client("editor").get(f"/member/confirm/{world.organization.id}").get_data(as_text=True)
    assert f'href="/member/events/{event.id}/edit"' in page
