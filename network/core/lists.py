"""The page number of a plain list, read from the address."""

from __future__ import annotations

from werkzeug.datastructures import MultiDict

from network.core.errors import BadInput
from network.core.i18n import gettext as _
from network.core.pagination import LAST_PAGE


def page_number(arguments: MultiDict[str, str]) -> int:
    """The page asked for, 1 when none is; raises BadInput for what is no page."""
    text = arguments.get("page", "1")
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:7]) <= LAST_PAGE):
        raise BadInput(_("There is no such page."))
    return int(text)
