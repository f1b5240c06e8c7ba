"""The filter of the list of organizations."""

from __future__ import annotations

from wtforms import IntegerField, StringField
from wtforms.validators import AnyOf, NumberRange, Optional

from network.core.forms import PlainForm
from network.core.i18n import lazy_gettext as _l
from network.core.pagination import LAST_PAGE
from network.core.text import clean
from network.organizations.models import OrganizationKind

LONGEST_QUERY = 200


class OrganizationsForm(PlainForm):
    """A name or words, and the kind."""

    q = StringField(_l("Name or what it does"), filters=[lambda value: clean(value or "", LONGEST_QUERY)])
    kind = StringField(
        _l("Kind"), validators=[Optional(), AnyOf(list(OrganizationKind), _l("Choose one of the list."))]
    )
    page = IntegerField(
        _l("Page"), validators=[Optional(), NumberRange(1, LAST_PAGE, _l("There is no such page."))]
    )
