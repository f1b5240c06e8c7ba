"""From the address of the list of moves to a filter, and back to addresses with some of it changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from network.core.i18n import gettext as _
from network.places.cases import from_words, to_words
from network.places.models import Place
from network.places.queries import find_named
from network.relocations.forms import RelocationsForm
from network.relocations.models import Moved, RelocationState
from network.relocations.queries import RelocationFilter
from network.relocations.words import STATES, WHAT

PARAMETERS = ("from", "to", "what", "state")


@dataclass
class Asked:
    """The list as it was asked for and understood."""

    form: RelocationsForm
    origin: Place | None = None
    host: Place | None = None
    criteria: RelocationFilter = field(default_factory=RelocationFilter)

    @property
    def has_errors(self) -> bool:
        """Whether a field could not be understood."""
        return any(self.form.errors.values())

    @property
    def page(self) -> int:
        """The number of the page asked for."""
        return self.form.page.data or 1

    def link(self, **changes: Any) -> str:
        """The address of the list with some filters changed (None removes); it begins at the first page again."""
        values = {"from": self.form.origin.data, "to": self.form.host.data}
        values |= {name: self.form[name].data for name in ("what", "state")}
        return url_for(
            "relocations.index", **{key: value or None for key, value in (values | changes).items()}
        )

    @property
    def on_map(self) -> dict[str, Any]:
        """The same places as filters of the map."""
        return {"from": self.form.origin.data or None, "place": self.form.host.data or None}

    def page_link(self, number: int) -> str:
        """The address of another page of this list."""
        return self.link(page=number if number > 1 else None)

    @property
    def applied(self) -> list[tuple[str, str]]:
        """The filters in force, in words, each with the address without it."""
        found: list[tuple[str, str]] = []
        if self.has_errors:
            return found
        if self.origin:
            found.append((_sentence(from_words(self.origin)), self.link(**{"from": None})))
        if self.host:
            found.append((_sentence(to_words(self.host)), self.link(to=None)))
        if self.form.what.data:
            found.append((str(WHAT[Moved(self.form.what.data)]), self.link(what=None)))
        if self.form.state.data:
            found.append((str(STATES[RelocationState(self.form.state.data)]), self.link(state=None)))
        return found


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def ask(session: Session, arguments: MultiDict[str, str]) -> Asked:
    """Read the filters; what cannot be understood stands as errors of the form's fields."""
    asked = Asked(RelocationsForm(arguments))
    asked.form.validate()
    for box, attribute in ((asked.form.origin, "origin"), (asked.form.host, "host")):
        if box.data:
            setattr(asked, attribute, _name(session, box))
    if not asked.has_errors:
        asked.criteria = _criteria(asked)
    return asked


def _name(session: Session, box: Any) -> Place | None:
    place = find_named(session, box.data)
    if place is None:
        message = _("This place is not in the directory. Check the name, or choose from the list.")
        box.errors = [*box.errors, message]
    return place


def _criteria(asked: Asked) -> RelocationFilter:
    state, what = asked.form.state.data, asked.form.what.data
    return RelocationFilter(
        origin_id=asked.origin.id if asked.origin else None,
        host_id=asked.host.id if asked.host else None,
        state=RelocationState(state) if state else None,
        what=Moved(what) if what else None,
    )
