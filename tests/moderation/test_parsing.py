"""What people type becomes values, or a message beside its field."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from network.core.errors import BadInput
from network.moderation.fields import Field, Widget, get_kind
from network.moderation.forms import EditForm
from network.moderation.parsing import parse, typed
from tests.world import World

pytestmark = pytest.mark.engines("sqlite")


def read(session: Session, widget: Widget, text: str, **details: object) -> object:
    field = Field(name="x", label="x", widget=widget, **details)  # type: ignore[arg-type]
    return parse(session, field, [text], [("a", "A"), ("b", "B")])


@pytest.mark.parametrize(
    "widget, text, value",
    [
        (Widget.LINE, "  два \u202e слова\x00 ", "два слова"),
        (Widget.TEXT, "один\r\n\r\n\r\nдва", "один\n\nдва"),
        (Widget.NUMBER, " 12 ", 12),
        (Widget.NUMBER, "", None),
        (Widget.DEGREES, "48,9401", 48.9401),
        (Widget.DATE, "31.12.2026", "2026-12-31"),
        (Widget.DATE, "2026-12-31", "2026-12-31"),
        (Widget.TIME, "9:05", "09:05"),
        (Widget.PHONE, "000 000 00 01", "+380000000001"),
        (Widget.PHONES, "112\n+380 00 000 00 02 доб. 5\n112", ["112", "+380000000002 x5"]),
        (Widget.EMAIL, "office@example.org", "office@example.org"),
        (Widget.LINK, "example.org/a", "https://example.org/a"),
        (Widget.CHOICE, "b", "b"),
        (Widget.BOOLEAN, "1", True),
    ],
)
def test_values(session: Session, widget: Widget, text: str, value: object) -> None:
    assert read(session, widget, text) == value


@pytest.mark.parametrize(
    "widget, text",
    [
        (Widget.LINE, "а" * 201),
        (Widget.NUMBER, "-1"),
        (Widget.NUMBER, "٣"),
        (Widget.NUMBER, "9" * 30),
        (Widget.DEGREES, "nan"),
        (Widget.DEGREES, "1e400"),
        (Widget.DATE, "31.02.2026"),
        (Widget.DATE, "0001-01-01"),
        (Widget.TIME, "24:00"),
        (Widget.PHONE, "дзвоніть"),
        (Widget.EMAIL, "office@"),
        (Widget.LINK, "javascript:alert(1)"),
        (Widget.LINK, "https://user@example.org"),
        (Widget.LINK, "https://exam ple.org"),
        (Widget.LINK, "http://[::1"),
        (Widget.CHOICE, "c"),
        (Widget.PLACES, "Ніде-Такого-Нема"),
        (Widget.PHONES, "\n".join(["112"] * 50)),
    ],
)
def test_mistakes(session: Session, widget: Widget, text: str) -> None:
    with pytest.raises(BadInput):
        read(session, widget, text)


def test_a_place_is_understood_as_it_is_shown(world: World) -> None:
    field = Field(name="x", label="x", widget=Widget.PLACE)
    shown = typed(world.session, field, world.host.katottg)
    assert shown == world.host.told_apart
    for text in (shown, "Царичанка", "царичанська громада"):
        assert parse(world.session, field, [text], []) == world.host.katottg


def test_a_form_reads_listed_fields_alone_and_keeps_what_was_typed(world: World) -> None:
    spec = get_kind("organization")
    stored = spec.read(world.session, spec.get(world.session, world.organization.id))
    typed_in = MultiDict(
        {"name_uk": "Нова назва", "phone": "хто там", "membership": "former", "slug": "x", "id": "7"}
    )
    form = EditForm(world.session, spec, world.organization.id, stored, typed_in)
    assert form.values == {"name_uk": "Нова назва"}
    assert set(form.errors) == {"phone"}
    row = next(row for row in form.rows() if row.field.name == "phone")
    assert (row.inputs[0].text, bool(row.inputs[0].error)) == ("хто там", True)


def test_an_absent_checkbox_counts_beside_its_marker_only(world: World) -> None:
    spec = get_kind("organization")
    stored = spec.read(world.session, spec.get(world.session, world.organization.id))
    for typed_in, values in (
        (MultiDict(), {}),
        (MultiDict({"has-is_published": "1"}), {"is_published": False}),
    ):
        form = EditForm(world.session, spec, world.organization.id, stored, typed_in)
        assert form.values == values
