"""The filters of the list of events: they work by address alone, without a script."""

from __future__ import annotations

from typing import Any

from wtforms import IntegerField, StringField
from wtforms.validators import AnyOf, NumberRange, Optional

from network.core.forms import PlainForm
from network.core.i18n import lazy_gettext as _l
from network.core.pagination import LAST_PAGE
from network.core.text import clean
from network.events.words import KINDS

UPCOMING, PAST = "upcoming", "past"


def _cleaned(value: str | None) -> str:
    return clean(value or "", 100)


def _one_of(*values: Any) -> list[Any]:
    return [Optional(), AnyOf([str(value) for value in values], _l("Choose one of the list."))]


class EventsForm(PlainForm):
    """Which events, and which page of them. Reading changes nothing, so there is no token."""

    when = StringField(_l("When"), validators=_one_of(UPCOMING, PAST))
    month = StringField(_l("Month"), filters=[_cleaned])
    community = StringField(_l("Community or oblast"), filters=[_cleaned])
    kind = StringField(_l("Kind of event"), validators=_one_of(*KINDS))
    enrolment = StringField(_l("Enrolment is open"), validators=_one_of("open"))
    online = StringField(_l("People can take part online"), validators=_one_of("1"))
    page = IntegerField(
        _l("Page"), validators=[Optional(), NumberRange(1, LAST_PAGE, _l("There is no such page."))]
    )
