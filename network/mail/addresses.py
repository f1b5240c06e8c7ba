"""E-mail addresses: what may stand in a header, and what is refused before it gets there."""

from __future__ import annotations

import re

from network.core.errors import BadInput
from network.core.i18n import lazy_gettext as _l

LONGEST = 200
_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")


def check_address(text: str) -> str:
    """One address `name@host.tld`, its host in Latin letters (IDNA); raises BadInput for anything else."""
    local, _at, host = text.strip().rpartition("@")
    try:
        ascii_host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        ascii_host = ""
    labels = ascii_host.split(".")
    if not _LOCAL.fullmatch(local) or len(labels) < 2 or not all(_LABEL.fullmatch(part) for part in labels):
        raise BadInput(_l("This is not an e-mail address."))
    address = f"{local}@{ascii_host}"
    if len(local.encode()) > 64 or len(address) > LONGEST:
        raise BadInput(_l("This is not an e-mail address."))
    return address
