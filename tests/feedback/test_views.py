"""The form of a report and the page that tells what became of it, as people without account or script use them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from config import read_settings
from network.audit.models import AuditEntry
from network.core.clock import now
from network.core.database import db
from network.feedback import operations
from network.feedback.models import Report
from network.mail.models import Mail
from network.services.models import Service
from tests.feedback.conftest import SAME_ORIGIN, Send
from tests.world import World

Reports = Callable[[], list[Report]]
DOUBT_UK = "Люди повідомляють про проблему, перевіряємо"
DOUBT_EN = "People report a problem, being checked"


def body(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def hide(world: World, service: Service) -> None:
    """Take the service out of the directory."""
    world.session.rollback()
    world.session.get_one(Service, service.id).is_published = False
    world.finish()


def test_the_service_leads_to_its_form(client: FlaskClient, service: Service) -> None:
    assert f'href="/services/{service.slug}/report"' in body(client, f"/services/{service.slug}")
    page = body(client, f"/services/{service.slug}/report")
    topics = ["Не відповідають", "Не працює", "Інший час", "Інша адреса", "Інше"]
    places = [page.index(words) for words in topics]
    assert places == sorted(places)
    assert page.count('type="radio"') == 5
    assert "checked" not in page
    assert "<script" not in page.split("<main", 1)[1]


@pytest.mark.parametrize(
    "path", ["/services/nothing/report", "/organizations/x/report", "/reports/bcdfghjkmn"]
)
def test_what_does_not_exist_is_not_found(client: FlaskClient, service: Service, path: str) -> None:
    assert client.get(path).status_code == 404
    if path.endswith("/report"):
        assert client.post(path, headers=SAME_ORIGIN, data={"topic": "closed"}).status_code == 404


def test_unpublished_service_cannot_be_reported_on(
    client: FlaskClient, world: World, service: Service, send: Send, reports: Reports
) -> None:
    hide(world, service)
    assert send().status_code == 404
    assert reports() == []


def test_a_report_becomes_a_page_with_its_code(client: FlaskClient, send: Send, reports: Reports) -> None:
    answer = send(text="Зачинено.\r\n\r\n\r\nНа дверях замок.", contact="  +380 00 000 00 09 ")
    assert answer.status_code == 303
    [report] = reports()
    assert (report.topic, report.state) == ("closed", "open")
    assert report.text == "Зачинено.\n\nНа дверях замок."
    assert report.contact == "+380 00 000 00 09"
    assert re.fullmatch(r"[23456789bcdfghjkmnpqrstvwxyz]{10}", report.code)
    assert answer.location == f"/reports/{report.code}?sent=1"
    page = body(client, answer.location)
    assert "Дякуємо" in page and "Перевіримо за 2 робочі дні." in page
    assert f"http://127.0.0.1:5000/reports/{report.code}" in page
    assert "Отримали, ще не перевірили." in page


def test_english_stays_english(client: FlaskClient, send: Send) -> None:
    answer = send("/en")
    assert answer.location.startswith("/en/reports/")
    page = body(client, answer.location)
    assert "Thank you" in page and "It does not work" in page and "Psychologist’s office" in page


def test_the_code_is_read_as_people_type_it(client: FlaskClient, send: Send, reports: Reports) -> None:
    send()
    code = reports()[0].code
    assert code in body(client, f"/reports/{code[:5].upper()}-{code[5:]}")


def test_the_page_never_shows_what_was_written(client: FlaskClient, send: Send) -> None:
    location = send(text="мене звати Оксана", contact="writer@example.org").location
    for path in (location, location.split("?")[0], "/en" + location):
        page = body(client, path)
        assert "Оксана" not in page and "writer@example.org" not in page


def test_the_page_is_kept_by_nobody(client: FlaskClient, send: Send) -> None:
    answer = client.get(send().location)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_no_cookie_anywhere(client: FlaskClient, service: Service, send: Send) -> None:
    form = client.get(f"/services/{service.slug}/report")
    sent, wrong = send(), send(topic="")
    for answer in (form, sent, wrong, client.get(sent.location)):
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("topic", ["", "anything", "CLOSED"])
def test_a_topic_is_asked_for(send: Send, reports: Reports, topic: str) -> None:
    answer = send(topic=topic, text="Зачинено з понеділка", contact="writer@example.org")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert page.count("Виберіть, що не так.") == 2, "in the list of mistakes and beside the field"
    assert 'href="#topic-no_answer"' in page and 'id="topic-no_answer"' in page
    assert "Зачинено з понеділка" in page and 'value="writer@example.org"' in page
    assert "<title>Помилка:" in page
    assert reports() == []


@pytest.mark.parametrize(("field", "limit"), [("text", 1000), ("contact", 200)])
def test_too_long_is_said_and_kept(send: Send, reports: Reports, field: str, limit: int) -> None:
    answer = send(**{field: "ї" * (limit + 1)})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert page.count(f"не більше ніж {limit} знаків.") == 2
    assert "ї" * (limit + 1) in page
    assert "checked> Не працює" in page
    assert send(**{field: "ї" * limit}).status_code == 303
    assert len(getattr(reports()[0], field)) == limit


def test_a_program_that_fills_everything_is_refused(send: Send, reports: Reports) -> None:
    answer = send(website="https://spam.example.org", text="Купуйте")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Зітріть текст у цьому полі й надішліть ще раз." in page
    assert 'aria-hidden="true"' not in page, "a person whom the browser played a trick sees the field"
    assert reports() == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://elsewhere.example.org"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://other.localhost"},
    ],
)
def test_a_form_on_another_site_is_refused(send: Send, reports: Reports, headers: dict[str, str]) -> None:
    assert send(headers=headers).status_code == 403
    assert reports() == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://localhost"},
        {"Origin": "http://127.0.0.1:5000"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    ],
)
def test_our_own_form_is_accepted(send: Send, headers: dict[str, str]) -> None:
    assert send(headers=headers).status_code == 303


def test_reading_changes_nothing(client: FlaskClient, service: Service, reports: Reports) -> None:
    client.get(f"/services/{service.slug}/report?topic=closed&text=x")
    assert reports() == []


def test_letters_that_deceive_are_taken_out(send: Send, reports: Reports) -> None:
    assert (
        send(text="a\x00b\u202ec\u2066d\ud7ffe\r\nf\x1b[31mg", contact="x\x00\u202ey\nz").status_code == 303
    )
    [report] = reports()
    assert report.text == "a b c d\ud7ffe\nf [31mg".replace("\ud7ff", " ")
    assert report.contact == "x y z"


def test_broken_encoding_is_no_failure(client: FlaskClient, service: Service) -> None:
    answer = client.post(
        f"/services/{service.slug}/report",
        data=b"topic=closed&text=%ED%A0%80%FF%00&contact=%C3%28",
        headers=SAME_ORIGIN | {"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (b"topic=closed&text=" + b"x" * 3_000_000, "application/x-www-form-urlencoded"),
        (b"topic=closed&text=" + b"x" * 600_000, "application/x-www-form-urlencoded"),
        (b"&".join(b"f%d=1" % number for number in range(5_000)), "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"topic=closed", "text/plain"),
    ],
)
def test_too_much_or_another_kind_is_refused(
    client: FlaskClient, service: Service, reports: Reports, data: bytes, content_type: str
) -> None:
    answer = client.post(
        f"/services/{service.slug}/report", data=data, headers=SAME_ORIGIN | {"Content-Type": content_type}
    )
    assert answer.status_code in {413, 422}
    assert reports() == []


def test_mails_and_record_are_written_with_the_report(
    app: Flask, send: Send, reports: Reports, session: Session
) -> None:
    app.config["DIRECTORY_EMAIL"] = "directory@example.org"
    send(text="Зачинено <b>давно</b>", contact="writer@example.org")
    [report] = reports()
    mails = session.scalars(select(Mail).order_by(Mail.id)).all()
    assert [mail.recipient for mail in mails] == ["criniytsia@example.org", "directory@example.org"]
    for mail in mails:
        assert "> Зачинено <b>давно</b>" in mail.text and "writer@example.org" in mail.text
        assert "<b>давно" not in mail.html
        assert f"http://127.0.0.1:5000/en/reports/{report.code}" in mail.text
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "feedback.reported")).one()
    assert (entry.actor, entry.subject_kind, entry.subject_id) == ("visitor", "service", report.record_id)
    assert "Зачинено" not in entry.details and "writer" not in entry.details


def test_nothing_is_kept_when_a_mail_cannot_be_queued(
    send: Send, reports: Reports, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_values: Any) -> None:
        raise RuntimeError("no mail")

    monkeypatch.setattr(operations, "queue", fail)
    assert send().status_code == 500
    assert reports() == []
    assert session.scalar(select(AuditEntry.id).where(AuditEntry.action == "feedback.reported")) is None


def test_a_wrong_mailbox_loses_no_report(
    world: World, send: Send, reports: Reports, session: Session
) -> None:
    world.organization.email = "not an address"
    world.finish()
    assert send().status_code == 303
    assert len(reports()) == 1
    assert session.scalars(select(Mail)).all() == []


def test_no_network_address_is_stored(client: FlaskClient, service: Service, session: Session) -> None:
    client.post(
        f"/services/{service.slug}/report",
        data={"topic": "closed"},
        headers=SAME_ORIGIN | {"X-Forwarded-For": "198.51.100.7", "User-Agent": "phone-of-a-person"},
        environ_overrides={"REMOTE_ADDR": "192.0.2.77"},
    )
    for table in db.metadata.sorted_tables:
        rows = str(session.execute(select(text("*")).select_from(table)).all())
        for trace in ("192.0.2.77", "198.51.100.7", "phone-of-a-person"):
            assert trace not in rows, table.name


def warned(client: FlaskClient, service: Service) -> list[bool]:
    """Whether the page, the card in a list and the card of the organization say it, in both languages."""
    paths = (f"/services/{service.slug}", "/services?place=tsarychanska", "/topics/psychologist")
    return [
        *(DOUBT_UK in body(client, path) for path in paths),
        *(DOUBT_EN in body(client, "/en" + path) for path in paths),
    ]


def test_two_fresh_reports_are_said_until_one_is_settled(
    client: FlaskClient, service: Service, send: Send, reports: Reports, session: Session
) -> None:
    send()
    assert not any(warned(client, service))
    send(topic="no_answer")
    assert all(warned(client, service))
    operations.settle(
        session=session, code=reports()[0].code, state="checking", moment=now(), actor="command"
    )
    session.commit()
    assert all(warned(client, service))
    operations.settle(
        session=session, code=reports()[0].code, state="corrected", moment=now(), actor="command"
    )
    session.commit()
    assert not any(warned(client, service))


def test_old_reports_are_not_said(
    client: FlaskClient, service: Service, send: Send, reports: Reports, session: Session
) -> None:
    send()
    send()
    reports()[0].created_at = now() - timedelta(days=31)
    session.commit()
    assert not any(warned(client, service))


def test_the_answer_is_shown_in_both_languages(
    client: FlaskClient, send: Send, reports: Reports, session: Session
) -> None:
    location = send().location.split("?")[0]
    operations.settle(
        session=session,
        code=reports()[0].code,
        state="corrected",
        answer_uk="Виправили години.",
        answer_en="We corrected the hours.",
        moment=now(),
        actor="command",
    )
    session.commit()
    page = body(client, location)
    assert "Перевірили й виправили. Дякуємо." in page and "Виправили години." in page
    assert "We corrected the hours." in body(client, "/en" + location)


def test_the_page_stays_when_the_service_is_gone(
    client: FlaskClient, world: World, service: Service, send: Send
) -> None:
    location = send().location
    hide(world, service)
    page = body(client, location)
    assert "Кабінет психолога" not in page
    assert "Цю сторінку прибрано" in page


def test_the_form_and_the_privacy_page_say_how_long_words_are_kept(
    make_app: Callable[..., Flask], service: Service
) -> None:
    client = make_app(FEEDBACK_KEPT_DAYS=21, FEEDBACK_LONGEST_DAYS=62).test_client()
    for path in (f"/services/{service.slug}/report", "/privacy"):
        assert "21 день" in body(client, path) and "62 дні" in body(client, path), path
        assert "21 days" in body(client, f"/en{path}") and "62 days" in body(client, f"/en{path}"), path


def test_the_sixty_first_report_in_a_minute_is_refused(
    make_app: Callable[..., Flask], service: Service, reports: Reports
) -> None:
    usual = make_app(LIMIT_FEEDBACK=read_settings({})["LIMIT_FEEDBACK"])
    raised = make_app(LIMIT_FEEDBACK="60 per minute")
    codes = {}
    for app in (usual, raised):
        client, path = app.test_client(), f"/services/{service.slug}/report"
        answers = [client.post(path, data={"topic": "closed"}, headers=SAME_ORIGIN) for _each in range(61)]
        codes[app] = [answer.status_code for answer in answers]
        assert int(answers[-1].headers["Retry-After"]) > 0
        assert client.get(path).status_code == 200, "reading goes on"
    assert codes[raised] == [303] * 60 + [429]
    assert codes[usual][-1] == 429 and codes[usual][:10] == [303] * 10
    assert len(reports()) == 70
