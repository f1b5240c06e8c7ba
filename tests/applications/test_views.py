"""The form to join and the private page behind its link, as people without account or script use them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from network.applications import operations
from network.applications.models import Application
from network.applications.operations import Site
from network.applications.queries import get_application
from network.audit.models import AuditEntry
from network.core.clock import now
from network.core.database import db
from network.mail.models import Mail
from network.organizations.models import Organization
from tests.applications.conftest import FIELDS, SAME_ORIGIN, Send, token_in
from tests.world import World

Applications = Callable[[], list[Application]]
Mails = Callable[..., list[Mail]]


def body(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_the_network_page_leads_to_the_form(client: FlaskClient, world: World) -> None:
    assert 'href="/join"' in body(client, "/network")
    page = body(client, "/join")
    assert "<script" not in page.split("<main", 1)[1]
    assert "без імен та особистих номерів" in page


def test_an_application_is_kept_and_its_link_shown(
    client: FlaskClient, send: Send, applications: Applications, mails: Mails, session: Session
) -> None:
    answer = send()
    assert answer.status_code == 303
    [application] = applications()
    assert (application.state, application.version, application.edrpou) == ("waiting", 1, "12345678")
    assert application.activities == "Гуртки для дітей.\n\nЩосуботи."
    assert application.phone == "+380000000005"
    application = get_application(session, application.id)
    assert application.community.slug == "tsarychanska"
    assert application.origin is not None and application.origin.slug == "myrnohradska"
    [mail] = mails()
    token = answer.location.split("/join/")[1].split("?")[0]
    assert token_in(mail) == token and len(token) >= 22
    page = body(client, answer.location)
    assert f"http://127.0.0.1:5000/join/{token}" in page and "Ми отримали вашу заявку" in page
    later = body(client, f"/join/{token}")
    assert f"http://127.0.0.1:5000/join/{token}</b>" not in later and "ГО «Світло вікон»" in later


def test_the_token_is_stored_nowhere_but_in_the_mail(send: Send, session: Session) -> None:
    token = send().location.split("/join/")[1].split("?")[0]
    session.rollback()
    for table in db.metadata.sorted_tables:
        if table.name != "mails":
            rows = str(session.execute(select(text("*")).select_from(table)).all())
            assert token not in rows, table.name


@pytest.mark.parametrize("known", [True, False])
def test_the_answer_does_not_tell_whether_the_directory_has_it(
    client: FlaskClient, world: World, send: Send, known: bool
) -> None:
    if known:
        world.add_organization(FIELDS["name_uk"]).edrpou = FIELDS["edrpou"]
        world.finish()
    answer = send()
    assert answer.status_code == 303
    assert "?sent=1" in answer.location
    assert "Ми отримали вашу заявку." in body(client, answer.location)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name_uk", "", "Напишіть назву організації."),
        ("name_uk", "ї" * 201, "не більше ніж 200 знаків."),
        ("kind", "", "Виберіть, хто ви."),
        ("kind", "king", "Виберіть, хто ви."),
        ("edrpou", "12345674", "остання цифра не пасує"),
        ("edrpou", "1234567490", "Десять цифр"),
        ("origin", "Нідеград", "Не знаходимо такої громади."),
        ("community", "", "Напишіть, де ви працюєте зараз."),
        ("community", "Варшава", "Не знаходимо такої громади."),
        ("activities", "", "Напишіть, що робить ваша організація."),
        ("activities", "ї" * 2001, "не більше ніж 2000 знаків."),
        ("email", "office", "Це не адреса електронної пошти."),
        ("phone", "12", "Це не схоже на номер телефону"),
        ("website", "https://spam.example.org", "Зітріть текст у цьому полі"),
    ],
)
def test_a_mistake_is_said_twice_and_what_was_typed_stays(
    send: Send, applications: Applications, mails: Mails, field: str, value: str, message: str
) -> None:
    answer = send(**{field: value})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert page.count(message) == 2, page
    assert f'href="#{field}"' in page and f'id="{field}"' in page and f'id="e-{field}"' in page
    assert "<title>Помилка:" in page
    assert "Гуртки для дітей." in page or field == "activities"
    assert applications() == [] and mails() == []


def test_a_name_of_several_communities_is_asked_about(
    client: FlaskClient, send: Send, applications: Applications, session: Session
) -> None:
    answer = send(community="Покровська громада")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "Таку назву мають кілька громад." in page
    slugs = [part.split('"')[0] for part in page.split('name="community_place" value="')[1:]]
    assert len(slugs) > 1
    assert send(community="Покровська громада", community_place="tsarychanska").status_code == 422
    assert send(community="Покровська громада", community_place=slugs[0]).status_code == 303
    [application] = applications()
    assert get_application(session, application.id).community.slug == slugs[0]


def test_only_listed_fields_count(send: Send, applications: Applications, session: Session) -> None:
    extra = {
        "id": "7", "state": "accepted", "version": "9", "organization_id": "1", "decider_id": "1", "role": "admin",
        "membership": "member", "is_published": "1",
    }  # fmt: skip
    count = session.scalars(select(Organization.id)).all()
    assert send(**extra).status_code == 303
    [application] = applications()
    assert (application.state, application.version) == ("waiting", 1)
    assert application.organization_id is None and application.decider_id is None
    assert session.scalars(select(Organization.id)).all() == count


@pytest.mark.parametrize(
    "headers", [{}, {"Origin": "https://elsewhere.example.org"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_form_on_another_site_is_refused(
    client: FlaskClient, send: Send, applications: Applications, headers: dict[str, str]
) -> None:
    assert send(headers=headers).status_code == 403
    assert applications() == []


def test_no_cookie_and_nothing_kept(client: FlaskClient, send: Send) -> None:
    sent, wrong = send(), send(name_uk="")
    shown = client.get(sent.location)
    for answer in (client.get("/join"), sent, wrong, shown):
        assert "Set-Cookie" not in answer.headers
    for answer in (sent, wrong, shown):
        assert answer.headers["Cache-Control"] == "no-store"
    assert shown.headers["X-Robots-Tag"] == "noindex"


def test_a_made_up_link_is_not_found(client: FlaskClient, send: Send) -> None:
    send()
    assert client.get("/join/nothing").status_code == 404
    assert client.post("/join/nothing", data={"text": "x"}, headers=SAME_ORIGIN).status_code == 404


def test_too_many_are_refused_for_a_while(make_app: Callable[..., Flask], world: World) -> None:
    client = make_app(LIMIT_JOIN="2 per minute").test_client()
    answers = [client.post("/join", data={}, headers=SAME_ORIGIN) for _attempt in range(3)]
    assert [answer.status_code for answer in answers] == [422, 422, 429]
    assert int(answers[2].headers["Retry-After"]) > 0


def test_a_question_is_answered_behind_the_link_of_its_mail(
    app: Flask,
    client: FlaskClient,
    send: Send,
    applications: Applications,
    mails: Mails,
    session: Session,
    site: Site,
) -> None:
    app.config["DIRECTORY_EMAIL"] = "coordinators@example.org"
    first = send().location.split("?")[0]
    [application] = applications()
    assert client.post(first, data={"text": "рано"}, headers=SAME_ORIGIN).status_code == 409
    operations.ask(
        session=session,
        application=get_application(session, application.id),
        version=1,
        question="Скільки дітей\nприходить?",
        by=7,
        moment=now(),
        site=site,
    )
    session.commit()
    second = f"/join/{token_in(mails()[-1])}"
    assert second != first and "> приходить?" in mails()[-1].text
    for path in (first, second):
        assert "приходить?" in body(client, path)
    empty = client.post(second, data={"text": "  "}, headers=SAME_ORIGIN)
    assert empty.status_code == 422 and "Напишіть відповідь." in empty.get_data(as_text=True)
    assert client.post(second, data={"text": "Двадцять"}, headers=SAME_ORIGIN).status_code == 303
    assert "Двадцять" in body(client, second)
    assert client.post(second, data={"text": "ще"}, headers=SAME_ORIGIN).status_code == 409
    [application] = applications()
    assert (application.state, application.version) == ("waiting", 3)
    letters = mails("coordinators@example.org")
    assert (
        "> Двадцять" in letters[-1].text
        and f"/coordination/applications/{application.id}" in letters[-1].text
    )
    actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert [action for action in actions if action.startswith("application.")] == [
        "application.received", "application.asked", "application.answered",
    ]  # fmt: skip


def test_english_stays_english(client: FlaskClient, send: Send) -> None:
    answer: Any = send("/en")
    assert answer.location.startswith("/en/join/")
    page = body(client, answer.location)
    assert "We have your application." in page and "NGO Light in Windows" in page


def test_letters_that_deceive_are_taken_out(send: Send, applications: Applications) -> None:
    assert send(name_uk="ГО\x00 «Сві\u202eтло»", activities="a\x1b[31m\r\nb").status_code == 303
    [application] = applications()
    assert application.name_uk == "ГО «Сві тло»" and application.activities == "a [31m\nb"
