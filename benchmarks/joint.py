"""Rows of what joins generated records: relocations, partnerships and events of a group of organizations."""

from __future__ import annotations

from datetime import time, timedelta
from random import Random

from benchmarks import words
from benchmarks.rows import Row, Rows, World, fresh, joined, names, pick, slug, two
from network.events.models import Enrolment, EventKind
from network.files.audiences import SharedWith
from network.partnerships.models import PartnershipKind, PartyRole
from network.relocations.models import Moved, RelocationState
from network.services.models import ServiceStatus

RELOCATIONS_IN_20, PARTNERSHIPS_IN_20, EVENTS_IN_20 = 8, 6, 8
STATES = dict(zip(RelocationState, (4, 4, 80, 6, 3, 3), strict=True))
KINDS = dict(zip(PartnershipKind, (25, 45, 15, 10, 5), strict=True))
EVENT_KINDS = {EventKind.TRAINING: 4, EventKind.COURSE: 2, EventKind.MEETING: 3, EventKind.CULTURE: 3}
AUDIENCES = {SharedWith.PUBLIC: 85, SharedWith.NETWORK: 10, SharedWith.PARTIES: 5}


def add_joint(world: World, random: Random, rows: Rows) -> None:
    """In proportion to the organizations of the group: what moved, who works together, who meets."""
    organizations = rows["organizations"]
    for chosen in _some(random, organizations, RELOCATIONS_IN_20):
        _add_relocation(world, random, rows, chosen)
    for chosen in _some(random, organizations, PARTNERSHIPS_IN_20):
        _add_partnership(world, random, rows, chosen)
    for chosen in _some(random, organizations, EVENTS_IN_20):
        _add_event(world, random, rows, chosen)


def _some(random: Random, organizations: list[Row], in_20: int) -> list[Row]:
    return random.sample(organizations, max(1, len(organizations) * in_20 // 20))


def _add_relocation(world: World, random: Random, rows: Rows, organization: Row) -> None:
    """From a home community to where the organization works; of two, a service that another one continues."""
    key, home, state = world.new_id("relocations"), random.choice(world.homes), pick(random, STATES)
    moved_on = world.day - timedelta(days=random.randrange(60, 1600))
    old, new = None, None
    if random.random() < 0.5 and state != RelocationState.PLANNED:
        old, new = [row for row in rows["services"] if row["organization_id"] == organization["id"]][:2]
        old |= {"status": ServiceStatus.MOVED, "status_from": moved_on, "status_until": None}
        _add_origin(rows, new["id"], home.id)
    is_over = state in (RelocationState.RETURNED, RelocationState.ENDED)
    rows["relocations"].append(
        {
            "id": key,
            "organization_id": organization["id"],
            "slug": f"{slug(home.name[1])}-{key}",
            "state": state,
            "origin_id": home.id,
            "host_id": organization["community_id"],
            "what": [Moved.SERVICE if old else Moved.ORGANIZATION, Moved.RESOURCES],
            "service_id": old and old["id"],
            "successor_id": new and new["id"],
            "planned_for": world.day + timedelta(days=50) if state == RelocationState.PLANNED else None,
            "moved_on": None if state == RelocationState.PLANNED else moved_on,
            "ended_on": moved_on + timedelta(days=40) if is_over else None,
            "families": random.randrange(60),
            "children": random.randrange(90),
            "updated_at": world.moment,
            **two("resources", random.choice(words.PLACES)),
            **two("note", joined(random, words.SENTENCES, words.SENTENCES)),
            **fresh(world, random),
        }
    )


def _add_origin(rows: Rows, service_id: int, place_id: int) -> None:
    row = {"service_id": service_id, "place_id": place_id}
    if row not in rows["service_origins"]:
        rows["service_origins"].append(row)


def _add_partnership(world: World, random: Random, rows: Rows, organization: Row) -> None:
    """Two to five parties of the group; of ten, one still has a party that has not agreed."""
    key, signed = world.new_id("partnerships"), world.day - timedelta(days=random.randrange(700))
    others = [row for row in rows["organizations"] if row is not organization]
    parties = [organization, *random.sample(others, min(len(others), random.randrange(1, 5)))]
    own = joined(random, words.ADJECTIVES, words.NOUNS)
    until = signed + timedelta(days=random.randrange(200, 1500)) if random.random() < 0.7 else None
    rows["partnerships"].append(
        {
            "id": key,
            "organization_id": organization["id"],
            "slug": f"together-{slug(own[1])}-{key}",
            "kind": pick(random, KINDS),
            "signed_on": signed,
            "valid_until": until,
            "shared_with": pick(random, AUDIENCES),
            "updated_at": world.moment,
            **names((f"Разом: {own[0]}", f"Together: {own[1]}")),
            **two("description", joined(random, *[words.SENTENCES] * 3)),
            **fresh(world, random),
        }
    )
    for position, party in enumerate(parties):
        waits = position == 1 and random.random() < 0.1
        rows["partnership_parties"].append(
            {
                "id": world.new_id("partnership_parties"),
                "partnership_id": key,
                "organization_id": party["id"],
                "role": random.choice(list(PartyRole)),
                "position": position,
                "asked_at": world.moment,
                "agreed_at": None if waits else world.moment,
            }
        )
    for place_id in {party["community_id"] for party in parties}:
        rows["partnership_communities"].append({"partnership_id": key, "place_id": place_id})
    covered = next(row for row in rows["services"] if row["organization_id"] == organization["id"])
    rows["partnership_services"].append({"partnership_id": key, "service_id": covered["id"]})


def _add_event(world: World, random: Random, rows: Rows, organization: Row) -> None:
    """Two of three are past; they have results."""
    key, host = world.new_id("events"), world.host(random)
    starts_on = world.day + timedelta(days=random.randrange(-200, 100))
    is_past = starts_on < world.day
    topic = random.choice(words.NEWS)
    rows["events"].append(
        {
            "id": key,
            "organization_id": organization["id"],
            "slug": f"{slug(topic[1])}-{key}",
            "kind": pick(random, EVENT_KINDS),
            "starts_on": starts_on,
            "ends_on": starts_on + timedelta(days=2) if random.random() < 0.2 else None,
            "starts_at": time(random.randrange(9, 13)),
            "ends_at": time(random.randrange(14, 19)),
            "is_online": random.random() < 0.15,
            "community_id": host.id,
            "enrolment": random.choice(list(Enrolment)),
            "participants": random.randrange(5, 90) if is_past else None,
            "updated_at": world.moment,
            **names((f"{topic[0]}: {host.name[0]}", f"{topic[1]}: {host.name[1]}")),
            **two("summary", joined(random, words.SENTENCES)),
            **two("description", joined(random, words.SENTENCES, words.SENTENCES)),
            **two("results", joined(random, words.SENTENCES) if is_past else ("", "")),
            **two("spot", random.choice(words.SPOTS)),
            **fresh(world, random),
        }
    )
    rows["event_communities"].append({"event_id": key, "place_id": host.id})
