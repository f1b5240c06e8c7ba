"""Other records in a form: alone, one a line, in rows beside a choice; understood by name, kept by code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import render_template_string
from werkzeug.datastructures import MultiDict

from network.core.errors import BadInput
from network.core.i18n import in_language
from network.moderation.checks import find_missing
from network.moderation.display import shown
from network.moderation.fields import Field, Kind, Values, Widget, get_kind
from network.moderation.forms import EditForm
from network.moderation.parsing import parse, typed, typed_all
from network.organizations.naming import find_organization, name_organizations
from tests.world import World

ROLES = {"donor": "Донор", "host": "Приймає"}
DRAWN = '{% from "components/edit_fields.html" import edit_fields %}{{ edit_fields(form) }}'


def field_of(widget: Widget, **details: Any) -> Field:
    return Field(
        name="parties",
        label="Сторони",
        widget=widget,
        is_sensitive=True,
        choices=ROLES if widget is Widget.PAIRS else None,
        find_record=find_organization,
        name_records=name_organizations,
        **details,
    )


def form_of(world: World, field: Field, typed_in: MultiDict[str, str] | None, stored: Values) -> EditForm:
    spec = replace(get_kind("organization"), fields=[field], defaults={}, checks={})
    return EditForm(world.session, spec, world.organization.id, stored, typed_in)


def drawn(form: EditForm) -> str:
    return render_template_string(DRAWN, form=form)


@pytest.fixture
def others(world: World) -> list[str]:
    """Slugs of three more organizations; the last two have one name."""
    names = [("ГО «Камʼянка»", "NGO Kamianka"), ("ГО «Криниця»", ""), ("ГО Криниця", "")]
    return [world.add_organization(*name).slug for name in names]


@pytest.mark.parametrize("text", ["ГО «Камʼянка»", 'го "камянка"', "ngo kamianka", "Kamianka", "камян"])
def test_a_record_is_found_by_its_name_slug_or_a_part_of_it(
    world: World, others: list[str], text: str
) -> None:
    for written in (text, others[0]):
        assert parse(world.session, field_of(Widget.RECORD), [written], []) == others[0]


@pytest.mark.parametrize("language", ["uk", "en"])
def test_several_or_none_are_said_with_suggestions(world: World, others: list[str], language: str) -> None:
    near = "Камʼянка" if language == "uk" else "Kamianka"
    with in_language(language):
        for text, told in (("Криниця", f"({others[1]})"), ("Криниця", f"({others[2]})"), ("Камянко", near)):
            with pytest.raises(BadInput) as refused:
                find_organization(world.session, text)
            assert told in str(refused.value)
        with pytest.raises(BadInput, match="zzz"):
            find_organization(world.session, "zzz")


@pytest.mark.parametrize("text", ["", "«»", "го", "\x00", "%", "_", "(", "%%%", "а" * 500])
def test_no_text_names_everything(world: World, others: list[str], text: str) -> None:
    with pytest.raises(BadInput):
        find_organization(world.session, text)


def test_at_most_five_are_suggested(world: World) -> None:
    for number in range(9):
        world.add_organization(f"ГО «Сонячна {number}»")
    with pytest.raises(BadInput) as refused:
        find_organization(world.session, "Сонячна")
    assert str(refused.value).count("Сонячна") == 5


def test_organizations_that_are_not_public_cannot_be_named(world: World, others: list[str]) -> None:
    hidden = world.add_organization("ГО «Прихована»")
    hidden.is_published = False
    world.session.flush()
    for text in ("ГО «Прихована»", hidden.slug, "Прихован"):
        with pytest.raises(BadInput) as refused:
            find_organization(world.session, text)
        assert hidden.name_uk not in str(refused.value).replace(f"“{text}”", "").replace(f"«{text}»", "")


@pytest.mark.parametrize("language", ["uk", "en"])
def test_what_is_shown_is_understood_also_of_equal_names(
    world: World, others: list[str], language: str
) -> None:
    rows = [{"record": slug, "code": "donor"} for slug in others]
    with in_language(language):
        for widget, value in ((Widget.RECORD, others[1]), (Widget.RECORDS, others), (Widget.PAIRS, rows)):
            field = field_of(widget)
            texts = typed_all(world.session, field, value)
            assert parse(world.session, field, texts, list(ROLES.items())) == value


def test_a_record_that_is_hidden_or_gone_stays_where_it_stands(world: World, others: list[str]) -> None:
    hidden = world.add_organization("ГО «Прихована»")
    hidden.is_published = False
    world.session.flush()
    stored = [hidden.slug, "long-gone", others[0]]
    field = field_of(Widget.RECORDS)
    text = typed(world.session, field, stored)
    assert "long-gone" in text
    assert parse(world.session, field, [text + f"\n{others[1]}"], [], stored) == [*stored, others[1]]


def test_lines_are_unique_in_order_and_limited(world: World, others: list[str]) -> None:
    field = field_of(Widget.RECORDS, most=2)
    text = f"{others[1]}\n\n{others[0]}"
    assert parse(world.session, field, [text], []) == [others[1], others[0]]
    assert parse(world.session, field_of(Widget.RECORDS), [f"{text}\n{others[1]}"], []) == [
        others[1],
        others[0],
    ]
    with pytest.raises(BadInput):
        parse(world.session, field, [f"{text}\n{others[2]}"], [])


def test_all_lines_that_are_wrong_are_named(world: World) -> None:
    with pytest.raises(BadInput) as refused:
        parse(world.session, field_of(Widget.RECORDS), ["перша невідома\nдруга невідома"], [])
    assert "перша" in str(refused.value) and "друга" in str(refused.value)


def test_rows_keep_what_was_typed_and_say_their_mistakes_where_they_are(
    world: World, others: list[str]
) -> None:
    typed_in = MultiDict(
        [
            ("parties", others[0]), ("parties-code", "donor"),
            ("parties", ""), ("parties-code", "host"),
            ("parties", "Невідомо хто"), ("parties-code", "host"),
            ("parties", others[1]), ("parties-code", ""),
            ("parties", others[0]), ("parties-code", "host"),
            ("parties", others[2]), ("parties-code", "king"),
        ]
    )  # fmt: skip
    form = form_of(world, field_of(Widget.PAIRS), typed_in, {"parties": []})
    assert form.values == {} and set(form.errors) == {"parties"}
    (row,) = form.rows()
    pairs = row.inputs[0].pairs
    assert [(pair.text, pair.choice) for pair in pairs[:5]] == [
        (others[0], "donor"), ("Невідомо хто", "host"), (others[1], ""), (others[0], "host"), (others[2], "king"),
    ]  # fmt: skip
    assert [bool(pair.error) for pair in pairs] == [False, True, True, True, True, False, False, False]
    assert form.problems() == [("f-parties-1", form.errors["parties"])]
    page = drawn(form)
    assert page.count('name="parties"') == page.count('name="parties-code"') == 8
    assert all(f'id="{word}"' in page for word in ("f-parties-1", "e-parties-1", "f-parties"))
    assert 'id="e-parties"' not in page


def test_rows_are_read_in_order_and_an_emptied_row_is_gone(world: World, others: list[str]) -> None:
    stored = {"parties": [{"record": others[0], "code": "donor"}, {"record": others[1], "code": "host"}]}
    field = field_of(Widget.PAIRS)
    typed_in = MultiDict([("parties", ""), ("parties", others[1]), ("parties", others[2])])
    typed_in.setlist("parties-code", ["donor", "donor", "host"])
    form = form_of(world, field, typed_in, stored)
    assert form.values == {
        "parties": [{"record": others[1], "code": "donor"}, {"record": others[2], "code": "host"}]
    }
    assert form_of(world, field, MultiDict({"parties": ""}), stored).values == {"parties": []}
    assert form_of(world, field, MultiDict({"parties-code": "donor"}), stored).values == {}


def test_an_empty_form_of_rows_has_three_and_a_full_one_none_more(world: World, others: list[str]) -> None:
    (row,) = form_of(world, field_of(Widget.PAIRS), None, {"parties": []}).rows()
    assert len(row.inputs[0].pairs) == 3
    full = {"parties": [{"record": slug, "code": "host"} for slug in others]}
    (row,) = form_of(world, field_of(Widget.PAIRS, most=3), None, full).rows()
    assert [pair.choice for pair in row.inputs[0].pairs] == ["host"] * 3


@pytest.mark.parametrize("count", [4, 5000])
def test_too_many_rows_are_refused_and_not_all_drawn(world: World, others: list[str], count: int) -> None:
    typed_in = MultiDict([("parties", others[0])] * count)
    form = form_of(world, field_of(Widget.PAIRS, most=3), typed_in, {"parties": []})
    assert set(form.errors) == {"parties"} and form.problems()[0][0] == "f-parties"
    (row,) = form.rows()
    assert len(row.inputs[0].pairs) <= 6


def test_values_in_words(world: World, others: list[str]) -> None:
    owner, session = world.organization.id, world.session
    rows = [{"record": others[0], "code": "donor"}, {"record": "gone", "code": "gone"}]
    with in_language("uk"):
        assert shown(session, field_of(Widget.PAIRS), rows, owner) == "ГО «Камʼянка»: Донор\ngone: —"
        assert shown(session, field_of(Widget.RECORDS), others[:1], owner) == "ГО «Камʼянка»"
    with in_language("en"):
        assert shown(session, field_of(Widget.RECORD), others[0], owner) == "NGO Kamianka"
    assert shown(session, field_of(Widget.RECORD), None, owner) == ""


def test_names_take_one_statement(
    world: World, others: list[str], count_statements: Callable[[], Any]
) -> None:
    owner = world.organization.id
    for codes in (others[:1], others):
        with count_statements() as statements:
            shown(world.session, field_of(Widget.RECORDS), codes, owner)
        assert len(statements) == 1


def test_required_rows_are_missed(world: World) -> None:
    for widget, value in ((Widget.PAIRS, []), (Widget.RECORDS, []), (Widget.RECORD, None)):
        spec: Kind = replace(get_kind("organization"), fields=[field_of(widget, required=True)])
        assert set(find_missing(spec, {"parties": value})) == {"parties"}


def test_a_field_of_records_says_how_to_find_them_and_is_always_moderated() -> None:
    with pytest.raises(ValueError, match="find_record"):
        Field(name="parties", label="", widget=Widget.RECORDS)
    with pytest.raises(ValueError, match="sensitive"):
        replace(get_kind("organization"), fields=[replace(field_of(Widget.RECORD), is_sensitive=False)])


@pytest.mark.parametrize("widget", [Widget.RECORD, Widget.RECORDS])
def test_one_line_or_many_keep_what_was_typed(world: World, widget: Widget) -> None:
    form = form_of(world, field_of(widget), MultiDict({"parties": "Невідомо <b>хто"}), {"parties": None})
    assert set(form.errors) == {"parties"}
    assert "Невідомо &lt;b&gt;хто" in drawn(form)
