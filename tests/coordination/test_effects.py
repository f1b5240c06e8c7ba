"""What a coordinator reads of a change before it is decided: whose record it is, and what else would change with it."""

from __future__ import annotations

from flask.testing import FlaskClient

from network.locations.models import Visibility
from network.moderation.models import Change
from network.moderation.operations import propose, save_draft
from network.relocations.moderated import CODE
from tests.conftest import CountStatements
from tests.coordination.conftest import Desk, read


def propose_move(desk: Desk, hidden: bool = False) -> Change:
    """A service that moved from its place at home and goes on as another."""
    world = desk.world
    visibility = Visibility.CONFIDENTIAL if hidden else Visibility.PUBLIC
    left = world.add_location(world.home, visibility, name="Таємна оселя" if hidden else "Простір удома")
    old, new = world.add_service("Гурток удома", at=[left]), world.add_service("Гурток на новому місці")
    change = save_draft(
        session=desk.session,
        kind=CODE,
        organization_id=world.organization.id,
        values={
            "what": ["service"],
            "state": "moved",
            "origin": world.home.katottg,
            "host": world.host.katottg,
            "service": str(old.id),
            "successor": str(new.id),
            "origin_location": str(left.id),
            "moved_on": "2025-03-01",
            "is_published": not hidden,
        },
        by=desk.editor.id,
    )
    return propose(session=desk.session, change_id=change.id, version_shown=change.version, by=desk.editor.id)


def test_the_queue_names_each_record(desk: Desk, coordinator: FlaskClient) -> None:
    place = desk.world.add_location(desk.world.host, Visibility.CONFIDENTIAL, name="Таємна оселя")
    desk.propose({"summary_uk": "Інакше"})
    desk.propose({"name_uk": "Дуже таємна оселя"}, kind="location", record_id=place.id)
    opened = desk.world.add_location(desk.world.host, name="Відкрита оселя")
    desk.propose({"visibility": Visibility.CONFIDENTIAL.value}, kind="location", record_id=opened.id)
    desk.propose(
        {"website": "https://example.org"}, kind="organization", record_id=desk.world.organization.id
    )
    propose_move(desk)
    desk.finish()
    page = read(coordinator, "/coordination/review")
    assert "Послуга · Розмова з психологом" in page
    assert "Переїзд · Послуга" in page
    assert page.count("Місце · Закрите місце") == 2
    assert "оселя" not in page
    assert f"Організація · {desk.world.organization.name}" not in page


def test_the_queue_costs_the_same_for_many(
    desk: Desk, coordinator: FlaskClient, count_statements: CountStatements
) -> None:
    def count() -> int:
        desk.finish()
        with count_statements() as statements:
            read(coordinator, "/coordination/review")
        return len(statements)

    desk.propose({"summary_uk": "Інакше"})
    few = count()
    for number in range(4):
        other = desk.world.add_service(f"Гурток {number}")
        desk.propose({"summary_uk": "Інакше"}, record_id=other.id)
    assert count() == few


def test_what_else_changes_stands_beside_the_change(desk: Desk, coordinator: FlaskClient) -> None:
    change = propose_move(desk)
    desk.finish()
    page = read(coordinator, f"/coordination/review/{change.id}")
    else_changes = page.split("Що ще зміниться разом із цим")[1]
    for words in ("Послуга: Гурток удома", "Послуга: Гурток на новому місці", "Місце: Простір удома"):
        assert words in else_changes
    assert "Евакуйовано" in else_changes
    assert desk.session.get_one(Change, change.id).state == "waiting"
    again = read(coordinator, f"/coordination/review/{change.id}")
    assert "Простір удома" in again.split("Що ще зміниться разом із цим")[1], "looking changes nothing"


def test_a_confidential_place_is_named_nowhere_on_the_way(desk: Desk, coordinator: FlaskClient) -> None:
    change = propose_move(desk, hidden=True)
    desk.finish()
    page = read(coordinator, f"/coordination/review/{change.id}")
    assert "оселя" not in page and "Що ще зміниться" not in page
    assert "оселя" not in read(coordinator, "/coordination/review")


def test_another_kind_of_change_touches_nothing_else(desk: Desk, coordinator: FlaskClient) -> None:
    change = desk.propose({"summary_uk": "Інакше"})
    desk.finish()
    assert "Що ще зміниться" not in read(coordinator, f"/coordination/review/{change.id}")
