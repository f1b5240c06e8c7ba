"""What is a draft, planned, not agreed or shared with some is read by nobody else, in no output there is."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from network.search.models import SearchDocument
from tests.people import SignedInClient
from tests.safety.estate import Estate
from tests.safety.quiet import Quiet, plant_all
from tests.safety.test_canary import ROUTES
from tests.safety.test_canary import planted as planted
from tests.safety.test_signed_in import LETTERS, is_public, told, walk
from tests.safety.test_signed_in import estate as estate
from tests.world import World

STARTS = (
    "/",
    "/map/flows.geojson?to=tsarychanska",
    "/organizations/ngo-steppe-well",
    "/events?month={month}",
)
"""Addresses that the walk for confidential places has no need of."""


@pytest.fixture
def quiet(planted: dict[str, str], world: World) -> Mapping[str, Quiet]:
    """Everything that is not for everybody, beside the confidential place."""
    return plant_all(world)


def words_of(quiet: Mapping[str, Quiet], are_members: bool = False) -> tuple[str, ...]:
    """The words that nobody may read, for members without those that they may."""
    return tuple(each.word for each in quiet.values() if not (are_members and each.is_for_members))


@pytest.mark.parametrize("language", ["", "/en"])
def test_everybody_reads_nothing_of_it(
    app: Flask,
    client: FlaskClient,
    planted: dict[str, str],
    quiet: Mapping[str, Quiet],
    world: World,
    language: str,
) -> None:
    paths = [
        path.format(**planted)
        for endpoint in sorted(ROUTES)
        if is_public(app, endpoint)
        for path in ROUTES[endpoint]
    ]
    paths += [path.format(month=world.day.strftime("%Y-%m")) for path in STARTS]
    for path in paths:
        assert told(client, language + path, words_of(quiet)) == [], path


@pytest.mark.parametrize("language", ["", "/en"])
def test_who_guesses_its_address_finds_nothing(
    client: FlaskClient, quiet: Mapping[str, Quiet], language: str
) -> None:
    for name, each in quiet.items():
        for path in each.addresses:
            answer = client.get(language + path)
            expected = {303} if path.startswith("/member/") else {404}
            assert answer.status_code in expected, (name, path)
            assert each.word.encode() not in answer.get_data(), (name, path)


def test_the_search_knows_nothing_of_it(
    client: FlaskClient, quiet: Mapping[str, Quiet], session: Session
) -> None:
    indexed = " ".join(
        f"{title} {body}".casefold()
        for title, body in session.execute(select(SearchDocument.title, SearchDocument.body))
    )
    for name, each in quiet.items():
        assert each.word.casefold() not in indexed, name
        for path in ("/services", "/organizations"):
            page = client.get(path, query_string={"q": each.word}).get_data(as_text=True)
            assert not [address for address in each.addresses if f'href="{address}"' in page], name


@pytest.mark.engines("sqlite")
def test_members_read_only_what_is_shared_with_them(
    app: Flask,
    planted: dict[str, str],
    estate: Estate,
    quiet: Mapping[str, Quiet],
    signed_in_client: SignedInClient,
) -> None:
    reader = signed_in_client("foreign_editor")
    paths = [path for endpoint, path in walk(app, planted, estate) if endpoint not in LETTERS]
    for path in paths:
        assert told(reader, path, words_of(quiet, are_members=True)) == [], path
    for name, each in quiet.items():
        for path in each.addresses:
            assert reader.get(path).status_code == 404, (name, path)


def test_it_is_there_for_those_whom_it_concerns(
    quiet: Mapping[str, Quiet], world: World, signed_in_client: SignedInClient
) -> None:
    own = signed_in_client("editor", world.organization.id)
    lists = (
        "services",
        "mobile-teams",
        "relocations",
        "events",
        "partnerships",
        "forums",
        "challenges",
        "forum-documents",
    )
    seen = "".join(own.get(f"/member/{part}").get_data(as_text=True) for part in lists)
    named = [name for name, each in quiet.items() if each.word in seen]
    assert {"unpublished event", "unpublished forum", "parts of an unpublished forum"} <= set(named)
    assert {"partnership not agreed", "partnership for the network", "document for the network"} <= set(named)
