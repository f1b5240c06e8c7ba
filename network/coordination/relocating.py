"""Moves for coordinators: which nothing continues, which take too long, which are planned."""

from __future__ import annotations

from flask import render_template

from network.coordination.blueprint import blueprint, page_number, scope
from network.coordination.moves import LONG, find_planned, find_slow, find_unfollowed
from network.core.clock import today
from network.core.database import db
from network.core.permissions import Permission, requires


@blueprint.get("/coordination/relocations")
@requires(Permission.COORDINATOR)
def relocations() -> str:
    """What to ask organizations about: a move without a successor, one that does not end, plans."""
    session, chosen = db.session(), scope()
    return render_template(
        "coordination/relocations.html",
        scope=chosen,
        unfollowed=find_unfollowed(session, chosen),
        slow=find_slow(session, chosen, today()),
        planned=find_planned(session, chosen, page_number()),
        long=LONG,
    )
