"""The page behind a link: looking changes nothing, one tap confirms once, what is wrong goes to the coordinators."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from network.audit.models import AuditEntry
from network.core.clock import now
from network.core.database import db
from network.freshness.models import ConfirmationLink
from network.mail.models import Mail
from tests.databases import take_rows
from tests.freshness.conftest import Answer, Old, post, token_in

Mails = Callable[..., list[Mail]]


def test_page_shows_what_people_see(client: FlaskClient, old: Old, token: str) -> None:
    page = client.get(f"/confirm/{token}")
    body = page.get_data(as_text=True)
    assert page.status_code == 200
    for words in ("Чи все ще правильно?", "Так, усе актуально", "Ні, треба змінити", "пн–пт 9:00–17:00"):
        assert words in body
    for record in (old.organization, old.service, old.other, old.team):
        assert record.name_uk in body
    assert "+380 00 000 00 02" in body.replace("\xa0", " ")
    english = client.get(f"/en/confirm/{token}").get_data(as_text=True)
    assert "Is this still right?" in english and "Yes, all correct" in english


def test_address_is_kept_by_nobody_and_no_cookie_is_set(
    client: FlaskClient, token: str, answer: Answer
) -> None:
    for response in (client.get(f"/confirm/{token}"), client.get("/confirm/unknown"), answer(token, "yes")):
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] in {"no-referrer", "same-origin"}, (
            "no other site learns it"
        )
        assert response.headers["X-Robots-Tag"] == "noindex"
        assert "Set-Cookie" not in response.headers


def test_looking_changes_nothing(client: FlaskClient, session: Session, old: Old, token: str) -> None:
    session.rollback()
    before = take_rows(session)
    session.rollback()
    for _time in range(5):
        assert client.get(f"/confirm/{token}").status_code == 200
        assert client.head(f"/confirm/{token}").status_code == 200
    session.rollback()
    assert take_rows(session) == before


def test_one_tap_confirms_all_that_was_shown(
    client: FlaskClient, session: Session, old: Old, token: str, answer: Answer
) -> None:
    response = answer(token, "yes")
    assert response.status_code == 200 and "Дата перевірки оновлена" in response.get_data(as_text=True)
    assert old.confirmed() == {old.today}
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "freshness.confirmed")).one()
    assert (entry.actor, entry.subject_id) == ("link", old.organization.id)
    assert f"service-{old.service.id}" in json.loads(entry.details)["confirmed"]


def test_link_works_once(client: FlaskClient, old: Old, token: str, answer: Answer) -> None:
    answer(token, "yes")
    old.world.session.rollback()
    old.service.confirmed_on = old.day
    old.world.session.commit()
    second = answer(token, "yes")
    assert second.status_code == 410 and "Надіслати нове?" in second.get_data(as_text=True)
    assert old.day in old.confirmed()


def test_link_dies_after_two_weeks(client: FlaskClient, old: Old, token: str, answer: Answer) -> None:
    with time_machine.travel(now() + timedelta(days=14, minutes=1), tick=False):
        assert "Посилання застаріло" in client.get(f"/confirm/{token}").get_data(as_text=True)
        assert answer(token, "yes").status_code == 410
    assert old.today not in old.confirmed()


def test_older_links_die_with_the_one_that_is_used(
    client: FlaskClient, old: Old, token: str, answer: Answer, run: Callable[..., str], mails: Mails
) -> None:
    with time_machine.travel(now() + timedelta(days=7), tick=False):
        run(["remind"])
        newer = token_in(mails()[-1])
        assert newer != token and client.get(f"/confirm/{token}").status_code == 200
        assert answer(newer, "yes").status_code == 200
        assert client.get(f"/confirm/{token}").status_code == 410
        assert answer(token, "yes").status_code == 410


def test_only_the_hash_of_a_token_is_kept(session: Session, token: str) -> None:
    link = session.scalars(select(ConfirmationLink)).one()
    assert len(token) >= 32 and len(link.token_hash) == 64
    for table in db.metadata.sorted_tables:
        if table.name == "mails":  # the letter itself, which has to carry the link
            continue
        for row in session.execute(select(table)):
            assert token not in str(row)


def test_what_does_not_work_is_not_confirmed(
    client: FlaskClient, old: Old, token: str, answer: Answer, run: Callable[..., str], mails: Mails
) -> None:
    response = answer(token, "yes", stopped=[f"service-{old.other.id}"])
    assert old.other.name_uk in response.get_data(as_text=True)
    old.world.session.rollback()
    assert (old.service.confirmed_on, old.other.confirmed_on) == (old.today, old.day)
    assert old.organization.slug in run(["freshness", "calls"])
    assert old.other.name_uk in mails("change asked")[0].text


def test_wish_to_change_goes_to_the_coordinators(
    client: FlaskClient, old: Old, token: str, answer: Answer, run: Callable[..., str], mails: Mails
) -> None:
    response = answer(token, "no", text="Новий час:\r\nвт 10:00")
    assert response.status_code == 200 and "Координатори прочитають" in response.get_data(as_text=True)
    assert old.today not in old.confirmed()
    letter = mails("change asked")[0]
    assert "Новий час:" in letter.text and letter.recipient == "coordinators@example.org"
    assert old.organization.slug in run(["freshness", "calls"])


@pytest.mark.parametrize(
    "fields",
    [{"answer": "no", "text": " "}, {"answer": "maybe"}, {}, {"answer": "yes", "shown": "service-0"}],
)
def test_unclear_answers_leave_the_link_alive(
    client: FlaskClient, old: Old, token: str, fields: dict[str, str]
) -> None:
    assert post(client, f"/confirm/{token}", **fields).status_code == 400
    assert client.get(f"/confirm/{token}").status_code == 200
    assert old.today not in old.confirmed()


def test_records_of_others_cannot_be_confirmed(client: FlaskClient, old: Old, token: str) -> None:
    stranger = old.world.add_organization("ГО «Чужа»")
    service = old.world.add_service("Чужа послуга", confirmed_on=old.day)
    service.organization = stranger
    old.world.finish()
    keys = [f"service-{service.id}", f"organization-{stranger.id}", f"service-{old.service.id}"]
    assert post(client, f"/confirm/{token}", answer="yes", shown=keys).status_code == 200
    old.world.session.rollback()
    assert (service.confirmed_on, stranger.confirmed_on) == (old.day, None)
    assert (old.service.confirmed_on, old.other.confirmed_on) == (old.today, old.day)


def test_foreign_page_cannot_answer(client: FlaskClient, old: Old, token: str) -> None:
    fields = {"answer": "yes", "shown": f"service-{old.service.id}"}
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://else.example.org"}, {}):
        assert client.post(f"/confirm/{token}", data=fields, headers=headers).status_code == 403
    assert old.today not in old.confirmed()


def test_new_link_goes_to_the_mailbox_and_not_twice(
    client: FlaskClient, old: Old, token: str, answer: Answer, mails: Mails
) -> None:
    answer(token, "yes")
    with time_machine.travel(now() + timedelta(hours=1), tick=False):
        for _time in range(3):
            assert post(client, f"/confirm/{token}/new").status_code == 200
        assert len(mails()) == 2 and mails()[1].recipient == old.organization.email
        assert client.get(f"/confirm/{token_in(mails()[1])}").status_code == 200


def test_unknown_link_is_not_found(client: FlaskClient, old: Old, answer: Answer) -> None:
    for token in ("x", "A" * 32, "й" * 20):
        assert client.get(f"/confirm/{token}").status_code == 404
        assert answer(token, "yes").status_code == 404


def test_answers_of_one_client_are_limited(client: FlaskClient, old: Old, token: str) -> None:
    codes = [
        client.post(f"/confirm/{token}", headers={"Sec-Fetch-Site": "same-origin"}).status_code
        for _time in range(11)
    ]
    assert codes == [400] * 10 + [429]
