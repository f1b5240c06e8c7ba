"""The filters of the public list of moves; reading changes nothing, so there is no token."""

from __future__ import annotations

from wtforms import IntegerField, StringField
from wtforms.validators import AnyOf, NumberRange, Optional

from network.core.forms import PlainForm
from network.core.i18n import lazy_gettext as _l
from network.core.pagination import LAST_PAGE
from network.core.text import clean
from network.relocations.models import Moved, RelocationState

LONGEST_NAME = 100
SHOWN_STATES = tuple(state for state in RelocationState if state is not RelocationState.PLANNED)
"""What everybody may ask for: a plan is nobody's business but the members'."""


def _cleaned(value: str | None) -> str:
    return clean(value or "", LONGEST_NAME)


class RelocationsForm(PlainForm):
    """From where, to where, what moved, and how it went on."""

    origin = StringField(_l("From which community or oblast"), name="from", filters=[_cleaned])
    host = StringField(_l("To which community or oblast"), name="to", filters=[_cleaned])
    what = StringField(
        _l("What moved"), validators=[Optional(), AnyOf(list(Moved), _l("Choose one of the list."))]
    )
    state = StringField(
        _l("How it went on"), validators=[Optional(), AnyOf(SHOWN_STATES, _l("Choose one of the list."))]
    )
    page = IntegerField(
        _l("Page"), validators=[Optional(), NumberRange(1, LAST_PAGE, _l("There is no such page."))]
    )
