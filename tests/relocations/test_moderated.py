"""A move recorded through its form: what is refused and where, what it writes into other records, what takes it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from network.core.i18n import in_language
from network.locations.models import LocationStatus, Visibility
from network.moderation import operations, removing
from network.moderation.display import preview_rows
from network.moderation.fields import Reason, Removal, Values, get_kind
from network.moderation.models import Action, Change
from network.moderation.queries import get_version, history
from network.moderation.titles import title_of
from network.moderation.touching import foresee
from network.relocations.models import Relocation, RelocationState
from network.relocations.moderated import CODE
from network.relocations.queries import RelocationFilter, find_public
from network.search.models import SearchDocument
from tests.moderation.steps import COORDINATOR, EDITOR, draft, propose, publish
from tests.relocations.moves import add_move
from tests.relocations.stage import DAY, Stage
from tests.world import World


@pytest.fixture
def stage(world: World) -> Stage:
    made = Stage(world)
    world.finish()
    return made


def values_of(stage: Stage, **changed: Any) -> Values:
    known: Values = {
        "what": ["organization", "service", "mobile_team"],
        "state": "moved",
        "service": str(stage.old.id),
        "successor": str(stage.new.id),
        "team": str(stage.team.id),
        "origin": stage.world.home.katottg,
        "origin_location": str(stage.home_place.id),
        "host": stage.world.host.katottg,
        "host_location": str(stage.host_place.id),
        "moved_on": DAY.isoformat(),
        "families": 12,
    }
    return known | changed


def record(stage: Stage, record_id: int | None = None, **values: Any) -> Relocation:
    """Propose and publish a move, or a change of one."""
    change = propose(stage.world, draft(stage.world, CODE, record_id, values))
    publish(stage.world, change)
    return stage.session.get_one(Relocation, change.record_id)


def take_out(stage: Stage, relocation: Relocation, reason: Reason) -> None:
    removal = Removal(since=stage.world.day, reason=reason, words_uk="Причина", words_en="Reason")
    removing.remove(
        session=stage.session,
        kind=CODE,
        record_id=relocation.id,
        organization_id=stage.world.organization.id,
        removal=removal,
        by=EDITOR,
    )


def problems(stage: Stage, record_id: int | None = None, **values: Any) -> set[str]:
    attempt = stage.session.begin_nested()
    change = draft(stage.world, CODE, record_id, values)
    with pytest.raises(operations.Invalid) as refused:
        propose(stage.world, change)
    attempt.rollback()
    return set(refused.value.errors)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"what": []}, "what"),
        ({"state": ""}, "state"),
        ({"origin": None}, "origin"),
        ({"host": None, "host_location": None}, "host"),
        ({"service": None, "successor": None}, "service"),
        ({"what": ["resources"], "service": None}, "successor"),
        ({"team": None}, "team"),
        ({"started_on": "2025-03-02"}, "moved_on"),
        ({"state": "under_way"}, "moved_on"),
        ({"state": "planned"}, "moved_on"),
        ({"ended_on": "2025-05-01"}, "ended_on"),
        ({"state": "returned", "ended_on": "2025-02-01"}, "ended_on"),
        ({"started_on": "2100-01-01", "moved_on": None}, "started_on"),
        ({"moved_on": "2100-01-01"}, "moved_on"),
        ({"state": "ended", "ended_on": "2100-01-01"}, "ended_on"),
        ({"service": "9999"}, "service"),
        ({"team": "9999"}, "team"),
        ({"previous": "9999"}, "previous"),
    ],
)
def test_each_mistake_stands_beside_its_field(stage: Stage, changed: Values, field: str) -> None:
    assert field in problems(stage, **values_of(stage, **changed))


def test_records_of_others_are_not_there(stage: Stage) -> None:
    world, other = stage.world, stage.world.add_organization("ГО «Чужа»")
    own, world.organization = world.organization, other
    foreign: dict[str, Any] = {
        "service": world.add_service("Чужа"),
        "successor": world.add_service("Чужа друга"),
        "origin_location": world.add_location(world.home),
        "host_location": world.add_location(world.host),
        "team": world.add_team("Чужа", [], world.host, world.day),
        "previous": add_move(world),
    }
    world.organization = own
    for field, each in foreign.items():
        assert problems(stage, **values_of(stage, **{field: str(each.id)})) == {field}, field


def test_a_location_lies_in_the_community_that_is_named(stage: Stage) -> None:
    far = str(stage.far_place.id)
    assert problems(stage, **values_of(stage, origin_location=far)) == {"origin_location"}
    assert problems(stage, **values_of(stage, host_location=far)) == {"host_location"}


def test_a_service_that_goes_on_does_not_look_open_where_it_was(stage: Stage) -> None:
    same = {"successor": str(stage.old.id), "origin_location": None}
    assert problems(stage, **values_of(stage, **same, host_location=None)) == {"origin_location"}
    record(stage, **values_of(stage, **same))
    assert stage.facts()["old at"] == ["Царичанка"]


def test_a_move_does_not_follow_itself(stage: Stage) -> None:
    relocation = record(stage, **values_of(stage))
    assert problems(stage, relocation.id, previous=str(relocation.id)) == {"previous"}


def test_a_confidential_place_keeps_its_move_from_the_public(stage: Stage) -> None:
    stage.host_place.visibility = Visibility.CONFIDENTIAL
    stage.session.flush()
    assert problems(stage, **values_of(stage)) == {"is_published"}
    relocation = record(stage, **values_of(stage, is_published=False))
    spec = get_kind(CODE)
    assert spec.page(spec.get(stage.session, relocation.id)) is None
    with stage.session.begin_nested() as attempt:
        relocation.is_published = True
        stage.session.flush()
        assert spec.page(spec.get(stage.session, relocation.id)) is None
        assert [spec.page(each) for each in spec.find(stage.session, [stage.world.organization.id])] == [None]
        attempt.rollback()
    plan = record(stage, **values_of(stage, state="planned", moved_on=None))
    assert spec.page(spec.get(stage.session, plan.id)) is None
    assert find_public(stage.session, RelocationFilter()).total == 0


def test_a_community_is_found_by_its_code_also_where_an_oblast_has_the_same(stage: Stage) -> None:
    kyiv = stage.world.community("kyiv")
    relocation = record(stage, **values_of(stage, host=kyiv.katottg, host_location=None))
    assert relocation.host_id == kyiv.id


def test_all_that_a_move_writes_has_its_history_version_and_search(stage: Stage) -> None:
    session, owner = stage.session, stage.world.organization.id
    before = stage.values()
    relocation = record(stage, **values_of(stage))
    written = {
        ("service", stage.old.id): {"status", "status_from"},
        ("service", stage.new.id): {"origins"},
        ("location", stage.home_place.id): {"status", "status_from"},
        ("team", stage.team.id): {"base", "origin"},
        ("organization", owner): {"community", "origin"},
    }
    [own] = history(session, CODE, relocation.id)
    for (kind, record_id), keys in written.items():
        [revision] = history(session, kind, record_id)
        assert set(revision.after) == keys, kind
        assert revision.original == before[kind, record_id]
        assert (revision.action, revision.change_id) == (Action.EDITED, own.change_id)
        assert (revision.proposer_id, revision.decider_id) == (EDITOR, COORDINATOR)
        assert get_version(session, kind, record_id) == 1
    untouched = {(kind, key) for kind, key in before if (kind, key) not in written}
    assert not any(get_version(session, kind, key) for kind, key in untouched)
    words = select(SearchDocument.body).where(
        SearchDocument.kind == "service", SearchDocument.record_id == stage.new.id
    )
    assert "мирноград" in (session.scalar(words) or "")


def test_a_mistake_is_put_back_with_its_history(stage: Stage) -> None:
    before = stage.values()
    relocation = record(stage, **values_of(stage))
    take_out(stage, relocation, Reason.MISTAKE)
    assert stage.values() == before and not relocation.is_published
    removed, _made = history(stage.session, "service", stage.old.id)
    assert removed.after == {"status": "active", "status_from": None}
    assert (removed.action, removed.decider_id) == (Action.EDITED, EDITOR)


@pytest.mark.parametrize("reason", [Reason.ENDED, Reason.NO_STAFF, Reason.SECURITY, Reason.MOVED])
def test_nothing_reopens_when_a_move_is_over(stage: Stage, reason: Reason) -> None:
    relocation = record(stage, **values_of(stage))
    there = stage.values()
    take_out(stage, relocation, reason)
    assert stage.values() == there
    if reason is Reason.SECURITY:
        assert not relocation.is_published and relocation.state == RelocationState.MOVED
        return
    state = RelocationState.MOVED_AGAIN if reason is Reason.MOVED else RelocationState.ENDED
    assert relocation.is_published and relocation.state == state
    assert relocation.ended_on == (None if reason is Reason.MOVED else stage.world.day)


def test_a_plan_that_is_given_up_is_in_no_list(stage: Stage) -> None:
    plan = record(stage, **values_of(stage, state="planned", moved_on=None, host=None, host_location=None))
    take_out(stage, plan, Reason.ENDED)
    assert not plan.is_published and plan.state == RelocationState.PLANNED


def test_an_end_is_never_before_the_beginning(stage: Stage) -> None:
    relocation = record(stage, **values_of(stage))
    removal = Removal(since=date(2024, 1, 1), reason=Reason.ENDED, words_uk="", words_en="")
    get_kind(CODE).remove(stage.session, relocation, removal)
    assert relocation.ended_on == DAY


def test_an_old_version_is_restored_with_what_it_means(stage: Stage) -> None:
    world, session = stage.world, stage.session
    before = stage.values()
    relocation = record(stage, **values_of(stage, state="under_way", moved_on=None))
    assert stage.values() == before
    record(stage, relocation.id, state="moved", moved_on=DAY.isoformat())
    there = stage.values()
    record(stage, relocation.id, state="returned", ended_on=stage.world.day.isoformat())
    assert stage.values() == before
    for version, expected in ((2, there), (1, before), (3, before), (2, there)):
        revision = history(session, CODE, relocation.id)[-version]
        change = operations.restore(
            session=session, revision_id=revision.id, organization_id=world.organization.id, by=EDITOR
        )
        publish(world, propose(world, change))
        assert stage.values() == expected, version


def test_a_waiting_change_of_other_fields_stays_good(stage: Stage) -> None:
    world = stage.world
    words = propose(world, draft(world, "service", stage.old.id, {"summary_uk": "Інакше"}))
    status = propose(world, draft(world, "location", stage.home_place.id, {"status": "closed"}))
    record(stage, **values_of(stage))
    publish(world, words)
    assert (stage.old.summary_uk, stage.old.status) == ("Інакше", "moved")
    with pytest.raises(operations.Stale):
        publish(world, status)
    assert stage.home_place.status == LocationStatus.EVACUATED


def test_what_else_would_change_is_told_before_and_leaves_nothing(stage: Stage) -> None:
    world = stage.world
    before = stage.values()
    change = propose(world, draft(world, CODE, None, values_of(stage)))
    change_id = change.id
    stage.session.commit()
    found = foresee(stage.session, change)
    assert [(each.spec.code, each.title, [d.key for d in each.differences]) for each in found] == [
        ("service", "Стара", ["status", "status_from"]),
        ("service", "Нова", ["origins"]),
        ("location", "Простір удома", ["status", "status_from"]),
        ("team", "Бригада", ["base", "origin"]),
        ("organization", "ГО «Степова криниця»", ["origin", "community"]),
    ]
    assert stage.values() == before
    change = stage.session.get_one(Change, change_id)
    publish(world, change)
    assert foresee(stage.session, change) == []
    broken = draft(world, CODE, change.record_id, {"what": []})
    edit = draft(world, "service", stage.last.id, {"summary_uk": "Інакше"})
    stage.session.commit()
    assert foresee(stage.session, broken) == []
    assert foresee(stage.session, edit) == []


def test_what_is_said_of_a_move_names_no_place_of_it(stage: Stage) -> None:
    relocation = record(stage, **values_of(stage, resources_uk="Столи й книжки"))
    spec = get_kind(CODE)
    values = spec.read(stage.session, spec.get(stage.session, relocation.id))
    owner = stage.world.organization.id
    rows = preview_rows(stage.session, spec, values, owner)
    text = "\n".join(words for _label, words in rows)
    assert "Столи й книжки" in text and "Мирноград" in text
    assert "Простір" not in text and "Садова" not in text
    assert title_of(spec, relocation) == "Уся організація, послуга, мобільна бригада: Мирноград → Царичанка"
    with in_language("en"):
        plan = preview_rows(stage.session, spec, values | {"state": "planned"}, owner)
    assert plan[0] == ("Who sees it", "Members of the network and coordinators")


@pytest.mark.parametrize(
    ("spoil", "state"),
    [
        (lambda relocation: None, "shown"),
        (lambda relocation: setattr(relocation, "is_published", False), "hidden"),
        (lambda relocation: setattr(relocation, "state", RelocationState.PLANNED), "planned"),
        (lambda relocation: setattr(relocation, "state", RelocationState.RETURNED), "shown"),
    ],
)
def test_its_own_people_are_told_who_sees_it(
    stage: Stage, spoil: Callable[[Relocation], None], state: str
) -> None:
    relocation = record(stage, **values_of(stage))
    spoil(relocation)
    say = get_kind(CODE).state
    assert say is not None and say(relocation) == state


def test_days_to_come_are_for_plans_alone(stage: Stage) -> None:
    soon = (stage.world.day + timedelta(days=9)).isoformat()
    plan = record(stage, **values_of(stage, state="planned", moved_on=None, planned_for=soon))
    assert plan.planned_for is not None and plan.planned_for.isoformat() == soon
