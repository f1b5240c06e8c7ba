"""`/dev/mail` shows the outbox in development, in both languages, and does not exist in production."""

from __future__ import annotations

from email import message_from_bytes

import pytest

from network.mail.delivery import Delivered
from network.mail.letters import quote
from network.mail.sending import deliver


@pytest.fixture
def shown(session, greet):
    values = {"name": "<b>Олено</b>", "words": quote("слова"), "link": "http://127.0.0.1:5000/confirm/abc"}
    mail = greet(values=values)
    session.commit()
    return mail


def test_the_list_names_each_mail_and_its_state(client, shown):
    body = client.get("/dev/mail").get_data(as_text=True)
    assert "Перевірте дані послуги" in body and "olena@example.org" in body
    assert f'href="/dev/mail/{shown.id}"' in body and "чекає до" in body
    assert "waits for" in client.get("/en/dev/mail").get_data(as_text=True)


def test_an_empty_outbox_is_said(client):
    assert "Листів ще немає" in client.get("/dev/mail").get_data(as_text=True)


def test_a_mail_is_shown_with_links_that_work(client, shown):
    response = client.get(f"/dev/mail/{shown.id}")
    body = response.get_data(as_text=True)
    assert '<a href="http://127.0.0.1:5000/confirm/abc">Так, усе правильно</a>' in body
    assert "&lt;b&gt;Олено" in body and "<b>" not in body
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/dev/mail/999999", "/dev/mail/x", "/dev/mail?page=2"])
def test_what_is_not_there_is_not_found(client, shown, path):
    assert client.get(path).status_code == 404


def test_a_mail_that_has_left_is_shown_as_the_file_that_it_became(app, client, shown, tmp_path):
    app.config["MAIL_FOLDER"] = str(tmp_path)
    address = f"/dev/mail/{shown.id}.eml"
    assert client.get(address).status_code == 404 and address not in client.get(f"/dev/mail/{shown.id}").text
    assert deliver(20) == Delivered(sent=1)
    (landed,) = tmp_path.glob("*.eml")
    page = client.get(f"/dev/mail/{shown.id}").text
    assert f'href="{address}"' in page and landed.name in page and "надіслано" in page
    response = client.get(address)
    assert response.data == landed.read_bytes() and response.mimetype == "message/rfc822"
    message = message_from_bytes(response.data)
    assert message["Message-ID"] == shown.message_id
    assert [part.get_content_type() for part in message.walk()][1:] == ["text/plain", "text/html"]
    app.config["NETWORK_ENV"] = "production"
    assert client.get(address).status_code == 404


def test_production_has_no_such_page(app, client, shown):
    app.config["NETWORK_ENV"] = "production"
    assert client.get("/dev/mail").status_code == 404
    assert client.get(f"/dev/mail/{shown.id}").status_code == 404
