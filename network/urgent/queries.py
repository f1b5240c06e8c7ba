"""Reads of urgent numbers."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.urgent.models import UrgentNumber


def find_by_section(session: Session) -> dict[str, list[UrgentNumber]]:
    """The numbers of each section of the page (danger, children, violence, distress), in order."""
    sections: dict[str, list[UrgentNumber]] = {}
    for number in session.scalars(select(UrgentNumber).order_by(UrgentNumber.position, UrgentNumber.id)):
        sections.setdefault(number.section, []).append(number)
    return sections
