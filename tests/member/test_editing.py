"""Editing: a draft, its look, the way to the coordinators and back; what is not the form's is ignored."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from network.locations.models import Location
from network.member.belongings import COLLECTIONS
from network.moderation import operations
from network.moderation.fields import get_kind
from network.moderation.models import Change, ChangeState, Revision
from network.services.models import Service
from tests.member.conftest import EDITOR, OTHER, Desk, Office, hidden_of
from tests.moderation.cases import CASES

NOT_MADE = {"profile", "solutions-to-see-to"}
"""What members change but do not add."""
EXTRA = {
    "id": "999", "slug": "stolen", "organization_id": "2", "organization": "2", "is_example": "1", "state": "published",
    "confirmed_on": "2020-01-01", "entered_on": "2020-01-01", "updated_at": "2020-01-01", "sort_uk": "я", "code": "x",
    "proposer_id": "1", "decider_id": "1", "proposers": "{}", "kind": "result", "record_id": "1", "change_id": "1",
    "membership": "member", "user_id": "1", "is_doubted": "1", "base_version": "9",
}  # fmt: skip
"""Twenty-one fields that no form has (but «kind» and «state», which some have)."""


PLACES = {"community", "communities", "areas", "base", "origin", "host"}
"""Fields that people fill in by name."""
NAMES = {"UA12020310000017431": "Царичанка", "UA14160150000038750": "Мирноград"}
"""The two communities that cases mean, by their codes."""

EMPTIED = [
    ("locations", "status"),
    ("locations", "visibility"),
    ("mobile-teams", "status"),
    ("services", "status"),
]
"""What a kind's new record has from the start, and no record may be without."""


def form_of(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a case as a browser sends them; what stands beside a choice is two lists, names and choices."""
    pairs = {
        key: value
        for key, value in values.items()
        if value and isinstance(value, list) and isinstance(value[0], dict)
    }
    rows = {key: [row["record"] for row in value] for key, value in pairs.items()}
    rows |= {f"{key}-code": [row["code"] for row in value] for key, value in pairs.items()}
    values = {key: value for key, value in values.items() if key not in pairs}
    return (
        rows
        | {
            key: NAMES[value[0] if isinstance(value, list) else value]
            if key in PLACES
            else "\n".join(value)
            if key == "phones"
            else value
            if isinstance(value, list)
            else str(value)
            for key, value in values.items()
        }
        | {
            f"has-{key}": "1"
            for key, value in values.items()
            if isinstance(value, list) and key not in {"phones", *PLACES}
        }
    )


def has_columns(office: Office, collection: str, record_id: int) -> dict[str, Any]:
    """Every column of a record as the database has it."""
    record = get_kind(COLLECTIONS[collection]).get(office.session, record_id)
    return {column.key: getattr(record, column.key) for column in record.__mapper__.column_attrs}


def publish(office: Office, change: Change) -> None:
    operations.publish(session=office.session, change_id=change.id, version_shown=change.version, by=999)
    office.world.session.commit()


def send_back(office: Office, change: Change, reason: str) -> None:
    operations.send_back(
        session=office.session, change_id=change.id, version_shown=change.version, reason=reason, by=999
    )
    office.world.session.commit()


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_form_opens_and_ignores_what_is_not_its_own(
    office: Office, desk: Desk, collection: str
) -> None:
    kind, record_id = COLLECTIONS[collection], office.own_ids[collection]
    extra = {key: value for key, value in EXTRA.items() if key not in get_kind(kind).empty()}
    assert len(extra) >= 20
    before = has_columns(office, collection, record_id)
    path = f"/member/{collection}/{record_id}/edit"
    answer = desk.edit(path, **form_of(CASES[kind].values), **extra)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    [change] = office.changes()
    assert set(change.values) <= set(CASES[kind].values), "only what the form has and what was changed"
    assert (change.kind, change.record_id, change.organization_id) == (
        kind,
        record_id,
        office.organization.id,
    )
    assert (change.state, change.proposer_id) == (ChangeState.DRAFT, office.users[EDITOR])
    assert change.decider_id is None
    assert has_columns(office, collection, record_id) == before, "the record stays as it was"
    page = desk.read(f"/member/changes/{change.id}")
    assert CASES[kind].shows in page


@pytest.mark.parametrize("action", ["", "propose"])
@pytest.mark.parametrize(("collection", "key"), EMPTIED)
def test_what_a_record_always_says_cannot_be_emptied(
    office: Office, desk: Desk, collection: str, key: str, action: str
) -> None:
    path = f"/member/{collection}/{office.own_ids[collection]}/edit"
    for typed in ("", " ", "\x00"):
        answer = desk.edit(path, **{key: typed}, action=action)
        assert answer.status_code == 422, (key, typed)
        assert f'href="#f-{key}"' in answer.get_data(as_text=True)
    assert office.changes() == []


@pytest.mark.parametrize("collection", [name for name in COLLECTIONS if name not in NOT_MADE])
def test_a_new_record_is_proposed_and_published(office: Office, desk: Desk, collection: str) -> None:
    spec = get_kind(COLLECTIONS[collection])
    values = CASES[spec.code].fresh(office.world)
    office.world.session.commit()
    own = office.organization.id
    number = len(spec.find(office.session, [own]))
    path = f"/member/{collection}/new/{own}"
    extra = {key: value for key, value in EXTRA.items() if key not in spec.empty()}
    answer = desk.edit(path, **form_of(values), **extra, action="propose")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    [change] = office.changes()
    assert (change.state, change.organization_id, change.record_id) == (ChangeState.WAITING, own, None)
    assert len(spec.find(office.session, [own])) == number
    assert f'href="/member/changes/{change.id}"' in desk.read("/member")
    publish(office, change)
    assert len(spec.find(office.session, [own])) == number + 1


def test_edited_sent_back_corrected_published(office: Office, desk: Desk, client: FlaskClient) -> None:
    record_id = office.own_ids["services"]
    slug = office.session.get_one(Service, record_id).slug
    path, public = f"/member/services/{record_id}/edit", f"/services/{slug}"
    desk.edit(path, summary_uk="Перший зміст", action="propose")
    [change] = office.changes()
    assert change.state == ChangeState.WAITING
    send_back(office, change, "Скажіть, для кого <це>.")
    for page in (desk.read("/member"), desk.read(path), desk.read(f"/member/changes/{change.id}")):
        assert "Скажіть, для кого &lt;це&gt;." in page
    assert desk.edit(path, summary_uk="Другий зміст", action="propose").status_code == 303
    assert "Перший зміст" not in client.get(public).get_data(as_text=True)
    publish(office, office.changes()[0])
    assert "Другий зміст" in client.get(public).get_data(as_text=True)
    assert "Перший зміст" not in client.get(public).get_data(as_text=True)


def test_mistakes_are_listed_with_links_and_what_was_typed_stays(office: Office, desk: Desk) -> None:
    record_id = office.own_ids["services"]
    answer = desk.edit(
        f"/member/services/{record_id}/edit",
        name_uk="", phones="не телефон", age_from="багато", summary_en="Kept <words>", action="propose",
    )  # fmt: skip
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    for key in ("name_uk", "phones", "age_from"):
        assert f'href="#f-{key}"' in page and f'id="e-{key}"' in page and f'id="f-{key}"' in page
    assert "не телефон" in page and "багато" in page and "Kept &lt;words&gt;" in page
    assert office.changes() == []
    corrected = desk.send(
        f"/member/services/{record_id}/edit", **hidden_of(page), summary_en="Kept words", action="propose"
    )
    assert corrected.status_code == 303


def test_what_the_record_refuses_leaves_no_trace_and_can_be_put_right(office: Office, desk: Desk) -> None:
    record_id = office.own_ids["services"]
    path = f"/member/services/{record_id}/edit"
    answer = desk.edit(path, age_from="17", age_to="6", action="propose")
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    assert 'role="alert"' in page and 'value="17"' in page
    assert office.changes() == []
    again = desk.send(path, **hidden_of(page), age_from="6", age_to="17", action="propose")
    assert again.status_code == 303
    [change] = office.changes()
    assert (change.values["age_from"], change.values["age_to"]) == (6, 17)


def test_a_refused_draft_keeps_its_version(office: Office, desk: Desk) -> None:
    path = f"/member/services/{office.own_ids['services']}/edit"
    desk.edit(path, summary_uk="Чернетка")
    page = desk.edit(path, age_from="17", age_to="6", action="propose").get_data(as_text=True)
    assert desk.send(path, **hidden_of(page), age_from="6", age_to="17").status_code == 303
    [change] = office.changes()
    assert change.values == {"summary_uk": "Чернетка", "age_from": 6, "age_to": 17}


def test_nothing_changed_is_said(office: Office, desk: Desk) -> None:
    answer = desk.edit(f"/member/services/{office.own_ids['services']}/edit")
    assert answer.status_code == 422
    assert office.changes() == []


def test_a_change_is_given_up(office: Office, desk: Desk) -> None:
    desk.edit(f"/member/services/{office.own_ids['services']}/edit", summary_uk="Чернетка")
    [change] = office.changes()
    path = f"/member/changes/{change.id}"
    assert desk.send(f"{path}/withdraw", version="9").status_code == 409
    assert desk.send(f"{path}/withdraw", **hidden_of(desk.read(path))).status_code == 303
    assert office.changes()[0].state == ChangeState.WITHDRAWN
    assert "Чернетка" not in desk.read("/member")
    assert desk.read(path)


def test_a_draft_that_cannot_be_sent_says_why(office: Office, desk: Desk) -> None:
    own = office.organization.id
    desk.edit(f"/member/services/new/{own}", summary_uk="Лише зміст")
    [change] = office.changes()
    path = f"/member/changes/{change.id}"
    answer = desk.send(f"{path}/propose", **hidden_of(desk.read(path)))
    assert answer.status_code == 422
    assert f'href="{path}/edit"' in answer.get_data(as_text=True)
    assert office.changes()[0].state == ChangeState.DRAFT
    desk.edit(f"{path}/edit", name_uk="Назва", category=office.world.category("psychologist").code)
    assert desk.send(f"{path}/propose", **hidden_of(desk.read(path))).status_code == 303


def test_missing_translations_are_listed(office: Office, desk: Desk) -> None:
    path = f"/en/member/services/{office.own_ids['services']}/edit"
    assert "In one language only" in desk.read(path)
    desk.edit(path, bring_uk="Паспорт")
    [change] = office.changes()
    page = desk.read(f"/en/member/changes/{change.id}").split("In one language only")[1]
    assert "What to bring" in page.split("</section>")[0]


def test_the_form_says_what_families_see_of_an_address(office: Office, desk: Desk) -> None:
    page = desk.read(f"/member/locations/{office.own_ids['locations']}/edit")
    cases = [each.split("</p>")[0] for each in page.split('class="small case">')[1:]]
    assert len(cases) == 3
    street = office.session.get_one(Location, office.own_ids["locations"]).address_uk
    assert street in cases[0]
    assert street not in cases[1] and "Царичанська" in cases[1]
    assert street not in cases[2] and "Царичанська" not in cases[2]


def test_history_and_a_version_that_comes_back(office: Office, desk: Desk) -> None:
    record_id = office.own_ids["services"]
    path = f"/member/services/{record_id}"
    for words in ("Перший зміст", "Другий зміст"):
        desk.edit(f"{path}/edit", summary_uk=words, action="propose")
        publish(office, next(each for each in office.changes() if each.is_live))
    page = desk.read(f"{path}/history")
    assert EDITOR in page and "координатор" in page
    assert page.index("<ins>Другий зміст") < page.index("<ins>Перший зміст")
    first = office.session.scalars(select(Revision).order_by(Revision.version)).first()
    assert first is not None
    restored = desk.send(f"/member/revisions/{first.id}/restore")
    assert restored.status_code == 303
    change = office.changes()[-1]
    assert (change.state, change.values["summary_uk"]) == (ChangeState.DRAFT, "Перший зміст")
    again = desk.send(f"/member/revisions/{first.id}/restore")
    assert again.status_code == 409
    assert f'href="/member/changes/{change.id}"' in again.get_data(as_text=True)


def test_a_wait_is_taken_back_by_editing(office: Office, desk: Desk) -> None:
    path = f"/member/services/{office.own_ids['services']}/edit"
    desk.edit(path, summary_uk="Надіслано", action="propose")
    desk.edit(path, summary_uk="Ще не все")
    [change] = office.changes()
    assert (change.state, change.values["summary_uk"]) == (ChangeState.DRAFT, "Ще не все")
    assert change.proposed_at is None or change.proposed_at <= datetime.now(UTC)
    assert office.users[OTHER] != change.proposer_id


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_the_public_page_is_shown_before_it_is_published(
    office: Office, desk: Desk, client: FlaskClient, collection: str
) -> None:
    kind, record_id = COLLECTIONS[collection], office.own_ids[collection]
    desk.edit(f"/member/{collection}/{record_id}/edit", **form_of(CASES[kind].values))
    [change] = office.changes()
    before = has_columns(office, collection, record_id)
    page = desk.read(f"/member/changes/{change.id}/preview")
    assert CASES[kind].shows in page and f'href="/member/changes/{change.id}"' in page
    assert "родини цього ще не бачать" in page
    assert has_columns(office, collection, record_id) == before
    assert office.changes()[0].state == ChangeState.DRAFT
    slug = office.session.get_one(Service, office.own_ids["services"]).slug
    assert "родини цього ще не бачать" not in client.get(f"/services/{slug}").get_data(as_text=True)


def test_a_new_service_is_previewed_and_an_unfit_one_says_why(office: Office, desk: Desk) -> None:
    own = office.organization.id
    desk.edit(f"/member/services/new/{own}", summary_uk="Лише зміст")
    [change] = office.changes()
    path = f"/member/changes/{change.id}"
    desk.read(f"{path}/preview", 422)
    desk.edit(f"{path}/edit", name_uk="Нова послуга", category=office.world.category("psychologist").code)
    assert "Нова послуга" in desk.read(f"{path}/preview")
    assert office.changes()[0].record_id is None
