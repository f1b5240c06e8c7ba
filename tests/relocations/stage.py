"""An organization before anything moved: what it has in its home community and in two hosts, and all of it as values."""

from __future__ import annotations

from datetime import date
from typing import Any

from network.locations.models import Location
from network.mobile_teams.models import MobileTeam
from network.moderation.fields import get_kind
from network.relocations.effects import settle
from network.relocations.models import Relocation
from network.services.models import Mode, Service
from tests.world import World

DAY = date(2025, 3, 1)
WRITTEN = ("service", "location", "team", "organization")


class Stage:
    """The records by name; places of the same names as their communities."""

    def __init__(self, world: World) -> None:
        self.world, self.session = world, world.session
        world.organization.origin, world.organization.community = None, world.home
        self.home_place = world.add_location(world.home, name="Простір удома")
        self.host_place = world.add_location(world.host, name="Простір у Царичанці")
        self.far_place = world.add_location(world.other_host, name="Простір у Павлограді")
        self.old = world.add_service("Стара", at=[self.home_place], areas=[world.home])
        self.new = world.add_service("Нова", at=[self.host_place])
        self.last = world.add_service("Остання", at=[self.far_place])
        carried = world.add_service("Виїзна", mode=Mode.MOBILE)
        self.team = world.add_team("Бригада", [carried], world.home, world.day)
        self.team.base, self.team.origin = world.home, None
        self.session.flush()

    def settle(self, relocation: Relocation, **changed: Any) -> None:
        """Change a move and write what it means then."""
        for name, value in changed.items():
            setattr(relocation, name, value)
        settle(session=self.session, relocation=relocation, today=self.world.day)

    def values(self) -> dict[tuple[str, int], dict[str, Any]]:
        """All that members see of all records that moves write into."""
        self.session.flush()
        owner = self.world.organization.id
        found = {}
        for code in WRITTEN:
            spec = get_kind(code)
            for record in spec.find(self.session, [owner]):
                found[code, record.id] = spec.read(self.session, spec.get(self.session, record.id))
        return found

    def facts(self) -> dict[str, Any]:
        """What the tables of the tests speak of, places by their names."""
        values = self.values()
        names = {place.katottg: place.short for place in (self.world.home, self.world.host)}
        names[self.world.other_host.katottg] = self.world.other_host.short
        at = {
            str(each.id): each.community.short
            for each in (self.home_place, self.host_place, self.far_place)
            if each.community is not None
        }

        def of(code: str, record: Service | Location | MobileTeam) -> dict[str, Any]:
            return values[code, record.id]

        old, organization = of("service", self.old), values["organization", self.world.organization.id]
        return {
            "old": old["status"],
            "old at": [at[each] for each in old["places"]],
            "old for": sorted(names[each] for each in old["origins"]),
            "home place": of("location", self.home_place)["status"],
            "new for": sorted(names[each] for each in of("service", self.new)["origins"]),
            "team": names[of("team", self.team)["base"]],
            "team from": names.get(of("team", self.team)["origin"], ""),
            "organization": names[organization["community"]],
        }
