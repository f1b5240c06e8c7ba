"""The composed pages: one organization, one community, one service, and everything for people from one home community."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from network.core.clock import now
from network.core.database import db
from network.core.errors import NotFound
from network.core.permissions import public
from network.feedback.queries import find_doubted
from network.finding.cards import cards_of_found, make_cards
from network.finding.criteria import Criteria
from network.finding.queries import find
from network.forums.queries import find_owned_solutions
from network.forums.rows import make_own_rows
from network.mobile_teams import queries as teams
from network.mobile_teams.queries import TeamFilter
from network.moderation.removals import find_removed
from network.news import queries as news
from network.organizations import queries as organizations
from network.organizations.words import KINDS, MEMBERSHIPS
from network.partnerships import queries as partnerships
from network.partnerships.showing import make_rows
from network.places import queries as places
from network.places.models import Place, PlaceLevel
from network.profiles import happenings
from network.profiles.moves import find_arrivals, find_departures
from network.profiles.queries import find_hosts_by_oblast, find_similar, find_topic_rows
from network.profiles.service_page import compose_service
from network.relocations import queries as relocations
from network.relocations.continuing import came_from, continuation_of
from network.relocations.telling import going_on
from network.services import queries as services
from network.services.feedback import KIND
from network.services.queries import ServiceFilter

blueprint = Blueprint("profiles", __name__)
TEAMS_SHOWN = 20
Answer = Response | tuple[str, int]


@blueprint.get("/services/<slug>")
@public
def service(slug: str) -> str:
    """One service: the next step first."""
    session, moment = db.session(), now()
    found = services.get_published(session, slug)
    carried_by = teams.find_of_services(session, [found.id], moment.date()).get(found.id, [])
    page = compose_service(found, carried_by, moment)
    similar = find_similar(session, found, page.community, moment)
    going = continuation_of(session, [found.id]).get(found.id)
    return render_template(
        "profiles/service.html",
        page=page,
        is_doubted=bool(find_doubted(session, KIND, [found.id], moment)),
        enrolling=happenings.find_enrolling(session, found.id, moment.date()),
        results=services.find_results(session, service_id=found.id),
        agreements=make_rows(
            partnerships.find_of_service(session, found.id, moment.date()),
            moment.date(),
            found.organization_id,
        ),
        gone=going.relocation if going else None,
        going=going_on(going) if going else None,
        came=came_from(session, [found.id]).get(found.id, []),
        similar=cards_of_found(session, similar, moment, page.community.id if page.community else None),
    )


@blueprint.get("/s/<code>")
@public
def short(code: str) -> Response:
    """The short permanent address of a service."""
    return redirect(url_for("profiles.service", slug=services.get_slug(db.session(), code)), 302)


@blueprint.get("/organizations/<slug>")
@public
def organization(slug: str) -> str:
    """One organization: who, since when, services, teams, results, contacts."""
    session, moment = db.session(), now()
    found = organizations.get_published(session, slug)
    own_teams = teams.find_coming(session, TeamFilter(organization_id=found.id), moment, size=TEAMS_SHOWN)
    cards = make_cards(session, services.find_of_organization(session, found.id), moment)
    return render_template(
        "profiles/organization.html",
        organization=found,
        removed=find_removed(session, "organization", found.id) if found.membership == "former" else None,
        kinds=KINDS,
        memberships=MEMBERSHIPS,
        cards=[card for card in cards if not card.is_faded],
        faded=[card for card in cards if card.is_faded],
        faded_teams=teams.find_faded(session, found.id, moment.date()),
        teams=own_teams.items,
        moment=moment,
        moves=relocations.find_of_organization(session, found.id),
        events=happenings.find_of_organization(session, found.id, moment.date()),
        held=happenings.find_held(session, found.id, moment.date()),
        results=services.find_results(session, organization_id=found.id),
        agreements=make_rows(
            partnerships.find_of_organization(session, found.id, moment.date()), moment.date(), found.id
        ),
        attended=happenings.find_attended(session, found.id, moment.date()),
        solutions=make_own_rows(find_owned_solutions(session, found.id), moment.date()),
        news=news.find_about_organization(session, found.id),
    )


@blueprint.get("/communities")
@public
def communities() -> str:
    """Host communities by oblast, with the number of services in each."""
    return render_template("profiles/communities.html", oblasts=find_hosts_by_oblast(db.session(), now()))


@blueprint.get("/communities/<slug>")
@public
def community(slug: str) -> Answer | str:
    """One community: every topic with what is here, what comes, and how far the nearest is."""
    session, moment = db.session(), now()
    found = _community_or_answer(session, slug, "profiles.community")
    if not isinstance(found, Place):
        return found
    coming = teams.find_coming(session, TeamFilter(community_id=found.id), moment, size=TEAMS_SHOWN)
    return render_template(
        "profiles/community.html",
        community=found,
        names=former_names(session, found),
        rows=find_topic_rows(session, found, moment),
        teams=coming.items,
        arrived=find_arrivals(session, found.id),
        moment=moment,
        events=happenings.find_of_community(session, found.id, moment.date()),
        neighbours=places.find_neighbours(session, found),
        agreements=make_rows(partnerships.find_of_community(session, found.id, moment.date()), moment.date()),
        news=news.find_about_place(session, found.id),
    )


@blueprint.get("/from/<origin>")
@public
def origin(origin: str) -> Answer | str:
    """Everything that serves people from a community, wherever it works now."""
    session, moment = db.session(), now()
    found = _community_or_answer(session, origin, "profiles.origin", "origin")
    if not isinstance(found, Place):
        return found
    criteria = Criteria(filter=ServiceFilter(origin_id=found.id, is_origin_named=True))
    results = find(session, criteria, moment, size=50)
    departed = find_departures(session, found.id)
    told = {departure.move.service_id for departure in departed}
    moved = [each for each in services.find_moved_from(session, found.id) if each.id not in told]
    return render_template(
        "profiles/origin.html",
        community=found,
        names=former_names(session, found),
        cards=[card for _group, card in cards_of_found(session, results.page.items, moment, None)],
        departed=departed,
        moved=make_cards(session, moved, moment),
        organizations=organizations.find_from(session, found.id),
        events=happenings.find_of_community(session, found.id, moment.date()),
        teams=teams.find_coming(session, TeamFilter(origin_id=found.id), moment, size=TEAMS_SHOWN).items,
        moment=moment,
        news=news.find_about_place(session, found.id),
    )


def former_names(session: Session, community: Place) -> list[str]:
    """Names that the community had before, each once; other spellings only help finding."""
    shown = {community.short, community.name}
    kinds = {"former"}
    names = [name.name for name in places.find_names(session, community.id) if str(name.kind) in kinds]
    return [name for name in dict.fromkeys(names) if name not in shown]


def _community_or_answer(
    session: Session, slug: str, endpoint: str, argument: str = "slug"
) -> Place | Answer:
    """The community; else a redirect from another of its names, or a choice between several of one name."""
    try:
        return places.get_community(session, slug)
    except NotFound:
        present = places.get_redirect(session, PlaceLevel.COMMUNITY, slug)
    if present is None:
        matches = places.find_by_name(session, slug.replace("-", " "), (PlaceLevel.COMMUNITY,))
        if len(matches) > 1:
            choices = [(match.place, _address(endpoint, argument, match.place.slug)) for match in matches]
            return render_template("profiles/which.html", name=matches[0].name, choices=choices), 300
        if not matches:
            raise NotFound(f"community {slug}")
        present = matches[0].place.slug
    return redirect(_address(endpoint, argument, present), 301)


def _address(endpoint: str, argument: str, slug: str) -> str:
    values: dict[str, Any] = {argument: slug}
    return url_for(endpoint, **values)
