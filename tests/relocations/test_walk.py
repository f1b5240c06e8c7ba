"""One move, recorded through the member's form alone and published by a coordinator, changes all five places that tell of it.

The old service's page, the page of the host community, that of the home community, the search by the home community and
the map's layer of flows; in both languages. Nothing here writes into the database but the two people's forms.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from tests.people import SignedInClient
from tests.world import World

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
OLD, NEW = "Простір «Веселка»", "Підтримка родин"
OLD_EN, NEW_EN = "Rainbow space", "Support for families"
DIMITROV = "%D0%94%D0%B8%D0%BC%D0%B8%D1%82%D1%80%D0%BE%D0%B2"


@dataclass
class Before:
    """What the organization has: the service at home and the one in the host community, each at its place."""

    world: World
    old: str
    new: str
    form: dict[str, str]

    def addresses(self) -> dict[str, str]:
        """The five places, and the page of the service that goes on."""
        return {
            "old": f"/services/{self.old}",
            "new": f"/services/{self.new}",
            "host": "/communities/tsarychanska",
            "origin": "/from/myrnohradska",
            "search": f"/services?q={DIMITROV}",
            "map": "/map/flows.geojson",
        }


@pytest.fixture
def before(world: World) -> Before:
    home = world.add_location(world.home, name="Простір удома", address_uk="вул. Шахтарська, 5")
    host = world.add_location(world.host, name="Простір у Царичанці")
    old = world.add_service(OLD, "children", name_en=OLD_EN, at=[home])
    new = world.add_service(NEW, "children", name_en=NEW_EN, at=[host])
    world.finish()
    form = {
        "what": "service",
        "state": "moved",
        "service": str(old.id),
        "successor": str(new.id),
        "origin": "Мирноград",
        "origin_location": str(home.id),
        "host": "Царичанка",
        "host_location": str(host.id),
        "moved_on": "2024-08-12",
        "families": "40",
        "children": "25",
        "resources_uk": "Меблі та іграшки",
        "is_published": "1",
    }
    return Before(world, old.slug, new.slug, form)


def read(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.get_data(as_text=True)


def send(client: FlaskClient, shown: str, address: str, **values: Any) -> str:
    """A form with what its page carries hidden; the address that it leads to."""
    hidden = re.findall(r'type="hidden" name="(csrf_token|version|record_version)" value="([^"]*)"', shown)
    answer = client.post(address, data=MultiDict({**dict(hidden), **values}), headers=SAME_ORIGIN)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return answer.headers["Location"]


def record(editor: FlaskClient, before: Before) -> None:
    """The editor fills in the form and sends it to the coordinators."""
    address = f"/member/relocations/new/{before.world.organization.id}"
    send(editor, read(editor, address), address, **before.form, action="propose")


def publish(coordinator: FlaskClient) -> None:
    """The coordinator opens the only change that waits, and publishes it."""
    waiting = re.findall(r'href="(/coordination/review/\d+)"', read(coordinator, "/coordination/review"))
    (address,) = set(waiting)
    send(coordinator, read(coordinator, address), f"{address}/publish")


def told(client: FlaskClient, before: Before, language: str = "") -> dict[str, str]:
    """What each place says."""
    return {name: read(client, language + path) for name, path in before.addresses().items()}


def main_of(page: str) -> str:
    """The words of a page, spaces folded, without marks."""
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", "", body).split())


def flows_in(data: str) -> dict[str, int]:
    """The curves of the map and how many moves each stands for."""
    features = json.loads(data)["features"]
    return {each["properties"]["name"]: each["properties"]["count"] for each in features}


def test_one_form_changes_all_five_places(
    before: Before, client: FlaskClient, signed_in_client: SignedInClient
) -> None:
    editor, coordinator = signed_in_client("editor"), signed_in_client("coordinator")
    first = told(client, before)
    record(editor, before)
    assert told(client, before) == first, "nothing changes before a coordinator has published it"
    publish(coordinator)

    pages = told(client, before)
    old = main_of(pages["old"])
    assert (
        "Евакуйовано з Мирноградської громади. Працює далі у Царичанській громаді як «Підтримка родин»" in old
    )
    assert "Тут не працює з 12 серпня 2024" in old and "Шахтарська" not in old
    assert f'href="/services/{before.new}"' in pages["old"]
    assert pages["old"].index("tel:+380") < pages["old"].index("<h2"), "its number stands above all the rest"
    assert "Евакуйовано" not in first["old"]

    host = main_of(pages["host"])
    assert "Приїхали з Мирноградської громади" in host and "40 родин, 25 дітей" in host
    assert f'href="/services/{before.new}"' in pages["host"].split("Хто переїхав сюди")[1]
    assert "Приїхали" not in first["host"]

    origin = main_of(pages["origin"])
    assert "Куди переїхали" in origin and "Тепер працює у Царичанській громаді: Підтримка родин" in origin
    assert "Продовжує «Простір „Веселка“» з Мирноградської громади" in origin
    assert "Куди переїхали" not in first["origin"]

    search = pages["search"]
    assert f"/services/{before.old}" in first["search"] and "Продовжує" not in first["search"]
    assert f"/services/{before.new}" in search and "1 послуга: для людей із громади: Мирноград" in search
    assert "Продовжує «Простір „Веселка“» з Мирноградської громади" in main_of(search)
    assert f"/services/{before.old}" not in search, "what does not work there any more is no result"

    assert (flows_in(first["map"]), flows_in(pages["map"])) == ({}, {"Мирноград → Царичанка": 1})
    assert "Продовжує «Простір „Веселка“» з Мирноградської громади" in main_of(pages["new"])


def test_the_same_in_english(before: Before, client: FlaskClient, signed_in_client: SignedInClient) -> None:
    record(signed_in_client("editor"), before)
    publish(signed_in_client("coordinator"))
    pages = told(client, before, "/en")
    old = main_of(pages["old"])
    assert (
        "Evacuated from Myrnohradska community. Goes on in Tsarychanska community as “Support for families”"
        in old
    )
    host = main_of(pages["host"])
    assert "Came from Myrnohradska community" in host and "40 families, 25 children" in host
    origin = main_of(pages["origin"])
    assert "Works in Tsarychanska community now: Support for families" in origin
    continues = "Continues “Rainbow space” from Myrnohradska community"
    assert (
        continues in main_of(pages["search"]) and continues in origin and continues in main_of(pages["new"])
    )
    assert flows_in(pages["map"]) == {"Myrnohrad → Tsarychanka": 1}


def test_what_was_left_stands_nowhere_as_open(
    before: Before, client: FlaskClient, signed_in_client: SignedInClient
) -> None:
    record(signed_in_client("editor"), before)
    publish(signed_in_client("coordinator"))
    for name, page in told(client, before).items():
        assert "Шахтарська" not in page, name
    found = read(client, "/services?topic=children&place=myrnohradska")
    assert f'href="/services/{before.old}"' not in found
    move = re.findall(r'href="(/relocations/[^"?]+)"', read(client, "/relocations"))[0]
    assert "Шахтарська" not in read(client, move) and "Меблі та іграшки" in read(client, move)
