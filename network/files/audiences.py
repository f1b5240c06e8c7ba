"""Who may see an agreement or have a document."""

from __future__ import annotations

from enum import StrEnum


class SharedWith(StrEnum):
    """From the widest; the people of the parties and the coordinators always may."""

    PUBLIC = "public"
    NETWORK = "network"
    PARTIES = "parties"
