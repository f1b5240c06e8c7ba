"""The filters of the lists of partnerships."""

from __future__ import annotations

from wtforms import IntegerField, StringField
from wtforms.validators import AnyOf, NumberRange, Optional

from network.core.forms import PlainForm
from network.core.i18n import lazy_gettext as _l
from network.core.pagination import LAST_PAGE
from network.core.text import clean
from network.partnerships.models import PartnershipKind, PartnershipState
from network.partnerships.words import STATES

LONGEST_QUERY = 200
LIVING = "living"
SHOWN_STATES = {
    LIVING: STATES[PartnershipState.ACTIVE],
    **{
        state.value: STATES[state]
        for state in (PartnershipState.EXPIRES_SOON, PartnershipState.EXPIRED, PartnershipState.ENDED)
    },
}
"""What people ask for; «in force» holds those that end soon, too."""


def _cleaned(value: str | None) -> str:
    return clean(value or "", LONGEST_QUERY)


class PartnershipsForm(PlainForm):
    """What kind, whose, where, and whether it is in force."""

    organization = StringField(_l("Organization"), filters=[_cleaned])
    community = StringField(_l("Community"), filters=[_cleaned])
    kind = StringField(
        _l("Kind"), validators=[Optional(), AnyOf(list(PartnershipKind), _l("Choose one of the list."))]
    )
    state = StringField(
        _l("State"), validators=[Optional(), AnyOf(list(SHOWN_STATES), _l("Choose one of the list."))]
    )
    page = IntegerField(
        _l("Page"), validators=[Optional(), NumberRange(1, LAST_PAGE, _l("There is no such page."))]
    )
