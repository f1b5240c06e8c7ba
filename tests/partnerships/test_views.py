"""The public pages: numbers first, filters, one partnership with its parties and money, the picture and its table alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from network.files.audiences import SharedWith
from network.files.operations import store
from network.organizations.models import Organization
from network.partnerships.models import Partnership, PartnershipKind, PartyRole
from network.partnerships.operations import NewParty
from network.partnerships.queries import get_partnership
from network.services.operations import add_result
from tests.conftest import CountStatements
from tests.documents import make_pdf
from tests.partnerships.agreements import make_partnership
from tests.people import SignedInClient
from tests.world import World

SVG = re.compile(r"<svg class=\"ties (\w+)\".*?</svg>", re.S)


def read(client: FlaskClient, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.get_data(as_text=True)


@pytest.fixture
def partner(world: World) -> Organization:
    """A second organization."""
    return world.add_organization("БФ «Опора»", "Charity Opora")


@pytest.fixture
def agree(world: World, partner: Organization) -> Callable[..., Partnership]:
    """A function: a partnership of the world's organization and the second one, seen by everybody."""

    def make(name: str = "Спільна справа", **details: Any) -> Partnership:
        made = make_partnership(world.session, world.organization, partner, name=name, **details)
        world.session.commit()
        return get_partnership(world.session, made.id)

    return make


def test_the_list_says_numbers_first(
    client: FlaskClient, world: World, agree: Callable[..., Partnership]
) -> None:
    agree("Чинна")
    agree("Ненадовго", valid_until=world.day + timedelta(days=60))
    agree("Минула", valid_until=world.day - timedelta(days=1))
    agree("Без згоди", is_agreed=False)
    agree("Для своїх", shared_with=SharedWith.NETWORK)
    page = read(client, "/partnerships")
    lead = " ".join(
        re.sub(
            r"<[^>]+>", "", page[page.index('class="lead"') : page.index("</p>", page.index('class="lead"'))]
        ).split()
    )
    assert lead.endswith("3 партнерства: 2 діють (1 із них закінчується за 60 днів), 1 уже закінчилося.")
    assert page.count('<li class="card">') == 3
    assert page.index("Минула") > max(page.index("Чинна"), page.index("Ненадовго"))
    assert "Без згоди" not in page and "Для своїх" not in page
    assert "ГО «Степова криниця», БФ «Опора»" in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("kind=funding", {"Кошти"}),
        ("organization=третя", {"Кошти"}),
        ("community=Царичанка", {"Громада"}),
        ("state=living", {"Кошти", "Громада", "Ненадовго"}),
        ("state=expires_soon", {"Ненадовго"}),
        ("state=ended", {"Завершена"}),
        ("kind=memorandum&state=expired", set()),
    ],
)
def test_filters(
    client: FlaskClient, world: World, agree: Callable[..., Partnership], query: str, shown: set[str]
) -> None:
    third = world.add_organization("ГО «Третя сила»")
    world.finish()
    make_partnership(world.session, world.organization, third, name="Кошти", kind=PartnershipKind.FUNDING)
    agree("Громада", communities=[world.host])
    agree("Ненадовго", valid_until=world.day + timedelta(days=3))
    agree("Завершена", ended_on=world.day)
    for address in (f"/partnerships?{query}", f"/en/partnerships?{query}"):
        page = read(client, address)
        names = set(re.findall(r'<h2><a href="[^"]+">([^<]+)</a></h2>', page))
        assert names == shown
        assert page.count(" ✕</a>") == query.count("=")


def test_an_organization_is_found_by_its_name_alone(
    client: FlaskClient, world: World, partner: Organization
) -> None:
    partner.description_uk = "Безкоштовна юридична порада"
    world.finish()
    assert "немає організації з такою назвою" in read(client, "/partnerships?organization=юридична", 400)


def test_what_names_nobody_is_said_beside_its_field(
    client: FlaskClient, agree: Callable[..., Partnership]
) -> None:
    agree()
    for path in ("/partnerships", "/partnerships/network"):
        page = read(client, f"{path}?organization=ніхтотакий&community=ніде&kind=x&state=draft&page=0", 400)
        assert 'value="ніхтотакий"' in page and "немає організації з такою назвою" in page
        assert page.count('class="error"') == 5
    read(client, "/partnerships?page=9", 404)


def center(world: World, **details: Any) -> Partnership:
    """Five parties, a way of the money, a service with its result."""
    service = world.add_service("Центр життєстійкості", at=[world.add_location(world.host)])
    add_result(
        session=world.session, organization=world.organization, service=service,
        what_uk="звернень", what_en="requests", quantity=1600, is_at_least=True, months=6,
    )  # fmt: skip
    names = ("ЮНІСЕФ", "Уряд Німеччини", "Банк KfW", "Департамент")
    unicef, government, bank, department = (world.add_organization(name) for name in names)
    made = make_partnership(
        world.session,
        world.organization,
        name="Центр у Запоріжжі",
        kind=PartnershipKind.IMPLEMENTING,
        parties=[
            NewParty(world.organization, PartyRole.IMPLEMENTER, is_agreed=True),
            NewParty(unicef, PartyRole.UN_AGENCY, is_agreed=True),
            NewParty(bank, PartyRole.DONOR, 2, is_agreed=True),
            NewParty(government, PartyRole.DONOR, 1, is_agreed=True),
            NewParty(department, PartyRole.PUBLIC_INSTITUTION, is_agreed=True),
        ],
        communities=[world.host],
        services=[service],
        **details,
    )
    world.finish()
    return get_partnership(world.session, made.id)


def test_one_partnership_says_who_does_what_and_what_came_of_it(client: FlaskClient, world: World) -> None:
    made = center(
        world, signed_on=date(2026, 1, 5), valid_until=world.day + timedelta(days=400), name_en="The Center"
    )
    page = read(client, f"/partnerships/{made.slug}")
    assert "Звернень: понад 1 600 за 6 місяців" in re.sub(r"\s+", " ", page)
    words = re.sub(r"<[^>]+>", " ", page[page.index('<ol class="inline money">') : page.index("</ol>")])
    assert " ".join(words.split()) == "Уряд Німеччини → Банк KfW → Центр життєстійкості"
    assert "✓ діє до" in page and "5 січня" in page
    for link in ("/communities/tsarychanska", f"/services/{made.services[0].slug}"):
        assert f'href="{link}"' in page
    assert "The Center" in read(client, f"/en/partnerships/{made.slug}")
    made.services[0].is_published = False
    world.session.commit()
    assert "Центр життєстійкості" not in read(client, f"/partnerships/{made.slug}")


def test_it_stands_on_the_pages_of_its_parties_communities_and_services(
    client: FlaskClient, world: World
) -> None:
    made = center(world)
    link = f'href="/partnerships/{made.slug}"'
    for path in (
        *(f"/organizations/{party.organization.slug}" for party in made.parties),
        "/communities/tsarychanska",
        f"/services/{made.services[0].slug}",
        "/sitemap.xml",
    ):
        page = read(client, path)
        assert link in page or f"/partnerships/{made.slug}<" in page, path
    made.parties[1].agreed_at = None
    world.session.commit()
    for path in ("/organizations/" + world.organization.slug, "/communities/tsarychanska", "/sitemap.xml"):
        assert f"/partnerships/{made.slug}" not in read(client, path)
    read(client, f"/partnerships/{made.slug}", 404)


def rows_of_picture(page: str, name: str) -> list[str]:
    """What the lines of one drawing say, from their titles."""
    (drawing,) = (found[0] for found in re.finditer(SVG, page) if found[1] == name)
    groups = ElementTree.fromstring(drawing).findall("{*}g")
    ties = [group for group in groups if group.attrib["class"].startswith("tie ")]
    return sorted(title.text or "" for group in ties for title in group.findall("{*}title"))


def rows_of_table(page: str) -> list[str]:
    """The same from the rows of the table."""
    body = page.split('<tbody role="rowgroup">')[1].split("</tbody>")[0]
    rows = []
    for row in body.split('<tr role="row">')[1:]:
        cells = re.findall(r"<t[hd](?: [^>]*)?>(.*?)</t[hd]>", row, re.S)
        first, other, kind, _partnerships = (
            " ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells
        )
        name = re.sub(r"^(?:дає гроші:|із ким:) (?:→ )?", "", other)
        rows.append(f"{first} {'→' if '→' in other else '–'} {name}: {kind}")
    return sorted(rows)


@pytest.mark.parametrize("query", ["", "?kind=memorandum", "?organization=опора", "?state=expired"])
def test_the_picture_and_the_table_say_the_same(
    client: FlaskClient, world: World, agree: Callable[..., Partnership], query: str
) -> None:
    center(world)
    agree("Перша")
    agree("Друга")
    agree("Кошти", kind=PartnershipKind.FUNDING)
    agree("Минула", valid_until=world.day - timedelta(days=1), kind=PartnershipKind.REFERRAL)
    page = read(client, f"/partnerships/network{query}")
    table = rows_of_table(page)
    assert table and rows_of_picture(page, "wide") == table == rows_of_picture(page, "narrow")
    organizations, ties = re.findall(r'class="lead"><b>(\d+) .*?</b>: (\d+) ', page)[0]
    assert int(ties) == len(table)
    assert int(organizations) == page.split('ties narrow"')[1].split("</svg>")[0].count("<rect")
    if not query:
        assert table == [
            "БФ «Опора» – ГО «Степова криниця»: Меморандум",
            "БФ «Опора» → ГО «Степова криниця»: Фінансування",
            "Банк KfW – ГО «Степова криниця»: Спільна програма",
            "ГО «Степова криниця» – Департамент: Спільна програма",
            "Уряд Німеччини → Банк KfW: Спільна програма",
            "ЮНІСЕФ – ГО «Степова криниця»: Спільна програма",
        ]


def test_too_many_for_one_picture_are_narrowed_down(client: FlaskClient, world: World) -> None:
    others = [world.add_organization(f"ГО «Осередок {number}»") for number in range(45)]
    for other in others:
        make_partnership(world.session, world.organization, other)
    make_partnership(world.session, others[43], others[44], name="Двоє")
    world.session.commit()
    page = read(client, "/partnerships/network")
    table = rows_of_table(page)
    assert len(table) == 40 and rows_of_picture(page, "wide") == table == rows_of_picture(page, "narrow")
    assert "46 організацій, 46 чинних партнерств</b>: 40 зв’язків на малюнку" in page
    assert "показують 40 з цих організацій" in page
    narrowed = read(client, f"/partnerships/network?organization={others[43].slug}")
    assert len(rows_of_table(narrowed)) == 2 and "на малюнку" not in narrowed


def test_no_partnership_no_picture(client: FlaskClient, world: World) -> None:
    page = read(client, "/partnerships/network")
    assert '<svg class="ties' not in page and "Таких партнерств у довіднику немає" in page


@pytest.mark.parametrize(
    "path", ["/partnerships", "/partnerships/network", "/organizations/{slug}", "/communities/tsarychanska"]
)
def test_many_cost_as_many_statements_as_one(
    client: FlaskClient,
    world: World,
    agree: Callable[..., Partnership],
    count_statements: CountStatements,
    path: str,
) -> None:
    def count() -> int:
        address = path.format(slug=world.organization.slug)
        read(client, address)
        with count_statements() as statements:
            read(client, address)
        return len(statements)

    agree("Перша", communities=[world.host])
    one = count()
    for number in range(15):
        third = world.add_organization(f"ГО «Осередок {number}»")
        make_partnership(world.session, world.organization, third, communities=[world.host])
    world.session.commit()
    assert count() == one <= 30


def documented(world: World, agree: Callable[..., Partnership], **details: Any) -> Partnership:
    stored = store(session=world.session, organization_id=world.organization.id, content=make_pdf(), by=None)
    return agree(document=stored.code, **details)


def test_a_document_for_everybody_is_a_download_in_a_sandbox(
    client: FlaskClient, world: World, agree: Callable[..., Partnership]
) -> None:
    made = documented(world, agree, document_shared_with=SharedWith.PUBLIC)
    page = read(client, f"/partnerships/{made.slug}")
    assert f'href="/partnerships/{made.slug}/document.pdf"' in page
    answer = client.get(f"/en/partnerships/{made.slug}/document.pdf")
    assert answer.status_code == 200 and answer.data == make_pdf() and answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{made.slug}.pdf"'
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


AUDIENCES = [
    (SharedWith.PUBLIC, {"visitor", "party", "network", "coordinator"}),
    (SharedWith.NETWORK, {"party", "network", "coordinator"}),
    (SharedWith.PARTIES, {"party", "coordinator"}),
]


@pytest.mark.parametrize(("document", "allowed"), AUDIENCES)
@pytest.mark.parametrize("shared", list(SharedWith))
def test_who_may_have_a_document(
    client: FlaskClient,
    world: World,
    agree: Callable[..., Partnership],
    signed_in_client: SignedInClient,
    shared: SharedWith,
    document: SharedWith,
    allowed: set[str],
) -> None:
    made = documented(world, agree, shared_with=shared, document_shared_with=document)
    seen = {
        SharedWith.PUBLIC: {"visitor", "network"},
        SharedWith.NETWORK: {"network"},
        SharedWith.PARTIES: set(),
    }
    member, desk = f"/member/partnerships/{made.id}", f"/coordination/partnerships/{made.id}"
    people = {
        "visitor": (client, f"/partnerships/{made.slug}"),
        "party": (signed_in_client("editor", made.parties[1].organization_id), member),
        "network": (signed_in_client("foreign_editor"), member),
        "coordinator": (signed_in_client("coordinator"), desk),
    }
    may = allowed & (seen[shared] | {"party", "coordinator"})
    for name, (browser, page) in people.items():
        answer = browser.get(f"{page}/document.pdf")
        assert answer.status_code == (200 if name in may else 404), name
        is_reached = (
            page if shared != SharedWith.PUBLIC or name != "network" else "/member/network-partnerships"
        )
        if document != SharedWith.PUBLIC or name != "network" or shared != SharedWith.PUBLIC:
            shown = browser.get(is_reached).get_data(as_text=True)
            assert ("document.pdf" in shown) == (name in may), name
        if name != "visitor" and name in may:
            assert answer.headers["Cache-Control"] == "no-store"


def test_a_partnership_without_a_document_or_without_consent_has_none(
    client: FlaskClient, world: World, agree: Callable[..., Partnership]
) -> None:
    read(client, f"/partnerships/{agree('Без нічого').slug}/document.pdf", 404)
    made = documented(world, agree, document_shared_with=SharedWith.PUBLIC, is_agreed=False, name="Без згоди")
    read(client, f"/partnerships/{made.slug}/document.pdf", 404)
    read(client, "/partnerships/nothing/document.pdf", 404)
    assert client.get(f"/member/partnerships/{made.id}/document.pdf").status_code == 303
