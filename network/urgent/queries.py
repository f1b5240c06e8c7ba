"""Reads of urgent numbers."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.urgent.models import UrgentNumber


def find_numbers(session: Session) -> Sequence[UrgentNumber]:
    """All numbers in the order of the page."""
    return session.scalars(select(UrgentNumber).order_by(UrgentNumber.position, UrgentNumber.id)).all()
