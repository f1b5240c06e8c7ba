"""Forms of every kind: what stands in them is read back without loss, and whatever is typed gets an answer."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from network.core.errors import BadInput
from network.core.i18n import in_language
from network.locations.models import Visibility
from network.moderation import operations
from network.moderation.fields import Field, Kind, Values, Widget, get_kind
from network.moderation.forms import EditForm
from network.moderation.parsing import parse, typed_all
from network.organizations.models import Organization
from tests.moderation.cases import CASES
from tests.moderation.steps import EDITOR, draft, propose, publish
from tests.world import World

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ANYTHING = st.text(max_size=60) | st.sampled_from(
    [
        "0", "7", "-1", "999999999", "9" * 40, "٣", "48.94", "34,48", "nan", "1e999", "31.12.2026", "2026-02-30",
        "0000-00-00", "09:00", "25:61", "112", "+380000000001", "+380 00 000 00 02 доб. 5", "Царичанка", "Павлоград,",
        ",", "UA12", "https://example.org", "javascript:alert(1)", "http://[", "a@b", "\x00", "\u202e\ud800", "1", "MO",
        "public", "confidential", "active", "closed", "🙂" * 200, "а" * 6000, "\r\n" * 60, "12345679", "'; DROP",
    ]
)  # fmt: skip
LETTERS = st.text(alphabet="абвгґїє’ abc-–().", max_size=60)


def stored_of(world: World, kind: str) -> Values:
    spec = get_kind(kind)
    record_id = CASES[kind].make(world)
    return spec.read(world.session, spec.get(world.session, record_id))


def read_back(session: Session, field: Field, value: Any, organization_id: int) -> Any:
    """What the form shows for a value, read again."""
    return parse(session, field, typed_all(session, field, value), field.options(session, organization_id))


def typed_fields(spec: Kind) -> list[Field]:
    """Fields that people fill in with words; what they attach is in test_documents.py."""
    return [field for field in spec.fields if field.widget is not Widget.FILE]


@pytest.mark.engines("sqlite")
@pytest.mark.parametrize("language", ["uk", "en"])
@pytest.mark.parametrize("kind", CASES)
def test_what_stands_in_a_form_is_read_back(world: World, kind: str, language: str) -> None:
    spec, stored = get_kind(kind), stored_of(world, kind)
    with in_language(language):
        for field in typed_fields(spec):
            for key in field.keys:
                back = read_back(world.session, field, stored[key], world.organization.id)
                assert back == stored[key], key


def values_of(field: Field, world: World, options: list[str]) -> st.SearchStrategy[Any]:
    """Values that a field may have."""
    codes = [world.host.katottg, world.other_host.katottg, world.home.katottg]
    days = st.dates(date(1991, 1, 1), date(2100, 12, 31)).map(date.isoformat)
    hours = st.times().map(lambda each: time(each.hour, each.minute).strftime("%H:%M"))
    numbers = st.integers(0, 999_999_999).map(lambda number: f"+380{number:09d}")
    chosen = st.sets(st.sampled_from(options)) if options else st.just(set[str]())
    slugs = [each.slug for each in world.session.scalars(select(Organization).order_by(Organization.id))]
    pairs = st.lists(st.sampled_from(slugs), unique=True).flatmap(
        lambda found: st.tuples(*(st.sampled_from(options or [""]) for _each in found)).map(
            lambda codes: [{"record": r, "code": c} for r, c in zip(found, codes, strict=True)]
        )
    )
    line = LETTERS.map(lambda text: " ".join(text.split())[: field.limit].strip())
    by_widget: dict[Widget, st.SearchStrategy[Any]] = {
        Widget.LINE: line,
        Widget.TEXT: st.lists(line.filter(bool), max_size=3).map("\n\n".join),
        Widget.NUMBER: st.none() | st.integers(0, field.limit),
        Widget.DEGREES: st.none() | st.floats(-180, 180, allow_nan=False),
        Widget.DATE: st.none() | days,
        Widget.TIME: st.none() | hours,
        Widget.BOOLEAN: st.booleans(),
        Widget.CHOICE: st.sampled_from(options or [field.empty]),
        Widget.CHOICES: chosen.map(lambda found: [code for code in options if code in found]),
        Widget.PHONE: st.just("") | numbers,
        Widget.PHONES: st.lists(numbers, unique=True, max_size=4),
        Widget.EMAIL: st.sampled_from(["", "office@example.org"]),
        Widget.LINK: st.sampled_from(["", "https://example.org/a?b=1#c", "http://xn--e1afmkfd.example.org"]),
        Widget.PLACE: st.none() | st.sampled_from(codes),
        Widget.PLACES: st.lists(st.sampled_from(codes), unique=True),
        Widget.RECORD: st.none() | st.sampled_from(slugs),
        Widget.RECORDS: st.lists(st.sampled_from(slugs), unique=True),
        Widget.PAIRS: pairs,
    }
    return by_widget[field.widget]


@pytest.mark.engines("sqlite")
@pytest.mark.parametrize("kind", CASES)
def test_no_value_is_lost_between_the_record_and_its_form(world: World, kind: str) -> None:
    spec = get_kind(kind)
    stored_of(world, kind)
    owner = world.organization.id
    options = {
        field.name: [str(code) for code, _words in field.options(world.session, owner)]
        for field in spec.fields
    }

    @FEW
    @given(st.data())
    def hold(data: st.DataObject) -> None:
        for field in typed_fields(spec):
            value = data.draw(values_of(field, world, options[field.name]), label=field.name)
            assert read_back(world.session, field, value, owner) == value

    hold()


def answer(world: World, spec: Kind, record_id: int | None, typed_in: MultiDict[str, str]) -> None:
    """As a request would do it; everything but the answers that the views know is a mistake of ours."""
    session = world.session
    stored = spec.read(session, spec.get(session, record_id)) if record_id else spec.empty()
    form = EditForm(session, spec, world.organization.id, stored, typed_in)
    assert all(form.errors.values()) and form.sections() and len(form.problems()) == len(form.errors)
    if form.errors:
        return
    try:
        publish(world, propose(world, draft(world, spec.code, record_id, form.values)))
    except operations.Invalid as refused:
        assert all(str(message) for message in refused.errors.values())
        assert set(refused.errors) <= {"", *spec.empty()}
    except BadInput as refused:
        assert str(refused)


@pytest.mark.parametrize("kind", CASES)
def test_whatever_is_typed_gets_an_answer(world: World, kind: str) -> None:
    spec, session = get_kind(kind), world.session
    record_id = CASES[kind].make(world)
    world.finish()
    keys = [*spec.empty(), *(f"has-{key}" for key in spec.empty()), "id", "slug", "organization_id"]

    @FEW
    @given(
        typed_in=st.dictionaries(st.sampled_from(keys), ANYTHING, max_size=5),
        is_new=st.booleans() if spec.can_create else st.just(False),
    )
    def hold(typed_in: dict[str, str], is_new: bool) -> None:
        with session.begin_nested() as attempt:
            answer(world, spec, None if is_new else record_id, MultiDict(typed_in))
            attempt.rollback()

    hold()


@pytest.mark.parametrize(
    "kind, values, key",
    [
        ("location", {"latitude": 34.48, "longitude": 48.94}, "latitude"),
        ("location", {"latitude": 52.23, "longitude": 13.4}, "latitude"),
        ("location", {"latitude": 48.94, "longitude": None}, "latitude"),
        ("stop", {"latitude": 34.48, "longitude": 48.94}, "latitude"),
        ("stop", {"opens_at": "12:00", "closes_at": "09:00"}, "closes_at"),
        ("stop", {"community": None, "spot_uk": ""}, "spot_uk"),
        ("stop", {"ends_on": "1999-01-01"}, "ends_on"),
        ("schedule", {"opens_at": "12:00", "closes_at": "09:00"}, "closes_at"),
        ("schedule", {"valid_from": "2026-02-01", "valid_until": "2026-01-01"}, "valid_until"),
        ("service", {"age_from": 18, "age_to": 3}, "age_to"),
        ("service", {"status_from": "2026-02-01", "status_until": "2026-01-01"}, "status_until"),
        ("organization", {"edrpou": "12345679"}, "edrpou"),
        ("organization", {"edrpou": "1234567890"}, "edrpou"),
        ("result", {"from_on": "2026-02-01", "until_on": "2026-01-01"}, "until_on"),
        ("result", {"months": 0}, "months"),
    ],
)
def test_a_mistake_stands_beside_its_field_in_the_readers_language(
    world: World, kind: str, values: dict[str, Any], key: str
) -> None:
    change = draft(world, kind, CASES[kind].make(world), values)
    said = []
    for language in ("uk", "en"):
        with in_language(language), pytest.raises(operations.Invalid) as refused:
            propose(world, change)
        assert set(refused.value.errors) == {key}
        said.append(str(refused.value.errors[key]))
    assert said[0] != said[1] and not said[0].isascii()


def test_swapped_degrees_are_called_by_their_name(world: World) -> None:
    change = draft(world, "location", CASES["location"].make(world), {"latitude": 34.48, "longitude": 48.94})
    with in_language("en"), pytest.raises(operations.Invalid, match="swapped"):
        propose(world, change)


def test_what_everybody_sees_of_each_visibility_is_said(world: World) -> None:
    spec = get_kind("location")
    options = dict(spec.field_of("visibility").options(world.session, world.organization.id))
    assert set(options) == {*Visibility}
    with in_language("uk"):
        assert len({str(words) for words in options.values()}) == len(options)
        assert all(not str(words).isascii() for words in options.values())


def test_control_characters_and_overrides_are_gone(world: World) -> None:
    record_id = CASES["service"].make(world)
    spec = get_kind("service")
    stored = spec.read(world.session, spec.get(world.session, record_id))
    typed_in = MultiDict({"name_uk": "Психо\u202eлог\x00 \u2066тут"})
    form = EditForm(world.session, spec, world.organization.id, stored, typed_in)
    assert form.values == {"name_uk": "Психо лог тут"}
    assert (
        publish(world, propose(world, draft(world, "service", record_id, form.values))).proposer_id == EDITOR
    )
