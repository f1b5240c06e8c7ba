"""One case for each kind of record: a record that people see, a change of it, and where the change shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any

from sqlalchemy.orm import joinedload

from network.events.models import Event, EventKind
from network.events.operations import add_event
from network.files.operations import store
from network.forums.models import Challenge, Forum, ForumDocument, Solution
from network.forums.operations import add_challenge, add_document, add_forum, add_solution
from network.mobile_teams.models import MobileTeam, MobileTeamStop
from network.partnerships.models import Partnership, PartnershipKind, PartyRole
from network.partnerships.operations import NewParty, add_partnership
from network.relocations.models import Moved, Relocation, RelocationState
from network.relocations.operations import add_relocation
from network.services.models import Mode, Schedule, Service
from network.services.operations import add_result
from tests.documents import make_pdf
from tests.world import World

OLD, NEW = "Барвінкова", "Волошкова"
"""A word of the published record, and the word that the change puts in its place."""


@dataclass(frozen=True)
class Case:
    """`make` adds a record and returns its id; `values` is the change; `shows` are words that the pages then show.

    `fresh` is a new record of the kind: all that it needs.
    """

    make: Callable[[World], int]
    values: dict[str, Any]
    paths: tuple[str, ...]
    before: str = OLD
    shows: str = NEW
    is_indexed: bool = False
    fresh: Callable[[World], dict[str, Any]] = lambda world: {}


def _make_organization(world: World) -> int:
    world.organization.description_uk = f"Працюємо на {OLD}"
    return world.organization.id


def _make_location(world: World) -> int:
    place = world.add_location(world.host, name="Кабінет", address_uk=f"вул. {OLD}, 1")
    world.add_service("Психолог на місці", at=[place])
    return place.id


def _make_service(world: World) -> int:
    place = world.add_location(world.host)
    return world.add_service(f"Послуга {OLD}", at=[place]).id


def _make_schedule(world: World) -> int:
    place = world.add_location(world.host)
    service = world.add_service("Психолог у вівторок", at=[place])
    world.session.refresh(service, ["schedules"])
    service.schedules[0].opens_at, service.schedules[0].closes_at = time(7, 35), time(8, 35)
    world.session.flush()
    return service.schedules[0].id


def _make_team(world: World) -> int:
    service = world.add_service("Виїзний психолог", mode=Mode.MOBILE)
    team = world.add_team(f"Бригада {OLD}", [service], world.host, world.day + timedelta(days=1))
    return team.id


def _make_stop(world: World) -> int:
    service = world.add_service("Виїзний психолог", mode=Mode.MOBILE)
    team = world.add_team(
        "Бригада", [service], world.host, world.day + timedelta(days=1), spot_uk=f"біля {OLD}"
    )
    world.session.refresh(team, ["stops"])
    return team.stops[0].id


def _make_result(world: World) -> int:
    return add_result(
        session=world.session, organization=world.organization, what_uk=f"Зустрічі {OLD}", quantity=40
    ).id


def _make_partnership(world: World) -> int:
    own, other = world.organization, world.add_organization("ГО «Сусідня криниця»")
    parties = [NewParty(each, PartyRole.TECHNICAL_PARTNER, is_agreed=True) for each in (own, other)]
    return add_partnership(
        session=world.session,
        organization=own,
        kind=PartnershipKind.COOPERATION,
        name_uk=f"Співпраця {OLD}",
        parties=parties,
        entered_on=world.day,
    ).id


def _new_partnership(world: World) -> dict[str, Any]:
    other = world.add_organization("ГО «Дальня криниця»")
    return {
        "name_uk": "Нова співпраця",
        "own_role": "implementer",
        "parties": [{"record": other.slug, "code": "host"}],
    }


def _add_forum(world: World, name: str = "Голоси громад") -> Forum:
    event = add_event(
        session=world.session, organization=world.organization, kind=EventKind.FORUM, name_uk=name,
        entered_on=world.day, community=world.host,
    )  # fmt: skip
    return add_forum(session=world.session, event=event, participants=[world.organization])


def _make_forum(world: World) -> int:
    return _add_forum(world, f"Форум {OLD}").id


def _make_challenge(world: World) -> int:
    return add_challenge(
        session=world.session, forum=_add_forum(world), text_uk=f"Дітям бракує місця на {OLD}"
    ).id


def _make_solution(world: World) -> int:
    return add_solution(
        session=world.session, forum=_add_forum(world), text_uk=f"Відкрити простір на {OLD}"
    ).id


def _make_owned_solution(world: World) -> int:
    return add_solution(
        session=world.session,
        forum=_add_forum(world),
        text_uk="Відкрити простір",
        owner=world.organization,
        progress_uk=f"Шукаємо місце на {OLD}",
    ).id


def _make_forum_document(world: World) -> int:
    stored = store(
        session=world.session, organization_id=world.organization.id, content=make_pdf(OLD), by=None
    )
    return add_document(
        session=world.session, forum=_add_forum(world), title_uk=f"Резолюція {OLD}", code=stored.code
    ).id


def _new_document(world: World) -> dict[str, Any]:
    stored = store(
        session=world.session, organization_id=world.organization.id, content=make_pdf(NEW), by=None
    )
    return {
        "forum": _any_forum(world),
        "title_uk": "Нова резолюція",
        "code": stored.code,
        "shared_with": "network",
    }


def _any_forum(world: World) -> str:
    return str(_add_forum(world, "Ще форум").id)


def _make_event(world: World) -> int:
    return add_event(
        session=world.session,
        organization=world.organization,
        kind=EventKind.TRAINING,
        name_uk="Тренінг",
        spot_uk=f"вул. {OLD}",
        community=world.host,
        starts_on=world.day + timedelta(days=3),
        entered_on=world.day,
    ).id


def _any_service(world: World) -> str:
    return str(world.add_service("Ще послуга").id)


def _any_team(world: World) -> str:
    service = world.add_service("Ще виїзна послуга", mode=Mode.MOBILE)
    return str(world.add_team("Ще бригада", [service], world.host, world.day).id)


def _make_relocation(world: World) -> int:
    """A service that goes on as another, and the place that it left."""
    left = world.add_location(world.home, name="Простір удома")
    return add_relocation(
        session=world.session,
        organization=world.organization,
        state=RelocationState.MOVED,
        origin=world.home,
        host=world.host,
        what=[Moved.SERVICE],
        origin_location=left,
        service=world.add_service("Простір удома", at=[left]),
        successor=world.add_service("Простір на новому місці"),
        note_uk=f"Їхали вночі, {OLD}",
        entered_on=world.day,
    ).id


def _new_relocation(world: World) -> dict[str, Any]:
    return {
        "what": ["service", "resources"],
        "state": "moved",
        "service": _any_service(world),
        "successor": _any_service(world),
        "origin": world.home.katottg,
        "host": world.host.katottg,
        "moved_on": "2025-03-01",
    }


CASES: dict[str, Case] = {
    "organization": Case(
        make=_make_organization,
        values={"description_uk": f"Працюємо на {NEW}"},
        paths=("/organizations/{organization}",),
        is_indexed=True,
    ),
    "location": Case(
        make=_make_location,
        values={"address_uk": f"вул. {NEW}, 1", "latitude": 48.9555, "longitude": 34.4555},
        paths=("/services/{service}", "/map/sites.geojson"),
        fresh=lambda world: {"name_uk": "Новий кабінет", "community": world.host.katottg},
    ),
    "service": Case(
        make=_make_service,
        values={"name_uk": f"Послуга {NEW}", "phones": ["+380000000077"]},
        paths=("/services/{service}", "/services?place=tsarychanska", "/organizations/{organization}"),
        is_indexed=True,
        fresh=lambda world: {
            "name_uk": "Нова послуга",
            "category": world.category("psychologist").code,
            "areas": [world.host.katottg],
        },
    ),
    "schedule": Case(
        make=_make_schedule,
        values={"opens_at": "06:25", "closes_at": "08:25"},
        paths=("/services/{service}",),
        before="7:35",
        shows="6:25",
        fresh=lambda world: {"service": _any_service(world), "days": ["SA"]},
    ),
    "team": Case(
        make=_make_team,
        values={"name_uk": f"Бригада {NEW}"},
        paths=("/mobile-teams/{team}", "/mobile-teams"),
        fresh=lambda world: {"name_uk": "Нова бригада"},
    ),
    "stop": Case(
        make=_make_stop,
        values={"spot_uk": f"біля {NEW}"},
        paths=("/mobile-teams/{team}",),
        fresh=lambda world: {
            "team": _any_team(world),
            "community": world.host.katottg,
            "starts_on": world.day.isoformat(),
        },
    ),
    "result": Case(
        make=_make_result,
        values={"what_uk": f"Зустрічі {NEW}"},
        paths=("/organizations/{organization}",),
        fresh=lambda world: {"what_uk": "Нові зустрічі", "quantity": 3},
    ),
    "relocation": Case(
        make=_make_relocation,
        values={"note_uk": f"Їхали вночі, {NEW}"},
        paths=("/relocations/{relocation}",),
        fresh=_new_relocation,
    ),
    "event": Case(
        make=_make_event,
        values={"spot_uk": f"вул. {NEW}"},
        paths=("/events/{event}", "/events"),
        fresh=lambda world: {"kind": "course", "name_uk": "Нові курси", "communities": [world.host.katottg]},
    ),
    "partnership": Case(
        make=_make_partnership,
        values={"name_uk": f"Співпраця {NEW}"},
        paths=("/partnerships", "/partnerships/{partnership}"),
        fresh=_new_partnership,
    ),
    "forum": Case(
        make=_make_forum,
        values={"name_uk": f"Форум {NEW}"},
        paths=("/forums/{forum}", "/forums"),
        fresh=lambda world: {"name_uk": "Новий форум", "attendees": [world.organization.slug]},
    ),
    "challenge": Case(
        make=_make_challenge,
        values={"text_uk": f"Дітям бракує місця на {NEW}"},
        paths=("/forums/{forum}",),
        fresh=lambda world: {"forum": _any_forum(world), "text_uk": "Нова складність"},
    ),
    "solution": Case(
        make=_make_solution,
        values={"text_uk": f"Відкрити простір на {NEW}"},
        paths=("/forums/{forum}",),
        fresh=lambda world: {
            "forum": _any_forum(world),
            "text_uk": "Нове рішення",
            "owner": world.organization.slug,
        },
    ),
    "owned_solution": Case(
        make=_make_owned_solution,
        values={"progress_uk": f"Знайшли місце на {NEW}"},
        paths=("/forums/{forum}",),
    ),
    "forum_document": Case(
        make=_make_forum_document,
        values={"title_uk": f"Резолюція {NEW}"},
        paths=("/forums/{forum}",),
        fresh=_new_document,
    ),
}


def slugs(world: World, kind: str, record_id: int) -> dict[str, str]:
    """What the addresses of a case are filled with."""
    session = world.session
    found = {"organization": world.organization.slug}
    if kind == "team":
        found["team"] = _slug_of_team(world, record_id)
    if kind == "stop":
        found["team"] = _slug_of_team(world, session.get_one(MobileTeamStop, record_id).team_id)
    if kind == "relocation":
        found["relocation"] = session.get_one(Relocation, record_id).slug
    if kind == "event":
        found["event"] = session.get_one(Event, record_id).slug
    if kind == "service":
        found["service"] = session.get_one(Service, record_id).slug
    if kind == "partnership":
        found["partnership"] = session.get_one(Partnership, record_id).slug
    if kind == "schedule":
        found["service"] = session.get_one(Service, session.get_one(Schedule, record_id).service_id).slug
    if kind in {"forum", "challenge", "solution", "owned_solution", "forum_document"}:
        found["forum"] = _slug_of_forum(world, kind, record_id)
    if kind == "location":
        found["service"] = "psykholoh-na-mistsi"
    return found


def _slug_of_forum(world: World, kind: str, record_id: int) -> str:
    session = world.session
    if kind == "forum":
        return session.get_one(Forum, record_id, options=[joinedload(Forum.event)]).event.slug
    models: dict[str, Any] = {"challenge": Challenge, "forum_document": ForumDocument}
    forum_id = session.get_one(models.get(kind, Solution), record_id).forum_id
    return session.get_one(Forum, forum_id, options=[joinedload(Forum.event)]).event.slug


def _slug_of_team(world: World, team_id: int) -> str:
    return world.session.get_one(MobileTeam, team_id).slug
