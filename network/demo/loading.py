"""One run of loading the fictional network: what rows refer to by short names, and how much was added."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from network.demo.composer import Composer
from network.locations.models import Location
from network.mobile_teams.models import MobileTeam
from network.organizations.models import Organization
from network.places.models import Place
from network.relocations.models import Relocation
from network.services.models import Service
from network.taxonomy.models import Category

Progress = Callable[[int], object]
"""Told how many records were passed since it was last told."""


@dataclass
class Loading:
    """What was loaded so far: organizations by address, teams by name, the rest by the keys of their rows."""

    session: Session
    composer: Composer
    places: dict[str, Place]
    categories: dict[str, Category]
    progress: Progress | None
    organizations: dict[str, Organization] = field(default_factory=dict)
    locations: dict[str, Location] = field(default_factory=dict)
    services: dict[str, Service] = field(default_factory=dict)
    teams: dict[str, MobileTeam] = field(default_factory=dict)
    relocations: dict[str, Relocation] = field(default_factory=dict)
    added: int = 0

    def count(self) -> None:
        """One record more."""
        self.added += 1
        if self.progress is not None:
            self.progress(1)

    def organizations_of(self, slugs: Iterable[str]) -> list[Organization]:
        """The organizations that a row names."""
        return [self.organizations[slug] for slug in slugs]

    def places_of(self, names: Iterable[str]) -> list[Place]:
        """The places that a row names."""
        return [self.places[name] for name in names]
