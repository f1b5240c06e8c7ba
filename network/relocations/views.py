"""The public pages of moves: who moved where, and one move with what goes on as what."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, render_template, request

from network.core.database import db
from network.core.permissions import public
from network.places.cases import from_words, in_words, to_words
from network.relocations.asking import ask
from network.relocations.continuing import continuation_of
from network.relocations.forms import SHOWN_STATES
from network.relocations.models import Relocation
from network.relocations.queries import (
    count_all,
    count_flows,
    find_before,
    find_next,
    find_of_team,
    find_public,
    get_public,
)
from network.relocations.telling import (
    continues_words,
    going_on,
    name_of_move,
    number_of,
    people_words,
    quoted,
    state_words,
    steps_of,
)
from network.relocations.words import STATES, WHAT, what_words

blueprint = Blueprint("relocations", __name__)
FLOWS_SHOWN = 8

for _words in (
    quoted,
    continues_words,
    name_of_move,
    state_words,
    people_words,
    what_words,
    from_words,
    to_words,
    in_words,
):
    blueprint.add_app_template_global(_words)


@blueprint.app_template_global("moves_of_team")
def moves_of_team(team_id: int) -> Sequence[Relocation]:
    """The public moves of a mobile team, for its page."""
    return find_of_team(db.session(), team_id)


@blueprint.get("/relocations")
@public
def index() -> tuple[str, int] | str:
    """From where to where, and each move; the filters narrow both."""
    asked = ask(db.session(), request.args)
    words = {
        "asked": asked,
        "states": [(state, STATES[state]) for state in SHOWN_STATES],
        "kinds": WHAT.items(),
    }
    if asked.has_errors:
        return render_template("relocations/index.html", page=None, totals=None, flows=[], **words), 400
    totals = count_all(db.session(), asked.criteria)
    page = find_public(db.session(), asked.criteria, asked.page)
    is_first = page.number == 1 and totals.flows > 1
    flows = count_flows(db.session(), asked.criteria, FLOWS_SHOWN) if is_first else []
    return render_template("relocations/index.html", page=page, totals=totals, flows=flows, **words)


@blueprint.get("/relocations/<slug>")
@public
def show(slug: str) -> str:
    """One move: what, from where to where, when, with whom, and what works now."""
    session = db.session()
    move = get_public(session, slug)
    found = continuation_of(session, [move.service_id] if move.service_id else [])
    continuation = found.get(move.service_id or 0)
    return render_template(
        "relocations/show.html",
        move=move,
        steps=steps_of(move),
        going=going_on(continuation) if continuation else None,
        number=number_of(move),
        before=find_before(session, move),
        after=find_next(session, move.id),
    )
