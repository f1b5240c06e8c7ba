"""Members look at partnerships that others proposed, agree or decline; strangers find nothing there."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from network.files.audiences import SharedWith
from network.moderation.fields import Reason
from network.organizations.models import Organization
from network.partnerships.models import Partnership, PartnershipKind, PartyRole
from network.partnerships.operations import NewParty
from network.partnerships.queries import get_partnership
from tests.accounts.conftest import SAME_ORIGIN
from tests.conftest import CountStatements
from tests.moderation.steps import draft, propose, publish, remove
from tests.partnerships.agreements import make_partnership, party_of
from tests.people import SignedInClient
from tests.safety.test_signed_in import csrf_of
from tests.world import World

NAME = "Кімната для дітей у школі"


@pytest.fixture
def partner(world: World) -> Organization:
    made = world.add_organization("Фонд «Опора»", "Opora Foundation")
    world.finish()
    return made


@pytest.fixture
def made(world: World, partner: Organization) -> Partnership:
    """The partner names our organization as the one that works with its money; we have not answered."""
    return propose_to_us(world, partner)


def propose_to_us(world: World, partner: Organization, **details: Any) -> Partnership:
    parties = [
        NewParty(partner, PartyRole.DONOR, 1, is_agreed=True),
        NewParty(world.organization, PartyRole.IMPLEMENTER, 2),
    ]
    wanted: dict[str, Any] = {
        "name": NAME, "name_en": "A room for children at school", "kind": PartnershipKind.FUNDING,
        "description_uk": "Фонд платить за кімнату.", "description_en": "The fund pays for the room.",
        "communities": [world.host], "valid_until": world.day + timedelta(days=400), "parties": parties,
    }  # fmt: skip
    made = make_partnership(world.session, partner, **(wanted | details))
    world.finish()
    return made


def add_stranger(world: World) -> int:
    """The id of an organization that has nothing to do with it."""
    stranger = world.add_organization("ГО «Чужа»")
    world.finish()
    return stranger.id


def read(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return answer.get_data(as_text=True)


def answer(client: FlaskClient, made: Partnership, **fields: str) -> TestResponse:
    """What is sent from the page as it was shown."""
    path = f"/member/partnerships/{made.id}/agree"
    shown = dict(re.findall(r'name="(version|organization)" value="(\d+)"', read(client, path)))
    data = {"csrf_token": csrf_of(client), **shown, **fields}
    return client.post(path, data=data, headers=SAME_ORIGIN)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("", ("Вас назвали партнером", NAME, "Запропонували: Фонд «Опора»", "Переглянути й відповісти")),
        (
            "/en",
            ("You were named as a partner", "A room for children at school", "Proposed by Opora Foundation"),
        ),
    ],
)
def test_who_was_named_has_a_task_on_top(
    made: Partnership, signed_in_client: SignedInClient, language: str, words: tuple[str, ...]
) -> None:
    page = read(signed_in_client("editor"), f"{language}/member")
    task = page.split("<h2>")[1]
    for word in (*words, f'href="{language}/member/partnerships/{made.id}/agree"'):
        assert word in task


def test_the_page_says_all_that_is_agreed_to(
    world: World, made: Partnership, signed_in_client: SignedInClient
) -> None:
    page = read(signed_in_client("editor"), f"/member/partnerships/{made.id}/agree")
    for words in (
        NAME, "Фінансування", "Фонд платить за кімнату.", "The fund pays for the room.", "A room for children at school",
        "ГО «Степова криниця»: Виконує роботу", "Донор", "Шлях грошей", world.host.title, "Діє до", "Хто це бачить", "Усі",
    ):  # fmt: skip
        assert words in page, words


def test_with_a_yes_everybody_sees_it(
    session: Session, world: World, made: Partnership, signed_in_client: SignedInClient, client: FlaskClient
) -> None:
    ours = signed_in_client("editor")
    read(client, f"/partnerships/{made.slug}", 404)
    got = answer(ours, made, answer="agree")
    assert (got.status_code, got.location) == (303, f"/member/partnerships/{made.id}?done=agreed")
    page = read(ours, got.location or "")
    assert "знають, що ви погодилися" in page and "Змінити відповідь" in page
    assert "Вас назвали партнером" not in read(ours, "/member")
    assert NAME in read(client, f"/partnerships/{made.slug}")
    session.rollback()
    assert party_of(get_partnership(session, made.id), world.organization).agreed_at is not None


def test_a_no_needs_a_reason_and_stands_on_the_page_of_who_proposed(
    session: Session, world: World, made: Partnership, signed_in_client: SignedInClient
) -> None:
    ours = signed_in_client("editor")
    empty = answer(ours, made, answer="decline", reason=" ")
    assert empty.status_code == 422 and "Напишіть чому" in empty.get_data(as_text=True)
    assert '<details class="fold" open>' in empty.get_data(as_text=True)
    long = answer(ours, made, answer="decline", reason="Не <так>" + "я" * 1000)
    assert long.status_code == 422 and "Не &lt;так&gt;я" in long.get_data(as_text=True)
    got = answer(ours, made, answer="decline", reason="Ми даємо лише кімнату")
    assert (got.status_code, got.location) == (303, f"/member/partnerships/{made.id}?done=declined")
    theirs = signed_in_client("organization_admin", made.organization_id)
    page = read(theirs, f"/member/partnerships/{made.id}")
    assert "Ми даємо лише кімнату" in page and "ГО «Степова криниця» – відмова" in page
    assert f'href="/member/partnerships/{made.id}/agree"' not in page
    assert "Чекає на згоду партнерів" in read(theirs, "/member")


@pytest.mark.parametrize("fields", [{"answer": ""}, {"answer": "maybe"}])
def test_an_answer_is_chosen(
    made: Partnership, signed_in_client: SignedInClient, fields: dict[str, str]
) -> None:
    got = answer(signed_in_client("editor"), made, **fields)
    assert got.status_code == 422 and "Оберіть відповідь." in got.get_data(as_text=True)


@pytest.mark.parametrize("version", ["5", "-1", "", "x", "9" * 30, "١"])
def test_terms_that_changed_meanwhile_are_shown_anew(
    session: Session, world: World, made: Partnership, signed_in_client: SignedInClient, version: str
) -> None:
    got = answer(signed_in_client("editor"), made, answer="agree", version=version)
    assert got.status_code == 409
    page = got.get_data(as_text=True)
    assert "Поки ви читали, умови змінилися" in page and 'name="version" value="0"' in page
    session.rollback()
    assert party_of(get_partnership(session, made.id), world.organization).agreed_at is None


def test_an_edit_between_the_look_and_the_answer_is_no_agreement(
    session: Session, world: World, made: Partnership, partner: Organization, signed_in_client: SignedInClient
) -> None:
    ours = signed_in_client("editor")
    path = f"/member/partnerships/{made.id}/agree"
    read(ours, path)
    kept, world.organization = world.organization, partner
    publish(world, propose(world, draft(world, "partnership", made.id, {"valid_until": "2040-01-01"})))
    world.organization = kept
    world.session.commit()
    data = {
        "csrf_token": csrf_of(ours), "version": "0", "organization": str(kept.id), "answer": "agree",
    }  # fmt: skip
    got = ours.post(path, data=data, headers=SAME_ORIGIN)
    assert got.status_code == 409 and "2040" in got.get_data(as_text=True)
    assert answer(ours, made, answer="agree").status_code == 303


def test_strangers_proposers_and_what_is_over_find_no_question(
    world: World, made: Partnership, signed_in_client: SignedInClient
) -> None:
    page = f"/member/partnerships/{made.id}"
    stranger = signed_in_client("foreign_editor", add_stranger(world))
    theirs, ours = signed_in_client("organization_admin", made.organization_id), signed_in_client("editor")
    for path in (page, f"{page}/agree", f"/member/partnerships/{made.id + 999}"):
        read(stranger, path, 404)
    read(theirs, page)
    read(theirs, f"{page}/agree", 404)
    for organization in (made.organization_id, 999_999, "x", ""):
        assert answer(ours, made, answer="agree", organization=str(organization)).status_code == 404
    world.session.rollback()
    world.session.connection(execution_options={"write_lock": True})
    kept, world.organization = world.organization, world.session.get_one(Organization, made.organization_id)
    remove(world, "partnership", made.id, Reason.ENDED)
    world.organization = kept
    world.session.commit()
    read(ours, f"{page}/agree", 404)
    assert "завершено" in read(ours, page)
    assert "Вас назвали партнером" not in read(ours, "/member").split("<h2>")[1]


def test_the_network_sees_what_is_shared_with_it_without_its_history(
    world: World, partner: Organization, signed_in_client: SignedInClient, client: FlaskClient
) -> None:
    parties = [NewParty(each, PartyRole.HOST, is_agreed=True) for each in (partner, world.organization)]
    shared, private = (
        propose_to_us(world, partner, name=name, name_en="", shared_with=audience, parties=parties)
        for name, audience in (("Для мережі", SharedWith.NETWORK), ("Для нас", SharedWith.PARTIES))
    )
    stranger = signed_in_client("foreign_editor", add_stranger(world))
    page = read(stranger, "/member/network-partnerships")
    assert "Для мережі" in page and "Для нас" not in page
    page = read(stranger, f"/member/partnerships/{shared.id}")
    assert "лише учасникам мережі" in page and "Хто погодився" not in page
    read(stranger, f"/member/partnerships/{private.id}", 404)
    for path in ("/partnerships", f"/organizations/{partner.slug}", "/sitemap.xml"):
        assert "Для мережі" not in read(client, path) and shared.slug not in read(client, path)
    read(client, f"/partnerships/{shared.slug}", 404)
    assert client.get("/member/network-partnerships").status_code in {302, 303}
    for number in ("0", "2", "x"):
        read(stranger, f"/member/network-partnerships?page={number}", 404)


def test_the_cost_is_the_same_for_many(
    world: World, partner: Organization, signed_in_client: SignedInClient, count_statements: CountStatements
) -> None:
    client = signed_in_client("editor")

    def cost(path: str) -> int:
        read(client, path)
        with count_statements() as statements:
            read(client, path)
        return len(statements)

    paths = ("/member", "/member/network-partnerships")
    shared = {"shared_with": SharedWith.NETWORK}
    agreed = [NewParty(each, PartyRole.HOST, is_agreed=True) for each in (partner, world.organization)]
    propose_to_us(world, partner)
    propose_to_us(world, partner, parties=agreed, **shared)
    first = [cost(path) for path in paths]
    for _time in range(5):
        propose_to_us(world, partner)
        propose_to_us(world, partner, parties=agreed, **shared)
    assert [cost(path) for path in paths] == first
