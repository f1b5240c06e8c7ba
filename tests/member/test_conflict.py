"""Two people edit the same record: what the first one saved is shown to the second and never overwritten unseen."""

from __future__ import annotations

from collections.abc import Callable

from network.moderation import operations
from network.services.models import Service
from tests.member.conftest import ADMINISTRATOR, EDITOR, Desk, Office, hidden_of


def test_the_second_sees_what_the_first_saved(office: Office, desk_of: Callable[[str], Desk]) -> None:
    path = f"/member/services/{office.own_ids['services']}/edit"
    first, second = desk_of(EDITOR), desk_of(ADMINISTRATOR)
    shown = hidden_of(second.read(path))
    assert first.edit(path, summary_uk="Слова першої").status_code == 303
    for action in ("preview", "propose"):
        answer = second.send(path, **shown, summary_uk="Слова другої", action=action)
        assert answer.status_code == 409
    page = answer.get_data(as_text=True)
    assert "Слова першої" in page and page.count("Слова другої") == 2, "beside the other's, and in the form"
    [change] = office.changes()
    assert change.values == {"summary_uk": "Слова першої"}
    assert second.send(path, **hidden_of(page), summary_uk="Слова обох").status_code == 303
    [change] = office.changes()
    assert change.values == {"summary_uk": "Слова обох"}


def test_what_was_published_meanwhile_is_shown(office: Office, desk: Desk) -> None:
    record_id = office.own_ids["services"]
    path = f"/member/services/{record_id}/edit"
    shown = hidden_of(desk.read(path))
    desk.edit(path, summary_uk="Опубліковане", action="propose")
    [change] = office.changes()
    operations.publish(session=office.session, change_id=change.id, version_shown=change.version, by=999)
    office.world.session.commit()
    answer = desk.send(path, **shown, summary_uk="Запізніле", action="propose")
    assert answer.status_code == 409
    assert "Опубліковане" in answer.get_data(as_text=True)
    assert len(office.changes()) == 1
    assert office.session.get_one(Service, record_id).summary_uk == "Опубліковане"


def test_versions_that_are_none_are_a_conflict(office: Office, desk: Desk) -> None:
    path = f"/member/services/{office.own_ids['services']}/edit"
    for version in ("", "x", "-1", "²", "99999999999999999999"):
        answer = desk.send(path, version=version, record_version="0", summary_uk="Слова")
        assert answer.status_code == 409, version
    assert office.changes() == []


def test_a_change_that_moved_on_is_neither_sent_nor_given_up(office: Office, desk: Desk) -> None:
    path = f"/member/services/{office.own_ids['services']}/edit"
    desk.edit(path, summary_uk="Одне")
    [change] = office.changes()
    shown = hidden_of(desk.read(f"/member/changes/{change.id}"))
    desk.edit(path, summary_uk="Друге")
    for verb in ("propose", "withdraw"):
        assert desk.send(f"/member/changes/{change.id}/{verb}", **shown).status_code == 409
    assert office.changes()[0].values == {"summary_uk": "Друге"}
