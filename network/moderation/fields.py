"""What a kind of record lets people edit: its fields, who sees each, and which may never be published unseen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import IntEnum, StrEnum
from typing import Any, TypeAlias

from sqlalchemy.orm import Session

from network.core.errors import NotFound
from network.places.models import PlaceLevel

Values: TypeAlias = dict[str, Any]
"""Field values by key, as JSON: «name_uk» and «name_en» of a field in two languages, else the field's own name."""

Choice: TypeAlias = tuple[str, Any]
"""A code and its words (lazy, or in the reader's language)."""

FindChoices: TypeAlias = Callable[[Session, int], Sequence[Choice]]
"""The choices that an organization has: its own services, its own locations."""

Touches: TypeAlias = Callable[[Session, int, Values], Sequence[tuple[str, int]]]
"""The kinds and ids of other records that an organization's record with these values may write into."""

FindRecord: TypeAlias = Callable[[Session, str], str]
"""The code of the one record that a text names; raises BadInput that lists what may be meant."""

NameRecords: TypeAlias = Callable[[Session, Sequence[str]], Mapping[str, str]]
"""Names by code, in the reader's language, each understood by the field's `find_record`; one statement."""


Preview: TypeAlias = Callable[[Session, int, Values], Sequence[tuple[str, str]]]
"""Labels and words of what everybody will see of an organization's record."""


class Widget(StrEnum):
    """How a field is asked for."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    DEGREES = "degrees"
    DATE = "date"
    TIME = "time"
    BOOLEAN = "boolean"
    CHOICE = "choice"
    CHOICES = "choices"
    PHONE = "phone"
    PHONES = "phones"
    EMAIL = "email"
    LINK = "link"
    PLACE = "place"
    PLACES = "places"
    RECORD = "record"
    RECORDS = "records"
    PAIRS = "pairs"
    FILE = "file"


class Audience(IntEnum):
    """Who may see a field, from the widest; the organization's own people see all of them."""

    PUBLIC = 0
    NETWORK = 1
    COORDINATORS = 2


LISTS = frozenset({Widget.CHOICES, Widget.PHONES, Widget.PLACES, Widget.RECORDS, Widget.PAIRS})
"""Widgets whose values are lists; those of `pairs` hold {"record": code, "code": choice}."""
OF_RECORDS = frozenset({Widget.RECORD, Widget.RECORDS, Widget.PAIRS})
"""Widgets that name other records, of any organization."""
NOTHING = frozenset({Widget.NUMBER, Widget.DEGREES, Widget.DATE, Widget.TIME, Widget.PLACE, Widget.RECORD})
"""Widgets whose empty value is None."""


SENSITIVE_WIDGETS = OF_RECORDS | {
    Widget.FILE,
    Widget.PHONE,
    Widget.PHONES,
    Widget.EMAIL,
    Widget.LINK,
    Widget.DEGREES,
}
SENSITIVE_NAMES = frozenset({"visibility", "is_published", "address", "settlement", "directions", "spot"})
"""What leads a family to a place or a person, or speaks for others: a slip or a lie in it does harm."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field; a sensitive one is always moderated, and never decided by who proposed it.

    `limit` is in characters for texts, the greatest number for numbers; `most` is how many lines or rows a list may have.
    `choices` are the same for all, or found for an organization by `find_choices`. What names other records has
    `find_record` and `name_records`.
    """

    name: str
    label: Any
    widget: Widget = Widget.LINE
    languages: bool = False
    audience: Audience = Audience.PUBLIC
    is_sensitive: bool = False
    required: bool = False
    hint: Any = ""
    section: Any = ""
    limit: int = 200
    most: int = 40
    choices: Mapping[Any, Any] | None = None
    find_choices: FindChoices | None = None
    level: PlaceLevel | None = PlaceLevel.COMMUNITY
    find_record: FindRecord | None = None
    name_records: NameRecords | None = None

    def __post_init__(self) -> None:
        if self.widget in OF_RECORDS and (self.find_record is None or self.name_records is None):
            raise ValueError(f"{self.name} needs find_record and name_records")

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its values."""
        return (f"{self.name}_uk", f"{self.name}_en") if self.languages else (self.name,)

    @property
    def empty(self) -> Any:
        """What stands for nothing said."""
        if self.widget in LISTS:
            return []
        if self.widget is Widget.BOOLEAN:
            return False
        if self.widget in NOTHING:
            return None
        return None if self.widget is Widget.CHOICE and not self.required else ""

    def options(self, session: Session, organization_id: int) -> Sequence[Choice]:
        """The choices that this organization has."""
        if self.find_choices is not None:
            return self.find_choices(session, organization_id)
        return list((self.choices or {}).items())


class Reason(StrEnum):
    """Why a record does not work any more."""

    ENDED = "ended"
    MOVED = "moved"
    NO_STAFF = "no_staff"
    MISTAKE = "mistake"
    SECURITY = "security"


def must_be_sensitive(each: Field) -> bool:
    """Whether a field may never be published unseen, nor by who proposed it."""
    return each.widget in SENSITIVE_WIDGETS or each.name in SENSITIVE_NAMES


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of record: how it is loaded, read as values, made, changed, removed and found again.

    `apply` and `create` get all values and check them as the operations do; they raise BadInput. `describe` names a
    record by its values, in the reader's language. `page` is the endpoint and the slug of its public page. `remove`
    says since when and why it does not work; for security concerns nothing of it stays public. `index` brings its words
    in the search up to date. `preview` gives labels and words of what everybody will see, where fields alone do not say it.
    `parent` names what a record belongs to, for lists. `defaults` are of a new record. A record that is not `is_kept` is
    gone when it is removed. What `owns_all` takes everything of its organization along when it is removed for security
    concerns. `checks` look at all values and raise BadInput, whose message then stands beside the field with that key.
    `belongs_to` is the record on whose page it is shown. `published` is told of each change that became public: the record, its
    values before (none of a new one) and after, and who decided. `state` is what its own people are told in their lists.
    `ending` is how they say that a record is over, where it does not simply stop working.
    `reveal` makes a record, for a preview alone, one that everybody sees, where more than publishing it is needed.
    `touches` names other records that applying these values, or taking them back, writes into.
    """

    code: str
    title: Any
    plural: Any
    fields: Sequence[Field]
    get: Callable[[Session, int], Any]
    read: Callable[[Session, Any], Values]
    create: Callable[[Session, int, Values], Any]
    apply: Callable[[Session, Any, Values], None]
    organization_id: Callable[[Any], int]
    describe: Callable[[Values], str]
    find: Callable[[Session, Sequence[int]], Sequence[Any]]
    remove: Callable[[Session, Any, Removal], None]
    page: Callable[[Any], tuple[str, str] | None]
    index: Callable[[Session, Any], None]
    can_create: bool = True
    preview: Preview | None = None
    parent: Callable[[Any], str] | None = None
    defaults: Values = field(default_factory=dict)
    is_kept: bool = True
    owns_all: bool = False
    checks: Mapping[str, Callable[[Values], Any]] = field(default_factory=dict)
    belongs_to: Callable[[Any], Any] | None = None
    published: Callable[[Session, Any, Values, Values, int], None] | None = None
    state: Callable[[Any], str] | None = None
    ending: Ending | None = None
    reveal: Callable[[Any], None] | None = None
    touches: Touches | None = None

    def __post_init__(self) -> None:
        for each in self.fields:
            if must_be_sensitive(each) and not each.is_sensitive:
                raise ValueError(f"{self.code}.{each.name} has to be sensitive")

    def field_of(self, key: str) -> Field:
        """The field that has this key; raises NotFound."""
        for each in self.fields:
            if key in each.keys:
                return each
        raise NotFound(f"{self.code} has no field {key!r}")

    def keys(self, audience: Audience = Audience.COORDINATORS) -> list[str]:
        """The keys of all fields that this audience sees."""
        return [key for each in self.fields if each.audience <= audience for key in each.keys]

    def empty(self) -> Values:
        """The values of a new record of which nothing is known."""
        return {key: each.empty for each in self.fields for key in each.keys} | self.defaults


@dataclass(frozen=True, kw_only=True)
class Ending:
    """How people say that a record is over: what that is called, what everybody then sees, and why it may be."""

    title: Any
    told: Any
    reasons: Mapping[Reason, Any]


@dataclass(frozen=True, kw_only=True)
class Removal:
    """Since when and why a record does not work; the reason's words in both languages, for the record's page."""

    since: date
    reason: Reason
    words_uk: str
    words_en: str

    @property
    def is_security(self) -> bool:
        """Whether its page must be gone at once."""
        return self.reason is Reason.SECURITY


def read_plain(record: Any, fields: Sequence[Field], without: Sequence[str] = ()) -> Values:
    """The values of fields that are columns of the same name: days as «2026-12-31», hours as «09:00», enums as codes."""
    chosen = [each for each in fields if each.name not in without]
    return {key: _as_json(getattr(record, key)) for each in chosen for key in each.keys}


def plain(values: Values, fields: Sequence[Field], without: Sequence[str] = ()) -> dict[str, Any]:
    """The other way: what such columns are set to."""
    chosen = [each for each in fields if each.name not in without]
    return {key: _as_column(each, values.get(key, each.empty)) for each in chosen for key in each.keys}


def _as_json(value: Any) -> Any:
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    return list(value) if isinstance(value, list) else value


def _as_column(column: Field, value: Any) -> Any:
    if column.widget is Widget.DATE:
        return date.fromisoformat(value) if value else None
    if column.widget is Widget.TIME:
        return time.fromisoformat(value) if value else None
    return list(value) if isinstance(value, list) else value


_kinds: dict[str, Kind] = {}
_followers: dict[str, list[Callable[[Session, Any], None]]] = {}


def register(kind: Kind) -> None:
    """Let records of a kind be changed; the order of registration is the order on pages."""
    _kinds[kind.code] = kind


def follow(code: str, index: Callable[[Session, Any], None]) -> None:
    """Let other records' words in the search follow those of a kind."""
    followers = _followers.setdefault(code, [])
    if index not in followers:
        followers.append(index)


def index_record(session: Session, kind: Kind, record: Any) -> None:
    """Bring the search up to date with a record and with what follows it."""
    for index in (kind.index, *_followers.get(kind.code, ())):
        index(session, record)


def kinds() -> Sequence[Kind]:
    """All kinds, in the order of registration."""
    return list(_kinds.values())


def get_kind(code: str) -> Kind:
    """The kind with this code; raises NotFound."""
    try:
        return _kinds[code]
    except KeyError:
        raise NotFound(f"no kind {code!r}") from None
