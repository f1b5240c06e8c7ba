"""A document in a form: uploaded once, kept through mistakes, believed for its own organization alone."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.datastructures import FileStorage, ImmutableMultiDict, MultiDict

from network.core.uploads import CappedFile, Uploads
from network.files.models import StoredFile
from network.files.operations import store
from network.files.queries import get_content
from network.freshness.editing import is_for_mail
from network.moderation.display import shown
from network.moderation.documents import find_lost
from network.moderation.fields import Field, Values, Widget, get_kind
from network.moderation.forms import EditForm
from tests.documents import HTML, PRETENDERS, make_pdf
from tests.world import World

FIELD = Field(name="document", label="Угода", widget=Widget.FILE, is_sensitive=True)
NAME = Field(name="title", label="Назва", limit=5)


def form_of(
    world: World,
    typed_in: dict[str, str] | None,
    content: bytes | None = None,
    stored: str = "",
    **details: Any,
) -> EditForm:
    spec = replace(get_kind("organization"), fields=[replace(FIELD, **details), NAME], defaults={}, checks={})
    files = {} if content is None else {"document-file": FileStorage(BytesIO(content), "../угода.pdf")}
    return EditForm(
        world.session,
        spec,
        world.organization.id,
        {"document": stored, "title": ""},
        MultiDict(typed_in) if typed_in is not None else None,
        uploads=Uploads(ImmutableMultiDict(files)),
        by=7,
    )


def drawn(form: EditForm) -> Any:
    (row, _title) = form.rows()
    return row.inputs[0]


def add(world: World, words: str = "Угода", owner: int | None = None) -> str:
    owner = owner or world.organization.id
    return store(session=world.session, organization_id=owner, content=make_pdf(words), by=7).code


def count(world: World) -> int:
    return len(world.session.scalars(select(StoredFile.id)).all())


def test_what_is_uploaded_is_stored_and_named(world: World) -> None:
    content = make_pdf()
    form = form_of(world, {"document": ""}, content)
    assert form.errors == {} and set(form.values) == {"document"}
    assert get_content(world.session, form.values["document"]) == content
    assert form.has_files and drawn(form).text == form.values["document"] and "PDF" in drawn(form).document


def test_a_file_alone_counts_and_no_file_chosen_counts_as_none(world: World) -> None:
    assert set(form_of(world, {}, make_pdf()).values) == {"document"}
    stored = add(world)
    files = ImmutableMultiDict({"document-file": FileStorage(BytesIO(b""), "")})
    form = EditForm(
        world.session,
        replace(get_kind("organization"), fields=[FIELD], checks={}),
        world.organization.id,
        {"document": stored},
        MultiDict({"document": stored}),
        uploads=Uploads(files),
    )
    assert (form.values, form.errors) == ({}, {})


def test_a_file_outlives_a_mistake_elsewhere_and_the_rollback_after_it(world: World) -> None:
    form = form_of(world, {"document": "", "title": "задовге"}, make_pdf())
    assert set(form.errors) == {"title"}
    code = drawn(form).text
    owner = world.organization.id
    world.session.rollback()
    form.documents.store_again()
    assert code and drawn(form).text == code
    again = form_of(world, {"document": code, "title": "добре"})
    assert again.values == {"document": code, "title": "добре"} and owner
    assert count(world) == 1


@pytest.mark.parametrize("what", PRETENDERS)
def test_what_is_no_document_is_said_beside_the_field_and_the_one_before_stays(
    world: World, what: str
) -> None:
    before = add(world, "перша")
    form = form_of(world, {"document": before}, PRETENDERS[what])
    assert form.values == {} and set(form.errors) == {"document"} and not form.is_too_large
    assert drawn(form).text == before and drawn(form).error
    assert form.problems()[0][0] == "f-document" and count(world) == 1


def test_a_file_that_is_too_large_is_said_so(world: World) -> None:
    capped = CappedFile(10)
    assert capped.write(make_pdf()) == len(make_pdf())
    capped.seek(0)
    files = ImmutableMultiDict({"document-file": FileStorage(capped, "a.pdf")})
    spec = replace(get_kind("organization"), fields=[FIELD], checks={})
    form = EditForm(
        world.session, spec, world.organization.id, {"document": ""}, MultiDict(), uploads=Uploads(files)
    )
    assert set(form.errors) == {"document"} and form.is_too_large and count(world) == 0
    assert len(capped.getvalue()) == 10


def test_removing_and_replacing(world: World) -> None:
    stored = add(world, "перша")
    form = form_of(world, {"document": stored, "document-remove": "1"}, stored=stored)
    assert form.values == {"document": ""} and drawn(form).chosen == ["1"] and drawn(form).text == stored
    assert form_of(world, {"document": stored}, stored=stored).values == {}
    newer = form_of(world, {"document": stored, "document-remove": "1"}, make_pdf("друга"), stored=stored)
    assert newer.values["document"] not in {"", stored}


def test_only_documents_of_the_organization_itself_can_be_named(world: World) -> None:
    foreign = add(world, "чужа", world.add_organization("ГО «Інша»").id)
    for code in (foreign, "0" * 32, "../../etc/passwd", "\x00", "а" * 5000, "' OR 1=1 --"):
        form = form_of(world, {"document": code})
        assert form.values == {} and set(form.errors) == {"document"}, code
        assert drawn(form).text == "" and code not in str(form.errors)


def test_a_change_cannot_name_what_is_gone_or_foreign(world: World) -> None:
    spec = replace(get_kind("organization"), fields=[FIELD])
    own, foreign = add(world), add(world, "чужа", world.add_organization("ГО «Інша»").id)
    owner = world.organization.id

    def lost(code: str, present: str = "") -> Values:
        return find_lost(world.session, spec, {"document": code}, {"document": present}, owner)

    assert lost(own) == lost("") == lost("gone", "gone") == {}
    assert set(lost(foreign)) == set(lost("gone")) == {"document"}


def test_a_document_in_words(world: World) -> None:
    owner = world.organization.id
    assert shown(world.session, FIELD, add(world), owner).startswith("PDF, ")
    assert "PDF" not in shown(world.session, FIELD, "gone", owner)
    assert shown(world.session, FIELD, "", owner) == ""


def test_a_document_is_always_moderated_and_never_in_a_mailed_form() -> None:
    with pytest.raises(ValueError, match="sensitive"):
        replace(get_kind("organization"), fields=[replace(FIELD, is_sensitive=False)])
    assert not is_for_mail(FIELD) and is_for_mail(NAME)


def test_the_name_that_a_file_had_is_nowhere(world: World) -> None:
    form = form_of(world, {"document": ""}, HTML)
    assert "угода" not in str(form.errors) + str(drawn(form))
