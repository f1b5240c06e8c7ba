"""The form of one record behind a reminder's link: it proposes a change, shows only what everybody sees, signs nobody in."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from network.audit.models import AuditEntry
from network.core.clock import now
from network.freshness.models import ConfirmationLink
from network.freshness.registry import KINDS
from network.locations.models import Visibility
from network.moderation.fields import Audience, get_kind
from network.moderation.models import Change
from network.moderation.operations import publish, save_draft, set_trusted
from network.services.models import Area
from network.services.referrals import ServiceReferral
from tests.databases import take_rows
from tests.freshness.conftest import Answer, Old, post

CANARY = "Канаркова"


@pytest.fixture
def path(old: Old, token: str) -> str:
    """The address of the form of a service."""
    return f"/confirm/{token}/edit/service/{old.service.id}"


@pytest.fixture
def changes(session: Session) -> Callable[[], list[Change]]:
    """A function: all changes there are."""

    def read() -> list[Change]:
        session.rollback()
        return list(session.scalars(select(Change).order_by(Change.id)))

    return read


Changes = Callable[[], list[Change]]


def fields(body: str) -> dict[str, str]:
    """Names and values of the lines that a form has."""
    main = body.split("<main", 1)[1]
    found = re.findall(r'<input [^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', main)
    return {name: value for name, value in found if name not in {"shown", "others"}}


def test_the_page_of_the_link_leads_to_the_form_of_each_record(
    client: FlaskClient, old: Old, token: str, path: str
) -> None:
    body = client.get(f"/confirm/{token}").get_data(as_text=True)
    keys = [f"organization/{old.organization.id}", f"mobile_team/{old.team.id}"]
    keys += [f"service/{each.id}" for each in (old.service, old.other, old.mobile)]
    for key in keys:
        address = f"/confirm/{token}/edit/{key}"
        assert f'href="{address}"' in body
        page = client.get(address)
        assert page.status_code == 200 and "Set-Cookie" not in page.headers
        assert page.headers["Cache-Control"] == "no-store" and page.headers["X-Robots-Tag"] == "noindex"
    assert 'value="Психолог для дітей"' in client.get(path).get_data(as_text=True)
    assert "Change what is not right" in client.get(f"/en{path}").get_data(as_text=True)


def test_looking_changes_nothing(client: FlaskClient, session: Session, path: str) -> None:
    session.rollback()
    before = take_rows(session)
    session.rollback()
    for _time in range(3):
        assert client.get(path).status_code == 200
        assert client.head(path).status_code == 200
    session.rollback()
    assert take_rows(session) == before


def test_what_was_typed_is_proposed_and_the_link_is_spent(
    client: FlaskClient, session: Session, old: Old, token: str, path: str, changes: Changes
) -> None:
    answer = post(client, path, record_version="0", name_uk="Психолог для підлітків", is_published="")
    assert answer.status_code == 200 and "Психолог для дітей" in answer.get_data(as_text=True)
    assert "Set-Cookie" not in answer.headers
    [change] = changes()
    assert (change.kind, change.record_id, change.state) == ("service", old.service.id, "waiting")
    assert change.values == {"name_uk": "Психолог для підлітків"}
    assert change.proposer_id is None and change.proposers == {"name_uk": None}
    assert old.service.name_uk == "Психолог для дітей" and old.today not in old.confirmed()
    assert client.get(path).status_code == 410 and client.get(f"/confirm/{token}").status_code == 410
    assert post(client, path, record_version="0", name_uk="Ще раз").status_code == 410
    assert len(changes()) == 1
    actions = session.execute(select(AuditEntry.actor, AuditEntry.action).order_by(AuditEntry.id)).all()
    assert ("link", "change.proposed") in actions and ("link", "freshness.change_proposed") in actions


def test_a_coordinator_decides_even_for_a_trusted_organization(
    client: FlaskClient, session: Session, old: Old, path: str, changes: Changes
) -> None:
    set_trusted(session=session, organization_id=old.organization.id, is_trusted=True, by=1)
    session.commit()
    assert post(client, path, record_version="0", name_uk="Нова назва").status_code == 200
    [change] = changes()
    assert change.state == "waiting"
    publish(session=session, change_id=change.id, version_shown=change.version, by=1)
    session.commit()
    assert f"<h1>{'Нова назва'}" in client.get(f"/services/{old.service.slug}").get_data(as_text=True)


def test_the_form_sent_as_it_came_changes_nothing(
    client: FlaskClient, old: Old, token: str, path: str, changes: Changes
) -> None:
    sent = fields(client.get(path).get_data(as_text=True))
    answer = post(client, path, **{"record_version": "0", "name_uk": sent["name_uk"]})
    assert answer.status_code == 422 and 'role="alert"' in answer.get_data(as_text=True)
    assert changes() == [] and client.get(f"/confirm/{token}").status_code == 200


@pytest.mark.parametrize(
    ("field", "value"), [("name_uk", ""), ("phones", "12"), ("website", "javascript:alert(1)"), ("age_from", "мало")]
)  # fmt: skip
def test_a_mistake_loses_nothing_and_leaves_the_link_alive(
    client: FlaskClient, session: Session, path: str, changes: Changes, field: str, value: str
) -> None:
    typed = {"record_version": "0", "summary_uk": "Розмова й гра.", "others": "yes"} | {field: value}
    answer = post(client, path, **typed)
    body = answer.get_data(as_text=True)
    assert answer.status_code == 422 and f'id="e-{field}"' in body and f'href="#f-{field}"' in body
    assert "Розмова й гра." in body and 'name="others" value="yes" checked' in body
    assert value in body
    assert changes() == []
    assert session.scalars(select(ConfirmationLink.used_at)).all() == [None]


def test_the_rest_is_confirmed_when_it_is_said_to_be_right(client: FlaskClient, old: Old, path: str) -> None:
    shown = [f"organization-{old.organization.id}", f"service-{old.other.id}", f"service-{old.service.id}"]
    answer = post(client, path, record_version="0", name_uk="Нова назва", others="yes", shown=shown)
    assert answer.status_code == 200 and "підтверджено сьогодні" in answer.get_data(as_text=True)
    old.world.session.rollback()
    assert old.organization.confirmed_on == old.other.confirmed_on == old.today
    assert old.service.confirmed_on == old.day, "what is to be changed is not confirmed"
    assert old.mobile.confirmed_on == old.day, "what was not shown is not confirmed"


def test_records_of_others_and_unknown_kinds_are_not_found(
    client: FlaskClient, old: Old, token: str, changes: Changes
) -> None:
    stranger = old.world.add_organization("ГО «Чужа»")
    hidden = old.world.add_service("Схована послуга", is_published=False)
    old.world.finish()
    place = old.world.add_location(old.world.host)
    old.world.finish()
    for key in (
        f"organization/{stranger.id}", f"service/{old.near.id}", f"service/{hidden.id}", f"location/{place.id}",
        "service/999999999999999999999", "nothing/1", f"schedule/{old.service.id}",
    ):  # fmt: skip
        address = f"/confirm/{token}/edit/{key}"
        assert client.get(address).status_code == 404, key
        assert post(client, address, record_version="0", name_uk="Чуже").status_code == 404, key
    assert client.get(f"/confirm/nothing/edit/service/{old.service.id}").status_code == 404
    assert changes() == []


def test_a_dead_link_opens_no_form(client: FlaskClient, path: str, changes: Changes) -> None:
    with time_machine.travel(now() + timedelta(days=14, minutes=1), tick=False):
        assert client.get(path).status_code == 410
        assert post(client, path, record_version="0", name_uk="Пізно").status_code == 410
    assert changes() == []


def test_the_answer_spends_the_form_too(client: FlaskClient, token: str, path: str, answer: Answer) -> None:
    answer(token, "yes")
    assert client.get(path).status_code == 410


def test_a_change_under_way_is_not_touched_and_words_reach_the_coordinators(
    client: FlaskClient, session: Session, old: Old, token: str, path: str, changes: Changes
) -> None:
    save_draft(
        session=session,
        kind="service",
        organization_id=old.organization.id,
        record_id=old.service.id,
        values={"name_uk": "Таємна чернетка"},
        by=5,
    )
    session.commit()
    page = client.get(path).get_data(as_text=True)
    assert "вже змінює ці дані" in page and "Таємна чернетка" not in page and 'name="name_uk"' not in page
    answer = post(client, path, record_version="0", name_uk="Інша назва")
    body = answer.get_data(as_text=True)
    assert answer.status_code == 409 and "Інша назва" in body and "Таємна чернетка" not in body
    [change] = changes()
    assert (change.values, change.state) == ({"name_uk": "Таємна чернетка"}, "draft")
    assert post(client, f"/confirm/{token}", answer="no", text="Назва: Інша назва").status_code == 200


def test_a_record_that_moved_on_is_shown_beside_what_was_typed(
    client: FlaskClient, path: str, changes: Changes
) -> None:
    answer = post(client, path, record_version="3", name_uk="Моя назва")
    body = answer.get_data(as_text=True)
    assert answer.status_code == 409 and "дані змінилися" in body and 'value="Моя назва"' in body
    assert 'name="record_version" value="0"' in body and changes() == []


def test_the_form_holds_nothing_that_not_everybody_sees(
    client: FlaskClient, session: Session, old: Old, token: str
) -> None:
    hidden = old.world.add_location(
        old.world.host, Visibility.CONFIDENTIAL, name=f"Дім на {CANARY}", address_uk=f"вул. {CANARY}, 7"
    )
    shelter = old.world.add_service("Прихисток", "women-safety", at=[hidden], area=Area.UKRAINE)
    session.add(ServiceReferral(service_id=shelter.id, how_uk=f"Дзвонити на {CANARY}"))
    old.world.finish()
    for key in (f"service/{shelter.id}", f"organization/{old.organization.id}"):
        body = client.get(f"/confirm/{token}/edit/{key}").get_data(as_text=True)
        assert CANARY not in body
    for kind in KINDS.values():
        for field in get_kind(kind.changed_as).fields:
            if field.audience > Audience.PUBLIC or field.find_choices is not None:
                for name in field.keys:
                    assert f'name="{name}"' not in client.get(
                        f"/confirm/{token}/edit/service/{shelter.id}"
                    ).get_data(as_text=True)


def test_what_the_form_leaves_out_cannot_be_sent(
    client: FlaskClient, session: Session, path: str, changes: Changes
) -> None:
    sent = {
        "referral_how_uk": "Сюди",
        "has-places": "1",
        "has-is_published": "1",
        "organization_id": "9",
        "by": "1",
    }
    assert post(client, path, record_version="0", name_uk="Нова назва", **sent).status_code == 200
    [change] = changes()
    assert change.values == {"name_uk": "Нова назва"}


def test_another_site_cannot_send_it(client: FlaskClient, path: str, changes: Changes) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://else.example.org"}, {}):
        sent = {"record_version": "0", "name_uk": "Чуже"}
        assert client.post(path, data=sent, headers=headers).status_code == 403
    assert changes() == []


def test_forms_of_one_client_are_limited(client: FlaskClient, path: str) -> None:
    sent = {"record_version": "0", "name_uk": ""}
    address = {"REMOTE_ADDR": "198.51.100.77"}
    headers = {"Sec-Fetch-Site": "same-origin"}
    codes = [
        client.post(path, data=sent, headers=headers, environ_overrides=address).status_code
        for _ in range(11)
    ]
    assert codes == [422] * 10 + [429]
