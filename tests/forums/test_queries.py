"""Reading forums: what is not published is nowhere, the latest stands first, and the number of statements is constant."""

from __future__ import annotations

from datetime import date

import pytest

from network.core.errors import NotFound
from network.forums.models import SolutionState
from network.forums.operations import add_challenge, add_document, add_solution
from network.forums.queries import (
    find_attended,
    find_challenges,
    find_owned_solutions,
    find_published,
    get_document,
    get_published,
)
from network.organizations.models import Membership
from tests.forums.conftest import put_file
from tests.records import make_organization


def names(forums):
    return [forum.event.name_uk for forum in forums]


def test_the_latest_first_unknown_days_after_examples_last(session, make_forum):
    make_forum("Приклад", is_example=True, starts_on=date(2026, 11, 1))
    make_forum("Без дня")
    make_forum("Старий", starts_on=date(2024, 5, 1))
    make_forum("Новий", starts_on=date(2026, 5, 1))
    session.expunge_all()
    assert names(find_published(session).items) == ["Новий", "Старий", "Без дня", "Приклад"]


def test_what_is_not_published_is_nowhere(session, make_forum):
    gone, left = make_organization(session, "ГО «Схована»"), make_organization(session, "ГО «Заявниця»")
    gone.is_published, left.membership = False, Membership.APPLIED
    hidden = [
        make_forum("Чернетка", is_published=False),
        make_forum("Схованої", organization=gone),
        make_forum("Заявниці", organization=left),
    ]
    code = put_file(session, hidden[0].event.organization)
    documents = [add_document(session=session, forum=each, title_uk="Тези", code=code) for each in hidden]
    owners = [each.event.organization for each in hidden]
    for forum, owner in zip(hidden, owners, strict=True):
        add_solution(session=session, forum=forum, text_uk="Рішення", owner=owner)
    assert find_published(session).total == 0
    for forum, document, owner in zip(hidden, documents, owners, strict=True):
        assert find_attended(session, owner.id) == []
        assert find_owned_solutions(session, owner.id) == []
        with pytest.raises(NotFound):
            get_published(session, forum.event.slug)
        with pytest.raises(NotFound):
            get_document(session, forum.event.slug, document.id)


def test_one_forum_has_all_that_it_led_to(session, make_forum):
    guest = make_organization(session, "ГО «Гостя»")
    forum = make_forum(participants=[guest], slug="voices")
    challenge = add_challenge(session=session, forum=forum, text_uk="Труднощі")
    add_solution(session=session, forum=forum, text_uk="Рішення", challenge=challenge, owner=guest)
    code = put_file(session, guest)
    document = add_document(session=session, forum=forum, title_uk="Тези", code=code)
    session.expunge_all()
    found = get_published(session, "voices")
    assert [each.name_uk for each in found.participants] == ["ГО «Гостя»"]
    assert [each.text_uk for each in found.challenges] == ["Труднощі"]
    assert [each.owner and each.owner.name_uk for each in found.solutions] == ["ГО «Гостя»"]
    assert get_document(session, "voices", document.id).code == code
    with pytest.raises(NotFound):
        get_document(session, "another", document.id)


def test_forums_of_others_in_which_an_organization_took_part(session, make_forum):
    one, other = make_organization(session, "ГО «Перша»"), make_organization(session, "ГО «Друга»")
    make_forum("Тримала", organization=one, participants=[one])
    make_forum("Допомагала", organizations=[one], participants=[one])
    make_forum("Була", participants=[one, other])
    make_forum("Чужий")
    assert names(find_attended(session, one.id)) == ["Була"]
    assert sorted(names(find_attended(session, other.id))) == ["Була"]


def test_solutions_of_an_owner_by_their_day_what_is_over_last(session, make_forum):
    owner = make_organization(session, "ГО «Власниця»")
    for text, due_on, state in (
        ("Без дня", None, "agreed"),
        ("Пізніше", date(2027, 5, 1), "under_way"),
        ("Скоро", date(2027, 1, 1), "agreed"),
        ("Готове", date(2026, 1, 1), "done"),
    ):
        add_solution(
            session=session,
            forum=make_forum(),
            text_uk=text,
            owner=owner,
            due_on=due_on,
            state=SolutionState(state),
        )
    found = find_owned_solutions(session, owner.id)
    assert [each.text_uk for each in found] == ["Скоро", "Пізніше", "Без дня", "Готове"]
    assert [each.forum.event.slug for each in found] == ["forum-3", "forum-2", "forum-1", "forum-4"]


def test_challenges_of_own_forums_alone(session, make_forum):
    own, foreign = make_forum(), make_forum()
    add_challenge(session=session, forum=own, text_uk="Своя")
    add_challenge(session=session, forum=foreign, text_uk="Чужа")
    found = find_challenges(session, own.event.organization_id)
    assert [each.text_uk for each in found] == ["Своя"]


def test_a_page_of_forums_costs_as_much_for_one_as_for_ten(session, make_forum, count_statements):
    costs = []
    for _round in range(2):
        guest = make_organization(session)
        for number in range(5):
            forum = make_forum(f"Форум {number}", participants=[guest])
            add_solution(
                session=session,
                forum=forum,
                text_uk="Рішення",
                challenge=add_challenge(session=session, forum=forum, text_uk="Труднощі"),
                owner=guest,
            )
        session.expunge_all()
        with count_statements() as statements:
            page = find_published(session)
            get_published(session, page.items[0].event.slug)
            find_attended(session, guest.id)
            find_owned_solutions(session, guest.id)
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 18
