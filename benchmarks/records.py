"""Rows of generated organizations with all that hangs on them: plain dictionaries by table, ids given beforehand."""

from __future__ import annotations

from collections import defaultdict
from datetime import time, timedelta
from random import Random

from benchmarks import words
from benchmarks.joint import add_joint
from benchmarks.rows import Community, Kind, Row, Rows, World, fresh, joined, names, pick, slug, two
from network.locations.models import LocationStatus, Visibility
from network.organizations.models import Membership, OrganizationKind
from network.services.codes import code_of
from network.services.complaints import COMPLAINT_EN, COMPLAINT_UK
from network.services.models import Area, Cost, Mode, ServiceStatus

SERVICES_EACH = 3
ORGANIZATIONS_PER_TEAM = 20
STOPS_EACH = 3
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR"]
MODES = {Mode.SITE: 12, Mode.MOBILE: 3, Mode.ONLINE: 3, Mode.PHONE: 2}
STATUSES = {
    ServiceStatus.ACTIVE: 88,
    ServiceStatus.PAUSED: 5,
    ServiceStatus.MOVED: 3,
    ServiceStatus.CLOSED: 3,
    ServiceStatus.PLANNED: 1,
}
VISIBILITIES = {Visibility.PUBLIC: 5, Visibility.APPROXIMATE: 4, Visibility.CONFIDENTIAL: 1}
PLACE_STATUSES = {LocationStatus.ACTIVE: 94, LocationStatus.CLOSED: 4, LocationStatus.EVACUATED: 2}
KINDS = dict(zip(OrganizationKind, (70, 8, 10, 3, 2, 7), strict=True))
MEMBERSHIPS = dict(zip(Membership, (30, 64, 4, 2), strict=True))


def make_group(world: World, random: Random, size: int) -> Rows:
    """Organizations that share a mobile team, at most twenty, with their services, places, hours and phones."""
    rows: Rows = defaultdict(list)
    for _number in range(size):
        _add_organization(world, random, rows)
    _add_team(world, random, rows)
    _add_news(world, random, rows)
    add_joint(world, random, rows)
    return rows


def _phone(random: Random) -> str:
    return f"+38000{random.randrange(10_000_000):07d}"


def _add_organization(world: World, random: Random, rows: Rows) -> None:
    key, kind, host = world.new_id("organizations"), pick(random, KINDS), world.host(random)
    own = joined(random, words.ADJECTIVES, words.NOUNS)
    form = words.KIND_FORMS[kind]
    name = (form[0].format(name=own[0]), form[1].format(name=own[1]))
    organization = {
        "id": key,
        "slug": f"{slug(own[1])}-{key}",
        "kind": kind,
        "edrpou": None,
        "membership": pick(random, MEMBERSHIPS),
        "member_since": None,
        "website": f"https://{slug(own[1])}-{key}.example.org/",
        "email": f"office-{key}@example.org",
        "phone": _phone(random),
        "origin_id": random.choice(world.homes).id if random.random() < 0.4 else None,
        "community_id": host.id,
        "is_published": True,
        "updated_at": world.moment,
        **names(name),
        **two("description", joined(random, words.SENTENCES, words.SENTENCES)),
        **fresh(world, random),
    }
    rows["organizations"].append(organization)
    for _number in range(SERVICES_EACH):
        _add_service(world, random, rows, key, host if random.random() < 0.7 else world.host(random))


def _add_service(world: World, random: Random, rows: Rows, organization_id: int, host: Community) -> None:
    key, mode, category = world.new_id("services"), pick(random, MODES), random.choice(world.categories)
    extra = random.choice(words.FOR_WHOM)
    name = (f"{category.name[0]} {extra[0]}", f"{category.name[1]} {extra[1]}")
    address = f"{slug(category.name[1], 50)}-{key}"
    rows["services"].append(
        {
            "id": key,
            "organization_id": organization_id,
            "category_id": category.id,
            "slug": address,
            "code": code_of(address),
            "mode": mode,
            "is_published": True,
            "updated_at": world.moment,
            **names(name),
            **two("summary", joined(random, words.SENTENCES, words.SENTENCES)),
            **two("description", joined(random, *[words.SENTENCES] * 4)),
            **two("steps", joined(random, words.SENTENCES, words.SENTENCES, between="\n")),
            **two("bring", ("", "")),
            **two("cost_note", ("", "")),
            **two("complaint", (COMPLAINT_UK, COMPLAINT_EN) if category.is_for_children else ("", "")),
            **_for_whom(world, random, category),
            **_status(world, random),
            **fresh(world, random),
            "area": _add_area(random, rows, key, mode, host),
            "serves_everyone": _add_origins(world, random, rows, key),
            "website": "",
        }
    )
    at = _add_place(world, random, rows, organization_id, key, host) if mode == Mode.SITE else None
    _add_hours(world, random, rows, key, at)
    phone = {"id": world.new_id("service_phones"), "service_id": key, "number": _phone(random)}
    rows["service_phones"].append(
        phone | {"service_at_location_id": at, "extension": "", "note_uk": "", "note_en": ""}
    )


def _for_whom(world: World, random: Random, category: Kind) -> Row:
    is_open = random.random() < 0.3
    first = random.choice((0, 3, 6, 10)) if category.is_for_children else random.choice((14, 18, 60))
    last = random.choice((10, 14, 17)) if category.is_for_children else None
    free = random.randrange(20) if random.random() < 0.2 else None
    return {
        "audiences": ["children"]
        if category.is_for_children
        else random.choice((["everyone"], ["adults"], [])),
        "age_from": None if is_open else first,
        "age_to": None if is_open else last,
        "languages": random.choice(([], ["uk"], ["uk", "ru"], ["uk", "en"], ["uk", "ukl"])),
        "cost": random.choice((Cost.FREE, Cost.FREE, Cost.FREE, Cost.PARTLY, None)),
        "free_places": free,
        "free_places_on": None if free is None else world.day,
    }


def _status(world: World, random: Random) -> Row:
    status = pick(random, STATUSES)
    is_paused = status == ServiceStatus.PAUSED
    return {
        "status": status,
        "status_from": world.day if is_paused else None,
        "status_until": world.day + timedelta(days=60) if is_paused else None,
        "status_note_uk": "",
        "status_note_en": "",
    }


def _add_area(random: Random, rows: Rows, service_id: int, mode: Mode, host: Community) -> Area:
    """What is not bound to a place serves all Ukraine, an oblast or a community."""
    if mode in (Mode.SITE, Mode.MOBILE):
        return Area.COMMUNITIES
    area: Area = random.choice((Area.UKRAINE, Area.OBLASTS, Area.OBLASTS, Area.COMMUNITIES))
    if area != Area.UKRAINE:
        place_id = host.oblast_id if area == Area.OBLASTS else host.id
        rows["service_areas"].append({"service_id": service_id, "place_id": place_id})
    return area


def _add_origins(world: World, random: Random, rows: Rows, service_id: int) -> bool:
    """One service in six is made for people from one to three home communities; gives whether others may come too."""
    if random.random() > 1 / 6:
        return True
    for home in random.sample(world.homes, random.randrange(1, 4)):
        rows["service_origins"].append({"service_id": service_id, "place_id": home.id})
    return random.random() < 0.5


def _add_place(
    world: World, random: Random, rows: Rows, organization_id: int, service_id: int, host: Community
) -> int:
    location, at = world.new_id("locations"), world.new_id("service_at_locations")
    street, house = random.choice(words.STREETS), random.randrange(1, 120)
    status = pick(random, PLACE_STATUSES)
    answers = {key: random.choice(("yes", "partly", "no", None)) for key in _ANSWERS}
    rows["locations"].append(
        {
            "id": location,
            "organization_id": organization_id,
            "community_id": host.id,
            "latitude": round(host.latitude + random.uniform(-0.02, 0.02), 5),
            "longitude": round(host.longitude + random.uniform(-0.02, 0.02), 5),
            "visibility": pick(random, VISIBILITIES),
            "status": status,
            "status_from": None if status == LocationStatus.ACTIVE else world.day,
            **names(random.choice(words.PLACES)),
            **two("settlement", host.name),
            **two("address", (f"{street[0]}, {house}", f"{house} {street[1]}")),
            **two("directions", ("", "")),
            **two("accessibility", ("", "")),
            **two("alarm", ("", "")),
            **answers,
            **fresh(world, random),
        }
    )
    at_row = {"id": at, "service_id": service_id, "location_id": location, "note_uk": "", "note_en": ""}
    rows["service_at_locations"].append(at_row)
    return at


_ANSWERS = ("step_free", "backup_power", "backup_internet", "phone_charging", "shelter_nearby")


def _add_hours(world: World, random: Random, rows: Rows, service_id: int, at: int | None) -> None:
    if random.random() < 0.1:
        return
    opens, closes = time(random.randrange(7, 11)), time(random.randrange(15, 20))
    halves = [(opens, time(13)), (time(14), closes)] if random.random() < 0.2 else [(opens, closes)]
    days = random.choice((WEEKDAYS, WEEKDAYS, [*WEEKDAYS, "SA"], ["TU", "TH"], ["SA", "SU"]))
    for first, last in halves:
        rows["service_schedules"].append(
            {
                "id": world.new_id("service_schedules"),
                "service_id": service_id,
                "service_at_location_id": at,
                "days": days,
                "opens_at": first,
                "closes_at": last,
                "valid_from": None,
                "valid_until": None,
                "note_uk": "",
                "note_en": "",
            }
        )


def _add_team(world: World, random: Random, rows: Rows) -> None:
    """One team of the group's first organization carries all that the group offers on wheels."""
    key, base = world.new_id("mobile_teams"), world.host(random)
    name = joined(random, words.ADJECTIVES, words.NOUNS)
    rows["mobile_teams"].append(
        {
            "id": key,
            "organization_id": rows["organizations"][0]["id"],
            "slug": f"team-{slug(name[1])}-{key}",
            "base_id": base.id,
            "origin_id": random.choice(world.homes).id if random.random() < 0.5 else None,
            "status": "paused" if random.random() < 0.05 else "active",
            "status_from": None,
            "phone": _phone(random),
            "is_published": True,
            "updated_at": world.moment,
            **names((f"Мобільна бригада «{name[0]}»", f"{name[1]} mobile team")),
            **two("description", joined(random, words.SENTENCES)),
            **fresh(world, random),
        }
    )
    carried = [row["id"] for row in rows["services"] if row["mode"] == Mode.MOBILE]
    rows["mobile_team_services"] += [{"team_id": key, "service_id": service_id} for service_id in carried]
    for number in range(STOPS_EACH):
        _add_stop(world, random, rows, key, base if number == 0 else world.host(random))


def _add_stop(world: World, random: Random, rows: Rows, team_id: int, community: Community) -> None:
    key, starts_on = world.new_id("mobile_team_stops"), world.day + timedelta(days=random.randrange(28))
    every_weeks = random.choice((0, 1, 1, 1, 2, 2, 4))
    rows["mobile_team_stops"].append(
        {
            "id": key,
            "team_id": team_id,
            "community_id": community.id,
            "latitude": None,
            "longitude": None,
            "starts_on": starts_on,
            "every_weeks": every_weeks,
            "ends_on": None,
            "opens_at": time(random.randrange(9, 12)),
            "closes_at": time(random.randrange(13, 17)),
            "is_cancelled": random.random() < 0.03,
            **two("spot", random.choice(words.SPOTS)),
        }
    )
    if every_weeks and random.random() < 0.05:
        day = starts_on + timedelta(weeks=every_weeks * random.randrange(1, 8))
        cancellation = {"id": world.new_id(_CANCELLATIONS), "stop_id": key, "on_day": day}
        rows[_CANCELLATIONS].append(cancellation)


_CANCELLATIONS = "mobile_team_stop_cancellations"


def _add_news(world: World, random: Random, rows: Rows) -> None:
    key, place = world.new_id("news"), world.host(random)
    title = random.choice(words.NEWS)
    happened_on = None if random.random() < 0.1 else world.day - timedelta(days=random.randrange(700))
    rows["news"].append(
        {
            "id": key,
            "slug": f"{slug(title[1])}-{key}",
            "position": 0,
            "happened_on": happened_on,
            "is_published": True,
            "is_example": True,
            "entered_on": world.day,
            **two("when", ("", "")),
            **two("title", (f"{title[0]}: {place.name[0]}", f"{title[1]}: {place.name[1]}")),
            **two("summary", joined(random, words.SENTENCES, words.SENTENCES)),
            **two("body", joined(random, *[words.SENTENCES] * 3, between="\n\n")),
        }
    )
    rows["news_places"].append({"news_id": key, "place_id": place.id})
    rows["news_organizations"].append({"news_id": key, "organization_id": rows["organizations"][0]["id"]})
