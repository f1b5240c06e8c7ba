"""Forums: what is added stands where it was added, and nothing belongs to another forum."""

from __future__ import annotations

from datetime import date

import pytest

from network.core.errors import BadInput
from network.events.models import EventKind
from network.files.audiences import SharedWith
from network.forums.models import SolutionState
from network.forums.operations import add_challenge, add_document, add_solution
from tests.forums.conftest import put_file
from tests.records import make_organization


def test_a_forum_keeps_its_agenda_and_each_participant_once(session, make_forum):
    organization = make_organization(session, "ГО «Учасниця»")
    forum = make_forum(participants=[organization, organization], agenda_uk="Відкриття\n\n Дорожня карта ")
    session.expire_all()
    session.refresh(forum, ["participants"])
    assert forum.participants == [organization]
    assert forum.agenda == ["Відкриття", "Дорожня карта"]


def test_only_an_event_of_that_kind_is_a_forum(session, make_forum):
    with pytest.raises(BadInput):
        make_forum(kind=EventKind.TRAINING)


def test_challenges_and_solutions_stand_in_the_order_they_were_added(session, make_forum):
    forum, owner = make_forum(), make_organization(session, "ГО «Власниця»")
    first, second = (
        add_challenge(session=session, forum=forum, text_uk=text) for text in ("Перший", "Другий")
    )
    answer = add_solution(
        session=session, forum=forum, text_uk="Простори  для дітей", challenge=second, owner=owner,
        state=SolutionState.UNDER_WAY, due_on=date(2027, 3, 1),
    )  # fmt: skip
    add_solution(session=session, forum=forum, text_uk="Спільне навчання")
    session.expire_all()
    session.refresh(forum, ["challenges", "solutions"])
    assert [each.text_uk for each in forum.challenges] == ["Перший", "Другий"]
    assert [each.text_uk for each in forum.solutions] == ["Простори для дітей", "Спільне навчання"]
    assert (answer.challenge_id, answer.owner_id, answer.state) == (second.id, owner.id, "under_way")
    assert forum.solutions[1].state == SolutionState.AGREED
    assert first.position < second.position


def test_positions_begin_anew_in_each_forum(session, make_forum):
    one, other = make_forum(), make_forum()
    add_challenge(session=session, forum=one, text_uk="Перший")
    assert add_challenge(session=session, forum=other, text_uk="Перший").position == 1


def test_a_solution_answers_a_challenge_of_its_own_forum(session, make_forum):
    one, other = make_forum(), make_forum()
    challenge = add_challenge(session=session, forum=other, text_uk="Чужий")
    with pytest.raises(BadInput):
        add_solution(session=session, forum=one, text_uk="Рішення", challenge=challenge)


@pytest.mark.parametrize("text", ["", "  ", "я" * 601])
def test_an_empty_or_a_long_text_is_refused(session, make_forum, text):
    forum = make_forum()
    with pytest.raises(BadInput):
        add_challenge(session=session, forum=forum, text_uk=text)
    with pytest.raises(BadInput):
        add_solution(session=session, forum=forum, text_uk=text)


def test_a_document_has_a_title_and_a_stored_file(session, make_forum):
    forum = make_forum()
    code = put_file(session, forum.event.organization)
    document = add_document(
        session=session, forum=forum, title_uk="Резолюція", code=code, shared_with=SharedWith.NETWORK
    )
    assert (document.code, document.shared_with) == (code, "network")
    for title, wrong in ((" ", code), ("Резолюція", "nothing")):
        with pytest.raises(BadInput):
            add_document(session=session, forum=forum, title_uk=title, code=wrong)
