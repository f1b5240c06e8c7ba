"""Agreeing: each party to the very terms that it was shown, and nobody for another one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from network.accounts.models import Role
from network.accounts.operations import add_user, set_role
from network.core.database import db
from network.core.errors import BadInput, NotFound
from network.mail.models import Mail
from network.moderation import operations
from network.moderation.fields import Reason
from network.moderation.models import Change
from network.moderation.queries import get_version, history
from network.moderation.refusals import Forbidden, Invalid, Stale
from network.organizations.models import Organization
from network.partnerships.agreeing import AGREED, ASKED, DECLINED, agree, decline, find_answers
from network.partnerships.models import Partnership, PartnershipState, Party
from network.partnerships.queries import find_asked, get_partnership
from network.partnerships.states import is_public, state_of
from tests.moderation.steps import COORDINATOR, draft, propose, publish, remove
from tests.partnerships.agreements import party_of
from tests.world import World

KIND = "partnership"
OWN, THEIRS, THIRD, BOSS = "own@example.org", "theirs@example.org", "third@example.org", "boss@example.org"


class Table:
    """Three organizations with people who sign in, and one without; one of them proposes."""

    def __init__(self, world: World) -> None:
        self.world, self.session, self.own = world, world.session, world.organization
        self.other = world.add_organization("Фонд «Опора»", "Opora Foundation")
        self.third = world.add_organization("ГО «Разом»")
        self.silent = world.add_organization("Громада без пошти")
        self.people = {
            email: self._person(email, organization)
            for email, organization in (
                (OWN, self.own),
                (THEIRS, self.other),
                (THIRD, self.third),
                (BOSS, None),
            )
        }
        self.session.commit()

    def _person(self, email: str, organization: Organization | None) -> int:
        user = add_user(session=self.session, email=email)
        if organization is not None:
            set_role(
                session=self.session,
                user=user,
                organization_id=organization.id,
                role=Role.EDITOR,
                by="command",
            )
        return user.id

    def rows(self, *others: Organization, role: str = "donor") -> list[dict[str, str]]:
        """The other parties as the form has them."""
        return [{"record": other.slug, "code": role} for other in others]

    def change(self, record_id: int | None = None, **values: Any) -> Change:
        """A change that waits for a coordinator."""
        change = draft(self.world, KIND, record_id, values, by=self.people[OWN])
        return propose(self.world, change, by=self.people[OWN])

    def edit(self, record_id: int, **values: Any) -> None:
        """A change that became public."""
        publish(self.world, self.change(record_id, **values))
        self.session.commit()

    def propose(self, *others: Organization, **values: Any) -> Partnership:
        """A partnership that a coordinator has published."""
        wanted = {
            "name_uk": "Кімната для дітей", "name_en": "A room for children", "own_role": "implementer",
            "parties": self.rows(*(others or (self.other,))),
        }  # fmt: skip
        change = publish(self.world, self.change(**(wanted | values)))
        self.session.commit()
        assert change.record_id is not None
        return get_partnership(self.session, change.record_id)

    def named(
        self, made: Partnership, organization: Organization | None = None, by: str = THEIRS
    ) -> dict[str, Any]:
        """How an answer is named: by the version that is shown now."""
        return {
            "partnership_id": made.id,
            "organization_id": (organization or self.other).id,
            "version_shown": get_version(self.session, KIND, made.id),
            "by": self.people[by],
        }

    def agree(self, made: Partnership, organization: Organization | None = None, **more: Any) -> Party:
        """A party says yes."""
        found = agree(session=self.session, **{**self.named(made, organization), **more})
        self.session.commit()
        return found

    def decline(self, made: Partnership, reason: str = "Ми не домовлялися", **more: Any) -> Party:
        """The other party says no."""
        found = decline(session=self.session, reason=reason, **{**self.named(made), **more})
        self.session.commit()
        return found

    def mails(self) -> list[tuple[str, str]]:
        """Recipient and cause of each mail but those about changes, in order; they are taken out."""
        found = self.session.scalars(select(Mail).order_by(Mail.id)).all()
        rows = [(mail.recipient, mail.cause) for mail in found if mail.cause != "change decided"]
        for mail in found:
            self.session.delete(mail)
        self.session.commit()
        return rows

    def state(self, made: Partnership) -> PartnershipState:
        """Its state today, read anew."""
        return state_of(get_partnership(self.session, made.id), self.world.day)

    def is_public(self, made: Partnership) -> bool:
        """Whether everybody sees it."""
        query = select(Partnership.id).where(Partnership.id == made.id, is_public())
        return self.session.scalar(query) is not None


@pytest.fixture
def table(app: Flask, world: World) -> Table:
    app.config["DIRECTORY_EMAIL"] = "coordinators@example.org"
    return Table(world)


def test_the_proposer_agrees_by_publication_and_the_other_is_asked(table: Table) -> None:
    waiting = table.change(name_uk="Кімната", own_role="implementer", parties=table.rows(table.other))
    assert table.mails() == [] and find_asked(table.session, [table.other.id], table.world.day) == []
    made = get_partnership(table.session, publish(table.world, waiting).record_id or 0)
    assert party_of(made, table.own).agreed_at is not None
    asked = party_of(made, table.other)
    assert (asked.agreed_at, asked.told_at is not None) == (None, True)
    assert table.state(made) == PartnershipState.WAITING and not table.is_public(made)
    assert table.mails() == [(THEIRS, "partnership named")]
    assert find_asked(table.session, [table.other.id], table.world.day) == [asked]
    assert [(line.action, line.organization_id) for line in find_answers(table.session, made.id)] == [
        (AGREED, table.own.id),
        (ASKED, table.other.id),
    ]


def test_when_all_have_agreed_everybody_sees_it(table: Table) -> None:
    made = table.propose(table.other, table.third)
    table.mails()
    table.agree(made)
    assert table.state(made) == PartnershipState.WAITING and not table.is_public(made)
    assert table.mails() == [(OWN, "partnership agreed")]
    table.agree(made, table.third, by=table.people[THIRD])
    assert table.state(made) == PartnershipState.ACTIVE and table.is_public(made)
    party = party_of(get_partnership(table.session, made.id), table.third)
    assert (party.agreed_by, party.is_agreed_by_call) == (table.people[THIRD], False)


def test_who_agrees_twice_is_told_of_once(table: Table) -> None:
    made = table.propose()
    table.mails()
    first = table.agree(made).agreed_at
    assert table.agree(made).agreed_at == first
    assert len(table.mails()) == 1
    assert [line.action for line in find_answers(table.session, made.id)].count(AGREED) == 2


def test_a_refusal_is_told_with_its_reason_and_can_be_taken_back(table: Table) -> None:
    made = table.propose()
    table.mails()
    party = table.decline(made, "  Не та дата \x00 \n\n\n\n угоди ")
    assert party.declined_reason == "Не та дата\n\nугоди"
    assert table.state(made) == PartnershipState.WAITING
    assert find_asked(table.session, [table.other.id], table.world.day) == []
    letters = table.session.scalars(select(Mail).order_by(Mail.id)).all()
    assert all("> Не та дата" in mail.text for mail in letters)
    assert table.mails() == [
        (OWN, "partnership declined"),
        ("coordinators@example.org", "partnership declined"),
    ]
    party = table.agree(made)
    assert (party.declined_at, party.declined_reason) == (None, "")
    assert table.is_public(made)
    table.decline(made)
    assert not table.is_public(made)
    actions = [line.action for line in find_answers(table.session, made.id)]
    assert actions == [DECLINED, AGREED, DECLINED, AGREED, ASKED]


@pytest.mark.parametrize("reason", ["", "  \n ", "б" * 1001])
def test_a_refusal_needs_a_reason(table: Table, reason: str) -> None:
    made = table.propose()
    with pytest.raises(BadInput):
        table.decline(made, reason)
    assert party_of(get_partnership(table.session, made.id), table.other).declined_at is None


def test_nobody_agrees_to_terms_he_was_not_shown(table: Table) -> None:
    made = table.propose()
    shown = table.named(made)
    table.edit(made.id, valid_until="2030-01-01")
    for answer in (agree, lambda **named: decline(**named, reason="Ні")):
        with pytest.raises(Stale):
            answer(session=table.session, **shown)
    table.session.rollback()
    assert table.state(made) == PartnershipState.WAITING
    table.agree(made)
    assert table.is_public(made)


def test_a_stranger_and_what_is_over_get_no_answer(table: Table) -> None:
    made = table.propose()
    with pytest.raises(NotFound):
        table.agree(made, table.third)
    with pytest.raises(NotFound):
        table.agree(made, partnership_id=999_999)
    with pytest.raises(BadInput):
        table.decline(made, organization_id=table.own.id)
    remove(table.world, KIND, made.id, Reason.ENDED)
    table.session.commit()
    with pytest.raises(Stale):
        table.agree(made)


def test_a_new_role_and_a_new_party_are_asked_and_the_others_told(table: Table) -> None:
    made = table.propose(table.other, table.third)
    table.agree(made)
    table.agree(made, table.third, by=table.people[THIRD])
    table.mails()
    rows = table.rows(table.other, role="host") + table.rows(table.third, table.silent)
    table.edit(made.id, parties=rows)
    found = get_partnership(table.session, made.id)
    assert {party.organization_id: party.agreed_at is not None for party in found.parties} == {
        table.own.id: True,
        table.other.id: False,
        table.third.id: True,
        table.silent.id: False,
    }
    assert table.mails() == [(THEIRS, "partnership named"), (THIRD, "partnership changed")]
    assert not table.is_public(made)
    assert [party.organization_id for party in found.parties] == [
        table.own.id, table.other.id, table.third.id, table.silent.id,
    ]  # fmt: skip


def test_other_terms_leave_the_agreement_and_are_told(table: Table) -> None:
    made = table.propose()
    table.agree(made)
    table.mails()
    table.edit(made.id, valid_until="2031-05-01", description_uk="Ще й малювання")
    assert table.is_public(made)
    [letter] = table.session.scalars(select(Mail).where(Mail.cause == "partnership changed")).all()
    assert "Що змінилося: Що робите разом, Діє до." in letter.text
    assert "What has changed: What you do together, Valid until." in letter.text
    table.mails()
    table.edit(made.id, is_published=False)
    assert table.mails() == []
    assert not table.is_public(made)


def test_who_declined_is_asked_anew_when_something_was_put_right(table: Table) -> None:
    made = table.propose()
    table.decline(made)
    table.mails()
    table.edit(made.id, signed_on="2026-01-02")
    assert table.mails() == [(THEIRS, "partnership named")]
    [party] = find_asked(table.session, [table.other.id], table.world.day)
    assert (party.declined_at, party.declined_reason) == (None, "")


def test_who_is_dropped_is_told(table: Table) -> None:
    made = table.propose(table.other, table.third)
    table.mails()
    table.edit(made.id, parties=table.rows(table.third))
    assert table.mails() == [(THIRD, "partnership changed"), (THEIRS, "partnership dropped")]
    with pytest.raises(NotFound):
        table.agree(made)


def test_the_way_of_the_money_goes_through_the_parties(table: Table) -> None:
    made = table.propose(funding=[table.other.slug, table.own.slug])
    steps = {party.organization_id: party.funding_step for party in made.parties}
    assert steps == {table.own.id: 2, table.other.id: 1}
    table.agree(made)
    table.edit(made.id, funding=[])
    assert table.state(made) == PartnershipState.WAITING, "to be no donor any more is another role"
    assert history(table.session, KIND, made.id)[0].before == {"funding": [table.other.slug, table.own.slug]}


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("parties", {"parties": []}),
        ("parties", {"parties": [{"record": "nobody", "code": "donor"}]}),
        ("parties", {"parties": "own"}),
        ("funding", {"funding": ["third"]}),
        ("funding", {"funding": ["other"]}),
        ("valid_until", {"signed_on": "2026-05-02", "valid_until": "2026-05-01"}),
        ("ended_on", {"signed_on": "2026-05-02", "ended_on": "2026-05-01"}),
    ],
)
def test_mistakes_stand_beside_their_field(table: Table, key: str, values: dict[str, Any]) -> None:
    slugs = {name: getattr(table, name).slug for name in ("own", "other", "third")}
    if values.get("parties") == "own":
        values = {"parties": table.rows(table.own)}
    if "funding" in values:
        values = {"funding": [slugs[name] for name in values["funding"]]}
    wanted = {"name_uk": "К", "own_role": "host", "parties": table.rows(table.other)}
    with pytest.raises(Invalid) as refused:
        table.change(**(wanted | values))
    assert set(refused.value.errors) == {key}


def test_a_coordinator_agrees_by_phone_for_who_has_no_account(table: Table) -> None:
    made = table.propose(table.other, table.silent)
    table.mails()
    party = table.agree(made, table.silent, by=table.people[BOSS], is_by_call=True)
    assert (party.is_agreed_by_call, party.agreed_by) == (True, table.people[BOSS])
    assert find_answers(table.session, made.id)[0].is_by_call
    assert table.mails() == [(OWN, "partnership agreed")]
    with pytest.raises(BadInput):
        table.agree(made, by=table.people[BOSS], is_by_call=True)


def test_a_coordinator_speaks_for_no_partner_of_his_own_organization(table: Table) -> None:
    made = table.propose(table.silent)
    with pytest.raises(Forbidden):
        table.agree(made, table.silent, by=table.people[OWN], is_by_call=True)


def together(app: Flask, acts: tuple[Callable[[], object], Callable[[], object]]) -> list[str]:
    """What became of both, each in a transaction of its own that began with the lock."""
    begin, outcomes = threading.Barrier(2), ["", ""]

    def run(number: int) -> None:
        with app.app_context():
            begin.wait(timeout=20)
            db.session.connection(execution_options={"write_lock": True})
            try:
                acts[number]()
                db.session.commit()
                outcomes[number] = "done"
            except Exception as error:
                db.session.rollback()
                outcomes[number] = type(error).__name__

    threads = [threading.Thread(target=run, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


def test_two_parties_agree_at_the_same_moment(app: Flask, table: Table) -> None:
    made = table.propose(table.other, table.third)
    both = (table.named(made), table.named(made, table.third, THIRD))
    table.session.rollback()
    acts = (
        lambda: agree(session=db.session(), **both[0]),
        lambda: agree(session=db.session(), **both[1]),
    )
    assert together(app, acts) == ["done", "done"]
    assert table.state(made) == PartnershipState.ACTIVE
    texts = table.session.scalars(select(Mail.text).where(Mail.cause == "partnership agreed")).all()
    assert sorted("Погодилися всі" in text for text in texts) == [False, True]


def test_who_agrees_while_the_terms_change_agrees_to_one_of_them_alone(app: Flask, table: Table) -> None:
    made = table.propose()
    named = table.named(made)
    change = table.change(made.id, parties=table.rows(table.other, role="host"))
    decided: dict[str, Any] = {"change_id": change.id, "version_shown": change.version, "by": COORDINATOR}
    table.session.commit()
    acts = (
        lambda: agree(session=db.session(), **named),
        lambda: operations.publish(session=db.session(), **decided),
    )
    outcome = together(app, acts)
    assert outcome in (["done", "done"], ["Stale", "done"])
    party = party_of(get_partnership(table.session, made.id), table.other)
    assert party.role == "host"
    assert party.agreed_at is None, "the new role was never agreed to"
