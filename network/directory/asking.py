"""From the address of a list to criteria, and from criteria back to addresses: the state of a search lives in its link."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from network.core.errors import NotFound
from network.core.i18n import gettext as _
from network.core.text import normalize
from network.directory.forms import LONGEST_QUERY, SearchForm
from network.directory.understanding import NamedPlace, name_place, understand
from network.finding.criteria import Criteria
from network.places.models import Place, PlaceLevel
from network.places.queries import distances_from
from network.services.models import Mode
from network.services.queries import ServiceFilter
from network.services.words import MODES
from network.taxonomy.models import Topic
from network.taxonomy.queries import find_topics
from network.taxonomy.words import SPOKEN_LANGUAGES

PARAMETERS = ("q", "place", "topic", "from", "age", "mode", "language", "open", "within", "lat", "lon")
DONETSK = "UA14"


@dataclass
class Asked:
    """One search as it was asked and understood, for the views and their templates."""

    form: SearchForm
    endpoint: str
    fixed: dict[str, str] = field(default_factory=dict)
    topics: list[Topic] = field(default_factory=list)
    topic: Topic | None = None
    place: NamedPlace | None = None
    origin: NamedPlace | None = None
    words: tuple[str, ...] = ()
    is_cut: bool = False
    criteria: Criteria = field(default_factory=Criteria)

    @property
    def has_errors(self) -> bool:
        """Whether a field could not be understood."""
        return any(self.form.errors.values())

    @property
    def page(self) -> int:
        """The number of the page asked for."""
        return self.form.page.data or 1

    def parameters(self, **changes: Any) -> dict[str, Any]:
        """The address's parameters with some changed (None removes); a change begins again at the first page."""
        current = {name: self._value(name) for name in PARAMETERS}
        current.update({"page": None} | changes)
        return {
            name: value
            for name, value in current.items()
            if value not in (None, "") and name not in self.fixed
        }

    def link(self, **changes: Any) -> str:
        """The address of this search with some parameters changed."""
        values: dict[str, Any] = self.fixed | self.parameters(**changes)
        return url_for(self.endpoint, **values)

    def link_to(self, endpoint: str, **values: Any) -> str:
        """The same search on another page (the map, the list)."""
        topic = {"topic": self.topic.code} if self.topic and "topic" in self.fixed else {}
        return url_for(endpoint, **(self.parameters() | topic | values))

    def page_link(self, number: int) -> str:
        """The address of another page of this list."""
        return self.link(page=number if number > 1 else None)

    def _value(self, name: str) -> Any:
        """What stands in the address: as typed, a position rounded."""
        box = self.form.origin if name == "from" else self.form[name]
        degrees = getattr(box, "degrees", None)
        typed = box.raw_data[0] if box.raw_data else None
        return typed if degrees is None else degrees

    @property
    def applied(self) -> list[tuple[str, str]]:
        """The filters in force, in words, each with the address without it."""
        form, found = self.form, []
        if self.has_errors:
            return []
        if self.topic and "topic" not in self.fixed:
            found.append((self.topic.name, self.link(topic=None)))
        if form.place.data and self.place:
            found.append((self.place.place.title, self.link(place=None, within=None)))
        if form.lat.data:
            found.append((_("Near me"), self.link(lat=None, lon=None, within=None)))
        if form.within.data:
            found.append((_("Up to %(km)s km", km=form.within.data), self.link(within=None)))
        if form.origin.data and self.origin:
            found.append(
                (_("For people from: %(place)s", place=self.origin.place.short), self.link(**{"from": None}))
            )
        if form.age.data is not None:
            found.append((_("Age %(age)s", age=form.age.data), self.link(age=None)))
        if form.mode.data:
            found.append((str(MODES[Mode(form.mode.data)]), self.link(mode=None)))
        if form.language.data:
            found.append((str(SPOKEN_LANGUAGES[form.language.data]), self.link(language=None)))
        if form.open.data:
            found.append((_("Open now"), self.link(open=None)))
        return found

    @property
    def subject(self) -> str:
        """What was understood, in words: «психолог, Царичанка»."""
        typed = self.form.q.data if self.words else ""
        parts = [" ".join(self._typed_words(typed)), self.topic.name if self.topic else ""]
        if self.origin:
            parts.append(_("for people from: %(place)s", place=self.origin.place.short))
        if self.place:
            parts.append(
                self.place.place.short
                if self.place.place.level == PlaceLevel.COMMUNITY
                else self.place.place.title
            )
        return ", ".join(part for part in parts if part)

    def _typed_words(self, typed: str) -> list[str]:
        """The words of the need as they were typed."""
        return [word for word in typed.split() if set(normalize(word).split()) & set(self.words)]


def ask(
    session: Session, arguments: MultiDict[str, str], moment: datetime, *, endpoint: str, topic: str = ""
) -> Asked:
    """Read a search from an address's parameters; what cannot be understood stands as errors of the form's fields."""
    fixed = {"topic": topic} if topic else {}
    form = SearchForm(MultiDict(_with_fixed(arguments, fixed)))
    asked = Asked(form=form, endpoint=endpoint, fixed=fixed, topics=list(find_topics(session)))
    form.validate()
    if form.q.data and len(form.q.data) > LONGEST_QUERY:
        form.q.data, asked.is_cut = form.q.data[:LONGEST_QUERY].rstrip(), True
    _name_all(session, asked, moment)
    if not asked.has_errors:
        asked.criteria = _criteria(session, asked, moment)
    return asked


def _with_fixed(arguments: MultiDict[str, str], fixed: dict[str, str]) -> list[tuple[str, str]]:
    """The parameters, but what the path says."""
    return [
        *((name, value) for name, value in arguments.items(multi=True) if name not in fixed),
        *fixed.items(),
    ]


def _name_all(session: Session, asked: Asked, moment: datetime) -> None:
    form, today = asked.form, moment.date()
    if form.topic.data:
        asked.topic = next((topic for topic in asked.topics if topic.code == form.topic.data), None)
        if asked.topic is None:
            _add_error(form.topic, _("There is no such topic."))
    for box, attribute in ((form.place, "place"), (form.origin, "origin")):
        if box.data:
            try:
                setattr(asked, attribute, name_place(session, box.data, today))
            except NotFound:
                _add_error(
                    box, _("This place is not in the directory. Check the name, or choose from the list.")
                )
    if form.q.data:
        understood = understand(session, form.q.data, today)
        asked.words = understood.words
        if understood.named:
            _place_in_text(asked, understood.named)


def _place_in_text(asked: Asked, named: NamedPlace) -> None:
    """A place named in the text: where to look, or, when nothing works there any more, where the reader is from."""
    left_behind = (
        named.place.katottg.startswith(DONETSK)
        and not named.is_host
        and named.place.level != PlaceLevel.OBLAST
    )
    if left_behind and asked.origin is None:
        asked.origin = named
    elif asked.place is None:
        asked.place = named


def _add_error(box: Any, message: str) -> None:
    box.errors = [*box.errors, message]


def _criteria(session: Session, asked: Asked, moment: datetime) -> Criteria:
    form, place = asked.form, asked.place.place if asked.place else None
    is_community = place is not None and place.level == PlaceLevel.COMMUNITY
    return Criteria(
        filter=ServiceFilter(
            topic_id=asked.topic.id if asked.topic else None,
            origin_id=asked.origin.place.id if asked.origin else None,
            is_origin_named=bool(asked.origin) and not (asked.words or asked.topic or place),
            age=form.age.data,
            mode=Mode(form.mode.data) if form.mode.data else None,
            language=form.language.data or "",
        ),
        words=asked.words,
        community_id=place.id if place and is_community else None,
        oblast_id=_oblast_id(place),
        distances=_distances(session, form, place if is_community else None),
        within_km=int(form.within.data) if form.within.data else None,
        open_at=moment if form.open.data else None,
    )


def _oblast_id(place: Place | None) -> int | None:
    if place is None:
        return None
    return place.id if place.level == PlaceLevel.OBLAST else place.oblast_id


def _distances(session: Session, form: SearchForm, community: Place | None) -> dict[int, float] | None:
    if form.lat.degrees is not None and form.lon.degrees is not None:
        return distances_from(session, form.lat.degrees, form.lon.degrees)
    if community is not None and community.latitude is not None and community.longitude is not None:
        return distances_from(session, community.latitude, community.longitude)
    return None
