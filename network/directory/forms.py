"""The form of the search: one text field, and filters that work by address alone, without a script."""

from __future__ import annotations

import math
from typing import Any

from wtforms import Field, IntegerField, StringField, ValidationError
from wtforms.validators import NumberRange, Optional

from network.core.forms import PlainForm
from network.core.i18n import lazy_gettext as _l
from network.core.pagination import LAST_PAGE
from network.core.text import clean
from network.services.models import Mode
from network.taxonomy.words import SPOKEN_LANGUAGES

LONGEST_QUERY = 200
RADII = (5, 20, 50)
NORTH, SOUTH, WEST, EAST = 52.5, 44.0, 22.0, 40.3


class OneOf:
    """The value is one of a closed list."""

    def __init__(self, values: Any) -> None:
        self.values = frozenset(str(value) for value in values)

    def __call__(self, form: Any, field: Field) -> None:
        if str(field.data) not in self.values:
            raise ValidationError(_l("Choose one of the list."))


class DegreesField(StringField):
    """A coordinate in degrees, rounded to 0.01° (about a kilometre): closer nobody needs to know where a reader is."""

    def __init__(self, label: Any, lowest: float, highest: float, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.lowest, self.highest = lowest, highest
        self.degrees: float | None = None

    def pre_validate(self, form: Any) -> None:
        """Read the number; refuse what is not one, and what lies outside Ukraine."""
        if not self.data:
            return
        try:
            degrees = float(str(self.data).replace(",", "."))
        except ValueError:
            raise ValidationError(_l("This is not a coordinate.")) from None
        if not math.isfinite(degrees) or not self.lowest <= degrees <= self.highest:
            raise ValidationError(_l("This point is not in Ukraine."))
        self.degrees = round(degrees, 2)


def _cleaned(value: str | None) -> str:
    return clean(value or "")


class SearchForm(PlainForm):
    """What and where, and the filters. Reading changes nothing, so there is no token."""

    q = StringField(_l("What do you need, and where?"), filters=[_cleaned])
    place = StringField(_l("Community or oblast"), filters=[_cleaned])
    topic = StringField(_l("Topic"), filters=[_cleaned])
    origin = StringField(_l("People from"), name="from", filters=[_cleaned])
    age = IntegerField(_l("Age"), validators=[Optional(), NumberRange(0, 120, _l("Age is from 0 to 120."))])
    mode = StringField(_l("How"), validators=[Optional(), OneOf(Mode)])
    language = StringField(_l("Language"), validators=[Optional(), OneOf(SPOKEN_LANGUAGES)])
    open = StringField(_l("Open now"), validators=[Optional(), OneOf(("1",))])
    within = StringField(_l("Not farther than"), validators=[Optional(), OneOf(RADII)])
    lat = DegreesField(_l("Latitude"), SOUTH, NORTH)
    lon = DegreesField(_l("Longitude"), WEST, EAST)
    page = IntegerField(
        _l("Page"), validators=[Optional(), NumberRange(1, LAST_PAGE, _l("There is no such page."))]
    )

    def validate_lon(self, field: DegreesField) -> None:
        """A point has two coordinates."""
        if bool(field.data) != bool(self.lat.data):
            raise ValidationError(_l("A point has two coordinates."))

    def validate_within(self, field: StringField) -> None:
        """A radius needs a middle."""
        if field.data and not (self.place.data or self.lat.data or self.q.data):
            raise ValidationError(_l("Choose a community first."))
