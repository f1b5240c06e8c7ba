"""Pages of forums: what is known stands there in words, what is not collapses, documents go to those who may have them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from network.events.models import EventKind
from network.events.operations import add_event
from network.files.audiences import SharedWith
from network.files.operations import store
from network.forums.models import Forum, ForumDocument, SolutionState
from network.forums.operations import add_challenge, add_document, add_forum, add_solution
from tests.documents import make_pdf
from tests.people import SignedInClient
from tests.world import World

AddForum = Callable[..., Forum]


@pytest.fixture
def add(world: World) -> AddForum:
    """A function: a forum of the world's organization."""

    def make(name_uk: str = "Голоси громад", **given: Any) -> Forum:
        details: dict[str, Any] = {"organization": world.organization, "slug": "voices"} | given
        forum: dict[str, Any] = {
            key: details.pop(key) for key in ("participants", "agenda_uk") if key in details
        }
        event = add_event(
            session=world.session, kind=EventKind.FORUM, name_uk=name_uk, entered_on=world.day, **details
        )
        return add_forum(session=world.session, event=event, **forum)

    return make


def add_paper(world: World, forum: Forum, title: str, shared_with: SharedWith) -> ForumDocument:
    """A document of a forum with a file of its own."""
    stored = store(
        session=world.session, organization_id=world.organization.id, content=make_pdf(title), by=None
    )
    return add_document(
        session=world.session, forum=forum, title_uk=title, code=stored.code, shared_with=shared_with
    )


def body(client: FlaskClient, path: str, status: int = 200) -> str:
    """The text of a page without the frame."""
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.get_data(as_text=True).partition("<main")[2].partition("</main>")[0]


def test_a_forum_of_which_little_is_known_says_so_and_has_no_empty_sections(client, world, add):
    add()
    add("Минулий форум", slug="past", is_over=True)
    world.finish()
    assert "Не вказано: день" in body(client, "/forums/past")
    page = body(client, "/forums/voices")
    assert "День: не вказано" in page and "ГО «Степова криниця»" in page
    assert "<h2" not in page
    assert "ics" not in page
    listed = body(client, "/forums")
    assert "день не вказано" in listed and 'href="/forums/voices"' in listed


def test_solutions_stand_under_their_challenges_with_owner_state_and_day(client, world, add):
    owner = world.add_organization("ГО «Осередок»", "NGO Centre")
    hidden = world.add_organization("ГО «Схована»")
    hidden.is_published = False
    forum = add(participants=[owner, hidden, world.organization], agenda_uk="Відкриття\nДорожня карта")
    given = {"session": world.session, "forum": forum}
    challenge = add_challenge(**given, text_uk="Дітям ніде гратися")
    add_challenge(**given, text_uk="Бракує автобусів")
    day = world.day
    add_solution(
        **given, text_uk="Перевезти простори", challenge=challenge, owner=owner,
        state=SolutionState.UNDER_WAY, due_on=day + timedelta(days=40), progress_uk="Є приміщення",
    )  # fmt: skip
    add_solution(**given, text_uk="Спитати родини", challenge=challenge, owner=hidden)
    add_solution(**given, text_uk="Запізнене", owner=owner, due_on=day - timedelta(days=1))
    add_solution(
        **given, text_uk="Давно готове", state=SolutionState.DONE, due_on=day - timedelta(days=1), owner=owner
    )
    world.finish()
    page = body(client, "/forums/voices")
    assert page.index("Дітям ніде гратися") < page.index("Перевезти простори") < page.index("Спитати родини")
    assert page.index("Бракує автобусів") < page.index("Також погодили") < page.index("Запізнене")
    assert '<span aria-hidden="true">◐</span> виконують' in page
    assert "Є приміщення" in page
    assert "<li>Відкриття</li><li>Дорожня карта</li>" in page
    rows = re.findall(r"<li>.*?</li>", page, re.DOTALL)
    [late] = [row for row in rows if "Запізнене" in row]
    assert "! мали виконати до" in late
    [done] = [row for row in rows if "Давно готове" in row]
    assert "✓" in done and "виконано" in done and "виконати до" not in done
    [nobody] = [row for row in rows if "Спитати родини" in row]
    assert "Хто відповідає, не вказано" in nobody
    assert "Схована" not in page
    took_part = page[page.index("Організації-учасниці") :]
    assert "ГО «Осередок»" in took_part and "Степова криниця" not in took_part
    assert "NGO Centre" in body(client, "/en/forums/voices")
    assert "назвали 2 трудності, погодили 4 рішення, з них виконано 1" in body(client, "/forums")


def test_a_coming_forum_goes_into_a_calendar(client, world, add):
    add(starts_on=world.day + timedelta(days=9), community=world.host)
    world.finish()
    page = body(client, "/forums/voices")
    assert 'href="/events/voices.ics"' in page
    calendar = client.get("/events/voices.ics").get_data(as_text=True).replace("\r\n ", "")
    assert "/forums/voices" in calendar and "SEQUENCE:0" in calendar
    assert f'href="/communities/{world.host.slug}"' in page


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_event_of_a_forum_leads_to_the_forum(client, world, add, language):
    add()
    world.finish()
    answer = client.get(f"{language}/events/voices")
    assert (answer.status_code, answer.location) == (301, f"{language}/forums/voices")
    assert 'href="/forums/voices"' in body(client, "/events")


def test_what_is_not_public_is_not_there(client, world, add):
    add(is_published=False)
    world.finish()
    assert "Голоси громад" not in body(client, "/forums")
    for path in ("/forums/voices", "/forums/nothing", "/forums/voices/documents/1.pdf"):
        assert client.get(path).status_code == 404
    assert client.get("/forums?page=2").status_code == 404
    assert client.get("/forums?page=x").status_code == 400


def test_a_public_document_is_downloaded_in_a_sandbox(client, world, add):
    paper = add_paper(world, add(), "Резолюція форуму", SharedWith.PUBLIC)
    world.finish()
    page = body(client, "/forums/voices")
    assert f'href="/forums/voices/documents/{paper.id}.pdf">Резолюція форуму</a>' in page
    assert "(PDF, 1 КБ)" in page
    assert "Документи для організацій Мережі" not in page
    answer = client.get(f"/forums/voices/documents/{paper.id}.pdf")
    assert answer.status_code == 200 and answer.get_data() == make_pdf("Резолюція форуму")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="rezoliutsiia-forumu.pdf"'
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


READERS = {
    "editor": {"public", "network", "parties"},
    "guest": {"public", "network", "parties"},
    "foreign_editor": {"public", "network"},
    "coordinator": {"public", "network", "parties"},
    "system_admin": {"public"},
}
"""Whose organization held the forum, took part, or did not; who coordinates; who looks after the machine."""


@pytest.mark.parametrize("role", READERS)
def test_documents_go_to_those_who_may_have_them(
    client: FlaskClient, world: World, add: AddForum, signed_in_client: SignedInClient, role: str
) -> None:
    guest = world.add_organization("ГО «Гостя»")
    forum = add(participants=[guest])
    papers = {shared: add_paper(world, forum, f"Документ {shared}", shared) for shared in SharedWith}
    world.finish()
    numbers = {str(shared): paper.id for shared, paper in papers.items()}
    public = body(client, "/forums/voices")
    assert "Документ public" in public and "/member/forums/voices/documents" in public
    assert "Документ network" not in public and "Документ parties" not in public
    for shared, number in numbers.items():
        expected = 200 if shared == "public" else 404
        assert client.get(f"/forums/voices/documents/{number}.pdf").status_code == expected
        assert client.get(f"/member/forums/voices/documents/{number}.pdf").status_code == 303
    kind = "foreign_editor" if role == "guest" else role
    reader = signed_in_client(kind, guest.id if role == "guest" else None)
    page = body(reader, "/member/forums/voices/documents")
    assert {shared for shared in numbers if f"Документ {shared}" in page} == READERS[role]
    opened = {
        shared
        for shared, number in numbers.items()
        if reader.get(f"/member/forums/voices/documents/{number}.pdf").status_code == 200
    }
    assert opened == READERS[role]
    for path in ("/member/forums/nothing/documents", "/member/forums/voices/documents/999.pdf"):
        assert reader.get(path).status_code == 404


def test_documents_of_a_hidden_forum_are_nobodys(
    client: FlaskClient, world: World, add: AddForum, signed_in_client: SignedInClient
) -> None:
    paper = add_paper(world, add(is_published=False), "Тези", SharedWith.PUBLIC)
    world.finish()
    for reader in (signed_in_client("foreign_editor"), signed_in_client("coordinator")):
        assert reader.get("/member/forums/voices/documents").status_code == 404
        assert reader.get(f"/member/forums/voices/documents/{paper.id}.pdf").status_code == 404


@pytest.mark.parametrize("path", ["/forums", "/forums/voices"])
def test_pages_cost_as_much_for_many_as_for_few(client, world, add, count_statements, path):
    costs: list[int] = []
    first = None
    for number in range(2):
        forum = add(f"Форум {number}", slug=None if number else "voices")
        first = first or forum
        for each in range(3 + 5 * number):
            guest = world.add_organization(f"ГО «Осередок {number} {each}»")
            challenge = add_challenge(session=world.session, forum=forum, text_uk=f"Трудність {each}")
            for target in sorted({forum.id, first.id}):
                voices = world.session.get_one(Forum, target)
                add_solution(session=world.session, forum=voices, text_uk="Рішення", owner=guest)
            add_solution(
                session=world.session, forum=forum, text_uk="Рішення", owner=guest, challenge=challenge
            )
        world.finish()
        with count_statements() as statements:
            body(client, path)
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 12


def test_the_sitemap_names_public_forums_alone(client, world, add):
    add()
    add("Чернетка", slug="a-draft", is_published=False)
    world.finish()
    text = client.get("/sitemap.xml").get_data(as_text=True)
    assert "/forums</loc>" in text and "/forums/voices</loc>" in text
    assert "a-draft" not in text and "/events/voices" not in text


def test_an_organization_says_where_it_took_part_and_what_it_sees_to(client, world, add):
    guest = world.add_organization("ГО «Гостя»")
    forum = add(participants=[guest])
    draft = add("Чернетка", slug="a-draft", is_published=False, participants=[guest])
    for each, text in ((forum, "Перевезти простори"), (draft, "Таємне рішення")):
        add_solution(session=world.session, forum=each, text_uk=text, owner=guest, progress_uk="Є приміщення")
    world.finish()
    page = body(client, f"/organizations/{guest.slug}")
    assert '<a href="/forums/voices">Голоси громад</a>' in page
    assert "Брала участь у форумах" in page and "Відповідає за рішення форумів" in page
    assert "Перевезти простори" in page and "Є приміщення" in page
    assert "Чернетка" not in page and "Таємне" not in page
    held = body(client, f"/organizations/{world.organization.slug}")
    assert "Брала участь у форумах" not in held and "Відповідає за рішення" not in held
