"""How old everything is that people see: the list that coordinators call along."""

from __future__ import annotations

from flask import render_template, request

from network.coordination.blueprint import blueprint, page_number
from network.coordination.oldest import find_oblasts, find_oldest
from network.core.clock import today
from network.core.database import db
from network.core.errors import NotFound
from network.core.permissions import Permission, requires


@blueprint.get("/coordination/freshness")
@requires(Permission.COORDINATOR)
def freshness() -> str:
    """All organizations, services and mobile teams, the longest unconfirmed first; `?oblast=` names one oblast."""
    oblasts = find_oblasts(db.session())
    slug = request.args.get("oblast", "")
    chosen = next((place for place in oblasts if place.slug == slug), None)
    if slug and chosen is None:
        raise NotFound(f"oblast {slug!r}")
    page = find_oldest(db.session(), chosen.id if chosen else None, today(), page_number())
    return render_template("coordination/freshness.html", page=page, oblasts=oblasts, chosen=chosen)
