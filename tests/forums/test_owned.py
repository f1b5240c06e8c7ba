"""Who sees to a solution reports of it, whoever held the forum; nobody else does, and both histories tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from network.accounts.models import Role
from network.accounts.operations import set_role
from network.events.models import EventKind
from network.events.operations import add_event
from network.forums.models import Solution, SolutionState
from network.forums.operations import add_forum, add_solution
from network.locations.models import Visibility
from network.moderation.fields import Reason, Removal, get_kind
from network.moderation.models import Change
from network.moderation.operations import Invalid, Stale, propose, publish, save_draft, withdraw
from network.moderation.queries import history
from network.moderation.removing import remove
from network.organizations.models import Organization
from tests.accounts.conftest import add_person
from tests.member.conftest import Desk
from tests.member.conftest import desk_of as desk_of
from tests.member.conftest import fresh_counts as fresh_counts
from tests.world import World

HOLDER, OWNER, STRANGER, COORDINATOR = 1, 2, 3, 4


@dataclass
class Case:
    """A forum of one organization with a solution that another one sees to."""

    world: World
    owner: Organization
    solution: Solution

    def change(self, kind: str, organization: Organization, **values: object) -> Change:
        """A change of the solution, proposed."""
        session = self.world.session
        change = save_draft(
            session=session, kind=kind, organization_id=organization.id, record_id=self.solution.id,
            values=dict(values), by=HOLDER,
        )  # fmt: skip
        return propose(session=session, change_id=change.id, version_shown=change.version, by=HOLDER)

    def publish(self, change: Change) -> None:
        """As a coordinator does it."""
        publish(session=self.world.session, change_id=change.id, version_shown=change.version, by=COORDINATOR)


@pytest.fixture
def case(world: World) -> Case:
    session, owner = world.session, world.add_organization("ГО «Осередок»")
    event = add_event(
        session=session, organization=world.organization, kind=EventKind.FORUM, name_uk="Голоси громад",
        slug="voices", entered_on=world.day,
    )  # fmt: skip
    solution = add_solution(
        session=session,
        forum=add_forum(session=session, event=event),
        text_uk="Перевезти простори",
        owner=owner,
    )
    for email, organization in (
        ("holder@example.org", world.organization),
        ("owner@example.org", owner),
        ("stranger@example.org", world.add_organization("ГО «Чужа»")),
    ):
        user = add_person(session, email)
        set_role(session=session, user=user, organization_id=organization.id, role=Role.EDITOR, by="command")
    world.finish()
    return Case(world, owner, solution)


def test_the_owner_reports_and_everybody_reads_it(
    case: Case, desk_of: Callable[[str], Desk], client: FlaskClient
) -> None:
    desk, path = desk_of("owner@example.org"), f"/member/solutions-to-see-to/{case.solution.id}/edit"
    assert "Перевезти простори" in desk.read("/member")
    page = desk.read(path)
    assert 'name="state"' in page and 'name="progress_uk"' in page and 'name="text_uk"' not in page
    answer = desk.edit(path, state="under_way", progress_uk="Є приміщення", action="propose")
    assert answer.status_code == 303
    assert "Є приміщення" not in client.get("/forums/voices").get_data(as_text=True)
    case.world.session.rollback()
    [change] = case.world.session.scalars(select(Change))
    case.publish(change)
    case.world.session.commit()
    page = client.get("/forums/voices").get_data(as_text=True)
    assert "виконують" in page and "Є приміщення" in page
    session = case.world.session
    [told], [own] = (history(session, kind, case.solution.id) for kind in ("solution", "owned_solution"))
    assert told.after == own.after == {"state": "under_way", "progress_uk": "Є приміщення"}
    assert (told.organization_id, own.organization_id) == (case.world.organization.id, case.owner.id)
    assert told.proposer_id == own.proposer_id
    holder = desk_of("holder@example.org")
    assert "Є приміщення" in holder.read(f"/member/solutions/{case.solution.id}/history")


@pytest.mark.parametrize(
    ("email", "reached"),
    [("holder", "solutions"), ("owner", "solutions-to-see-to"), ("stranger", None)],
)
def test_each_reaches_it_by_its_own_way_alone(
    case: Case, desk_of: Callable[[str], Desk], email: str, reached: str | None
) -> None:
    desk = desk_of(f"{email}@example.org")
    for collection in ("solutions", "solutions-to-see-to"):
        status = 200 if collection == reached else 404
        for page in ("edit", "history", *(["remove"] if collection == "solutions" else [])):
            desk.read(f"/member/{collection}/{case.solution.id}/{page}", status)
    for organization in (case.owner, case.world.organization):
        desk.read(f"/member/solutions-to-see-to/new/{organization.id}", 404)


def test_a_solution_without_an_owner_is_nobodys_to_report(case: Case, desk_of: Callable[[str], Desk]) -> None:
    case.world.session.get_one(Solution, case.solution.id).owner_id = None
    case.world.session.commit()
    for email in ("holder", "owner", "stranger"):
        desk = desk_of(f"{email}@example.org")
        desk.read(f"/member/solutions-to-see-to/{case.solution.id}/edit", 404)
        assert "Рішення, за які ви відповідаєте" not in desk.read("/member")


def test_what_the_forum_changes_stands_in_the_owners_history(case: Case) -> None:
    case.publish(case.change("solution", case.world.organization, state="done", text_uk="Перевезти всі"))
    [told] = history(case.world.session, "owned_solution", case.solution.id)
    assert (told.after, told.organization_id) == ({"state": "done"}, case.owner.id)
    case.publish(case.change("solution", case.world.organization, text_uk="Перевезти п’ять"))
    assert len(history(case.world.session, "owned_solution", case.solution.id)) == 1


def test_a_change_of_other_fields_stays_good(case: Case) -> None:
    text = case.change("solution", case.world.organization, text_uk="Перевезти п’ять просторів")
    case.publish(case.change("owned_solution", case.owner, state="done"))
    case.publish(text)
    solution = case.world.session.get_one(Solution, case.solution.id)
    assert (solution.state, solution.text_uk) == (SolutionState.DONE, "Перевезти п’ять просторів")


def test_a_change_of_the_same_field_is_looked_at_again(case: Case) -> None:
    late = case.change("solution", case.world.organization, state="dropped")
    case.publish(case.change("owned_solution", case.owner, state="done"))
    with pytest.raises(Stale):
        case.publish(late)


@pytest.mark.parametrize(
    ("reason", "state", "is_owned"),
    [
        (Reason.NO_STAFF, "dropped", True),
        (Reason.MISTAKE, "agreed", False),
        (Reason.SECURITY, "agreed", False),
    ],
)
def test_an_owner_gives_a_solution_up(case: Case, reason: Reason, state: str, is_owned: bool) -> None:
    session = case.world.session
    remove(
        session=session, kind="owned_solution", record_id=case.solution.id, organization_id=case.owner.id,
        removal=Removal(since=case.world.day, reason=reason, words_uk="", words_en=""), by=OWNER,
    )  # fmt: skip
    session.commit()
    solution = session.get_one(Solution, case.solution.id)
    assert (solution.state, solution.owner_id is not None) == (state, is_owned)
    found = get_kind("owned_solution").find(session, [case.owner.id])
    assert bool(found) is is_owned


def test_nobody_writes_the_address_of_an_own_confidential_place(case: Case) -> None:
    world = case.world
    world.add_location(world.host, Visibility.CONFIDENTIAL, address_uk="вул. Барвінкова, 12")
    for kind, key in (("solution", "text_uk"), ("solution", "progress_uk"), ("forum", "agenda_uk")):
        record_id = case.solution.forum_id if kind == "forum" else case.solution.id
        change = save_draft(
            session=world.session, kind=kind, organization_id=world.organization.id, record_id=record_id,
            values={key: "Зустріч на Барвінкова 12"}, by=HOLDER,
        )  # fmt: skip
        with pytest.raises(Invalid) as refused:
            propose(session=world.session, change_id=change.id, version_shown=change.version, by=HOLDER)
        assert set(refused.value.errors) == {key}
        withdraw(session=world.session, change_id=change.id, version_shown=change.version, by=HOLDER)
