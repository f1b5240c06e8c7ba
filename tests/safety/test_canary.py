"""A confidential address is planted, and every output there is gets searched for it.

A route or a command that is not listed here fails the test: who adds an output says how it is checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import click
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from network.applications import operations as applications
from network.core.clock import now
from network.events.models import Enrolment, EventKind
from network.events.operations import add_event
from network.feedback.operations import Addresses, report
from network.feedback.subjects import find_subject
from network.files.audiences import SharedWith
from network.files.operations import store
from network.forums.operations import add_challenge, add_document, add_forum, add_solution
from network.freshness.operations import Site, add_call, send_link
from network.freshness.queries import find_records, get_owner
from network.locations.models import Visibility
from network.mail.models import Mail
from network.mail.sending import deliver
from network.member.belongings import COLLECTIONS
from network.organizations.models import OrganizationKind
from network.partnerships.models import PartnershipKind, PartyRole
from network.partnerships.operations import NewParty, add_partnership
from network.relocations.models import RelocationState
from network.search.models import SearchDocument
from network.services.models import Area, Service
from tests.documents import make_pdf
from tests.relocations.moves import add_move
from tests.world import World

CANARY = "Канаркова"
CANARY_WORDS = ("Канаркова", "Kanarkova", "канарков", "kanarkov", "49.7777", "33.2222")
"""Pieces of the planted address, of the location's name and of its exact point, in any spelling an output may use."""

HIDDEN_COMMUNITY = ("Магдалинівка", "Mahdalynivka", "mahdalynivska")
"""The community of the confidential place; nothing else is in it, so that no list of hosts may name it."""

ROUTES: dict[str, tuple[str, ...]] = {
    "home.index": ("/",),
    "home.network": ("/network",),
    "home.prose": ("/about", "/privacy", "/accessibility", "/how-we-check"),
    "home.healthz": ("/healthz",),
    "home.readyz": ("/readyz",),
    "home.robots": ("/robots.txt",),
    "home.sitemap": ("/sitemap.xml",),
    "directory.services": (
        "/services",
        "/services?q=%D0%BF%D1%80%D0%B8%D1%85%D0%B8%D1%81%D1%82%D0%BE%D0%BA",
        "/services?q=%D0%B7%D0%B0+%D1%88%D0%BA%D0%BE%D0%BB%D0%BE%D1%8E",
        "/services?topic=women-safety",
        "/services?place=dnipropetrovsk",
        "/services?lat=48.92&lon=34.91&within=5",
        "/services?place=tsarychanska&within=50",
    ),
    "directory.topic": ("/topics/women-safety", "/topics/children"),
    "directory.map_page": ("/map", "/map?topic=women-safety", "/map?show=flows"),
    "directory.flow_data": ("/map/flows.geojson", "/map/flows.geojson?from=myrnohradska"),
    "directory.map_data": ("/map/communities.geojson", "/map/sites.geojson", "/map/stops.geojson"),
    "profiles.service": ("/services/{hidden}", "/services/{approximate}"),
    "profiles.short": ("/s/{code}",),
    "profiles.organization": ("/organizations/{organization}",),
    "profiles.communities": ("/communities",),
    "profiles.community": ("/communities/tsarychanska", "/communities/dniprovska"),
    "profiles.origin": ("/from/myrnohradska",),
    "organizations.index": ("/organizations", "/organizations?q=%D0%BA%D1%80%D0%B8%D0%BD%D0%B8%D1%86%D1%8F"),
    "mobile_teams.index": ("/mobile-teams",),
    "mobile_teams.show": ("/mobile-teams/{team}",),
    "events.index": ("/events", "/events?when=past", "/events?community=tsarychanska"),
    "events.show": ("/events/{event}",),
    "events.calendar": ("/events/{event}.ics",),
    "forums.index": ("/forums",),
    "forums.show": ("/forums/{forum}",),
    "forums.document": ("/forums/{forum}/documents/{paper}.pdf",),
    "forums.documents": ("/member/forums/{forum}/documents",),
    "forums.shared_document": ("/member/forums/{forum}/documents/{paper}.pdf",),
    "news.index": ("/news",),
    "news.show": ("/news/{news}",),
    "partnerships.index": ("/partnerships", "/partnerships?organization={organization}"),
    "partnerships.network": ("/partnerships/network",),
    "partnerships.show": ("/partnerships/{partnership}",),
    "partnerships.document": ("/partnerships/{partnership}/document.pdf",),
    "relocations.index": ("/relocations", "/relocations?from=myrnohradska"),
    "relocations.show": ("/relocations/{move}",),
    "urgent.index": ("/urgent",),
    "feedback.report": ("/services/{hidden}/report", "/services/{approximate}/report"),
    "feedback.show": ("/reports/{report}",),
    "mail.index": ("/dev/mail",),
    "mail.file": ("/dev/mail/{mail}.eml",),
    "mail.show": ("/dev/mail/{mail}", "/dev/mail/{reminder}"),
    "freshness.confirm": ("/confirm/{token}",),
    "freshness.edit": (
        "/confirm/{token}/edit/service/{hidden_id}",
        "/confirm/{token}/edit/service/{approximate_id}",
        "/confirm/{token}/edit/organization/{organization_id}",
        "/confirm/{token}/edit/mobile_team/{team_id}",
    ),
    "applications.join": ("/join",),
    "applications.show": ("/join/{application}",),
    "accounts.sign_in": ("/sign-in", "/sign-in?next=/services/{hidden}"),
    "accounts.member_login": ("/member/login",),
    "accounts.ask_link": ("/sign-in/link",),
    "accounts.link": ("/sign-in/link/nothing",),
    "accounts.ask_reset": ("/reset",),
    "accounts.reset": ("/reset/nothing",),
    "accounts.invitation": ("/invitation/nothing",),
    "accounts.code": ("/sign-in/code",),
    "accounts.second_factor": ("/account/second-factor",),
    "accounts.index": ("/account",),
    "accounts.password": ("/account/password",),
    "accounts.new_second_factor": ("/account/second-factor/new",),
    "accounts.recovery_codes": ("/account/recovery-codes",),
    "accounts.email": ("/account/email",),
    "accounts.people": ("/people", "/people?q=example"),
    "accounts.person": ("/people/1",),
    "accounts.change_oblasts": ("/people/1/oblasts",),
    "accounts.drop_second_factor": ("/account/second-factor/off",),
    "accounts.decide_on_person": ("/people/1/shut-out", "/people/1/let-in", "/people/1/forget-phone"),
    "accounts.invite_person": ("/people/invite",),
    "accounts.new_email": ("/account/email/nothing",),
    "accounts.new_passkey": ("/account/passkeys/new",),
    "accounts.remove_passkey": ("/account/passkeys/1/remove",),
    "member.index": ("/member",),
    "member.records": tuple(f"/member/{name}" for name in COLLECTIONS),
    "member.edit": ("/member/services/{hidden_id}/edit", "/member/services/{approximate_id}/edit"),
    "member.new": tuple(
        f"/member/{name}/new/{{organization_id}}" for name in COLLECTIONS if name != "profile"
    ),
    "member.record_history": ("/member/services/{hidden_id}/history",),
    "member.remove": ("/member/services/{hidden_id}/remove",),
    "member.change": ("/member/changes/1",),
    "member.edit_change": ("/member/changes/1/edit",),
    "member.preview": ("/member/changes/1/preview",),
    "member.confirm": ("/member/confirm/{organization_id}",),
    "member.days": ("/member/stops/1/days",),
    "member.report": ("/member/reports/1",),
    "member.people": ("/member/people",),
    "member.remove_person": ("/member/people/{organization_id}/1/remove",),
    "member.referrals": ("/member/referrals",),
    "member.document": ("/member/documents/nothing",),
    "member.partnership": ("/member/partnerships/1",),
    "member.agree_to_partnership": ("/member/partnerships/1/agree",),
    "member.network_partnerships": ("/member/network-partnerships",),
    "member.planned_relocations": ("/member/moves",),
    "member.partnership_document": ("/member/partnerships/1/document.pdf",),
    "coordination.index": ("/coordination",),
    "coordination.review": ("/coordination/review", "/coordination/review?mine=1"),
    "coordination.change": ("/coordination/review/1",),
    "coordination.correct_change": ("/coordination/review/1/correct",),
    "coordination.applications": ("/coordination/applications", "/coordination/applications?decided=1"),
    "coordination.application": ("/coordination/applications/1",),
    "coordination.calls": ("/coordination/calls",),
    "coordination.call": ("/coordination/calls/{organization_id}",),
    "coordination.freshness": ("/coordination/freshness",),
    "coordination.reports": ("/coordination/reports", "/coordination/reports?settled=1"),
    "coordination.report": ("/coordination/reports/1",),
    "coordination.organization": ("/coordination/organizations/{organization_id}",),
    "coordination.record_history": ("/coordination/records/service/{hidden_id}",),
    "coordination.audit": ("/coordination/audit",),
    "coordination.document": ("/coordination/documents/nothing",),
    "coordination.relocations": ("/coordination/relocations", "/coordination/relocations?mine=1"),
    "coordination.partnerships": ("/coordination/partnerships", "/coordination/partnerships?mine=1"),
    "coordination.partnership": ("/coordination/partnerships/1",),
    "coordination.partnership_document": ("/coordination/partnerships/1/document.pdf",),
}
POSTED: dict[str, tuple[str, dict[str, str]]] = {
    "freshness.answer": ("/confirm/{token}", {"answer": "no", "text": "Новий час"}),
    "applications.answer": ("/join/{application}", {"text": "Двадцять"}),
    "freshness.renew": ("/confirm/{token}/new", {}),
    "accounts.use_link": ("/sign-in/link/nothing", {}),
    "accounts.sign_out": ("/sign-out", {}),
    "accounts.end_session": ("/account/sessions/1/end", {}),
    "accounts.end_other_sessions": ("/account/sessions/end", {}),
    "accounts.sign_out_person": ("/people/1/sign-out", {}),
    "accounts.add_passkey": ("/account/passkeys", {}),
    "accounts.ask_passkey": ("/sign-in/passkey/options", {}),
    "accounts.use_passkey": ("/sign-in/passkey", {"answer": "{}"}),
    "member.propose": ("/member/changes/1/propose", {"version": "1"}),
    "member.withdraw": ("/member/changes/1/withdraw", {"version": "1"}),
    "member.restore": ("/member/revisions/1/restore", {}),
    "member.invite": (
        "/member/people/{organization_id}/invite",
        {"email": "new@example.org", "role": "editor"},
    ),
    "coordination.publish_change": ("/coordination/review/1/publish", {"version": "1"}),
    "coordination.send_back": ("/coordination/review/1/send-back", {"version": "1", "reason": "Ні"}),
    "coordination.show_confidential": ("/coordination/review/1/show", {}),
    "coordination.accept_application": ("/coordination/applications/1/accept", {"version": "1"}),
    "coordination.ask_applicant": ("/coordination/applications/1/ask", {"version": "1", "question": "Що?"}),
    "coordination.refuse_application": (
        "/coordination/applications/1/refuse",
        {"version": "1", "reason": "Ні"},
    ),
    "coordination.answer_call": ("/coordination/calls/{organization_id}", {"answer": "missed"}),
    "coordination.settle_report": ("/coordination/reports/1", {"seen": "open", "state": "corrected"}),
    "coordination.take_back": ("/coordination/organizations/{organization_id}/return", {}),
    "coordination.trust": ("/coordination/organizations/{organization_id}/trust", {"trusted": "1"}),
    "coordination.answer_for_party": (
        "/coordination/partnerships/1/parties/1",
        {"answer": "agree", "version": "1"},
    ),
    "coordination.remove_record": ("/coordination/records/service/{hidden_id}/remove", {"reason": "ended"}),
}
"""Routes that only take forms: where and what is sent to see what they answer."""

COMMANDS: dict[str, list[str]] = {
    "search rebuild": [],
    "places load": [],
    "founding load": [],
    "demo load": [],
    "demo accounts": [],
    "accounts add-administrator": ["administrator@example.org"],
    "accounts end-sessions": ["editor-one@example.org"],
    "accounts forget": [],
    "applications forget": [],
    "freshness forget": [],
    "feedback list": [],
    "feedback settle": ["{report}", "--state", "corrected", "--answer-uk", "Готово"],
    "feedback forget": [],
    "files forget": [],
    "moderation escalate": [],
    "mail send": [],
    "audit show": [],
    "remind": [],
    "partnerships remind": [],
    "freshness calls": [],
    "freshness confirm": ["{organization}"],
    "urgent verify": ["112", "--by-uk", "координатор", "--by-en", "coordinator"],
}
LOADING = ("places load", "founding load", "demo load", "demo accounts")
"""What the other commands need, in this order."""
NOT_RUN = {
    "prepare": "runs db upgrade, places load, founding load and demo load, which are listed one by one",
    "places derive": "reads files of the gazetteer and writes files, touches no database",
    "assets build": "copies front-end files, touches no database",
    "routes": "Flask's own: prints addresses of views",
    "shell": "Flask's own: an interactive interpreter for who owns the machine",
    "run": "Flask's own development server",
    "db": "Flask-Migrate's own: schema only",
}


@pytest.fixture
def planted(app: Flask, world: World) -> dict[str, str]:
    """A confidential and an approximate location with the canary in every text that locates."""
    session = world.session
    hidden_in = world.community("mahdalynivska")
    texts = {
        "address_uk": f"вул. {CANARY}, 7",
        "address_en": "7 Kanarkova St",
        "directions_uk": f"за школою на {CANARY}",
        "directions_en": "behind Kanarkova school",
        "settlement_uk": CANARY,
        "settlement_en": "Kanarkova",
        "latitude": 49.7777,
        "longitude": 33.2222,
    }
    secret = {
        "accessibility_uk": f"пандус із {CANARY}",
        "alarm_uk": f"укриття на {CANARY}",
        "name_en": "Kanarkova house",
    }
    hidden = world.add_location(
        hidden_in, Visibility.CONFIDENTIAL, name=f"Дім на {CANARY}", **(texts | secret)
    )
    approximate = world.add_location(world.host, Visibility.APPROXIMATE, name="Простір «Веселка»", **texts)
    shelter = world.add_service(
        "Прихисток для жінок", "women-safety", at=[hidden], area=Area.OBLASTS, areas=[world.oblast]
    )
    space = world.add_service("Простір для дітей", "children", at=[approximate], origins=[world.home])
    team = world.add_team("Бригада з Мирнограда", [space], world.host, world.day)
    news = world.add_item("Новина про дітей")
    event = add_event(
        session=session,
        organization=world.organization,
        kind=EventKind.TRAINING,
        name_uk="Тренінг для жінок",
        community=world.host,
        service=shelter,
        starts_on=world.day,
        enrolment=Enrolment.OPEN,
        entered_on=world.day,
    )
    forum, paper = hold_forum(world, shelter)
    move = add_move(world, service=space, successor=space, origin_location=approximate, host_location=None)
    secret_move = add_move(world, service=shelter, successor=shelter, host=hidden_in, host_location=hidden)
    add_move(world, RelocationState.PLANNED, host=hidden_in, host_location=hidden)
    partner = world.add_organization("ГО «Сусіди»")
    partnership = add_partnership(
        session=session,
        organization=partner,
        kind=PartnershipKind.COOPERATION,
        name_uk="Співпраця заради прихистку",
        parties=[
            NewParty(each, PartyRole.IMPLEMENTER, is_agreed=True) for each in (world.organization, partner)
        ],
        services=[shelter, space],
        communities=[world.host],
        document=store(session=session, organization_id=partner.id, content=make_pdf(), by=None).code,
        document_shared_with=SharedWith.PUBLIC,
        entered_on=world.day,
    )
    world.finish()
    report_code, mail_id = report_on(session, shelter.slug)
    world.organization.email = "krynytsia@example.org"
    token, reminder_id = remind(session, world.organization.id, app.config["SECRET_KEY"])
    session.rollback()
    assert deliver(20), "mails have become files"
    assert session.scalar(select(SearchDocument.id).limit(1)) is not None
    return {
        "hidden": shelter.slug,
        "approximate": space.slug,
        "code": shelter.code,
        "organization": world.organization.slug,
        "team": team.slug,
        "news": news.slug,
        "event": event.slug,
        "forum": forum,
        "paper": paper,
        "move": move.slug,
        "secret_move": secret_move.slug,
        "partnership": partnership.slug,
        "report": report_code,
        "mail": str(mail_id),
        "token": token,
        "reminder": str(reminder_id),
        "hidden_id": str(shelter.id),
        "approximate_id": str(space.id),
        "organization_id": str(world.organization.id),
        "team_id": str(team.id),
        "application": apply_to_join(world, app),
    }


def hold_forum(world: World, service: Service) -> tuple[str, str]:
    """A forum about the shelter in the community of its confidential place; its address, the number of its document."""
    session = world.session
    event = add_event(
        session=session,
        organization=world.organization,
        kind=EventKind.FORUM,
        name_uk="Форум про безпеку",
        community=world.host,
        service=service,
        starts_on=world.day,
        entered_on=world.day,
    )
    forum = add_forum(session=session, event=event, participants=[world.organization])
    challenge = add_challenge(session=session, forum=forum, text_uk="Бракує місця в прихистках")
    add_solution(
        session=session,
        forum=forum,
        text_uk="Ще один прихисток",
        challenge=challenge,
        owner=world.organization,
    )
    stored = store(session=session, organization_id=world.organization.id, content=make_pdf("Тези"), by=None)
    paper = add_document(session=session, forum=forum, title_uk="Тези", code=stored.code)
    return event.slug, str(paper.id)


def report_on(session: Session, slug: str) -> tuple[str, int]:
    """A visitor reports something about the shelter; the report's code, the mail that the directory gets."""
    made = report(
        session=session,
        subject=find_subject(session, "services", slug),
        topic="other_address",
        text="Їх там немає",
        contact="",
        addresses=Addresses(
            page={language: f"https://example.org/services/{slug}" for language in ("uk", "en")},
            report={language: "https://example.org/reports/CODE" for language in ("uk", "en")},
        ),
        directory_email="directory@example.org",
        moment=now(),
    )
    session.commit()
    return made.code, session.scalars(select(Mail.id)).one()


def apply_to_join(world: World, app: Flask) -> str:
    """Another organization applies and is asked something; the token of its private link."""
    details = applications.Details(
        name_uk="ГО «Світло вікон»",
        name_en="",
        kind=OrganizationKind.CIVIL_SOCIETY,
        edrpou="",
        origin=world.home,
        community=world.host,
        activities="Гуртки для дітей.",
        email="office@example.org",
        phone="+380000000005",
    )
    site = applications.Site(app.config["SECRET_KEY"], "http://127.0.0.1:5000", "coordinators@example.org")
    application, token = applications.apply(session=world.session, details=details, moment=now(), site=site)
    applications.ask(
        session=world.session,
        application=application,
        version=1,
        question="Скільки дітей приходить?",
        by=1,
        moment=now(),
        site=site,
    )
    world.session.commit()
    return token


def remind(session: Session, owner_id: int, key: str) -> tuple[str, int]:
    """The organization is reminded and put on the phone round; the token of its link, the mail that it gets."""
    owner = get_owner(session, owner_id)
    records = find_records(session, [owner.id], now().date())[owner.id]
    site = Site(key, "http://127.0.0.1:5000", "coordinators@example.org")
    send_link(session=session, owner=owner, records=records, now=now(), site=site)
    add_call(session=session, owner_id=owner.id, today=now().date())
    session.commit()
    mail = session.scalars(select(Mail).where(Mail.cause == "reminder")).one()
    return mail.text.split("/confirm/")[1].split()[0], mail.id


def test_every_route_is_listed(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert endpoints == set(ROUTES) | set(POSTED), (
        "a new output says here how it is checked for confidential places"
    )


@pytest.mark.parametrize("language", ["", "/en"])
def test_no_route_gives_a_confidential_place_away(
    client: FlaskClient, planted: dict[str, str], language: str
) -> None:
    walked = [(endpoint, path) for endpoint in sorted(ROUTES) for path in ROUTES[endpoint]]
    assert len(walked) >= len(ROUTES)
    for endpoint, path in walked:
        response = client.get(language + path.format(**planted))
        assert response.status_code in {200, 302, 303, 410}, path
        body = response.get_data(as_text=True)
        headers = str(response.headers)
        for word in CANARY_WORDS:
            assert word not in body, f"{word} in {path}"
            assert word not in headers, f"{word} in the headers of {path}"
        for word in HIDDEN_COMMUNITY:
            assert word not in body or endpoint == "profiles.community", f"{word} in {path}"


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("endpoint", sorted(POSTED))
def test_no_form_gives_a_confidential_place_away(
    client: FlaskClient, planted: dict[str, str], endpoint: str, language: str
) -> None:
    path, fields = POSTED[endpoint]
    headers = {"Sec-Fetch-Site": "same-origin"}
    address = {"REMOTE_ADDR": f"192.0.2.{sorted(POSTED).index(endpoint) + 1}"}
    response = client.post(
        language + path.format(**planted), data=fields, headers=headers, environ_overrides=address
    )
    assert response.status_code in (
        {200, 403, 410} if endpoint.startswith(("accounts.", "coordination.", "member.")) else {200, 303}
    )
    body = response.get_data(as_text=True) + str(response.headers)
    for word in CANARY_WORDS + HIDDEN_COMMUNITY:
        assert word not in body


def test_a_move_to_a_confidential_place_has_no_page(client: FlaskClient, planted: dict[str, str]) -> None:
    assert client.get(f"/relocations/{planted['secret_move']}").status_code == 404
    for address in ("/relocations", "/sitemap.xml", f"/services/{planted['hidden']}"):
        assert planted["secret_move"] not in client.get(address).get_data(as_text=True), address


def test_searching_the_street_finds_nothing(client: FlaskClient, planted: dict[str, str]) -> None:
    body = client.get("/services", query_string={"q": CANARY}).get_data(as_text=True)
    assert planted["hidden"] not in body
    assert planted["approximate"] not in body


def test_small_radius_finds_no_confidential_place(client: FlaskClient, planted: dict[str, str]) -> None:
    body = client.get("/services?place=mahdalynivska&within=5").get_data(as_text=True)
    assert planted["hidden"] not in body


def test_the_shelter_itself_can_be_found_and_called(client: FlaskClient, planted: dict[str, str]) -> None:
    body = client.get("/topics/women-safety?place=dniprovska").get_data(as_text=True)
    assert planted["hidden"] in body
    page = client.get(f"/services/{planted['hidden']}").get_data(as_text=True)
    assert "Адресу скажуть телефоном" in page
    assert "tel:+380" in page


def test_index_holds_no_confidential_word(planted: dict[str, str], session: Session) -> None:
    for title, body in session.execute(select(SearchDocument.title, SearchDocument.body)):
        assert "канарков" not in title + body
        assert "kanarkov" not in title + body


def test_the_same_point_each_time(client: FlaskClient, planted: dict[str, str]) -> None:
    answers = {client.get("/map/sites.geojson").get_data() for _ in range(20)}
    assert len(answers) == 1


def commands_of(group: click.Group, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    """All leaf commands with their full names; a group of another library stands as one."""
    for name, command in group.commands.items():
        full = f"{prefix} {name}".strip()
        if isinstance(command, click.Group) and full not in NOT_RUN:
            yield from commands_of(command, full)
        else:
            yield full, command


def test_every_command_is_listed(app: Flask) -> None:
    names = {name for name, _command in commands_of(app.cli)}
    assert names <= set(COMMANDS) | set(NOT_RUN), (
        "a new command says here how it is checked for confidential places"
    )
    assert set(COMMANDS) <= names


def test_no_command_prints_a_confidential_place(planted: dict[str, str], run: Callable[..., str]) -> None:
    for command in (*LOADING, *sorted(set(COMMANDS) - set(LOADING))):
        output = run(command.split() + [part.format(**planted) for part in COMMANDS[command]])
        assert not [word for word in CANARY_WORDS if word in output], command
