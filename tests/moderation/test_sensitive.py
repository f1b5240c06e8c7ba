"""What leads families to a place or a person is never published unseen, nor by whose word it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from network.moderation import operations
from network.moderation.fields import Field, Widget, get_kind, kinds
from network.moderation.models import ChangeState
from network.moderation.queries import history
from tests.moderation.cases import CASES
from tests.moderation.steps import COORDINATOR, EDITOR, OTHER, draft, propose, publish
from tests.world import World

DECLARED = {
    "organization": {"edrpou", "phone", "email", "website", "community", "is_published"},
    "location": {
        "visibility", "community", "settlement", "address", "directions", "latitude", "longitude",
    },
    "service": {"places", "phones", "website", "is_published"},
    "schedule": set(),
    "team": {"phone", "base", "is_published"},
    "stop": {"community", "spot", "latitude", "longitude"},
    "result": set(),
    "relocation": {
        "what", "state", "service", "successor", "team", "origin", "origin_location", "host", "host_location", "previous",
        "is_published",
    },
    "event": {
        "community", "spot", "organizations", "enrolment_phone", "enrolment_email", "enrolment_link", "is_published",
    },
    "forum": {
        "attendees", "community", "spot", "organizations", "enrolment_phone", "enrolment_email", "enrolment_link",
        "is_published",
    },
    "challenge": set(),
    "solution": {"owner"},
    "forum_document": {"code", "shared_with"},
    "owned_solution": set(),
    "partnership": {
        "name", "description", "parties", "funding", "document", "shared_with", "document_shared_with", "is_published",
    },
}  # fmt: skip
OWN: dict[str, dict[str, Any]] = {
    "organization": {"phone": "+380000000088"},
    "location": {"address_uk": "вул. Інша, 8"},
    "service": {"phones": ["+380000000088"]},
    "team": {"phone": "+380000000088"},
    "stop": {"spot_uk": "біля вокзалу"},
    "relocation": {"state": "moved_again"},
    "event": {"spot_uk": "біля вокзалу"},
    "partnership": {"description_uk": "Інше"},
    "forum": {"spot_uk": "біля вокзалу"},
    "solution": {"owner": "ngo-steppe-well"},
    "forum_document": {"shared_with": "network"},
}
"""A sensitive change of each kind that has one."""
HARMLESS: dict[str, dict[str, Any]] = {
    "organization": {"description_uk": "Інше"},
    "location": {"alarm_uk": "Сходимо в укриття"},
    "service": {"summary_uk": "Інше"},
    "schedule": {"note_uk": "за записом"},
    "team": {"description_uk": "Інше"},
    "stop": {"every_weeks": 2},
    "result": {"quantity": 41},
    "relocation": {"families": 3},
    "event": {"summary_uk": "Інше"},
    "partnership": {"signed_on": "2026-01-31"},
    "forum": {"agenda_uk": "Інше"},
    "challenge": {"text_uk": "Інше"},
    "solution": {"text_uk": "Інше"},
    "forum_document": {"title_uk": "Інше"},
    "owned_solution": {"state": "done"},
}


@pytest.mark.engines("sqlite")
@pytest.mark.parametrize("kind", CASES)
def test_each_kind_declares_what_is_sensitive(app: object, kind: str) -> None:
    assert {field.name for field in get_kind(kind).fields if field.is_sensitive} == DECLARED[kind]


@pytest.mark.engines("sqlite")
@pytest.mark.parametrize(
    "field",
    [
        Field(name="hotline", label="", widget=Widget.PHONE),
        Field(name="hotlines", label="", widget=Widget.PHONES),
        Field(name="mailbox", label="", widget=Widget.EMAIL),
        Field(name="channel", label="", widget=Widget.LINK),
        Field(name="height", label="", widget=Widget.DEGREES),
        Field(name="visibility", label="", widget=Widget.CHOICE),
        Field(name="address", label="", languages=True),
        Field(name="is_published", label="", widget=Widget.BOOLEAN),
    ],
    ids=lambda field: field.name,
)
def test_a_new_kind_cannot_forget_it(app: object, field: Field) -> None:
    spec = kinds()[0]
    with pytest.raises(ValueError, match="sensitive"):
        replace(spec, fields=(*spec.fields, field))
    replace(spec, fields=(*spec.fields, replace(field, is_sensitive=True)))


@pytest.mark.parametrize("kind", OWN)
def test_nobody_decides_on_an_own_word(world: World, kind: str) -> None:
    record_id = CASES[kind].make(world)
    change = propose(world, draft(world, kind, record_id, OWN[kind]))
    with pytest.raises(operations.Forbidden):
        publish(world, change, by=EDITOR)
    assert change.state == ChangeState.WAITING
    assert publish(world, change).state == ChangeState.PUBLISHED


@pytest.mark.parametrize("kind", OWN)
def test_a_correction_is_an_own_word(world: World, kind: str) -> None:
    record_id = CASES[kind].make(world)
    change = propose(world, draft(world, kind, record_id, HARMLESS[kind]))
    operations.correct(
        session=world.session,
        change_id=change.id,
        version_shown=change.version,
        values=OWN[kind],
        by=COORDINATOR,
    )
    with pytest.raises(operations.Forbidden):
        publish(world, change)
    assert publish(world, change, by=OTHER).state == ChangeState.PUBLISHED


@pytest.mark.parametrize("kind", OWN)
def test_a_restored_version_is_the_word_of_who_restores_it(world: World, kind: str) -> None:
    session, spec = world.session, get_kind(kind)
    record_id = CASES[kind].make(world)
    present = spec.read(session, spec.get(session, record_id))
    first = publish(world, propose(world, draft(world, kind, record_id, OWN[kind])))
    publish(world, propose(world, draft(world, kind, record_id, {key: present[key] for key in OWN[kind]})))
    revision = next(each for each in history(session, kind, record_id) if each.change_id == first.id)
    change = operations.restore(
        session=session, revision_id=revision.id, organization_id=world.organization.id, by=COORDINATOR
    )
    propose(world, change, by=COORDINATOR)
    with pytest.raises(operations.Forbidden):
        publish(world, change)
    publish(world, change, by=OTHER)


@pytest.mark.parametrize("kind", CASES)
def test_a_trusted_organization_waits_with_sensitive_and_mixed_changes(world: World, kind: str) -> None:
    record_id = CASES[kind].make(world)
    operations.set_trusted(
        session=world.session, organization_id=world.organization.id, is_trusted=True, by=COORDINATOR
    )
    if kind in OWN:
        change = propose(world, draft(world, kind, record_id, {**HARMLESS[kind], **OWN[kind]}))
        assert change.state == ChangeState.WAITING
        operations.withdraw(
            session=world.session, change_id=change.id, version_shown=change.version, by=EDITOR
        )
    change = propose(world, draft(world, kind, record_id, HARMLESS[kind]))
    assert change.state == ChangeState.PUBLISHED


@pytest.mark.parametrize("kind", CASES)
def test_a_new_record_of_a_trusted_organization_waits(world: World, kind: str) -> None:
    if not get_kind(kind).can_create:
        return
    operations.set_trusted(
        session=world.session, organization_id=world.organization.id, is_trusted=True, by=COORDINATOR
    )
    assert propose(world, draft(world, kind, None, CASES[kind].fresh(world))).state == ChangeState.WAITING


@pytest.mark.parametrize("text", ["Телефонуйте 050 000 00 00", "пишіть на a@example.org", "www.example.org"])
def test_a_number_or_a_link_inside_a_text_waits_too(world: World, text: str) -> None:
    record_id = CASES["service"].make(world)
    operations.set_trusted(
        session=world.session, organization_id=world.organization.id, is_trusted=True, by=COORDINATOR
    )
    assert (
        propose(world, draft(world, "service", record_id, {"summary_uk": text})).state == ChangeState.WAITING
    )
