"""One run of loading the founding facts: what rows refer to by short names, and what is there already."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from network.core.database import Base
from network.founding.facts import Row
from network.mobile_teams.models import MobileTeam
from network.organizations.models import Organization
from network.places.models import Place
from network.services.models import Service

Progress = Callable[[int], object]
"""Told how many records were passed since it was last told."""


@dataclass
class Loading:
    """What the rows refer to by short names, the day they are entered on, and how much was added."""

    session: Session
    entered_on: date
    today: date
    places: dict[str, Place]
    progress: Progress | None
    organizations: dict[str, Organization]
    services: dict[str, Service]
    teams: dict[str, MobileTeam]
    added: int = 0

    def load(self, model: Any, rows: list[Row], add: Callable[[Loading, Row], Base]) -> None:
        """Add the rows whose addresses are not taken yet."""
        known = find_known(self.session, model, rows)
        for row in rows:
            if row["slug"] not in known:
                add(self, row)
                self.added += 1
            if self.progress is not None:
                self.progress(1)

    def organizations_of(self, slugs: Iterable[str]) -> list[Organization]:
        """The organizations that a row names."""
        return [self.organizations[slug] for slug in slugs]

    def places_of(self, names: Iterable[str]) -> list[Place]:
        """The places that a row names."""
        return [self.places[name] for name in names]


def find_known(session: Session, model: Any, rows: list[Row]) -> dict[str, Any]:
    """What is there already of these rows, by its address."""
    slugs = [row["slug"] for row in rows]
    return {record.slug: record for record in session.scalars(select(model).where(model.slug.in_(slugs)))}
